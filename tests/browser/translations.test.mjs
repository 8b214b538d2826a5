// The files of texts, without a browser: complete, in the forms of their language, nothing left in English. A message
// says which language and which key. `node --test translations.test.mjs`

import assert from "node:assert/strict";
import { test } from "node:test";

import { isRightToLeft, nearest } from "../../src/platform/languages.mjs";
import { english, forms, translations } from "./support/words.mjs";

const ENGLISH = english();
const TRANSLATIONS = translations();

const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
const words = (text) => text.replace(/\{\w+\}|\S+@\S+/g, " ").match(/\p{L}[\p{L}’']*/gu) ?? [];

/** Whether a plural class of a language stands for one whole number alone: then its form may say it in words. */
function isOneNumber(language, name) {
  const rules = new Intl.PluralRules(language);
  return Array.from({ length: 1_000 }, (_, number) => rules.select(number)).filter((found) => found === name).length === 1;
}

/** What is wrong with the text of one key: sentences. */
function faults(language, text, original) {
  if (typeof text !== "string" || !text.trim()) return ["is missing or empty"];
  const found = [];
  const counted = forms(original);
  const parts = counted ? (forms(text) ?? { "": text }) : { "": text };
  if (counted) {
    const classes = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    const given = Object.keys(parts).sort();
    if (given.join() !== classes.join())
      found.push(`has the plural forms ${given.join(", ") || "none"}; ${language} has ${classes.join(", ")}`);
  }
  for (const [name, part] of Object.entries(parts)) {
    const place = name ? `in "${name}" ` : "";
    const wanted = holes(counted ? counted.other : original);
    const may = name && isOneNumber(language, name);
    if (holes(part).join() !== wanted.join() && !(may && !holes(part).length))
      found.push(`${place}has the placeholders ${holes(part).join(" ") || "none"} instead of ${wanted.join(" ") || "none"}`);
    if (part !== part.trim() || /  /.test(part)) found.push(`${place}begins, ends or goes on with a space too many`);
    if (/[!！]/.test(part)) found.push(`${place}has an exclamation mark`);
    if (/\.\.\./.test(part)) found.push(`${place}has three dots instead of …`);
    if (/[\u202A-\u202E\u2066-\u2069]/.test(part)) found.push(`${place}has invisible marks of direction; the widget sets them`);
  }
  return [...found, ...leftovers(language, text, original)];
}

function leftovers(language, text, original) {
  const own = words(text.replace(/(^|\|)\w+:/g, " "));
  const theirs = new Set(words(original).map((word) => word.toLowerCase()));
  const same = own.filter((word) => word.length > 3 && theirs.has(word.toLowerCase()));
  const script = new Intl.Locale(language).maximize().script;
  if (script !== "Latn") {
    const latin = own.filter((word) => /\p{Script=Latin}/u.test(word));
    return latin.length ? [`has words in Latin letters: ${latin.join(" ")}`] : [];
  }
  // A unit of time may well be spelled alike.
  const isSentence = !forms(original) || own.length > 6;
  return isSentence && same.length > 1 && same.length > own.length / 2 ? [`is still in English: ${text}`] : [];
}

test("there are the languages that cover what can go wrong", () => {
  const must = ["ar", "de", "es", "fr", "he", "ja", "pl", "pt-BR", "zh-Hans"];
  assert.deepEqual(must.filter((language) => !TRANSLATIONS.has(language)), []);
  assert.ok(ENGLISH.size > 100, "the English messages are read");
});

for (const [language, texts] of TRANSLATIONS) {
  test(`${language}.json is complete`, () => {
    assert.equal(Intl.getCanonicalLocales(language)[0], language, "the file is named by a language tag in its usual letters");
    const found = [...ENGLISH].flatMap(([key, original]) =>
      faults(language, texts[key], original).map((fault) => `${language}.json: ${key} ${fault}`),
    );
    const stray = Object.keys(texts).filter((key) => !ENGLISH.has(key));
    found.push(...stray.map((key) => `${language}.json: ${key} is no message (any more)`));
    assert.deepEqual(found, []);
  });
}

test("the check sees what is wrong", () => {
  const says = (language, text, original) => faults(language, text, original).join("; ");
  const results = "one:{n} result|other:{n} results";
  assert.match(says("pl", undefined, "Yes"), /missing/);
  assert.match(says("pl", "one:{n} a|other:{n} b", results), /pl has few, many, one, other/);
  assert.match(says("de", "one:ein|other:viele", results), /"other" has the placeholders none/);
  assert.equal(says("he", "one:אחת|two:שתי|other:{n} רבות", results), "");
  assert.match(says("fr", "one:une|many:{n} de|other:{n}", results), /"one" has the placeholders none/);
  assert.match(says("de", "Neu: {subjekt}", "New: {subject}"), /instead of \{subject\}/);
  assert.match(says("de", "Ja ", "Yes"), /space/);
  assert.match(says("de", "Search help articles", "Search help articles"), /English/);
  assert.match(says("ja", "Help 記事", "Help article"), /Latin letters: Help/);
});

test("a reader gets the nearest language that they read, and no other", () => {
  const known = ["ar", "de", "en", "es", "fr", "he", "ja", "pl", "pt-BR", "zh-Hans"];
  const cases = {
    "de-AT": "de", "pt-PT": "pt-BR", pt: "pt-BR", "es-419": "es", "en-GB": "en", iw: "he", "iw-IL": "he", "ar-EG": "ar",
    zh: "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": undefined, "zh-HK": undefined, "zh-Hant": undefined,
    "sr-Latn": undefined, xx: undefined, "": undefined, "no tag": undefined,
  };
  for (const [wanted, found] of Object.entries(cases)) assert.equal(nearest(wanted, known), found, wanted);
  assert.equal(nearest("pt-PT", ["pt", "pt-BR"]), "pt");
  assert.equal(nearest("pt-BR", ["pt", "pt-BR"]), "pt-BR");
  assert.equal(nearest("pt-BR", ["pt", "en"]), "pt");
  assert.equal(nearest("pt-BR", ["en"]), undefined);
  assert.equal(nearest("sr-Latn-RS", ["sr", "sr-Latn"]), "sr-Latn");
  assert.equal(nearest("nn", ["nb"]), "nb");
  assert.equal(nearest("zh-TW", ["zh-Hans", "zh-Hant"]), "zh-Hant");
});

test("the direction follows the script, not the region", () => {
  for (const tag of ["ar", "ar-EG", "he", "fa", "ur", "az-Arab", "pa-PK", "dv", "yi"]) assert.ok(isRightToLeft(tag), tag);
  for (const tag of ["de", "en-IL", "az", "ku", "pa", ""]) assert.ok(!isRightToLeft(tag), tag);
});

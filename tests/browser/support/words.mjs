// The words as the repository has them: English, every translation, and two pseudo-languages that no customer sees.

import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

/** Every message in English: key to text. */
export function english() {
  const entries = [...read("src/i18n/messages.rs").matchAll(/^ {4}(\w+) =\s+("(?:[^"\\]|\\.)*");$/gm)];
  return new Map(entries.map(([, key, text]) => [key, JSON.parse(text)]));
}

/** Every translation: language tag to the object in its file. */
export function translations() {
  const files = readdirSync(new URL("public/text/", ROOT)).filter((name) => name.endsWith(".json"));
  return new Map(files.map((name) => [name.slice(0, -5), JSON.parse(read(`public/text/${name}`))]));
}

/** The forms of a message that counts, by plural class; `undefined` for any other message. */
export function forms(text) {
  if (!/^(zero|one|two|few|many|other):/.test(text)) return undefined;
  return Object.fromEntries(
    text.split("|").map((form) => [form.slice(0, form.indexOf(":")), form.slice(form.indexOf(":") + 1)]),
  );
}

const outsideOfHoles = (text, change) => text.replace(/\{\w+\}|[^{]+|\{/g, (part) => (/^\{\w+\}$/.test(part) ? part : change(part)));

const ACCENTS = Object.fromEntries([..."AÀEÉIÎOÖUÛaàeéiîoöuûcçnñsšyÿ"].join("").match(/../gu).map((pair) => [...pair]));

/** Accents on the letters, and 40 % longer with the brackets around. */
function long(text) {
  const letters = text.replace(/\{\w+\}/g, "").length;
  const accented = outsideOfHoles(text, (part) => part.replace(/[AEIOUaeioucnsy]/g, (letter) => ACCENTS[letter] ?? letter));
  const more = " wörd wörd wörd wörd".repeat(10).slice(0, Math.max(0, Math.ceil(letters * 0.4) - 2));
  return `⟦${accented}${more}⟧`;
}

/** The same words in letters that run from right to left, in brackets. */
function mirrored(text) {
  const hebrew = (letter) => String.fromCharCode(0x5d0 + ((letter.toLowerCase().charCodeAt(0) - 97) % 22));
  return `⟦${outsideOfHoles(text, (part) => part.replace(/[a-z]/gi, hebrew))}⟧`;
}

/** A pseudo-language's file: `long` or `mirrored`, in place of the file of `language`, whose plural classes it has. */
export function pseudo(kind, language) {
  const change = { long, mirrored }[kind];
  const classes = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const words = [...english()].map(([key, text]) => {
    const counted = forms(text);
    if (!counted) return [key, change(text)];
    return [key, classes.map((name) => `${name}:${change(counted[name] ?? counted.other)}`).join("|")];
  });
  return Object.fromEntries(words);
}

// Every call, event and attribute that the code has is in the types and in the docs, and the other way round.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
/** What stands between a line that begins a block and the first line that closes it. */
const block = (text, start) => {
  const at = text.indexOf(start);
  assert.ok(at >= 0, start);
  return text.slice(at, text.indexOf("\n}", at));
};

const types = read("public/helpnook.d.ts");
const api = read("docs/api.md");
const embed = read("docs/embed.md");
const element = read("loader/element.ts");
const panel = read("loader/panel.ts");
const command = read("src/host/command.rs");

/** The one description of calls and events: the build makes the loader's lists of it. */
const calls = all(block(types, "interface HelpnookMethods"), /^ {2}(\w+): \[/gm);
const events = all(block(types, "interface HelpnookEvents"), /"helpnook-([a-z-]+)":/g);

test("the calls of the types are those of the docs, and the panel has a method for each", () => {
  assert.ok(calls.length > 10, `${calls}`);
  assert.deepEqual(all(api.slice(0, api.indexOf("### Places")), /`helpnook\("(\w+)"/g), calls);
  const methods = panel.slice(panel.indexOf("const panel = {"));
  const made = all(methods, /^ {4}(?:async )?(\w+)(?:\(|: \()/gm).filter((name) => !/^(prepare|news)$/.test(name));
  assert.deepEqual(made, calls);
});

test("the calls that the widget answers are those that the panel passes to it", () => {
  const answered = all(block(command, "pub fn parse"), /^ {12}"(\w+)" =>/gm);
  assert.deepEqual(all(block(command, "pub const NAMES").split("];")[0], /"(\w+)"/g), answered);
  assert.deepEqual(all(panel, /\bpass\("(\w+)"/g), answered);
  assert.deepEqual(answered.filter((name) => !calls.includes(name)), []);
});

test("the events of the widget are those of the types and of the docs", () => {
  const emitted = all(block(read("src/host/events.rs"), "pub fn parts"), /\("([a-z-]+)", (?:Vec::new|text\(|vec!|\[)/g);
  assert.ok(emitted.length >= 8, `the widget's events are seen: ${emitted}`);
  assert.deepEqual(emitted.filter((name) => !events.includes(name) && name !== "count"), []);
  assert.deepEqual(all(api.slice(api.indexOf("## Events"), api.indexOf("## Any element")), /`helpnook-([a-z-]+)`/g), events);
});

test("the kinds of trouble are those of the types and of the docs", () => {
  const told = [...all(read("src/host/events.rs"), /Self::\w+ => "([a-z-]+)",/g)].sort();
  const typed = types.match(/"helpnook-error": CustomEvent<\{([^}]*)/)[1];
  assert.deepEqual(all(typed, /"([a-z-]+)"/g), told);
  assert.deepEqual(all(api.match(/`helpnook-error` .*/)[0].split("| `{ name }` |")[1], /`([a-z-]+)`/g), told);
});

test("the attributes that are read are those of the types and of the docs", () => {
  const attributes = [...all(read("loader/settings.ts"), /attribute\("(\w+)"/g), "label"].sort();
  assert.deepEqual(all(block(types, "interface HelpnookAttributes"), /"data-(\w+)"\?:/g), attributes);
  assert.deepEqual(all(embed, /^\| `data-(\w+)` \|/gm), attributes);
  const watched = all(element.match(/const LIVE[^;]*;\nconst ANEW[^;]*/)[0], /"(\w+)"/g);
  assert.deepEqual([...watched, "label"].sort(), [...attributes, "inline"].sort());
  assert.deepEqual(all(block(types, "interface HelpNookElementAttributes"), /^ {2}(\w+)\?:/gm), [...attributes, "inline"].sort());
  const table = api.slice(api.indexOf("| Attribute |"), api.indexOf("The calls are its methods"));
  assert.deepEqual(all(table.replace(/\|[^|]*\|[^|]*\|$/gm, (row) => row), /`(\w+)`/g), [...attributes, "inline"].sort());
});

test("what `set` and `navigate` take is what the types and the docs say", () => {
  const settings = all(block(command, "fn set("), /(?:take|text|get)\("(\w+)"/g).filter((name) => !/^(url|title)$/.test(name));
  assert.deepEqual(all(block(types, "interface HelpnookSettings"), /^ {2}(\w+)\?:/gm), settings);
  const table = api.slice(api.indexOf("| Setting |"), api.indexOf("### Articles for a page"));
  assert.deepEqual(all(table, /^\| `(\w+)` \|/gm), settings);
  const screens = all(block(command, "fn navigate("), /^ {8}Some\("(\w+)"\)/gm);
  assert.deepEqual(all(types, /screen: "(\w+)"[;} ]/g), screens);
  assert.deepEqual(all(api.slice(api.indexOf("### Places"), api.indexOf("### Who")), /^\| `\{ screen: "(\w+)"/gm), screens);
});

// The types that a site owner's editor reads: what is allowed compiles, what is not is refused, and no call is forgotten.
// The loader's own types, by the same compiler.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const FLAGS = ["--strict", "--noEmit", "--noUnusedLocals", "--target", "es2022", "--module", "esnext"];

/** Runs the compiler, and gives all that it says. */
const compile = (args) =>
  new Promise((resolve) => execFile(process.execPath, [tsc, ...args], (_, said, trouble) => resolve(said + trouble)));

/** The lines of a file that the compiler has something to say about, and all that it says. */
async function check(path) {
  const said = await compile([...FLAGS, "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", "--typeRoots", here("types"), here(path)]);
  const lines = [...said.matchAll(/^(\S+)\((\d+),/gm)];
  assert.ok(lines.every(([, file]) => path.endsWith(file.split("/").pop())), said);
  return { said, lines: [...new Set(lines.map(([, , line]) => Number(line)))] };
}

test("every call, event and attribute compiles as it is meant", async () => {
  const { said } = await check("types/right.ts");
  assert.equal(said, "");
});

test("wrong names, wrong kinds and missing parts do not compile", async () => {
  const source = await readFile(here("types/wrong.ts"), "utf8");
  const marked = source.split("\n").flatMap((line, at) => (line.endsWith("// wrong") ? [at + 1] : []));
  const { said, lines } = await check("types/wrong.ts");
  assert.deepEqual(lines, marked, said);
});

test("each call and each event is among them", async () => {
  const types = await readFile(here("../../public/helpnook.d.ts"), "utf8");
  const list = (name) => types.slice(types.indexOf(`export interface ${name} {`)).split("\n}")[0];
  const methods = [...list("HelpnookMethods").matchAll(/^ {2}([a-z]+): \[/gm)].map(([, name]) => name);
  const events = [...list("HelpnookEvents").matchAll(/^ {2}"helpnook-([a-z-]+)"/gm)].map(([, name]) => name);
  assert.ok(methods.length > 10 && events.length > 8, `${methods} ${events}`);
  const used = await readFile(here("types/right.ts"), "utf8");
  for (const method of methods) assert.ok(used.includes(`helpnook("${method}"`), method);
  for (const event of events) assert.ok(used.includes(`helpnook("on", "${event}"`), event);
});

test("the loader passes the compiler's strict checks, every file of it", async () => {
  assert.equal(await compile(["-p", here("../../loader"), "--noEmit"]), "");
  const checked = await compile(["-p", here("../../loader"), "--listFilesOnly"]);
  const files = await sources();
  assert.ok(files.length > 20, `${files}`);
  for (const file of files) assert.ok(checked.includes(`/loader/${file}`), file);
});

test("one file of the loader knows storage; stage one reads a single key by that file's names", async () => {
  const naming = [];
  for (const file of await sources()) {
    const source = await readFile(here(`../../loader/${file}`), "utf8");
    const code = source.replace(/\/\*[^]*?\*\//g, "");
    const uses = code.match(/\b(localStorage|sessionStorage|indexedDB)\b.{0,45}/g) ?? [];
    if (file == "device_storage.ts") assert.ok(uses.length > 3, `${uses}`);
    else naming.push(...uses.map((use) => `${file}: ${use}`));
  }
  assert.equal(naming.length, 1, naming.join("\n"));
  assert.ok(naming[0].startsWith("boot.ts: localStorage[Key.Prefix + backend + Key.Tickets]"), naming[0]);
});

/** The loader's files, by their paths in its folder. */
async function sources() {
  const names = await readdir(here("../../loader"), { recursive: true });
  return names.filter((name) => name.endsWith(".ts"));
}

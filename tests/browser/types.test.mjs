// The types that a site owner's editor reads: what is allowed compiles, what is not is refused, and no call is forgotten.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const FLAGS = ["--strict", "--noEmit", "--noUnusedLocals", "--target", "es2022", "--module", "esnext"];

/** The lines of a file that the compiler has something to say about, and all that it says. */
function check(path) {
  const args = [tsc, ...FLAGS, "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", "--typeRoots", here("types"), here(path)];
  return new Promise((resolve) =>
    execFile(process.execPath, args, (_, said) => {
      const lines = [...said.matchAll(/^(\S+)\((\d+),/gm)];
      assert.ok(lines.every(([, file]) => path.endsWith(file.split("/").pop())), said);
      resolve({ said, lines: [...new Set(lines.map(([, , line]) => Number(line)))] });
    }),
  );
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

test("each call that the loader takes, and each event that it tells, is among them", async () => {
  const loader = await readFile(here("../../loader/calls.ts"), "utf8");
  const list = (start) => loader.slice(loader.indexOf(start)).split(/[}\]];/)[0];
  const methods = [...list("const METHODS").matchAll(/^ {2}([a-z]+):/gm)].map(([, name]) => name);
  const events = [...list("export const EVENTS").matchAll(/^ {2}"([a-z-]+)"/gm)].map(([, name]) => name);
  assert.ok(methods.length > 10 && events.length > 8, `${methods} ${events}`);
  const used = await readFile(here("types/right.ts"), "utf8");
  for (const method of methods) assert.ok(used.includes(`helpnook("${method}"`), method);
  for (const event of events) assert.ok(used.includes(`helpnook("on", "${event}"`), event);
});

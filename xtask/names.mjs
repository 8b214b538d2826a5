// Deals the one-letter names of a script that esbuild made small anew, so that brotli packs it smallest: what the
// variables are called decides over two bytes in a hundred.
//
//   node names.mjs PACKAGES < small.js > smaller.js     PACKAGES: the folder whose node_modules hold acorn
//
// Names change places throughout the file, so what was different stays different. What belongs to objects keeps its name.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const { parse } = createRequire(resolve(process.argv[2], "names.mjs"))("acorn");

const script = readFileSync(0, "utf8").trim();
const size = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** Every variable under a node of the syntax tree, as `{start, end, name}`. */
function variables(node) {
  if (!node || typeof node != "object") return [];
  if (Array.isArray(node)) return node.flatMap(variables);
  if (node.type == "Identifier") return [node];
  if (node.shorthand) throw new Error(`names.mjs: ${node.key.name} is a name and a key at once`);
  const ownKeys = new Set(node.computed ? [] : ["property", "key"]);
  return Object.keys(node).flatMap((key) => (ownKeys.has(key) ? [] : variables(node[key])));
}

// What lies between the names, and the names.
const found = variables(parse(script, { ecmaVersion: "latest" }))
  .filter(({ name }) => name.length == 1)
  .sort((one, other) => one.start - other.start);
const names = found.map(({ name }) => name);
const between = [...found, { start: script.length }].map(({ start }, at) => script.slice(found[at - 1]?.end ?? 0, start));

const dealt = (called) => between.map((text, at) => (at ? called[names[at - 1]] : "") + text).join("");

/** So often two names, or up to four, change places to see what it brings; after twice as many tries nothing came any more. */
const TRIES = 2000;

// Always the same numbers: the same script gives the same bytes. The generator is that of the C standard's example.
let drawn = 7;
const draw = (list) => {
  drawn = (drawn * 1103515245 + 12345) % 2 ** 31;
  return list[Math.floor(drawn / 65536) % list.length];
};

const all = [...new Set(names)].sort();
let called = Object.fromEntries(all.map((name) => [name, name]));
let least = size(script);
for (let at = 0; at < TRIES; at += 1) {
  let tried = called;
  for (let swaps = draw([1, 2, 3]); swaps > 0; swaps -= 1) {
    const [one, other] = [draw(all), draw(all)];
    tried = { ...tried, [one]: tried[other], [other]: tried[one] };
  }
  const bytes = size(dealt(tried));
  // What is as small is taken too, and leads on.
  if (bytes <= least) [called, least] = [tried, bytes];
}
process.stdout.write(dealt(called));

// Brotli and gzip at their smallest, by Node's own zlib.
//
//   node compress.mjs measure DIR   one line per file: name, bytes raw, gzip, brotli, separated by tabs
//   node compress.mjs beside DIR    writes FILE.br and FILE.gz beside each file that gets smaller by it
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [task, dir] = process.argv.slice(2);
if (!["measure", "beside"].includes(task) || !dir) {
  console.error("usage: node compress.mjs measure|beside DIR");
  process.exit(2);
}

const gzip = (content) => gzipSync(content, { level: 9 });
const brotliWith = (content, window, postfix, direct) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
      [constants.BROTLI_PARAM_NDIRECT]: direct << postfix,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

// How distances are written weighs in a short script: up to two bytes in a hundred, found by trying.
const SHORT = 40_000;
const DIRECT = [0, 1, 2, 4, 6, 8, 10, 13, 15];
function brotli(content, name) {
  let best = brotliWith(content, 22, 0, 0);
  if (!name.endsWith(".js") || content.length > SHORT) return best;
  for (const window of content.length < 4000 ? [10, 16] : [16])
    for (const postfix of [0, 1, 2, 3])
      for (const direct of DIRECT) {
        const tried = brotliWith(content, window, postfix, direct);
        if (tried.length < best.length) best = tried;
      }
  return best;
}

// What is compressed by itself already (pictures, fonts) is served as it is.
const isCompressible = (name) => /\.(css|d\.ts|html|ico|js|json|map|svg|txt|wasm|webmanifest|xml)$/.test(name);

const files = readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  // What this made itself is not measured, nor compressed once more.
  .filter((file) => !/\.(br|gz)$/.test(file))
  .sort();

// What lies beside a file already is what is sent.
const packed = (file, content, end, pack) => (existsSync(file + end) ? readFileSync(file + end) : pack(content, file));

for (const file of files) {
  const content = readFileSync(file);
  const sent = isCompressible(file)
    ? [packed(file, content, ".gz", gzip), packed(file, content, ".br", brotli)]
    : [content, content];
  if (task === "measure") {
    console.log([relative(dir, file), content.length, ...sent.map((bytes) => bytes.length)].join("\t"));
  } else {
    [".gz", ".br"].forEach((end, i) => {
      if (sent[i].length < content.length) writeFileSync(file + end, sent[i]);
    });
  }
}

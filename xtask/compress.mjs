// Brotli and gzip at their smallest, by Node's own zlib.
//
//   node compress.mjs measure DIR   one line per file: name, bytes raw, gzip, brotli, separated by tabs
//   node compress.mjs beside DIR    writes FILE.br and FILE.gz beside each file that gets smaller by it
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [task, dir] = process.argv.slice(2);
if (!["measure", "beside"].includes(task) || !dir) {
  console.error("usage: node compress.mjs measure|beside DIR");
  process.exit(2);
}

const gzip = (content) => gzipSync(content, { level: 9 });
const brotli = (content) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

// What is compressed by itself already (pictures, fonts) is served as it is.
const isCompressible = (name) => /\.(css|d\.ts|html|ico|js|json|map|svg|txt|wasm|webmanifest|xml)$/.test(name);

const files = readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  // What this made itself is not measured, nor compressed once more.
  .filter((file) => !/\.(br|gz)$/.test(file))
  .sort();

for (const file of files) {
  const content = readFileSync(file);
  const sent = isCompressible(file) ? [gzip(content), brotli(content)] : [content, content];
  if (task === "measure") {
    console.log([relative(dir, file), content.length, ...sent.map((bytes) => bytes.length)].join("\t"));
  } else {
    [".gz", ".br"].forEach((end, i) => {
      if (sent[i].length < content.length) writeFileSync(file + end, sent[i]);
    });
  }
}

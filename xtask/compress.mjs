// Brotli and gzip at their highest level, by Node's zlib.
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

const gzip = (content) => gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
const brotli = (content) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

// Pictures and fonts are compressed already: they are served as they are.
const isCompressible = (name) => /\.(css|d\.ts|html|ico|js|json|map|svg|txt|wasm|webmanifest|xml)$/.test(name);

const files = readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  // The compressed twins are neither measured nor compressed once more.
  .filter((file) => !/\.(br|gz)$/.test(file))
  .sort();

// A twin that lies beside a file already is what is sent.
const packed = (file, content, end, pack) => (existsSync(file + end) ? readFileSync(file + end) : pack(content));

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

// What `cargo xtask bench search` needs of Node.
//
//   node bench.mjs rank FILE.wasm articles.json queries.json   runs the wasm of the example `rank` (WASI)
//   node bench.mjs brotli PATH…                                bytes of each file or folder in brotli, one line each
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [task, ...args] = process.argv.slice(2);
if (task === "rank") await rank(...args);
else if (task === "brotli") for (const path of args) console.log(brotli(path));
else throw new Error("usage: node bench.mjs rank|brotli …");

// The wasm sees the folders of its arguments, and as its clock the processor time of this process: neither starting up nor
// what else the machine does is counted. It writes no index: the native program writes the same bytes.
async function rank(wasm, ...files) {
  const { WASI } = await import("node:wasi");
  const paths = files.map((file) => resolve(file));
  const folders = paths.map((path) => dirname(path));
  const wasi = new WASI({
    version: "preview1",
    args: ["rank", ...paths],
    preopens: Object.fromEntries(folders.map((folder) => [folder, folder])),
  });
  let memory;
  const imports = wasi.getImportObject();
  imports.wasi_snapshot_preview1.clock_time_get = (_clock, _precision, at) => {
    const { user, system } = process.cpuUsage();
    new DataView(memory.buffer).setBigUint64(at, BigInt(user + system) * 1000n, true);
    return 0;
  };
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), imports);
  memory = instance.exports.memory;
  process.exitCode = wasi.start(instance);
}

// Above 4 MB one step less, which is much quicker and hardly larger.
function brotli(path) {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    : [path];
  return files.reduce((sum, file) => {
    const content = readFileSync(file);
    const quality = content.length > 4e6 ? 9 : 11;
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22 };
    return sum + brotliCompressSync(content, { params }).length;
  }, 0);
}

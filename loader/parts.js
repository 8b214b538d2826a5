/*
 * The widget's later parts: wasm files that are fetched and started when a screen first needs them. It belongs to
 * the JavaScript of the wasm, which calls `load_…` with a function of its own that is told how it went.
 */

import { initSync } from "./helpnook.js";

const files = __HELPNOOK_PARTS__;

/** Milliseconds until a file that does not come counts as lost: then it can be tried again. */
const PATIENCE = 30_000;

let shared;
let again = "";
const started = {};

async function start(name) {
  const signal = AbortSignal.timeout(PATIENCE);
  const reply = await fetch(new URL(name + again, import.meta.url), { __proto__: null, credentials: "omit", signal });
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  // A server that sends another type than application/wasm costs some time, nothing else.
  const streams = WebAssembly.compileStreaming && /^application\/wasm/.test(reply.headers.get("Content-Type"));
  const module = await (streams ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer()));
  await WebAssembly.instantiate(module, { __wasm_split: shared });
}

/** Starts a file once; a failed try is not kept, and the next one goes past caches. */
function once(name) {
  const tried = (started[name] ??= start(name));
  tried.catch(() => {
    if (started[name] == tried) delete started[name];
    again = "?" + Date.now();
  });
  return tried;
}

/** What the wasm calls: `callback` is the index of its function, `data` what that wants back. */
const loader = (part) => async (callback, data) => {
  if (!shared) {
    const all = initSync();
    shared = __HELPNOOK_SHARED__;
  }
  let came = true;
  try {
    await Promise.all(files[part].map(once));
  } catch (error) {
    came = false;
    console.warn("helpnook:", error);
  }
  shared.__indirect_function_table.get(callback)(data, came);
};

/*
 * The widget's two files: fetched and compiled once for the whole page, started when a panel needs them.
 */

let compiled;
let started;
let again = "";

/** Fetches and compiles; begun on intent, so that a click finds it done. A failed try is not kept. */
export function compile(base) {
  compiled ??= Promise.all([import(base + "__HELPNOOK_GLUE__" + again), wasm(base + "__HELPNOOK_WASM__")]);
  const tried = compiled;
  tried.catch(() => {
    if (compiled == tried) compiled = undefined;
    // Browsers remember that a module failed, and caches what was corrupt; a new address makes them try again.
    again = "?" + Date.now();
  });
  return tried;
}

/** The widget's exports, ready to be called. */
export async function exports(base) {
  const [glue, module] = await compile(base);
  started ??= glue.default({ module_or_path: module });
  try {
    await started;
  } catch (error) {
    started = compiled = undefined;
    throw error;
  }
  return glue;
}

async function wasm(address) {
  const reply = await fetch(address + again, { __proto__: null, credentials: "omit" });
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  // A server that sends another type than application/wasm costs some time, nothing else.
  const streams = WebAssembly.compileStreaming && /^application\/wasm/.test(reply.headers.get("Content-Type"));
  return streams ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer());
}

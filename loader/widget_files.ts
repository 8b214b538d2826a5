/*
 * The widget's two files: fetched and compiled once for the whole page, started when a panel needs them.
 */

import { compileFrom } from "./compile";

let compiled;
let started;
let again = "";

/** Fetches and compiles; begun on intent, so that a click finds it done. A failed try is not kept. */
export function compile(base) {
  compiled ??= Promise.all([import(base + "__HELPNOOK_GLUE__" + again), compileFrom(base + "__HELPNOOK_WASM__" + again)]);
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

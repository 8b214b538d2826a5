/*
 * Fetches the widget's later chunks. The JavaScript of wasm-split-cli knows which files a chunk needs, keeps those that came
 * and asks again for those that did not; it imports these three instead of using the browser's own, so that a file that
 * hangs is given up and one that failed is asked for past all caches.
 */
import { compileFrom } from "./compile";

/** Milliseconds until a file that does not come counts as lost. */
const PATIENCE = 30_000;

let cacheBuster = "";

async function fetchModule(address: URL): Promise<WebAssembly.Module> {
  try {
    return await compileFrom(address + cacheBuster, { signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    cacheBuster = "?" + Date.now();
    throw error;
  }
}

const webAssembly = {
  instantiateStreaming: async (module: Promise<WebAssembly.Module>, imports: WebAssembly.Imports) =>
    WebAssembly.instantiate(await module, imports),
};

const log = { error: (error: unknown) => console.warn("helpnook:", error) };

export { fetchModule as fetch, log as console, webAssembly as WebAssembly };

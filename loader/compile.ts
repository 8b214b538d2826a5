/*
 * Fetches and compiles a wasm file of the widget.
 */

/** Fails where the file does not come or is no wasm. */
export async function compileFrom(address: string, options?: RequestInit): Promise<WebAssembly.Module> {
  const reply = await fetch(address, { __proto__: null, credentials: "omit", ...options } as RequestInit);
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  // A server that sends another type than application/wasm costs some time, nothing else.
  const streams = "compileStreaming" in WebAssembly && /^application\/wasm/.test(reply.headers.get("Content-Type") ?? "");
  return streams ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer());
}

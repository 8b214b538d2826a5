// The crates' `#[wasm_bindgen_test]`s in a browser, as `xtask/src/wasm_tests.rs` has built them: code that only wasm has.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { after, before, test } from "node:test";

import { startBrowser } from "./support/browser.mjs";

const FOLDER = process.env.HELPNOOK_WASM_TESTS;
if (!FOLDER) throw new Error("set HELPNOOK_WASM_TESTS to the folder of the built wasm tests");
const KINDS = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** Serves the folder, and an empty page for every address that is no file. */
const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const content = await readFile(join(FOLDER, path)).catch(() => null);
  const kind = Object.keys(KINDS).find((end) => path.endsWith(end));
  response.writeHead(200, { "Content-Type": content ? KINDS[kind] : "text/html; charset=utf-8" });
  response.end(content ?? "<!doctype html><title>Tests</title><pre id=output></pre>");
});

let browser;
before(async () => {
  browser = await startBrowser();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
});
after(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

const names = await readdir(FOLDER);
assert.ok(names.length, `${FOLDER} has tests`);

for (const name of names.sort()) {
  test(`in wasm: ${name}`, async () => {
    const page = await browser.visitor();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const { isGood, count, output } = await page.evaluate(async (name) => {
      const module = await import(`/${name}/tests.js`);
      const wasm = await module.default();
      // The test context calls each test by it, as the runner of wasm-bindgen has it.
      window.__wbg_test_invoke = (test) => test();
      const tests = Object.keys(wasm).filter((name) => name.startsWith("__wbgt_"));
      const context = new module.WasmBindgenTestContext(false);
      const isGood = await context.run(tests.map((name) => wasm[name]));
      return { isGood, count: tests.length, output: document.getElementById("output").textContent };
    }, name);
    assert.ok(count > 0, "there are tests");
    assert.ok(isGood, output);
    assert.match(output, new RegExp(`\\b${count} passed; 0 failed`));
  });
}

// The examples as a site owner would run them: mounted, listened to, taken out, mounted again, with nothing left behind.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { build } from "esbuild";
import { compile } from "svelte/compiler";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { openHouse } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const path = (name) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

/** Svelte's components as modules. */
const svelte = {
  name: "svelte",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svelte$/ }, ({ path: file }) => {
      const { js } = compile(readFileSync(file, "utf8"), { filename: file, generate: "client" });
      return { contents: js.code, loader: "js" };
    }),
};

/** An example's script, as its framework's tool would make it. */
async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [path(entry)],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    conditions: ["browser", "production"],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    nodePaths: [fileURLToPath(new URL("node_modules", import.meta.url))],
    plugins: [svelte],
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** The plain example's page, for any example and this test's backend. */
function pageOf(script) {
  const plain = readFileSync(path("plain/index.html"), "utf8");
  const page = plain.replace("http://127.0.0.1:8787", house.server.origin).replace("main.js", script);
  assert.ok(page.includes(house.server.origin) && page.includes(script));
  // A framework fills its place by itself.
  return script.startsWith("plain") ? page : page.replace(/<div id="app">.*<\/div>/s, '<div id="app"></div>');
}

async function nodes(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  await devtools.detach();
  return { nodes, jsEventListeners };
}

for (const [name, entry] of [
  ["a plain page", "plain/main.js"],
  ["React", "react/main.jsx"],
  ["Vue", "vue/main.js"],
  ["Svelte", "svelte/main.js"],
]) {
  test(`${name}: mounted, listened to, taken out and mounted again, with nothing left behind`, async () => {
    const script = `${entry.split("/")[0]}-bundle.js`;
    const code = entry.startsWith("plain") ? readFileSync(path(entry), "utf8") : await bundle(entry);
    house.host.put(`/${script}`, code, { "Content-Type": "text/javascript" });
    const page = await house.browser.visitor();
    const heard = listen(page);
    await page.goto(house.host.put(`/${entry}.html`, pageOf(script).replace(`"${script}"`, `"/${script}"`)));

    // The plain page's button waits for the element's script; a framework fetches that when it is shown.
    const isDefined = () => !!customElements.get("help-nook");
    if (entry.startsWith("plain")) await page.waitForFunction(isDefined);

    const region = page.getByRole("region", { name: "Help" });
    const show = async () => {
      await page.getByRole("button", { name: "Show help" }).click();
      await region.getByRole("heading", { name: "Often read" }).waitFor();
    };
    const hide = async () => {
      await page.getByRole("button", { name: "Hide help" }).click();
      await page.locator("help-nook").waitFor({ state: "detached" });
    };
    await show();
    await page.locator("help-nook").evaluate((help) => help.navigate({ screen: "article", id: "change-email" }));
    await page.getByText("Last read: change-email").waitFor();
    await hide();
    await show();
    await hide();
    const before = await nodes(page);
    for (let round = 0; round < 5; round += 1) {
      await show();
      await hide();
    }
    await eventually(async () => {
      const now = await nodes(page);
      return now.nodes <= before.nodes + 20 && now.jsEventListeners <= before.jsEventListeners + 2;
    }, `nodes and listeners are as before: ${JSON.stringify(before)}`);
    assert.deepEqual(heard.errors, []);
  });
}

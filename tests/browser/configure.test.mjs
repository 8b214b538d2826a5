// The configurator: the real widget follows what is set, and the lines to copy say the same.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { openHouse } from "./support/house.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

async function owner(options = {}) {
  const page = await house.browser.visitor({ viewport: { width: 1400, height: 1000 }, ...options });
  const heard = listen(page);
  await page.goto(`${house.server.origin}/configure`);
  await page.frameLocator("#preview").locator(".panel").waitFor();
  return { page, heard };
}

const lines = (page, title) => page.getByRole("region", { name: "What to copy" }).locator("section").filter({ hasText: title }).locator("pre");

test("what is set is seen in the real widget and stands in the lines to copy", async () => {
  const { page, heard } = await owner();
  await page.getByLabel("Colour", { exact: true }).fill("#7a3ea1");
  await page.getByLabel("Panel's corners").fill("3");
  await page.getByLabel("Launcher's text").fill('Ask "Ada"');
  await page.getByLabel("Corner", { exact: true }).selectOption("left");
  await page.getByLabel("Your site's address").fill("https://shop.example/start");

  const preview = page.frameLocator("#preview");
  await preview.getByRole("button", { name: 'Ask "Ada"' }).waitFor();
  await preview.locator(".panel").waitFor();
  const looks = await preview.locator(".panel").evaluate((panel) => {
    const { borderTopLeftRadius } = getComputedStyle(panel);
    return { borderTopLeftRadius, isLeft: panel.getBoundingClientRect().left < 100 };
  });
  assert.deepEqual(looks, { borderTopLeftRadius: "3px", isLeft: true });

  const snippet = await lines(page, "Into your pages").textContent();
  assert.match(snippet, /data-color="#7a3ea1"/);
  assert.match(snippet, /data-label="Ask &quot;Ada&quot;"/);
  assert.match(snippet, /data-position="left"/);
  assert.match(snippet, new RegExp(`src="${house.server.origin}/embed.js"`));
  assert.equal(await lines(page, "Into your style sheet").textContent(), "help-nook {\n  --helpnook-radius: 3px;\n}");
  assert.match(await lines(page, "Into your Content-Security-Policy").textContent(), /'wasm-unsafe-eval'[\s\S]*frame-src/);
  assert.equal(await lines(page, "Into the backend's settings").textContent(), 'origins = ["https://shop.example"]');
  assert.deepEqual(heard.errors, []);
});

test("the snippet works as it was copied", async () => {
  const { page } = await owner();
  await page.getByLabel("Launcher's text").fill("Ask us");
  const snippet = await lines(page, "Into your pages").textContent();
  const visitor = await house.browser.visitor();
  await visitor.goto(house.host.put("/copied", `<!doctype html><html lang="en"><body>${snippet}</body></html>`));
  await visitor.getByRole("button", { name: "Ask us" }).click();
  await visitor.getByRole("dialog").waitFor();
});

test("contrast is measured on the widget, and is enough", async () => {
  const { page } = await owner();
  await page.getByLabel("Colour", { exact: true }).fill("yellow");
  const row = page.getByRole("row", { name: /^Text on the colour Aa/ });
  await row.getByText("19.55").waitFor();
  assert.equal(await page.locator("#contrast tr").count(), 8);
  assert.equal(await page.locator("#contrast .no").count(), 0);
});

test("in a frame the preview has the same shape and colours, and contrast is measured in there", async () => {
  const { page, heard } = await owner();
  await page.getByLabel("Mode").selectOption("frame");
  const framed = page.frameLocator("#preview").frameLocator("iframe");
  await framed.locator(".panel").waitFor();
  await page.getByLabel("Panel's width").fill("600");
  await page.getByLabel("Colour", { exact: true }).fill("yellow");
  await page.getByRole("row", { name: /^Text on the colour Aa/ }).getByText("19.55").waitFor();
  assert.equal(await page.locator("#contrast tr").count(), 8);
  const shown = page.frameLocator("#preview").locator("iframe");
  await eventually(async () => (await shown.evaluate((frame) => frame.offsetWidth)) == 600, "the width");
  assert.deepEqual(heard.errors, []);
});

test("who types keeps the keyboard, though the panel in the preview opens anew", async () => {
  const { page } = await owner();
  await page.getByLabel("Placed by").selectOption("frame");
  const inner = page.frameLocator("#preview").frameLocator("iframe");
  await inner.getByRole("heading", { name: "Often read" }).waitFor();
  const field = page.getByLabel("Launcher's text");
  await field.fill("Ask");
  const opened = async (words) => {
    await page.frameLocator("#preview").getByRole("button", { name: words, exact: true }).waitFor();
    await inner.getByRole("heading", { name: "Often read" }).waitFor();
  };
  await opened("Ask");
  await page.keyboard.type(" us");
  assert.equal(await field.inputValue(), "Ask us");
  await opened("Ask us");
  await inner.getByRole("combobox").click();
  await page.keyboard.type("delivery");
  assert.equal(await inner.getByRole("combobox").inputValue(), "delivery", "who goes over is over there");
});

test("every way of placing the widget is shown, and its lines work as they were copied", async () => {
  const { page, heard } = await owner();
  await page.getByLabel("Launcher's text").fill("Ask us");
  await page.getByLabel("A file with your own words").fill(`${house.server.origin}/own-words.json`);
  const preview = page.frameLocator("#preview");
  const policy = () => lines(page, "Into your Content-Security-Policy").textContent();
  const expected = {
    frame: [/<script async src="[^"]+\/frame\.js"/, preview.locator("iframe")],
    element: [/<help-nook\n? +label="Ask us"/, preview.locator("help-nook[label='Ask us']:not([inline]) .panel")],
    inline: [/ inline><\/help-nook>/, preview.locator("main help-nook[inline] .panel")],
  };
  for (const [way, [wanted, seen]] of Object.entries(expected)) {
    await page.getByLabel("Placed by").selectOption(way);
    await seen.waitFor();
    const written = await lines(page, "Into your pages").textContent();
    assert.match(written, wanted);
    assert.match(written, way == "frame" ? / data-text="/ : / text="/);
    if (way == "frame") assert.match(await policy(), /^script-src {2}\S+\/frame\.js\nframe-src {3}\S+$/);
    const visitor = await house.browser.visitor();
    await visitor.goto(house.host.put(`/copied-${way}`, `<!doctype html><html lang="en"><body>${written}</body></html>`));
    if (way != "inline") await visitor.getByRole("button", { name: "Ask us" }).click();
    const place = way == "frame" ? visitor.frameLocator("iframe") : visitor;
    await place.getByRole("heading", { name: "Often read" }).waitFor();
  }
  const attributes = await page.locator("[data-attribute]").evaluateAll((all) => all.map((one) => one.dataset.attribute).sort());
  const documented = readFileSync(new URL("../../docs/embed.md", import.meta.url), "utf8").match(/^\| `data-[a-z]+`/gm);
  assert.deepEqual(attributes, documented.map((row) => row.slice(3, -1)).sort());
  assert.deepEqual(heard.errors.filter((line) => !/own-words|404/.test(line)), []);
});

test("what the widget would refuse is told and left out", async () => {
  const { page } = await owner();
  await page.getByLabel("Colour", { exact: true }).fill("greenish");
  await page.getByLabel("Language").fill("not a language");
  await page.getByLabel("Font").fill("Inter; } body { display: none");
  await page.getByText("This is no CSS colour.").waitFor();
  await page.getByText("This is no language tag").waitFor();
  const written = await page.getByRole("region", { name: "What to copy" }).textContent();
  for (const bad of ["greenish", "not a language", "display"]) assert.ok(!written.includes(bad), bad);
});

test("the preview by itself shows nobody's words from an address", async () => {
  const page = await house.browser.visitor();
  const asked = new URLSearchParams({ "data-label": "Pay here", "data-fallback": "https://elsewhere.example/", open: "" });
  await page.goto(`${house.server.origin}/configure/preview.html?${asked}`);
  await page.waitForURL(`${house.server.origin}/configure/`);
  await page.frameLocator("#preview").locator(".panel").waitFor();
  assert.equal(await page.frameLocator("#preview").getByRole("button", { name: "Pay here" }).count(), 0);
});

test("typing is not disturbed by the preview's panel", async () => {
  const { page } = await owner();
  const label = page.getByLabel("Launcher's text");
  await label.pressSequentially("Ask Ada, who knows it all", { delay: 60 });
  await page.frameLocator("#preview").getByRole("button", { name: "Ask Ada, who knows it all" }).waitFor();
  await page.frameLocator("#preview").locator(".panel").waitFor();
  assert.equal(await label.inputValue(), "Ask Ada, who knows it all");
  assert.ok(await label.evaluate((input) => input === document.activeElement), "the focus stays");
});

test("the configurator has no accessibility fault, in light, dark and narrow", async () => {
  for (const [colorScheme, width] of [["light", 1400], ["dark", 360]]) {
    const { page } = await owner({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await page.addScriptTag({ path: AXE });
    const found = await page.evaluate(() => globalThis.axe.run(document, { iframes: false }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], `${colorScheme} ${width}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  }
});

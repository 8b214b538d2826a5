// The example for Leptos: calls, events, props that change, the inline panel, routes, and a page that a server has drawn.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { startHostSite } from "./support/host_site.mjs";
import { openHouse } from "./support/house.mjs";

/** The app as Trunk has built it, and the program that draws it on a server. */
const APP = process.env.HELPNOOK_EXAMPLE_APP;
const SERVER = process.env.HELPNOOK_EXAMPLE_SERVER;
const KINDS = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

let house;
/** The site whose pages a server has drawn. */
let drawnSite;
before(async () => {
  assert.ok(APP && SERVER, "HELPNOOK_EXAMPLE_APP and HELPNOOK_EXAMPLE_SERVER name the built example");
  house = await openHouse();
  drawnSite = await startHostSite();
  for (const file of readdirSync(APP, { recursive: true, withFileTypes: true })) {
    const kind = KINDS[extname(file.name)];
    if (!kind) continue;
    const path = join(file.parentPath, file.name);
    for (const site of [house.host, drawnSite]) {
      site.put(path.slice(APP.length), readFileSync(path), { "Content-Type": kind });
    }
  }
  const page = readFileSync(join(APP, "index.html"), "utf8").replace("http://127.0.0.1:8787", house.server.origin);
  for (const path of ["/", "/help"]) {
    house.host.put(path, page);
    const drawn = execFileSync(SERVER, [path, house.server.origin], { encoding: "utf8" });
    drawnSite.put(path, page.replace("<body>", `<body>${drawn}`));
  }
});
after(() => Promise.all([house?.end(), drawnSite?.end()]));

/** A visitor at a path of the app, once the app runs. With `isDrawn` a server has drawn the page. */
async function visit(path, { isDrawn = false, ...options } = {}) {
  const page = await house.browser.visitor(options);
  const heard = listen(page);
  await page.goto((isDrawn ? drawnSite : house.host).origin + path);
  // Trunk's script sets it.
  await page.waitForFunction(() => window.wasmBindings);
  return { page, heard };
}

const dialog = (page, name = "Help") => page.getByRole("dialog", { name });
const region = (page) => page.getByRole("region", { name: "Help", exact: true });
const events = (page) => page.getByRole("complementary", { name: "Events" }).getByRole("listitem");
const nav = (page, name) => page.getByRole("navigation", { name: "Shop" }).getByRole("link", { name }).click();

for (const isDrawn of [false, true]) {
  test(`${isDrawn ? "hydrated" : "drawn in the browser"}: the app calls the widget, and hears of it`, async () => {
    const { page, heard } = await visit("/", { isDrawn });
    await page.getByText("Help is closed").waitFor();
    await page.getByRole("button", { name: "How do I return it?" }).click();
    await dialog(page).getByRole("article").waitFor();
    await page.getByText("Help is open").waitFor();
    await events(page).getByText('ArticleViewed("return-an-item")').waitFor();
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await page.getByText("Help is closed").waitFor();
    assert.equal(await events(page).first().textContent(), "Opened");
    assert.equal(await events(page).last().textContent(), "Closed");
    // Its own launcher.
    const launcher = page.getByRole("button", { name: "Help", exact: true, expanded: false });
    await launcher.click();
    await dialog(page).waitFor();
    assert.deepEqual(heard.errors, []);
  });
}

test("the widget follows the app and stays from page to page", async () => {
  const { page, heard } = await visit("/");
  await page.getByRole("button", { name: "Ask about this lamp" }).click();
  const message = dialog(page).getByRole("textbox", { name: "How can we help?" });
  await message.fill("It flickers.");
  const root = page.locator(".helpnook").first();
  assert.equal(await root.getAttribute("data-theme"), "auto");
  await page.getByRole("checkbox", { name: "Dark" }).check();
  await eventually(async () => (await root.getAttribute("data-theme")) === "dark", "dark colours");
  await page.getByRole("combobox", { name: "Language" }).selectOption("de");
  await dialog(page, "Hilfe").waitFor();
  await nav(page, "Help page");
  await page.getByRole("heading", { name: "Help page", level: 1 }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/help");
  assert.equal(await dialog(page, "Hilfe").getByRole("textbox").nth(1).inputValue(), "It flickers.");
  const accent = await dialog(page, "Hilfe").evaluate((panel) =>
    getComputedStyle(panel.getRootNode().host).getPropertyValue("--helpnook-accent"),
  );
  assert.equal(accent, "#1d4f91");
  assert.deepEqual(heard.errors, []);
});

for (const isDrawn of [false, true]) {
  test(`${isDrawn ? "hydrated" : "drawn in the browser"}: an inline panel fills its place`, async () => {
    const { page, heard } = await visit("/help", { isDrawn });
    await region(page).getByRole("heading", { name: "Often read" }).waitFor();
    const [box, panel] = await Promise.all([page.locator(".help-box").boundingBox(), region(page).boundingBox()]);
    // Within the box's border.
    assert.deepEqual(
      [panel.x, panel.y, panel.width, panel.height],
      [box.x + 1, box.y + 1, box.width - 2, box.height - 2],
    );
    assert.equal(await region(page).getAttribute("aria-modal"), null);
    assert.equal(await region(page).getByRole("button", { name: "Close" }).count(), 0);
    // The app's centred text stays outside.
    assert.equal(await region(page).evaluate((panel) => getComputedStyle(panel).textAlign), "start");
    await page.keyboard.press("Escape");
    await region(page).waitFor();
    assert.deepEqual(heard.errors, []);
  });
}

test("on a phone, too, an inline panel stays in its place", async () => {
  const { page } = await visit("/help", { viewport: { width: 390, height: 844 } });
  await region(page).getByRole("heading", { name: "Often read" }).waitFor();
  const [box, panel] = await Promise.all([page.locator(".help-box").boundingBox(), region(page).boundingBox()]);
  assert.ok(panel.y > box.y && panel.height < box.height && panel.width < box.width, JSON.stringify({ box, panel }));
});

test("a route's widget comes and goes with the route and leaves nothing behind", async () => {
  const { page, heard } = await visit("/help");
  const round = async () => {
    await nav(page, "Lamps");
    await region(page).waitFor({ state: "detached" });
    await nav(page, "Help page");
    await region(page).getByRole("heading", { name: "Often read" }).waitFor();
  };
  await round();
  await round();
  const before = await counters(page);
  for (let count = 0; count < 5; count += 1) await round();
  await eventually(async () => {
    const now = await counters(page);
    return now.nodes <= before.nodes + 20 && now.jsEventListeners <= before.jsEventListeners + 2;
  }, `nodes and listeners are as before: ${JSON.stringify(before)}`);
  assert.deepEqual(heard.errors, []);
});

async function counters(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  await devtools.detach();
  return { nodes, jsEventListeners };
}

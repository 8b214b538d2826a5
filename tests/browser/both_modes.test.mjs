// What pages do to the browser's own and to all elements, after the widget has loaded and around a frame: in each mode
// it goes on, or leads to the help page, and the page has no error. Before it loads: loader_failures and hostile.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, openHouse, panel, search, send, wayOut, write } from "./support/house.mjs";
import { OVERRIDES, POLLUTED } from "./support/overrides.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const MODES = ["page", "frame"];
const place = (page, mode) => (mode == "frame" ? page.frameLocator("iframe") : page);

let count = 0;
/** The address of a page in this mode. */
function inMode(mode, { head = "" } = {}) {
  const body = snippet(house.server.origin, { "data-mode": mode });
  return house.host.put(`/in-${mode}-${(count += 1)}`, plainPage({ head, body }));
}

test("R19: whatever a page overrides once the launcher stands, it works or says so in one line, in both modes", async (t) => {
  for (const mode of MODES) {
    for (const [name, override] of Object.entries(OVERRIDES)) {
      await t.test(`${name}: ${mode}`, async () => {
        const page = await house.browser.visitor();
        const heard = listen(page);
        await page.goto(inMode(mode));
        await launcher(page).waitFor();
        await page.evaluate(`(${override})()`);
        await page.getByRole("button", { name: /^Help/ }).click();
        const ways = [
          // A page in which no attribute can be read any more has the widget as it comes by itself.
          ...MODES.map((mode) => place(page, mode).getByRole("heading", { name: "Often read" })),
          panel(page).getByText(/^We cannot be reached just now/),
          panel(page).getByRole("link", { name: "Open the help page" }),
          wayOut(page),
        ];
        const isSeen = async () => (await Promise.all(ways.map((way) => way.first().isVisible()))).includes(true);
        await eventually(isSeen, "the widget, or a way on");
        assert.deepEqual(heard.errors, []);
        assert.ok(heard.lines.length <= 1, heard.lines.join("\n"));
      });
    }
  }
});

test("R20: around a frame too, whoever writes to Object.prototype chooses nothing and is handed nothing", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript((names) => {
    if (self != top) return;
    window.handed = [];
    for (const name of names) {
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => "https://evil.example",
        set(value) {
          window.handed.push([name, String(value)]);
          Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  }, POLLUTED);
  await page.goto(inMode("frame"));
  await launcher(page).click();
  const inside = place(page, "frame");
  await (await search(inside, "how long does delivery take")).first().waitFor();
  await write(inside, { subject: "From a frame in a polluted page" });
  await send(inside);
  assert.equal((await house.agent.about("From a frame in a polluted page")).length, 1);
  assert.deepEqual(heard.requests.filter(({ url }) => url.includes("evil")), []);
  const handed = await page.evaluate(() => window.handed);
  assert.deepEqual(handed.filter(([, value]) => /polluted page|eve@|key_/.test(value)), []);
  assert.deepEqual(heard.errors, []);
});

const LOUD = {
  "unsets and hides everything": "body * { all: unset !important; display: none !important }",
  "names everything, the widget too": `
    * { font: italic 700 40px/3 serif !important; color: lime !important; background: purple !important; padding: 20px !important;
        border: 5px dashed red !important; margin: 20px !important; float: left !important; visibility: hidden !important;
        opacity: 0.2 !important; direction: rtl !important }
    button, iframe, help-nook { width: 1px !important; position: static !important; filter: blur(9px) !important }`,
};

/** How launcher and frame are drawn: every computed value of both. */
const drawn = (page) =>
  page.evaluate(() =>
    [...document.querySelector("help-nook").shadowRoot.querySelectorAll(".launcher, iframe")].flatMap((node) => {
      const style = getComputedStyle(node);
      const values = [...style].filter((name) => !name.startsWith("--"));
      return values.map((name) => `${node.localName} ${name}: ${style.getPropertyValue(name)}`);
    }),
  );

test("R21: no style of a page gets at the launcher and the frame", async (t) => {
  const look = async (head) => {
    const page = await house.browser.visitor();
    await page.goto(inMode("frame", { head }));
    await launcher(page).click();
    await place(page, "frame").getByRole("heading", { name: "Often read" }).waitFor();
    return drawn(page);
  };
  const bare = await look("");
  assert.ok(bare.length > 400, `${bare.length} values`);
  for (const [name, css] of Object.entries(LOUD))
    await t.test(`a page that ${name}`, async () => assert.deepEqual(await look(`<style>${css}</style>`), bare));
});

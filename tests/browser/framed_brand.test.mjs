// The brand in a frame: what the page's style sheet sets reaches the frame outside and inside, and nothing else does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { go, launcher, openHouse } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const TOKENS = `--helpnook-accent: #7a3ea1; --helpnook-font: monospace; --helpnook-radius: 3px; --helpnook-control-radius: 2px;
  --helpnook-button-radius: 1px; --helpnook-shadow: none; --helpnook-space: 50px; --helpnook-width: 600px; --helpnook-height: 500px;`;

let count = 0;
/** A visitor of a page with these tokens, the frame open. */
async function visit(tokens, attributes = {}, { name = "embed.js", headers = {} } = {}) {
  const page = await house.browser.visitor({ viewport: { width: 1000, height: 900 } });
  const heard = listen(page);
  const tag = snippet(house.server.origin, attributes, name);
  const head = `<style>help-nook { ${tokens} }</style>`;
  await page.goto(house.host.put(`/brand-${(count += 1)}`, plainPage({ head, body: tag }), headers));
  await launcher(page).click();
  await go(inside(page), "Write to us");
  await inside(page).getByLabel("Subject").waitFor();
  return { page, heard };
}

const inside = (page) => page.frameLocator("iframe");

/** A colour as its bytes: what is derived is written in one of several ways. */
const bytes = (colour) =>
  colour
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map((part) => Math.round(part * (colour.startsWith("color") ? 255 : 1)))
    .join();

/** How the widget in the frame looks. */
const looks = (page) =>
  inside(page)
    .locator("help-nook")
    .evaluate((host) => {
      const of = (selector) => getComputedStyle(host.shadowRoot.querySelector(selector));
      const box = host.shadowRoot.querySelector(".panel").getBoundingClientRect();
      return {
        accent: of(".button--main").backgroundColor,
        font: of(".panel").fontFamily,
        field: of(".field__input").borderTopLeftRadius,
        button: of(".button--main").borderTopLeftRadius,
        isWhole: box.x == 0 && box.y == 0 && box.width == innerWidth && box.height == innerHeight,
      };
    });

const PLAIN = { __proto__: null, "data-mode": "frame" };
const BLOCKING = { "Content-Security-Policy": "script-src 'unsafe-inline' http://127.0.0.1:*" };

for (const [way, attributes, options] of [
  ["asked for", PLAIN],
  ["of frame.js", {}, { name: "frame.js" }],
  ["that the page's policy leads to", {}, { headers: BLOCKING }],
])
  test(`the tokens of the page reach the frame ${way}, outside and inside`, async () => {
    const { page } = await visit(TOKENS, attributes, options);
    const outside = await page.locator("iframe").evaluate((frame) => {
      const { borderTopLeftRadius, boxShadow } = getComputedStyle(frame);
      const { right, bottom, width, height } = frame.getBoundingClientRect();
      return { borderTopLeftRadius, boxShadow, size: [width, height], edges: [innerWidth - right, innerHeight - bottom] };
    });
    assert.deepEqual(outside, {
      borderTopLeftRadius: "3px",
      boxShadow: "none",
      size: [600, 500],
      edges: [50, 118],
    });
    const { accent, ...rest } = await looks(page);
    assert.equal(bytes(accent), "122,62,161");
    assert.deepEqual(rest, { font: "monospace", field: "2px", button: "1px", isWhole: true });
  });

test("a frame that is larger than the window stays in it, whatever the space is", async () => {
  const { page, heard } = await visit("--helpnook-space: 50px; --helpnook-height: 2000px; --helpnook-width: 2000px", PLAIN);
  assert.deepEqual(await page.locator("iframe").boundingBox(), { x: 50, y: 50, width: 900, height: 732 });
  assert.ok((await looks(page)).isWhole);
  assert.deepEqual(heard.errors, []);
});

test("data-color wins over the style sheet in a frame, and the page may set another", async () => {
  const { page, heard } = await visit(TOKENS, { ...PLAIN, "data-color": "#aa3344" });
  assert.equal(bytes((await looks(page)).accent), "170,51,68");
  await page.evaluate(() => window.helpnook("set", { color: "#1144aa", position: "left" }));
  await eventually(async () => bytes((await looks(page)).accent) == "17,68,170", "the other colour");
  assert.equal((await page.locator("iframe").boundingBox()).x, 50);
  await page.evaluate(() => window.helpnook("set", { color: "nocolour" }));
  assert.equal(heard.lines.filter((line) => line.includes("nocolour")).length, 1, heard.lines.join("\n"));
  assert.deepEqual(heard.errors, []);
});

test("a style sheet that changes is followed with the next setting, and what it no longer sets is undone", async () => {
  const { page } = await visit("", PLAIN);
  const plain = await looks(page);
  const put = (text) =>
    page.evaluate((css) => {
      document.querySelector("style:last-of-type").textContent = css;
      window.helpnook("set", {});
    }, text);
  await put("help-nook { --brand: #7a3ea1; --helpnook-accent: var(--brand); --helpnook-control-radius: 0 }");
  await eventually(async () => bytes((await looks(page)).accent) == "122,62,161", "the brand's colour");
  assert.equal((await looks(page)).field, "0px");
  await put("");
  await eventually(async () => (await looks(page)).field == plain.field, "the default");
  assert.deepEqual(await looks(page), plain);
});

test("the frame takes known tokens with values of their kind alone, and its host page's address alone", async () => {
  const { page } = await visit("", PLAIN);
  // What a page could send by itself: it knows its own frame's nonce.
  const say = (told) =>
    page.evaluate((told) => {
      const frame = document.querySelector("help-nook").shadowRoot.querySelector("iframe");
      const [nonce] = JSON.parse(decodeURI(new URL(frame.src).hash.slice(1)));
      frame.contentWindow.postMessage([nonce, "around", told], new URL(frame.src).origin);
    }, told);
  const state = () =>
    inside(page)
      .locator("help-nook")
      .evaluate((host) => [host.getAttribute("style") ?? "", document.documentElement.dataset.helpnookPage]);
  const [, address] = await state();
  assert.equal(address, page.url());
  const bad = [
    { accent: "url(https://evil.example/)" },
    { accent: "var(--x)" },
    { accent: "red; position: fixed" },
    { accent: ["red"] },
    { accent: "inherit" },
    { font: `"${"a".repeat(400)}"` },
    { font: "Inter } * { display: none" },
    { radius: "red" },
    { "control-radius": "env(x, 1px)" },
    { "button-radius": { toString: "4px" } },
    { width: "10px", position: "absolute", shadow: "none", "z-index": "1" },
    "red",
    7,
  ];
  for (const brand of bad) await say({ brand });
  for (const told of [null, "x", [], { page: "https://evil.example/" }, { page: `${address}${"a".repeat(5000)}` }, { page: 7 }])
    await say(told);
  // Messages come in order: once this one is seen, the ones before were.
  await say({ brand: { accent: "rgb(1 2 3)" }, page: `${address}#last` });
  await eventually(async () => (await state())[1] == `${address}#last`, "the last message");
  assert.equal((await state())[0], "--helpnook-accent: rgb(1 2 3);");
});

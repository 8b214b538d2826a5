// What docs/accessibility.md says that the widget does not do: act before a finger is lifted, listen to single letters, show
// things on hover, hold media or puzzles, speak of colours and places.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { everyState, speaker } from "./support/every_state.mjs";
import { boundsOf, launcher, openHouse, panel, searchBox } from "./support/house.mjs";
import { english } from "./support/words.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** All that the panel shows, as text. */
const shown = (page) => panel(page).evaluate((dialog) => dialog.innerText);

test("in no state there is media, an image of the widget's own, a letter shortcut or a password", async () => {
  const customer = await speaker(house, "en");
  let states = 0;
  await everyState(house, customer, async (name) => {
    states += 1;
    const found = await customer.page.evaluate(() => {
      const kinds = "audio, video, canvas, object, embed, marquee, [accesskey], input[type=password]";
      const root = document.querySelector("help-nook").shadowRoot;
      const own = [...root.querySelectorAll(`${kinds}, img`)].filter((node) => node.localName != "img" || !node.closest("article"));
      return own.map((node) => node.outerHTML);
    });
    assert.deepEqual(found, [], name);
  });
  assert.ok(states >= 25, `${states} states`);
});

test("a press that is taken back does nothing", async () => {
  const page = await house.browser.visitor();
  await page.goto(house.shop);
  const pressAndLeave = async (what) => {
    const { x, y, width, height } = await boundsOf(what);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(5, 5);
    await page.mouse.up();
  };
  await launcher(page).waitFor();
  await pressAndLeave(launcher(page));
  assert.equal(await launcher(page).getAttribute("aria-expanded"), "false");
  await launcher(page).click();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const before = await shown(page);
  for (const button of await panel(page).getByRole("button").all()) await pressAndLeave(button);
  assert.equal(await shown(page), before);
});

test("no single letter or digit does anything outside of a field", async () => {
  const page = await house.customer();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const before = await shown(page);
  await panel(page).getByRole("button", { name: "Close" }).focus();
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789?/.-") await page.keyboard.press(key);
  assert.equal(await shown(page), before);
  assert.equal(await searchBox(page).inputValue(), "");
});

test("nothing appears or changes by pointing at a control or by its focus", async () => {
  const page = await house.customer();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const before = await shown(page);
  for (const button of await panel(page).getByRole("button").all()) {
    await button.hover();
    await button.focus();
    assert.equal(await shown(page), before);
  }
});

test("no sentence refers to shape, colour, side or sound", () => {
  const place = /\b(left|right|above|below|green|red|blue|grey|round|square|upper|lower|beep)\b/i;
  for (const [key, text] of english()) assert.doesNotMatch(text, place, key);
});

test("no code listens to the device's motion or to a path that a pointer draws", () => {
  const root = new URL("../../", import.meta.url);
  const sources = ["src", "loader"].flatMap((path) =>
    readdirSync(new URL(path, root), { recursive: true }).map((name) => `${path}/${name}`).filter((name) => /\.(rs|ts)$/.test(name)),
  );
  assert.ok(sources.length > 100, `${sources.length} sources`);
  for (const path of sources) {
    const source = readFileSync(new URL(path, root), "utf8");
    assert.doesNotMatch(source, /devicemotion|deviceorientation|touchmove|pointermove|mousemove|gesturechange|dragstart/, path);
  }
});

// Text that is spaced wider, windows that are small or zoomed in, targets for thumbs, and nothing that moves unasked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { everyState, speaker } from "./support/every_state.mjs";
import { openHouse } from "./support/house.mjs";
import { faultsOf } from "./support/look_through.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** WCAG 1.4.12, as a customer's own style sheet sets it: in every shadow root too, as browser extensions do. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

async function spaceOut(page) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const { shadowRoot: root } = document.querySelector("help-nook");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((one) => !one.spaced), Object.assign(sheet, { spaced: true })];
  }, SPACED);
}

/** What does not fit: words that are cut, parts that scroll sideways, a page that does, controls beyond the edge. */
async function misfits(page) {
  const isOpen = await page.getByRole("dialog").isVisible();
  const { clipped } = isOpen ? await faultsOf(page) : { clipped: [] };
  const beyond = await page.evaluate(() => {
    const root = document.querySelector("help-nook").shadowRoot;
    const faults = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide in ${page.clientWidth}`);
    for (const node of root.querySelectorAll("button, input:not([type=file], [type=radio]), textarea, select, [role=option]")) {
      if (!node.checkVisibility({ visibilityProperty: true }) || node.closest(".prose__wide")) continue;
      const { left, right } = node.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) faults.push(`beyond the edge: ${node.className} ${node.textContent}`);
      if (node.matches("button") && node.scrollWidth > node.clientWidth + 1) faults.push(`words are cut: ${node.textContent}`);
    }
    return faults;
  });
  return [...clipped.filter((line) => !EXCERPTS.test(line)), ...beyond];
}

/** What is shortened on purpose, to two lines, in lists: the whole of it is one tap away. */
const EXCERPTS = /^span\.request-row__(subject|last)|^p\.request-row__last|^bdi|^span\.link__title|^p\.rate__subject/;

const WINDOWS = [
  { name: "320 x 256, as at 400 % zoom", viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
  { name: "320 x 568", viewport: { width: 320, height: 568 } },
  { name: "1280 x 720", viewport: { width: 1280, height: 720 } },
];

for (const { name, ...options } of WINDOWS) {
  test(`with wider spaced text nothing is cut and nothing scrolls sideways: ${name}`, async (t) => {
    const customer = await speaker(house, "en", options);
    await everyState(house, customer, async (state) => {
      if (state !== "the launcher") await spaceOut(customer.page);
      await t.test(state, async () => assert.deepEqual(await misfits(customer.page), []));
    });
  });
}

/** Controls with less than `least` pixels either way; links in a sentence are as high as their line. */
const small = (page, least) =>
  page.evaluate((least) => {
    const root = document.querySelector("help-nook").shadowRoot;
    const controls = "button, summary, select, textarea, input:not([type=file], [type=radio]), label:has(input), [role=option]";
    return [...root.querySelectorAll(controls)]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < least - 0.5)
      .map(({ node, box }) => `${node.localName}.${node.className} ${Math.round(box.width)} x ${Math.round(box.height)}`);
  }, least);

test("every target is at least 44 pixels wide and high", async (t) => {
  const customer = await speaker(house, "en", { viewport: { width: 360, height: 740 }, hasTouch: true });
  await everyState(house, customer, (state) =>
    t.test(state, async () => assert.deepEqual([...new Set(await small(customer.page, 44))], [])),
  );
});

test("with reduced motion nothing moves; else nothing longer than 200 ms but what waits", async (t) => {
  for (const [reducedMotion, longest] of [
    ["reduce", 0],
    ["no-preference", 200],
  ]) {
    await t.test(reducedMotion, async () => {
      const { page, launcher, panel } = await speaker(house, "en", { reducedMotion });
      // Whatever starts is noted, however short it is.
      await page.evaluate(() => {
        window.moves = [];
        const { shadowRoot: root } = document.querySelector("help-nook");
        for (const type of ["animationstart", "transitionstart"])
          root.addEventListener(type, ({ target }) => {
            for (const one of target.getAnimations({ subtree: false })) {
              const { duration } = one.effect.getComputedTiming();
              window.moves.push([target.className?.baseVal ?? target.className, duration]);
            }
          });
      });
      await launcher.click();
      await panel.getByRole("heading", { name: "Topics" }).waitFor();
      await panel.getByRole("combobox").fill("delivery");
      await panel.getByRole("option").first().click();
      await panel.getByRole("article").waitFor();
      await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
      const moves = await page.evaluate(() => window.moves);
      assert.deepEqual(moves.filter(([of, duration]) => duration > longest && !/^launcher/.test(of)), []);
      if (longest) assert.ok(moves.length, "the panel comes in with a movement: this test sees movements");
    });
  }
});

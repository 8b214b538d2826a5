// Where the panel covers the page it is modal: the keyboard, the eyes and the fingers stay in it, and the page behind it
// is as it was. Where it floats it is not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { boundsOf, go, launcher, open, openHouse, panel, write } from "./support/house.mjs";
import { focused, isAt, isInPanel, tabTo } from "./support/keyboard.mjs";

let house;
let longPage;
before(async () => {
  house = await openHouse();
  const much = `<div style="block-size: 4000px"></div><a href="#end">The end of the page</a>`;
  longPage = house.host.put("/long", plainPage({ body: much + snippet(house.server.origin) }));
});
after(() => house?.end());

const PHONE = { width: 360, height: 640 };
const WIDE = { width: 1280, height: 800 };

/** Every stop of Tab (or Shift+Tab) until the first comes round again; `null` is one outside of the widget. */
async function round(page, key) {
  const stops = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press(key);
    const at = await focused(page);
    const stop = at && at.words;
    if (stop === stops[0] && stops.length > 1) return stops;
    stops.push(stop);
  }
  assert.fail(`Tab never comes round: ${stops.join(" | ")}`);
}

test("on a phone Tab goes round in the panel, both ways, on every screen", async () => {
  const page = await house.customer({ viewport: PHONE });
  await panel(page).getByRole("button", { name: /^Delivery/ }).waitFor();
  assert.equal(await panel(page).getAttribute("aria-modal"), "true");
  for (const [section, words] of [
    ["Write to us", "Send request"],
    ["My requests", "No requests yet"],
    ["Help", "Often read"],
  ]) {
    await go(page, section);
    await panel(page).getByText(words).first().waitFor();
    // The beginning of a screen takes the keyboard frames after the click.
    await eventually(async () => /^(h2|input)$/.test((await focused(page))?.tag), `the beginning of ${section}`);
    const forth = await round(page, "Tab");
    assert.ok(!forth.includes(null), `${section}: ${forth.join(" | ")}`);
    const back = await round(page, "Shift+Tab");
    assert.ok(!back.includes(null), `${section}, backwards: ${back.join(" | ")}`);
    assert.deepEqual([...back].sort(), [...forth].sort(), "the same stops both ways");
  }
});

test("a keyboard that comes from outside of the page is led into the panel that covers it", async () => {
  const page = await house.customer({ viewport: PHONE });
  await isAt(page, /^Search help articles$/);
  await page.getByRole("link", { name: "Lamps", exact: true }).evaluate((link) => link.focus());
  await isInPanel(page, "after the page took the focus");
});

test("a click on words leaves the keyboard in the panel: Tab stays in, Escape closes", async () => {
  const page = await house.customer({ viewport: PHONE });
  await panel(page).getByRole("heading", { name: "Often read" }).click();
  await page.keyboard.press("Shift+Tab");
  await isInPanel(page, "after a click and Shift+Tab");
  await panel(page).getByRole("heading", { name: "Often read" }).click();
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
});

for (const [how, close] of [
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["Close", (page) => panel(page).getByRole("button", { name: "Close" }).click()],
]) {
  test(`on a phone ${how} gives the focus back to the launcher`, async () => {
    const page = await house.customer({ viewport: PHONE });
    await isAt(page, /^Search help articles$/);
    await close(page);
    await panel(page).waitFor({ state: "hidden" });
    await isAt(page, /^Help/);
    assert.equal((await focused(page)).isInPanel, false);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), null, "a closed panel holds nobody");
  });
}

test("the page behind a panel that covers it does not scroll, and is where it was afterwards", async () => {
  const page = await house.browser.visitor({ viewport: PHONE });
  await page.goto(longPage);
  await page.evaluate(() => scrollTo(0, 700));
  await open(page);
  await panel(page).getByRole("heading", { name: "Topics" }).waitFor();
  for (const y of [30, 320, 620]) {
    await page.mouse.move(180, y);
    for (const by of [400, 4000, -4000]) await page.mouse.wheel(0, by);
  }
  await go(page, "My requests");
  await page.mouse.move(180, 320);
  await page.mouse.wheel(0, 1500);
  for (const key of ["PageDown", "End", "Space"]) await page.keyboard.press(key);
  // Scrolling happens frames later.
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  assert.equal(await page.evaluate(() => scrollY), 700);
});

test("a window that grows makes the panel non-modal, one that shrinks modal again; nothing typed is lost", async () => {
  const page = await house.customer({ viewport: PHONE });
  await write(page, { subject: "Turned around" });
  await page.setViewportSize(WIDE);
  await eventually(async () => (await panel(page).getAttribute("aria-modal")) === null, "non-modal when wide");
  await isInPanel(page, "after the window grew");
  await page.setViewportSize(PHONE);
  await eventually(async () => (await panel(page).getAttribute("aria-modal")) === "true", "modal when narrow");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Turned around");
});

test("on a desktop the panel is not modal: Tab leads on from the page to launcher and panel, and out again", async () => {
  const page = await house.customer({ viewport: WIDE });
  assert.equal(await panel(page).getAttribute("aria-modal"), null);
  await tabTo(page, /^Write to us$/);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), null, "out of the panel");
  await page.getByRole("link", { name: "More of them" }).focus();
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).words, /^Help/, "the launcher comes after the page");
  await page.keyboard.press("Tab");
  assert.ok((await focused(page)).isInPanel, "the panel comes after its launcher");
  await launcher(page).focus();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), null, "and the page before it");
});

/** Headless browsers have no on-screen keyboard: `window.keyboard(height, …)` tells the window of one as phones do. */
function keyboard() {
  const seen = new EventTarget();
  Object.assign(seen, { height: innerHeight, width: innerWidth, offsetTop: 0, offsetLeft: 0, scale: 1 });
  Object.defineProperty(window, "visualViewport", { value: seen });
  window.keyboard = (height, offsetTop = 0, scale = 1) => {
    Object.assign(seen, { height: innerHeight - height, offsetTop, scale });
    seen.dispatchEvent(new Event("resize"));
  };
}

test("with an on-screen keyboard open the field and the button to send are in what is seen", async (t) => {
  const page = await house.browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true });
  await page.addInitScript(keyboard);
  await page.goto(house.shop);
  await open(page);
  await write(page, { subject: "By thumb" });
  const isSeen = async (what, top, bottom) => {
    const box = await boundsOf(what);
    assert.ok(box.y >= top - 1 && box.y + box.height <= bottom + 1, `${JSON.stringify(box)} in ${top} to ${bottom}`);
  };
  await t.test("the panel is as high as what is left, and the field with the focus is in it", async () => {
    await panel(page).getByLabel("E-mail").focus();
    await page.evaluate(() => window.keyboard(300));
    const box = await boundsOf(panel(page));
    assert.deepEqual([box.y, box.height], [0, 340]);
    await isSeen(panel(page).getByLabel("E-mail"), 0, 340);
  });
  await t.test("the button to send is reached by scrolling the panel", async () => {
    const send = panel(page).getByRole("button", { name: "Send request" });
    await send.scrollIntoViewIfNeeded();
    await isSeen(send, 0, 340);
  });
  await t.test("a browser that moved the page up for the keyboard has the panel moved along", async () => {
    await page.evaluate(() => window.keyboard(300, 120));
    const box = await boundsOf(panel(page));
    assert.deepEqual([box.y, box.height], [120, 340]);
  });
  await t.test("zooming in by hand leaves the panel as it is", async () => {
    await page.evaluate(() => window.keyboard(320, 100, 2));
    const box = await boundsOf(panel(page));
    assert.deepEqual([box.y, box.height], [0, 640]);
  });
  await t.test("without the keyboard the panel is the whole screen again", async () => {
    await page.evaluate(() => window.keyboard(0));
    const box = await boundsOf(panel(page));
    assert.deepEqual([box.y, box.height], [0, 640]);
    assert.equal(await panel(page).getAttribute("style"), "", "nothing is left behind");
  });
});

// ---- In a frame

const inFrame = (page) => page.frameLocator("iframe").getByRole("dialog");

async function framed(options, address = "/framed") {
  const body = `<a href="#before">Before</a><div style="block-size: 4000px"></div>`;
  const tag = snippet(house.server.origin, { "data-mode": "frame" });
  const page = await house.browser.visitor(options);
  await page.goto(house.host.put(address, plainPage({ body: body + tag })));
  await page.evaluate(() => scrollTo(0, 700));
  await launcher(page).click();
  await inFrame(page).getByRole("heading", { name: "Often read" }).waitFor();
  return page;
}

/** Where the keyboard is, seen from the page: whether in the widget; and there, on what. */
const at = async (page) => {
  const isIn = await page.evaluate(() => document.activeElement.localName === "help-nook");
  const words = await page.frame({ url: /frame\.html/ }).evaluate(() => {
    const node = document.querySelector("help-nook").shadowRoot.activeElement;
    return node?.ariaLabel || node?.textContent || node?.localName;
  });
  return isIn ? words : null;
};

test("a framed panel that covers the page, as on phones, is modal; one that floats is not", async () => {
  const page = await framed({ viewport: PHONE });
  const host = page.locator("help-nook");
  const isModal = async () => [await inFrame(page).getAttribute("aria-modal"), await host.getAttribute("aria-modal")];
  await eventually(async () => `${await isModal()}` === "true,true", "modal when narrow");
  assert.deepEqual([await host.getAttribute("role"), await host.getAttribute("aria-label")], ["dialog", "Help"]);
  await page.setViewportSize(WIDE);
  await eventually(async () => `${await isModal()}` === ",", "non-modal when wide");
  assert.equal(await host.getAttribute("role"), null);
  await page.setViewportSize(PHONE);
  await eventually(async () => `${await isModal()}` === "true,true", "modal again");
  for (const y of [30, 320, 620]) {
    await page.mouse.move(180, y);
    for (const by of [400, 4000, -4000]) await page.mouse.wheel(0, by);
  }
  await inFrame(page).getByRole("button", { name: "Close" }).click();
  await launcher(page).waitFor();
  assert.equal(await host.getAttribute("aria-modal"), null, "a closed panel holds nobody");
  assert.equal(await page.evaluate(() => scrollY), 700);
});

test("on a phone Tab goes round in the frame, both ways, and a keyboard from outside is led in", async () => {
  const page = await framed({ viewport: PHONE });
  await eventually(async () => (await inFrame(page).getAttribute("aria-modal")) === "true", "modal");
  for (const key of ["Tab", "Shift+Tab"]) {
    const stops = [];
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press(key);
      stops.push(await at(page));
    }
    assert.ok(!stops.includes(null), stops.join(" | "));
    assert.ok(stops.indexOf(stops[0], 2) > 0, `it comes round: ${stops.join(" | ")}`);
  }
  await page.getByRole("link", { name: "Before" }).evaluate((link) => link.focus());
  await eventually(async () => (await at(page)) !== null, "in the frame again");
});

test("with an on-screen keyboard open the frame is as high as what is left", async () => {
  const page = await house.browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true });
  await page.addInitScript(keyboard);
  const tag = snippet(house.server.origin, { "data-mode": "frame" });
  await page.goto(house.host.put("/framed-keyboard", plainPage({ body: tag })));
  await launcher(page).click();
  await inFrame(page).getByRole("heading", { name: "Often read" }).waitFor();
  const box = async () => {
    const { y, height } = await page.locator("iframe").boundingBox();
    return [y, height];
  };
  await page.evaluate(() => window.keyboard(300, 20));
  assert.deepEqual(await box(), [20, 340]);
  await page.evaluate(() => window.keyboard(0));
  assert.deepEqual(await box(), [0, 640]);
});

test("in a frame of its own, which floats over the page, the panel is not modal", async () => {
  const page = await framed({ viewport: WIDE });
  assert.equal(await inFrame(page).getAttribute("aria-modal"), null);
});

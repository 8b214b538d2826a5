// The widget's later parts that a deployment has taken away, and places that the page asks for while the widget starts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { hold, listen } from "./support/browser.mjs";
import { page as hostPage, snippet } from "./support/host_site.mjs";
import { go, open, openHouse, panel, search, searchBox } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const PARTS = /\/chunk-.*\.wasm/;
/** What reads a page's calls lies in this one. */
const PAGE = /\/chunk-page-.*\.wasm/;
const WIDGET = /helpnook-[^/]*_bg\.wasm/;

const gone = (route) => route.fulfill({ status: 404 });

/** A page whose `helpnook-error` events are noted in `window.troubles`. */
async function visit(address = house.shop) {
  const page = await house.browser.visitor();
  await page.addInitScript(() => {
    window.troubles = [];
    document.addEventListener("helpnook-error", ({ detail }) => window.troubles.push(detail.name));
  });
  await page.goto(address);
  return page;
}

const link = (page) => panel(page).getByRole("link", { name: "Open the help page" });
const again = (page) => panel(page).getByRole("button", { name: "Try again" });

test("where a deployment has taken the code of a screen away, a link beside Try again leads to the help page and nothing typed is lost", async () => {
  const page = await visit();
  const SCREENS = /\/chunk-(article|requests)-/;
  await page.route(SCREENS, gone);
  await open(page);
  await (await search(page, "parcel")).first().click();
  await again(page).click();
  await link(page).waitFor();
  const [opened] = await Promise.all([page.waitForEvent("popup"), link(page).click()]);
  await opened.getByRole("searchbox", { name: "Search help articles" }).waitFor();
  assert.ok(opened.url().startsWith(`${house.server.origin}/help/`), opened.url());
  await opened.close();
  await panel(page).getByRole("button", { name: "Back" }).click();
  assert.equal(await searchBox(page).inputValue(), "parcel");

  const question = "xqzt vwkp";
  await searchBox(page).fill(question);
  await panel(page).getByText("Nothing found for").waitFor();
  await panel(page).locator(".home").getByRole("button", { name: "Ask us instead" }).click();
  await link(page).waitFor();
  // A new page has the new files.
  await page.unroute(SCREENS);
  await page.reload();
  await open(page);
  await go(page, "Write to us");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), question);
});

test("the link of a screen that does not come leads where the site owner says", async () => {
  const body = snippet(house.server.origin, { "data-fallback": "/our/help" });
  const page = await visit(house.host.put("/own-fallback", hostPage({ body })));
  await page.route(PARTS, gone);
  await open(page);
  await go(page, "Write to us");
  assert.equal(await link(page).getAttribute("href"), `${house.host.origin}/our/help`);
});

test("a place that the page asks for while the widget starts, whose code does not come, is told once", async () => {
  const page = await visit();
  const heard = listen(page);
  await page.route(PAGE, gone);
  await page.evaluate(() => window.helpnook("navigate", { screen: "article", id: "no-such" }));
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  await eventually(() => page.evaluate(() => window.troubles.length), "an event");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await page.evaluate(() => window.troubles), ["load-failed"]);
  const lines = heard.lines.filter((line) => line.startsWith("helpnook:"));
  assert.equal(lines.length, 1, lines.join("\n"));
  assert.match(lines[0], /chunk-page-/);
});

const nothingYet = (page) => panel(page).getByText("No requests yet");
const home = (page) => panel(page).getByRole("heading", { name: "Often read" });
const found = (page) => panel(page).getByRole("option").first();
const REQUESTS = ["navigate", { screen: "requests" }];
const HOME = ["navigate", { screen: "home" }];
/** What the page says one after the other, what is shown, and what then stands in the search box. */
const ORDERS = {
  "a search, then a place": [[["open", "parcel"], REQUESTS], nothingYet],
  "a search, then home": [[["open", "parcel"], HOME], home, ""],
  "a search, then another": [[["open", "parcel"], ["navigate", { screen: "search", query: "refund" }]], found, "refund"],
  "a place, then a search": [[REQUESTS, ["open", "parcel"]], found, "parcel"],
  "a place, then home": [[REQUESTS, HOME], home, ""],
  "a search, a place, and a search": [[["open", "parcel"], REQUESTS, ["open", "refund"]], found, "refund"],
};

test("of the searches and places that are asked for while the widget starts the last is shown", async (t) => {
  for (const [name, [calls, shown, query]] of Object.entries(ORDERS)) {
    await t.test(name, async () => {
      const page = await visit();
      const release = await hold(page, WIDGET);
      await page.evaluate((all) => all.forEach((call) => window.helpnook(...call)), calls);
      await searchBox(page).waitFor();
      release();
      await shown(page).waitFor();
      await page.waitForLoadState("networkidle");
      assert.ok(await shown(page).isVisible());
      if (query !== undefined) assert.equal(await searchBox(page).inputValue(), query);
    });
  }
});

test("what the customer types while the widget starts is not lost to a place that the page asks for", async () => {
  const page = await visit();
  const release = await hold(page, WIDGET);
  await open(page);
  await searchBox(page).fill("parcel");
  await page.evaluate(() => window.helpnook("navigate", { screen: "requests" }));
  release();
  await found(page).waitFor();
  assert.equal(await searchBox(page).inputValue(), "parcel");
});

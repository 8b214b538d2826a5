// The widget's later parts where there are two widgets, where it is in a frame, and in the back/forward cache; and an
// index of articles that was made for another version of the widget.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as hostPage, snippet } from "./support/host_site.mjs";
import { go, launcher, open, openHouse, panel, search, searchBox, send, write } from "./support/house.mjs";
import { startServer } from "./support/server.mjs";

let house, other;
before(async () => {
  house = await openHouse({ keepsPages: true });
  other = await startServer();
});
after(() => Promise.all([house?.end(), other?.end()]));

const PARTS = /\/chunk-.*\.wasm/;
const gone = (route) => route.fulfill({ status: 404 });

let count = 0;
/** A visitor of a page with this body. Errors are noted in `window.troubles`, each with the id of its widget. */
async function visit(body) {
  const page = await house.browser.visitor();
  await page.addInitScript(() => {
    window.troubles = [];
    document.addEventListener("helpnook-error", ({ target, detail }) => window.troubles.push([target.id, detail.name]));
  });
  await page.goto(house.host.put(`/parts-${(count += 1)}`, hostPage({ body })));
  return page;
}

const script = (origin) => `<script type="module" src="${origin}/element.js"></script>`;
const inline = (id, origin) => `<help-nook id="${id}" inline backend="${origin}" style="height: 500px"></help-nook>`;
const region = (page, id) => page.locator(`#${id}`).getByRole("region", { name: "Help", exact: true });
const again = (place) => place.getByRole("button", { name: "Try again" });

/** Looks for an article in a widget and opens it. */
async function read(place) {
  await place.getByRole("combobox").fill("parcel");
  await place.getByRole("option").first().click();
}

/** Which widgets have said that something could not be loaded: each as often as it was tried. */
async function troublesAreOf(page, ids) {
  const all = await page.evaluate(() => window.troubles);
  assert.deepEqual([...new Set(all.map((one) => one.join()))].sort(), ids.map((id) => `${id},load-failed`));
}

test("where a part did not come for one of two widgets, the other gets it, and then the first", async () => {
  const page = await visit(inline("one", house.server.origin) + inline("two", house.server.origin) + script(house.server.origin));
  const [one, two] = [region(page, "one"), region(page, "two")];
  await two.getByRole("heading", { name: "Often read" }).waitFor();
  let tries = 0;
  let isLost = true;
  await page.route(/chunk-article-/, (route) => {
    tries += 1;
    return isLost ? gone(route) : route.continue();
  });
  await read(one);
  await again(one).waitFor();
  await troublesAreOf(page, ["one"]);
  isLost = false;
  await read(two);
  await two.getByRole("article").waitFor();
  const asked = tries;
  // By itself, because its panel is open for a while, or by its button.
  const hasIt = async () => {
    if (await one.getByRole("article").count()) return true;
    await again(one).click({ timeout: 1000 }).catch(() => {});
    return false;
  };
  await eventually(hasIt, "the article in the first");
  assert.equal(tries, asked, "what is here for one is here for all");
});

test("two widgets that wait for one lost part both say so and both get it", async () => {
  const page = await visit(inline("one", house.server.origin) + inline("two", house.server.origin) + script(house.server.origin));
  const places = [region(page, "one"), region(page, "two")];
  await page.route(PARTS, gone);
  for (const place of places) await read(place);
  for (const place of places) await again(place).waitFor();
  await troublesAreOf(page, ["one", "two"]);
  await page.unroute(PARTS);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  for (const place of places) await place.getByRole("article").waitFor();
});

test("of widgets of two sites one goes on where the other's parts are lost", async () => {
  const page = await visit(snippet(house.server.origin) + inline("two", other.origin) + script(other.origin));
  const two = region(page, "two");
  await page.route((url) => url.origin == other.origin && PARTS.test(url.pathname), gone);
  await open(page);
  await read(panel(page));
  await panel(page).getByRole("article").waitFor();
  await read(two);
  await again(two).waitFor();
  await troublesAreOf(page, ["two"]);
  await write(page, { subject: "By the one of two that is whole" });
  await send(page);
});

test("in a frame a part that does not come is told to customer and page, and nothing typed is lost", async () => {
  const page = await visit(snippet(house.server.origin, { "data-mode": "frame" }));
  await page.route(PARTS, gone);
  await launcher(page).click();
  const inside = page.frameLocator("iframe");
  await read(inside);
  await again(inside).waitFor();
  const link = inside.getByRole("link", { name: "Open the help page" });
  assert.equal(await link.getAttribute("href"), `${house.server.origin}/help`);
  await eventually(() => page.evaluate(() => window.troubles.some(([, name]) => name == "load-failed")), "an event");
  const [opened] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  await opened.getByRole("searchbox", { name: "Search help articles" }).waitFor();
  await opened.close();
  await inside.getByRole("button", { name: "Back" }).click();
  assert.equal(await inside.getByRole("combobox").inputValue(), "parcel");
  await page.unroute(PARTS);
  await inside.getByRole("option").first().click();
  await inside.getByRole("article").waitFor();
  await write(inside, { subject: "By a frame with lost parts" });
  await send(inside);
});

test("in a frame a place whose code does not come opens the panel at home and is told once", async () => {
  const page = await visit(snippet(house.server.origin, { "data-mode": "frame" }));
  await page.route(PARTS, gone);
  await page.evaluate(() => window.helpnook("navigate", { screen: "requests" }));
  await page.frameLocator("iframe").getByRole("heading", { name: "Often read" }).waitFor();
  await eventually(() => page.evaluate(() => window.troubles.length), "an event");
  assert.deepEqual(await page.evaluate(() => window.troubles.map(([, name]) => name)), ["load-failed"]);
});

/** Leaves a page, does something elsewhere on the same site, and comes back by the back/forward cache. */
async function leaveAndReturn(page, meanwhile = async () => {}) {
  const from = new URL(page.url()).pathname;
  await page.evaluate(() => {
    window.mark = "the same page";
    addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted));
  });
  await page.goto(house.host.put("/elsewhere", hostPage({ title: "Elsewhere", body: snippet(house.server.origin) })));
  await meanwhile();
  // What comes back from the cache is no navigation that could be waited for.
  await page.evaluate(() => void setTimeout(() => history.back())).catch(() => {});
  const isBack = () => page.evaluate((path) => !!window.persisted || location.pathname == path, from).catch(() => false);
  await eventually(isBack, "the page before");
  const [navigation] = await page.evaluate(() => performance.getEntriesByType("navigation").map((one) => one.toJSON()));
  assert.equal(await page.evaluate(() => window.mark), "the same page", JSON.stringify(navigation.notRestoredReasons));
}

test("a page whose widget has all its parts comes back from the back/forward cache with them and with what is written", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.shop);
  await open(page);
  await (await search(page, "parcel")).first().click();
  await panel(page).getByRole("article").waitFor();
  await write(page, { subject: "Written before leaving" });
  await leaveAndReturn(page);
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Written before leaving");
  await send(page);
  assert.equal((await house.agent.about("Written before leaving")).length, 1);
  await (await search(page, "refund")).first().click();
  await panel(page).getByRole("article").waitFor();
  assert.deepEqual(heard.errors, []);
});

test("a page that comes back from the back/forward cache has forgotten what was logged out meanwhile", async () => {
  const page = await house.browser.visitor();
  await page.goto(house.shop);
  await open(page);
  await write(page, { subject: "Of the one before" });
  await leaveAndReturn(page, async () => {
    await page.evaluate(() => window.helpnook("logout"));
    await eventually(() => page.evaluate(() => !localStorage.length), "an empty device");
  });
  await searchBox(page).waitFor();
  await go(page, "Write to us");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "");
});

for (const [name, version] of [
  ["an older", 3],
  ["a newer", 255],
]) {
  test(`an index of ${name} version is passed over: the server searches, and nobody is told`, async () => {
    const page = await visit(snippet(house.server.origin));
    const heard = listen(page);
    let served = 0;
    await page.route(/\/v1\/faq\/en\/index/, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      assert.equal(body.toString("latin1", 0, 4), "HNKS");
      assert.notEqual(body[4], version);
      body[4] = version;
      served += 1;
      await route.fulfill({ response: answer, body });
    });
    await open(page);
    await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
    const asked = page.waitForRequest((request) => new URL(request.url()).pathname == "/v1/articles");
    const found = await search(page, "when do i get my money back");
    await found.first().waitFor();
    await asked;
    assert.ok(served > 0);
    await found.filter({ hasText: "When do I get my money back?" }).first().click();
    await panel(page).getByRole("article").waitFor();
    assert.deepEqual(await page.evaluate(() => window.troubles), []);
    assert.deepEqual(heard.lines, []);
  });
}

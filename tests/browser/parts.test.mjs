// The widget's later parts: what the customer sees, hears and keeps where one does not come, or comes late.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { hold, listen } from "./support/browser.mjs";
import { go, open, openHouse, panel, search, searchBox, send, write } from "./support/house.mjs";
import { isAt } from "./support/keyboard.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const PARTS = /\/chunk-.*\.wasm/;
/** What reads a page's calls lies in this one. */
const PAGE = /\/chunk-page-.*\.wasm/;
/** What a screen reader is told. */
const said = (page) => panel(page).getByRole("status").first();

/** A page whose `helpnook-error` events are noted in `window.troubles`. */
async function visit(options) {
  const page = await house.browser.visitor(options);
  await page.addInitScript(() => {
    window.troubles = [];
    document.addEventListener("helpnook-error", ({ detail }) => window.troubles.push(detail.name));
  });
  await page.goto(house.shop);
  return page;
}

const WAYS = {
  "it is not there": (route) => route.fulfill({ status: 404 }),
  "it is corrupt": (route) => route.fulfill({ contentType: "application/wasm", body: "\0asm and nothing of use" }),
  "it is a page": (route) => route.fulfill({ contentType: "text/html", body: "<p>Not found" }),
  "the network is away": (route) => route.abort(),
};

test("a screen whose code does not come says so to eyes, ears and the page, and tries again", async (t) => {
  for (const [name, answer] of Object.entries(WAYS)) {
    await t.test(name, async () => {
      const page = await visit();
      const heard = listen(page);
      let tries = 0;
      await page.route(PARTS, (route) => {
        if (/chunk-article-/.test(route.request().url())) tries += 1;
        return answer(route);
      });
      await open(page);
      await (await search(page, "parcel")).first().click();
      const lost = /article could not be loaded/i;
      await panel(page).locator(".empty").getByText(lost).waitFor();
      await said(page).getByText(lost).waitFor({ state: "attached" });
      await eventually(() => page.evaluate(() => window.troubles.includes("load-failed")), "an event");
      // Once for the screen, once because the panel is open for a while: after that nobody tries by itself.
      await eventually(() => tries == 2, "two tries");
      await page.unroute(PARTS);
      await panel(page).getByRole("button", { name: "Try again" }).click();
      await panel(page).getByRole("article").waitFor();
      await write(page, { subject: `Written after all: ${name}` });
      await send(page);
      assert.deepEqual(
        heard.errors.filter((line) => !/Failed to load resource/.test(line)),
        [],
      );
    });
  }
});

test("a screen whose code takes long says so, and the keyboard is at its beginning when it comes", async () => {
  const page = await visit();
  const release = await hold(page, PARTS);
  await open(page);
  await (await search(page, "parcel")).first().click();
  await said(page).getByText("Loading the article…").waitFor({ state: "attached" });
  release();
  await panel(page).getByRole("article").waitFor();
  const title = await panel(page).getByRole("article").getByRole("heading").first().textContent();
  await isAt(page, new RegExp(`^${title}$`));
});

test("what takes long is told of the screen on show alone", async () => {
  const page = await visit();
  const release = await hold(page, PARTS);
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const all = await page.evaluateHandle(() => {
    const said = [];
    const root = document.querySelector("[data-helpnook], help-nook, #helpnook")?.shadowRoot ?? [...document.querySelectorAll("*")].find((one) => one.shadowRoot).shadowRoot;
    new MutationObserver(() => said.push(root.querySelector("[role=status]").textContent)).observe(root, { subtree: true, childList: true, characterData: true });
    return said;
  });
  await (await search(page, "parcel")).first().click();
  await panel(page).getByText("Loading the article…").first().waitFor();
  await go(page, "Write to us");
  await said(page).getByText("Loading…", { exact: true }).waitFor({ state: "attached" });
  release();
  await panel(page).getByLabel("Subject").waitFor();
  assert.deepEqual((await all.jsonValue()).filter((words) => /article…/.test(words)), []);
});

test("code that comes after the widget left, or after its language changed, leaves no error behind", async () => {
  const page = await visit();
  const heard = listen(page);
  const release = await hold(page, PARTS);
  await open(page);
  await go(page, "Write to us");
  await page.evaluate(() => window.helpnook("set", { language: "de" }));
  await page.evaluate(() => window.helpnook("navigate", { screen: "requests" }));
  await page.evaluate(() => window.helpnook("destroy"));
  const came = page.waitForResponse(PAGE);
  release();
  await came;
  await page.waitForLoadState("networkidle");
  assert.equal(await panel(page).count(), 0);
  assert.deepEqual(heard.errors, []);
});

test("a screen whose code did not come draws itself once the network is back", async () => {
  const page = await visit();
  let tries = 0;
  await page.route(PARTS, (route) => {
    if (/chunk-requests-/.test(route.request().url())) tries += 1;
    return route.abort();
  });
  await open(page);
  await go(page, "Write to us");
  // Once for the screen, once because the panel is open for a while: after that nobody tries by itself.
  await eventually(() => tries == 2, "two tries");
  await panel(page).getByRole("button", { name: "Try again" }).waitFor();
  await page.unroute(PARTS);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await panel(page).getByLabel("Subject").waitFor();
});

test("a page that leads somewhere opens the panel also where the code for it does not come", async () => {
  const page = await visit();
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  await panel(page).getByRole("button", { name: "Close" }).click();
  await page.route(PAGE, WAYS["it is not there"]);
  await page.evaluate(() => window.helpnook("navigate", { screen: "article", id: "no-such" }));
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.troubles), ["load-failed"]);
});

test("what a page said of the customer is not lost where its code comes only later", async () => {
  const page = await visit();
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const asked = page.waitForRequest(PAGE);
  await page.route(PAGE, WAYS["it is not there"]);
  await page.evaluate(() => window.helpnook("identify", { name: "Eve", email: "eve@example.com" }));
  await asked;
  await panel(page).getByRole("button", { name: "Close" }).click();
  await page.unroute(PAGE);
  await open(page);
  await go(page, "Write to us");
  await eventually(async () => (await panel(page).getByLabel("E-mail").inputValue()) === "eve@example.com", "the address");
});

test("the search does not wait for the code of what a page said", async () => {
  const page = await visit();
  const release = await hold(page, PAGE);
  await page.evaluate(() => window.helpnook("identify", { name: "Eve", email: "eve@example.com" }));
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  release();
  await go(page, "Write to us");
  await eventually(async () => (await panel(page).getByLabel("E-mail").inputValue()) === "eve@example.com", "the address");
});

test("a logout counts while the widget waits for its code", async () => {
  const page = await house.customer();
  await write(page, { subject: "Not for the next one" });
  await send(page);
  await page.reload();
  const release = await hold(page, PAGE);
  const asked = page.waitForRequest(PAGE);
  await page.evaluate(() => window.helpnook("navigate", { screen: "requests" }));
  await asked;
  await page.evaluate(() => window.helpnook("logout"));
  release();
  await go(page, "My requests");
  await panel(page).getByText("No requests yet").waitFor();
  assert.equal(await panel(page).getByText("Not for the next one").count(), 0);
});

test("of a place and a search the one that was asked for last is shown", async () => {
  const page = await visit();
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const release = await hold(page, PAGE);
  await page.evaluate(() => {
    window.helpnook("navigate", { screen: "requests" });
    window.helpnook("open", "parcel");
  });
  release();
  await page.evaluate(() => window.helpnook("identify", { name: "Eve", email: "eve@example.com" }));
  await page.waitForResponse(PAGE);
  await panel(page).getByRole("option").first().waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await searchBox(page).inputValue(), "parcel");
});

test("a letter waits for its code as for the network, and goes off by itself", async () => {
  const page = await house.customer();
  const tickets = /\/v1\/tickets$/;
  await page.route(tickets, (route) => route.abort());
  await write(page, { subject: "Kept for later" });
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("heading", { name: "Will be sent when you are back online" }).waitFor();
  await page.goto("about:blank");
  await page.unroute(tickets);
  let lost = 0;
  await page.route(PARTS, (route) => (lost++ < 2 ? route.fulfill({ status: 404 }) : route.continue()));
  await page.goto(house.shop);
  await open(page);
  await eventually(async () => (await house.agent.about("Kept for later")).length === 1, "the ticket", 30_000);
  assert.ok(lost > 2);
});

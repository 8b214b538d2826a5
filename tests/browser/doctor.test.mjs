// The doctor: what a page allows, and the line to add for what it does not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { openHouse } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const report = (page) => page.getByRole("dialog", { name: "Helpnook on this page" });

test("on a page without a policy everything is allowed, and Escape puts the report away", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  await report(page).getByText("In the page: it was chosen by itself.").waitFor();
  await report(page).getByText("Identity (good)").waitFor();
  await page.keyboard.press("Escape");
  await report(page).waitFor({ state: "detached" });
  assert.deepEqual(heard.errors, []);
});

test("what a policy blocks is named with the line to add", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w}; frame-src ${w}`;
  const page = await house.browser.visitor();
  const body = snippet(w);
  await page.goto(house.host.put("/ill", plainPage({ body }), { "Content-Security-Policy": policy }));
  await page.waitForFunction(() => window.helpnook);
  await page.evaluate(() => window.helpnook("doctor"));
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  const lines = await report(page).locator("code").allTextContents();
  assert.deepEqual(lines, ["'wasm-unsafe-eval'", `connect-src ${w};`]);
  await report(page).getByText("In a frame: it was chosen by itself.").waitFor();
});

test("where neither page nor frame is allowed it says how many checks are blocked", async () => {
  const w = house.server.origin;
  const page = await house.browser.visitor();
  const headers = { "Content-Security-Policy": `default-src 'none'; script-src ${w}` };
  await page.goto(house.host.put("/worse", plainPage({ body: snippet(w) }), headers) + "?helpnook-doctor");
  await report(page).getByText("3 of 10 checks are blocked; each has the line to add.").waitFor();
  assert.deepEqual(await report(page).locator("code").allTextContents(), [
    "'wasm-unsafe-eval'",
    `frame-src ${w};`,
    `connect-src ${w};`,
  ]);
});

test("the report is copied as text", async () => {
  const page = await house.browser.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  await report(page).getByRole("button", { name: "Copy as text" }).click();
  await report(page).getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^Helpnook on .*\/shop\n/);
  assert.match(text, /\nWebAssembly \(good\): /);
});

test("it says why a search finds an article, and copies that too", async () => {
  const page = await house.browser.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${house.shop}?helpnook-doctor`);
  const field = report(page).getByLabel("Why is an article found?");
  await field.fill("refnd");
  await field.press("Enter");
  await report(page).getByText("“refnd”: “refund”, a slip of the finger away (").first().waitFor();
  await report(page).getByRole("button", { name: "Copy as text" }).click();
  await report(page).getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\nSearch: refnd\n1\. /);

  await field.fill("zzzz qqqq");
  await field.press("Enter");
  await report(page).getByText("No article is found").waitFor();
});

test("where a backend does not say why, the results stand there all the same", async () => {
  const page = await house.browser.visitor();
  await page.route(/\/reasons\?/, (route) => route.fulfill({ status: 404, headers: { "Access-Control-Allow-Origin": "*" } }));
  await page.goto(`${house.shop}?helpnook-doctor`);
  const field = report(page).getByLabel("Why is an article found?");
  await field.fill("refund");
  await field.press("Enter");
  await report(page).getByText("This backend does not say why.").first().waitFor();
});

test("a backend that signs customers in is told that the widget does not yet", async () => {
  const page = await house.browser.visitor();
  await page.route("**/v1/site", async (route) => {
    const reply = await route.fetch();
    return route.fulfill({ response: reply, json: { ...(await reply.json()), identity: "required" } });
  });
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Identity (worth knowing)").waitFor();
  await report(page).getByText("The backend takes signed identities (required)").waitFor();
});

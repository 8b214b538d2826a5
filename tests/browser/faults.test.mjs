// What goes wrong around the widget: reloads, a backend that is away, impatient clicks, files that may not travel.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { go, launcher, open, openHouse, openRequest, panel, searchBox, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const AWAY = /^We cannot be reached just now\. Everything you write is kept here/;
const WAITING = "Will be sent when you are back online";

test("a page view costs one request and leaves nothing behind, until the customer shows intent", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.shop);
  await launcher(page).waitFor();
  await page.waitForLoadState("networkidle");
  const asked = () => heard.requests.filter(({ url }) => url.startsWith(house.server.origin));
  assert.deepEqual(
    asked().map(({ url }) => url),
    [`${house.server.origin}/embed.js`],
  );
  assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), [
    "",
    0,
    0,
  ]);
  const loaded = page.waitForResponse(/\.wasm$/);
  await launcher(page).hover();
  await loaded;
  assert.ok(!asked().some(({ url }) => url.includes("/v1/")), "hovering asks the backend nothing");
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
});

test("a reload in the middle of the form keeps every field and every file", async () => {
  const page = await house.customer();
  await write(page, { subject: "Half a request", message: "First line\n  second line", email: "eve@example" });
  await panel(page).getByLabel("Name").fill("Eve Ünlü");
  await panel(page).getByLabel("Topic").selectOption({ label: "Payment" });
  await panel(page)
    .getByLabel("Attach files")
    .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Notes") });
  await panel(page).getByText("notes.txt", { exact: true }).waitFor();
  await page.reload();
  await open(page);
  await go(page, "Write to us");
  await panel(page).getByText("notes.txt", { exact: true }).waitFor();
  const fields = ["Subject", "E-mail", "Name", "Topic"].map((label) => panel(page).getByLabel(label).inputValue());
  assert.deepEqual(await Promise.all(fields), ["Half a request", "eve@example", "Eve Ünlü", "payment"]);
  const message = panel(page).getByRole("textbox", { name: "How can we help?" });
  assert.equal(await message.inputValue(), "First line\n  second line");
  await panel(page).getByLabel("E-mail").fill("eve@example.com");
  await send(page);
  const [ticket] = await house.agent.about("Half a request");
  const [first] = await house.agent.messages(ticket.id);
  assert.deepEqual(
    first.message.attachments.map((file) => file.name),
    ["notes.txt"],
  );
});

test("a reply that is being written survives a reload", async () => {
  const page = await house.customer();
  await write(page, { subject: "A long answer" });
  await send(page);
  await openRequest(page, "A long answer");
  await panel(page).getByLabel("Your reply").fill("Half a sen");
  await page.reload();
  await open(page);
  await openRequest(page, "A long answer");
  assert.equal(await panel(page).getByLabel("Your reply").inputValue(), "Half a sen");
});

test("an impatient double click makes one ticket", async () => {
  const page = await house.customer();
  await write(page, { subject: "Twice in a hurry" });
  await panel(page).getByRole("button", { name: "Send request" }).dblclick();
  await panel(page).getByRole("heading", { name: "We have your request" }).waitFor();
  assert.equal((await house.agent.about("Twice in a hurry")).length, 1);
});

test("a file that is too large or of a refused type is named before anything travels", async () => {
  const page = await house.customer();
  const heard = listen(page);
  await write(page, { subject: "Files that may not travel" });
  const pick = (file) => panel(page).getByLabel("Attach files").setInputFiles(file);
  await pick({ name: "film.png", mimeType: "image/png", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
  await panel(page).getByRole("listitem").getByText("film.png is too large: at most 10 MB.").waitFor();
  await pick({ name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
  await panel(page)
    .getByRole("listitem")
    .getByText(/^setup\.exe is of a type that we do not take\. Allowed: .*pdf/)
    .waitFor();
  assert.ok(!heard.requests.some(({ url }) => url.includes("/v1/attachments")), "nothing was uploaded");
  await send(page);
});

test("a file whose bytes are not what its name says is refused by the backend, and said", async () => {
  const page = await house.customer();
  await write(page, { subject: "A file in disguise" });
  const disguised = { name: "cat.png", mimeType: "image/png", buffer: Buffer.from("MZ\x90\0program") };
  await panel(page).getByLabel("Attach files").setInputFiles(disguised);
  await panel(page)
    .getByRole("listitem")
    .getByText(/^cat\.png: /)
    .waitFor();
  await panel(page).getByRole("button", { name: "Remove cat.png" }).click();
  await send(page);
});

test("a ticket that the backend answers too late is there once", async () => {
  const page = await house.customer();
  const subject = "Answered too late";
  let lost = 0;
  await page.route("**/v1/tickets", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await write(page, { subject });
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("heading", { name: WAITING }).waitFor();
  await panel(page).getByRole("button", { name: "Try now" }).click();
  await panel(page).getByRole("heading", { name: "We have your request" }).waitFor();
  assert.equal(lost, 1);
  assert.equal((await house.agent.about(subject)).length, 1);
});

test("a network that comes back while a request is being sent makes no second one", async () => {
  const page = await house.customer();
  const subject = "Sent on a train";
  const keys = new Set();
  let isBack = false;
  await page.route("**/v1/tickets", async (route) => {
    if (route.request().method() === "POST") {
      keys.add(route.request().headers()["idempotency-key"]);
      if (!isBack) {
        isBack = true;
        await page.evaluate(() => window.dispatchEvent(new Event("online")));
      }
    }
    return route.continue();
  });
  await write(page, { subject });
  await send(page);
  assert.equal(keys.size, 1);
  assert.equal((await house.agent.about(subject)).length, 1);
  await go(page, "My requests");
  await panel(page).getByRole("button", { name: subject }).getByText("Received").waitFor();
  assert.equal(await panel(page).getByRole("button", { name: subject }).count(), 1);
});

test("the backend away from the start: it is said, what is typed stays, and all comes by itself once it is back", async (t) => {
  const page = await house.browser.visitor();
  // The browser has the widget's files from an earlier visit; of the site the widget knows nothing.
  await page.goto(house.shop);
  await open(page);
  await go(page, "Write to us");
  await panel(page).getByLabel("Subject").waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => localStorage.clear());
  await page.goto(house.shop);
  await launcher(page).hover();
  await page.waitForLoadState("networkidle");
  await house.server.stop();

  await t.test("the launcher opens the panel, which says so", async () => {
    await open(page);
    await panel(page).getByText(AWAY).first().waitFor();
    await searchBox(page).fill("when do i get my money back");
  });
  await t.test("a request is kept and survives another page view", async () => {
    await write(page, { subject: "Sent while nobody listened" });
    await panel(page).getByRole("button", { name: "Send request" }).click();
    await panel(page).getByRole("heading", { name: WAITING }).waitFor();
    await go(page, "My requests");
    await panel(page).getByRole("button", { name: "Sent while nobody listened" }).getByText(WAITING).waitFor();
  });
  await t.test("the search has its answer once the backend is back", async () => {
    await go(page, "Help");
    assert.equal(await searchBox(page).inputValue(), "when do i get my money back");
    await house.server.start();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await panel(page)
      .getByRole("option", { name: /^When do I get my money back/ })
      .first()
      .waitFor({ timeout: 40_000 });
    await panel(page).getByText(AWAY).first().waitFor({ state: "detached", timeout: 40_000 });
  });
  await t.test("the request arrives, once", async () => {
    const about = () => house.agent.about("Sent while nobody listened");
    await eventually(async () => (await about()).length > 0, "the request at the backend", 70_000);
    await go(page, "My requests");
    const row = panel(page).getByRole("button", { name: "Sent while nobody listened" });
    await row.getByText("Received").waitFor();
    assert.equal(await row.count(), 1);
    assert.equal((await about()).length, 1);
  });
});

test("a ticket written while the backend is away survives a reload and arrives exactly once, by itself", async () => {
  const page = await house.customer();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const subject = "Kept over a reload";
  await page.route("**/v1/**", (route) => route.abort());
  await write(page, { subject });
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("heading", { name: WAITING }).waitFor();
  await page.reload();
  await open(page);
  await panel(page).getByText(AWAY).first().waitFor();
  await go(page, "My requests");
  await panel(page).getByRole("button", { name: subject }).getByText(WAITING).waitFor();
  await page.unroute("**/v1/**");
  // No event tells that the backend is back: the widget finds out.
  await panel(page).getByRole("button", { name: subject }).getByText("Received").waitFor({ timeout: 60_000 });
  assert.equal((await house.agent.about(subject)).length, 1);
  await page.reload();
  await open(page);
  await openRequest(page, subject);
  assert.equal((await house.agent.about(subject)).length, 1);
});

test("a reply written while the backend is away waits in the thread and arrives once", async () => {
  const page = await house.customer();
  const subject = "A reply on its way";
  await write(page, { subject });
  await send(page);
  await openRequest(page, subject);
  await page.route("**/v1/**", (route) => route.abort());
  await panel(page).getByLabel("Your reply").fill("Are you there?");
  await panel(page).getByRole("button", { name: "Send reply" }).click();
  await panel(page).getByRole("listitem").filter({ hasText: "Are you there?" }).getByText(WAITING).waitFor();
  await page.unroute("**/v1/**");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await panel(page).getByText(WAITING).waitFor({ state: "detached", timeout: 40_000 });
  await panel(page).getByRole("list", { name: "Messages" }).getByText("Are you there?").waitFor();
  const [ticket] = await house.agent.about(subject);
  const bodies = (await house.agent.messages(ticket.id)).map(({ message }) => message.body);
  assert.deepEqual(bodies, ["The lamp flickers.", "Are you there?"]);
});

test("files of the widget that cannot be loaded are tried again, and the way on is said", async () => {
  const page = await house.browser.visitor();
  await page.route(/\.wasm/, (route) => route.abort());
  await page.goto(house.shop);
  await launcher(page).click();
  await page.getByText("Help could not be loaded. Check your connection.").waitFor();
  await page.unroute(/\.wasm/);
  await page.getByRole("button", { name: "Try again" }).click();
  await panel(page).waitFor();
});

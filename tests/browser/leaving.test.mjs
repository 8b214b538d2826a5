// What happens while something else goes on: the form is sent by Enter, the widget is taken out in the middle of a
// call, the customer is busy on the shop's own page, the thread is long.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { hold, listen } from "./support/browser.mjs";
import { page as hostPage, snippet } from "./support/host_site.mjs";
import { go, launcher, open, openHouse, openRequest, panel, rating, search, searchBox, send, write } from "./support/house.mjs";
import { isAt } from "./support/keyboard.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

test("a form sent by Enter leaves no error behind", async () => {
  const page = await house.customer();
  const heard = listen(page);
  await write(page, { subject: "Sent by Enter" });
  await panel(page).getByLabel("E-mail").press("Enter");
  await panel(page).getByRole("heading", { name: "We have your request" }).waitFor();
  await go(page, "Help");
  assert.deepEqual(heard.errors, []);
});

test("nothing can be typed into a request or a reply that is on its way", async () => {
  const page = await house.customer();
  await write(page, { subject: "On its way" });
  let release = await hold(page, /\/v1\/tickets$/);
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("button", { name: "Sending…" }).waitFor();
  const message = panel(page).getByRole("textbox", { name: "How can we help?" });
  assert.equal(await message.evaluate((field) => field.readOnly), true);
  release();
  await panel(page).getByRole("button", { name: "See my request" }).click();
  await panel(page).getByLabel("Your reply").fill("One more thing");
  release = await hold(page, /\/messages$/);
  await panel(page).getByRole("button", { name: "Send reply" }).click();
  await panel(page).getByRole("button", { name: "Sending…" }).waitFor();
  assert.equal(await panel(page).getByLabel("Your reply").evaluate((field) => field.readOnly), true);
  release();
  await panel(page).getByRole("listitem").filter({ hasText: "One more thing" }).waitFor();
  const isFree = () => panel(page).getByLabel("Your reply").evaluate((field) => !field.readOnly);
  await eventually(isFree, "the reply box takes the next reply");
});

test("the keyboard stays on its button while the file beside it arrives", async () => {
  const page = await house.customer();
  await write(page, { subject: "With notes" });
  const release = await hold(page, /\/v1\/attachments/);
  const file = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Notes") };
  await panel(page).getByLabel("Attach files").setInputFiles(file);
  await panel(page).getByText("notes.txt is being uploaded…").waitFor();
  await panel(page).getByRole("button", { name: "Remove notes.txt" }).focus();
  release();
  await panel(page).getByText("notes.txt", { exact: true }).waitFor();
  await isAt(page, /^Remove notes\.txt$/);
});

test("the widget can be taken out while it asks what the backend offers", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const release = await hold(page, /\/v1\/site/);
  const asked = page.waitForRequest(/\/v1\/site/);
  await page.goto(house.shop);
  await open(page);
  await asked;
  await page.evaluate(() => window.helpnook("destroy"));
  const answered = page.waitForResponse(/\/v1\/site/);
  release();
  await (await answered).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  assert.equal(await launcher(page).count(), 0);
  assert.deepEqual(heard.errors, []);
});

test("a request that is on its way when the widget is taken out is there on the next visit, once", async () => {
  const page = await house.customer();
  const heard = listen(page);
  await write(page, { subject: "Taken out" });
  const release = await hold(page, /\/v1\/tickets$/);
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("button", { name: "Sending…" }).waitFor();
  await page.evaluate(() => window.helpnook("destroy"));
  release();
  await eventually(async () => (await house.agent.about("Taken out")).length === 1, "the ticket at the backend");
  await eventually(
    () => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith(":tickets"))),
    "the ticket's key on the device",
  );
  assert.deepEqual(heard.errors, []);
  await page.reload();
  await open(page);
  await openRequest(page, "Taken out");
  assert.equal((await house.agent.about("Taken out")).length, 1);
});

test("news do not take the keyboard away from the shop's own page", async () => {
  const body = `<label>Coupon <input></label>${snippet(house.server.origin)}`;
  const address = house.host.put("/coupon", hostPage({ body }));
  const page = await house.customer({}, address);
  await write(page, { subject: "Solved meanwhile" });
  await send(page);
  await go(page, "Help");
  await page.getByLabel("Coupon").focus();
  await page.keyboard.type("SPR");
  const [ticket] = await house.agent.about("Solved meanwhile");
  await house.agent.setStatus(ticket.id, "solved");
  await rating(page).waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.keyboard.type("ING");
  assert.equal(await page.getByLabel("Coupon").inputValue(), "SPRING");
});

test("a long thread opens at what is new, and the panel itself never scrolls away", async () => {
  const page = await house.customer();
  await write(page, { subject: "A long story", message: Array(60).fill("And then it rained.").join("\n") });
  await send(page);
  await openRequest(page, "A long story");
  await go(page, "Help");
  const [ticket] = await house.agent.about("A long story");
  await house.agent.reply(ticket.id, "Here is the answer.");
  await panel(page).getByRole("button", { name: "New reply: A long story" }).click();
  const news = panel(page).getByRole("listitem").filter({ hasText: "Here is the answer." });
  await eventually(() => news.evaluate((item) => item.getRootNode().activeElement === item), "focus at the new reply");
  await panel(page).getByLabel("Your reply").focus();
  await page.keyboard.press("Tab");
  await eventually(() => panel(page).getByLabel("Attach files").evaluate((it) => it.matches(":focus")), "focus there");
  assert.equal(await panel(page).evaluate((dialog) => dialog.scrollTop), 0);
  assert.ok(await panel(page).getByRole("button", { name: "Close" }).isVisible());
});

test("after a logout no other tab shows, keeps or sends what the customer has left", async () => {
  const away = await house.browser.visitor();
  const other = await away.context().newPage();
  for (const page of [away, other]) {
    await page.goto(house.shop);
    await open(page);
  }
  await write(other, { subject: "Sent before" });
  await send(other);
  await other.route("**/v1/tickets", (route) => (route.request().method() == "POST" ? route.abort() : route.continue()));
  await write(other, { subject: "Left behind" });
  await panel(other).getByRole("button", { name: "Send request" }).click();
  await panel(other).getByText(/Will be sent/).first().waitFor();
  const kept = () => away.evaluate(() => Object.keys(localStorage).map((key) => key.split(":").pop()));
  assert.ok((await kept()).includes("outbox") && (await kept()).includes("tickets"));

  await away.evaluate(() => window.helpnook("logout"));
  await searchBox(other).waitFor();
  await other.unroute("**/v1/tickets");
  // What would be sent again is sent at once when the network is back.
  await other.evaluate(() => dispatchEvent(new Event("online")));
  await go(other, "My requests");
  await panel(other).getByText("No requests yet").waitFor();
  await write(other, { subject: "Of the next customer", email: "ada@example.com" });
  await send(other);
  assert.equal((await house.agent.about("Left behind")).length, 0);
  const held = await away.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(":tickets"))[1]);
  assert.equal(JSON.parse(held).data.length, 1, "the key of the next customer's alone");
});

test("after a logout no other tab keeps a draft, a search or who wrote, though nothing was ever sent", async () => {
  const away = await house.browser.visitor();
  const other = await away.context().newPage();
  for (const page of [away, other]) {
    await page.goto(house.shop);
    await open(page);
  }
  await (await search(other, "parcel")).first().click();
  await panel(other).getByRole("article").waitFor();
  await write(other, { subject: "Typed and left", message: "Nobody else may read this." });
  // Another customer's tab, of whom the page has said who they are: nothing of it is on the device.
  await away.evaluate(() => window.helpnook("identify", { name: "Eve", email: "eve@example.com" }));

  await away.evaluate(() => window.helpnook("logout"));
  await searchBox(other).waitFor();
  assert.equal(await panel(other).getByRole("heading", { name: "Your recent searches" }).count(), 0);
  await go(other, "Write to us");
  for (const field of [panel(other).getByLabel("Subject"), panel(other).getByLabel("E-mail")])
    assert.equal(await field.inputValue(), "");
  assert.equal(await panel(other).getByRole("textbox", { name: "How can we help?" }).inputValue(), "");
  const kept = await away.evaluate(() => Object.values(localStorage).join());
  assert.doesNotMatch(kept, /Typed and left|eve@example|parcel/);
});

test("a draft stays where another tab sends its own, searches, or is opened", async () => {
  const page = await house.customer();
  const other = await page.context().newPage();
  await other.goto(house.shop);
  await open(other);
  await write(page, { subject: "Still typing" });
  await write(other, { subject: "Sent meanwhile" });
  await send(other);
  await (await search(other, "parcel")).first().click();
  await panel(other).getByRole("article").waitFor();
  await page.evaluate(() => addEventListener("storage", ({ key }) => (window.isTold ||= key == "of the shop")));
  await other.evaluate(() => localStorage.setItem("of the shop", "changes"));
  // All that was told before has come once this has.
  await eventually(() => page.evaluate(() => window.isTold), "news from the other tab");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Still typing");
});

// What waits to be sent, and what a backend no longer lets in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { go, open, openHouse, openRequest, panel, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const WAITING = "Will be sent when you are back online";

test("R25: twenty messages that wait through a closed tab all arrive once, in their order", async () => {
  const page = await house.customer();
  await write(page, { subject: "A long wait" });
  await send(page);
  await openRequest(page, "A long wait");
  const context = page.context();
  await context.route("**/v1/**", (route) => route.abort());
  const replies = Array.from({ length: 10 }, (_, at) => `Reply ${at + 1} of ten`);
  for (const reply of replies) {
    await panel(page).getByLabel("Your reply").fill(reply);
    await panel(page).getByRole("button", { name: "Send reply" }).click();
    await panel(page).getByRole("listitem").filter({ hasText: reply }).getByText(WAITING).waitFor();
  }
  await page.close();

  const later = await context.newPage();
  await later.goto(house.shop);
  await open(later);
  const subjects = Array.from({ length: 10 }, (_, at) => `Request ${at + 1} of ten`);
  for (const subject of subjects) {
    await write(later, { subject });
    await panel(later).getByRole("button", { name: "Send request" }).click();
    await panel(later).getByRole("heading", { name: WAITING }).waitFor();
  }
  await context.unroute("**/v1/**");
  await later.evaluate(() => window.dispatchEvent(new Event("online")));
  const arrived = async () => (await Promise.all(subjects.map((subject) => house.agent.about(subject)))).map((all) => all.length);
  await eventually(async () => (await arrived()).every((count) => count > 0), "all that waited", 90_000);
  assert.deepEqual(await arrived(), subjects.map(() => 1), "each once");
  const [ticket] = await house.agent.about("A long wait");
  const said = async () => (await house.agent.messages(ticket.id)).map(({ message }) => message.body);
  await eventually(async () => (await said()).length > replies.length, "the replies", 90_000);
  const bodies = await said();
  assert.deepEqual(bodies, ["The lamp flickers.", ...replies], "each once and in order");
  const made = await Promise.all(subjects.map(async (subject) => (await house.agent.about(subject))[0].created_at));
  const times = made.map((time) => Date.parse(time));
  assert.deepEqual(times, [...times].sort((one, other) => one - other), "the requests in order, too");
});

/** What a backend says that does not let somebody in, or no longer. */
const refuse = (route) =>
  route.fulfill({
    status: 401,
    contentType: "application/problem+json",
    headers: { "access-control-allow-origin": "*" },
    body: JSON.stringify({ type: "about:blank", title: "Unauthorized", status: 401, code: "unauthorized" }),
  });

test("R24: a backend that no longer lets in is asked once, and nothing that was typed is lost", async () => {
  const page = await house.customer();
  const heard = listen(page);
  await write(page, { subject: "Sent while it was open" });
  await send(page);
  await write(page, { subject: "Behind a closed door" });
  await page.route("**/v1/tickets**", refuse);
  const asked = (method) => heard.requests.filter((one) => one.method === method && /\/v1\/tickets/.test(one.url)).length;
  const before = { GET: asked("GET"), POST: asked("POST") };
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByText(/^This could not be accepted as it is\. Nothing is lost\./).first().waitFor();
  await go(page, "My requests");
  await panel(page).getByRole("button", { name: "Sent while it was open" }).waitFor();
  await go(page, "Write to us");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Behind a closed door");
  await page.reload();
  await open(page);
  await go(page, "Write to us");
  await eventually(async () => (await panel(page).getByLabel("Subject").inputValue()) === "Behind a closed door", "the draft");
  assert.equal(asked("POST") - before.POST, 1, "nobody knocks twice");
  assert.ok(asked("GET") - before.GET <= 3, `${asked("GET") - before.GET} questions`);
  await page.unroute("**/v1/tickets**");
  await send(page);
  assert.equal((await house.agent.about("Behind a closed door")).length, 1);
});

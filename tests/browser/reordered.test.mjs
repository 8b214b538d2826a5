// Lists that change under the customer's hands: rows are keyed, so that a row stays that of its ticket.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { agentOf, eventually } from "./support/agent_api.mjs";
import { go, open, openHouse, panel, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

test("a poll that reorders the requests leaves the focus on its request, and Enter opens that one", async () => {
  const page = await house.browser.visitor();
  await page.clock.install();
  await page.goto(house.shop);
  await open(page);
  for (const subject of ["The first lamp", "The second lamp"]) {
    await write(page, { subject });
    await send(page);
  }
  await go(page, "My requests");
  const rows = panel(page).locator(".request-row__subject");
  const order = () => rows.allTextContents();
  await eventually(async () => (await order()).join() === "The second lamp,The first lamp", "the newest is on top");
  await panel(page).getByRole("button", { name: /The second lamp/ }).focus();

  const agent = agentOf(house.server);
  const [first] = await agent.about("The first lamp");
  await agent.reply(first.id, "It is on its way.");
  await page.clock.runFor(12_000);
  await eventually(async () => (await order()).join() === "The first lamp,The second lamp", "news are on top");

  const focused = () => panel(page).evaluate((node) => node.getRootNode().activeElement?.textContent ?? "");
  await eventually(async () => (await focused()).includes("The second lamp"), "the focus is on the request that had it");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "The second lamp" }).waitFor();
  assert.equal(await panel(page).getByRole("heading", { name: "The first lamp" }).count(), 0);
});

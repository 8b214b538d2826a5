// axe-core on each screen: light and dark, wide and narrow. It sees into shadow roots that are open.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import axe from "axe-core";

import { agentAtWork, note, openTicket } from "./support/console.mjs";
import { go, launcher, openHouse, openRequest, panel, rate, rating, search, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** What axe finds on the page: one line for each node that breaks a rule. */
async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`),
  );
}

/** Checks one screen in a test of its own, so that each is looked at whatever the others show. */
const check = (t, page, name) => t.test(name, async () => assert.deepEqual(await violations(page), []));

const LOOKS = [
  { name: "light, desktop", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark, desktop", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "light, phone", colorScheme: "light", viewport: { width: 360, height: 740 } },
  { name: "dark, phone", colorScheme: "dark", viewport: { width: 360, height: 740 } },
];

for (const { name: look, ...options } of LOOKS) {
  test(`the widget breaks no rule of axe: ${look}`, async (t) => {
    const subject = `A lamp, ${look}`;
    const page = await house.browser.visitor(options);
    await page.goto(house.shop);
    await launcher(page).waitFor();
    await check(t, page, "the launcher");
    await launcher(page).click();
    await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
    await check(t, page, "home");
    await panel(page)
      .getByRole("button", { name: /^Delivery/ })
      .click();
    await panel(page).getByRole("button", { name: "All topics" }).waitFor();
    await check(t, page, "a topic");

    const found = await search(page, "how long does delivery take");
    await found.first().waitFor();
    await page.keyboard.press("ArrowDown");
    await check(t, page, "results, one of them reached by arrow key");
    await found.first().click();
    await panel(page).getByRole("article").getByRole("table").first().waitFor();
    await check(t, page, "an article with a table");

    await go(page, "My requests");
    await panel(page).getByText("No requests yet").waitFor();
    await check(t, page, "no requests yet");
    await go(page, "Write to us");
    await panel(page).getByLabel("Subject").waitFor();
    await check(t, page, "an empty form");
    await panel(page).getByRole("button", { name: "Send request" }).click();
    await panel(page).getByText("Say in a few words what it is about.").waitFor();
    await panel(page)
      .getByLabel("Attach files")
      .setInputFiles({ name: "a.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
    await panel(page)
      .getByText(/a\.exe is of a type/)
      .last()
      .waitFor();
    await check(t, page, "a form with errors and a refused file");
    await panel(page).getByRole("button", { name: "Remove a.exe" }).click();
    await write(page, { subject });
    await panel(page).getByRole("region", { name: "These may answer it already" }).waitFor();
    await check(t, page, "a filled form with suggestions");
    await send(page);
    await check(t, page, "a request that was sent");

    const [ticket] = await house.agent.about(subject);
    await house.agent.reply(ticket.id, "Please turn the cap until it clicks.");
    await go(page, "My requests");
    await panel(page).getByRole("button", { name: subject }).getByText("New reply").waitFor({ state: "attached" });
    await check(t, page, "a list of requests with news");
    await openRequest(page, subject);
    await panel(page).getByText("What happened so far").click();
    await check(t, page, "a thread with its history");
    await panel(page).getByRole("button", { name: "This is solved" }).click();
    await rating(page).waitFor();
    await check(t, page, "a rating");
    await rate(page, "Dissatisfied");
    await rating(page)
      .getByLabel(/What should we have done/)
      .waitFor();
    await check(t, page, "a comment on a rating");
    await rating(page).getByRole("button", { name: "Send" }).click();
    await rating(page)
      .getByText(/Thank you for telling us/)
      .waitFor();
    await check(t, page, "a rating that was given");
  });

  test(`the widget breaks no rule of axe where nothing is found and the backend is away: ${look}`, async (t) => {
    const page = await house.customer(options);
    await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
    await t.test("no results", async () => {
      await search(page, "xylophone zzyzx");
      await panel(page)
        .getByText(/^Nothing found for/)
        .waitFor({ timeout: 5_000 });
      assert.deepEqual(await violations(page), []);
    });
    await page.route("**/v1/**", (route) => route.abort());
    await page.reload();
    await launcher(page).click();
    await panel(page)
      .getByText(/^We cannot be reached just now/)
      .waitFor();
    await check(t, page, "home, the backend away");
    await write(page, { subject: `Later, ${look}` });
    await panel(page).getByRole("button", { name: "Send request" }).click();
    await panel(page).getByRole("heading", { name: "Will be sent when you are back online" }).waitFor();
    await check(t, page, "a request that will be sent");
  });
}

for (const { name: look, ...options } of LOOKS) {
  test(`the console breaks no rule of axe: ${look}`, async (t) => {
    const subject = `Console, ${look}`;
    const customer = await house.customer();
    await write(customer, { subject });
    await send(customer);
    const fresh = await house.browser.visitor(options);
    await fresh.goto(`${house.server.origin}/console/`);
    await fresh.getByLabel("Your token").waitFor();
    await check(t, fresh, "signing in");
    const agent = await agentAtWork(house, options);
    await agent.getByRole("link", { name: subject }).waitFor();
    await check(t, agent, "the queue");
    await openTicket(agent, subject);
    await note(agent, "A note.");
    await check(t, agent, "a ticket with a note");
    await agent.getByRole("link", { name: "Articles", exact: true }).click();
    await agent
      .getByText(/^\d+ articles/)
      .first()
      .waitFor();
    await check(t, agent, "the articles");
    await agent.getByRole("link", { name: "New article" }).click();
    await agent.getByLabel("Title").waitFor();
    await check(t, agent, "a new article");
  });
}

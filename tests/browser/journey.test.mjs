// The whole loop: a customer on a page of another origin than the backend, an agent in the console.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { agentAtWork, messages, note, openTicket, reply } from "./support/console.mjs";
import { open, openHouse, openRequest, panel, rate, rating, search, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Comes back later: another page view of the same device. */
async function comeBack(customer) {
  const heard = customer.waitForResponse((reply) => reply.url().endsWith("/v1/tickets") && reply.ok());
  await customer.reload();
  await open(customer);
  await heard;
  await panel(customer).getByRole("heading", { name: "Often read" }).waitFor();
}

test("a question is answered by an article, a request by a person, and the person is rated", async (t) => {
  const customer = await house.customer();
  const agent = await agentAtWork(house);
  const subject = "The lamp of my tent flickers";
  let reference;

  await t.test("a whole sentence finds the article, which is read and voted for", async () => {
    const found = await search(customer, "How long does it take until my parcel arrives?");
    await found.filter({ hasText: "How long does delivery take" }).click();
    const article = panel(customer).getByRole("article");
    await article.getByRole("heading", { name: "How long does delivery take and what does it cost?" }).waitFor();
    assert.match(await article.textContent(), /1–3 working days/);
    await panel(customer).getByRole("button", { name: "Yes" }).click();
    await panel(customer).getByText("Good to know, thank you.").waitFor();
  });

  await t.test("a request goes off with a file and gets a reference", async () => {
    await write(customer, { subject, message: "It flickers since\nyesterday." });
    await panel(customer).getByLabel("Name").fill("Eve");
    await panel(customer).getByLabel("Topic").selectOption({ label: "Repairs and warranty" });
    const picture = { name: "lamp.png", mimeType: "image/png", buffer: PICTURE };
    await panel(customer).getByLabel("Attach files").setInputFiles(picture);
    await panel(customer).getByRole("button", { name: "Remove lamp.png" }).waitFor();
    await panel(customer).getByText("lamp.png", { exact: true }).waitFor();
    reference = await send(customer);
    assert.match(reference, /^HN-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
  });

  await t.test("the agent finds it in the queue, with all that came along", async () => {
    await agent.reload();
    await openTicket(agent, subject);
    const facts = agent.getByRole("complementary", { name: "About this ticket" });
    await facts.getByText("Repairs and warranty").waitFor();
    await facts.getByRole("link", { name: "eve@example.com" }).waitFor();
    await facts.getByRole("link", { name: "A little shop" }).waitFor();
    await agent.getByText(reference).waitFor();
    const saved = agent.waitForEvent("download");
    await agent.getByRole("button", { name: /Download lamp\.png/ }).click();
    assert.equal((await saved).suggestedFilename(), "lamp.png");
  });

  await t.test("the agent's note stays inside, the reply reaches the customer as news", async () => {
    await note(agent, "Third one this week: a bad batch?");
    await reply(agent, "Please turn the cap until it clicks.");
    await comeBack(customer);
    const bar = panel(customer).getByRole("navigation", { name: "Help sections" });
    await bar.getByText("1 request with news").waitFor();
    await customer.getByRole("button", { name: "Help 1 new" }).waitFor();
    await panel(customer)
      .getByRole("button", { name: `New reply: ${subject}` })
      .click();
    const thread = panel(customer).getByRole("list", { name: "Messages" });
    await thread.getByText("Please turn the cap until it clicks.").waitFor();
    assert.doesNotMatch(await panel(customer).textContent(), /bad batch/);
    assert.match(await thread.textContent(), /Demo agent/);
    await bar.getByText("1 request with news").waitFor({ state: "detached" });
  });

  await t.test("the customer answers, the agent solves", async () => {
    await panel(customer).getByLabel("Your reply").fill("It clicked, and it shines.");
    await panel(customer).getByRole("button", { name: "Send reply" }).click();
    await panel(customer).getByRole("list", { name: "Messages" }).getByText("It clicked, and it shines.").waitFor();
    assert.equal(await panel(customer).getByLabel("Your reply").inputValue(), "");
    await openTicket(agent, subject);
    await messages(agent).filter({ hasText: "It clicked, and it shines." }).waitFor();
    await reply(agent, "Glad to hear it.", { solves: true });
    await agent.getByRole("heading", { name: "Status: Solved" }).waitFor();
  });

  await t.test("the customer is asked in the thread how it went, and says it", async () => {
    await openRequest(customer, subject);
    await rating(customer).getByText("How did we do?").waitFor();
    await rate(customer, "Very satisfied");
    await rating(customer).getByLabel("What made the difference?").fill("A person, at once.");
    await rating(customer).getByRole("button", { name: "Send" }).click();
    await rating(customer).getByText("Thank you. We read every answer.").waitFor();
    await openTicket(agent, subject);
    const facts = agent.getByRole("complementary", { name: "About this ticket" });
    await facts.getByText("5 of 5").waitFor();
    await facts.getByText("A person, at once.").waitFor();
  });

  await t.test("the next visit does not ask again", async () => {
    const asked = [];
    customer.on("request", (request) => request.url().includes("/v1/surveys/") && asked.push(request.url()));
    await comeBack(customer);
    assert.equal(await rating(customer).count(), 0);
    await openRequest(customer, subject);
    await panel(customer).getByText("Glad to hear it.").waitFor();
    assert.equal(await rating(customer).count(), 0);
  });
});

test("a customer solves the request, declines to rate it, and reopens it", async () => {
  const customer = await house.customer();
  const subject = "Second thoughts about a hammock";
  await write(customer, { subject });
  await send(customer);
  await panel(customer).getByRole("button", { name: "See my request" }).click();
  await panel(customer).getByRole("heading", { name: subject }).waitFor();

  await panel(customer).getByRole("button", { name: "This is solved" }).click();
  await panel(customer).getByText("Solved", { exact: true }).first().waitFor();
  const told = customer.waitForResponse((reply) => reply.url().includes("/responses") && reply.ok());
  await rating(customer).getByRole("button", { name: "Not now" }).click();
  await told;
  await rating(customer).waitFor({ state: "detached" });
  await comeBack(customer);
  assert.equal(await rating(customer).count(), 0);

  await openRequest(customer, subject);
  await panel(customer).getByRole("button", { name: "Reopen" }).click();
  await panel(customer).getByRole("button", { name: "This is solved" }).waitFor();
  const [ticket] = await house.agent.about(subject);
  assert.equal(ticket.status, "open");
  assert.equal((await house.agent.ticket(ticket.id)).rating ?? null, null);
});

test("a ticket that was solved while the customer was away is asked about at home, once", async () => {
  const customer = await house.customer();
  const subject = "Where is my garden spade";
  await write(customer, { subject });
  const reference = await send(customer);
  const [ticket] = await house.agent.about(subject);
  await house.agent.reply(ticket.id, "It is on its way.");
  await house.agent.setStatus(ticket.id, "solved");

  await comeBack(customer);
  await rating(customer).getByText(`About your request ${reference}`).waitFor();
  await rate(customer, "Dissatisfied");
  await rating(customer).getByLabel("We are sorry. What should we have done?").fill("Sent it earlier.");
  await rating(customer).getByRole("button", { name: "Send" }).click();
  await rating(customer)
    .getByText(/Thank you for telling us/)
    .waitFor();
  await rating(customer).getByRole("button", { name: "Open the request" }).click();
  await panel(customer).getByRole("button", { name: "Reopen" }).waitFor();
  const { rating: kept } = await house.agent.ticket(ticket.id);
  assert.deepEqual([kept.score, kept.comment], [2, "Sent it earlier."]);

  await comeBack(customer);
  assert.equal(await rating(customer).count(), 0);
});

test("what a search did not find becomes the subject of the request in one tap", async () => {
  const customer = await house.customer();
  await search(customer, "xylophone zzyzx");
  await panel(customer).getByText("Nothing found for “xylophone zzyzx”").waitFor();
  await panel(customer).getByRole("button", { name: "Ask us instead" }).click();
  assert.equal(await panel(customer).getByLabel("Subject").inputValue(), "xylophone zzyzx");
});

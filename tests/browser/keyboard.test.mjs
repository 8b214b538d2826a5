// Everything by keyboard alone, and what a screen reader is told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { launcher, openHouse, openRequest, panel, searchBox, send, write } from "./support/house.mjs";
import { focused, isAt, isInPanel, tabTo } from "./support/keyboard.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** A customer at a page, the mouse never used. */
async function customer() {
  const page = await house.browser.visitor();
  await page.goto(house.shop);
  await launcher(page).waitFor();
  return page;
}

/** Opens the panel by keyboard. */
async function openByKey(page) {
  await tabTo(page, /^Help/);
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
}

test("Tab reaches the launcher, Enter opens the panel at the search, Escape closes it and gives the launcher back", async () => {
  const page = await customer();
  await openByKey(page);
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
  await isAt(page, /^Help/);
  assert.equal((await focused(page)).isInPanel, false);
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
});

test("Tab passes a closed widget by", async () => {
  const page = await customer();
  await openByKey(page);
  await page.keyboard.press("Escape");
  await isAt(page, /^Help/);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), null);
});

test("arrows go through the results, Enter opens one, and Back returns to the search as it was", async (t) => {
  const page = await customer();
  await openByKey(page);
  await page.keyboard.type("when do i get my money back");
  const options = panel(page).getByRole("option");
  await options.first().waitFor();

  await t.test("the arrows reach each result, and the ends are joined", async () => {
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    const selected = panel(page).getByRole("option", { selected: true });
    assert.equal(await selected.count(), 1);
    assert.equal(await selected.getAttribute("id"), await searchBox(page).getAttribute("aria-activedescendant"));
    assert.equal(await options.first().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowUp");
    assert.equal(await options.last().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
  });
  await t.test("Enter opens the result, the keyboard is at its title", async () => {
    await page.keyboard.press("Enter");
    await panel(page).getByRole("article").waitFor();
    await isAt(page, /^When do I get my money back\?$/);
  });
  await t.test("a vote is given, and the keyboard goes on from the thanks", async () => {
    await tabTo(page, /^Yes$/);
    await page.keyboard.press("Enter");
    await isAt(page, /^Good to know, thank you\.$/);
    await page.keyboard.press("Tab");
    await isInPanel(page, "after the thanks");
  });
  await t.test("Back leads to the search with its words", async () => {
    await tabTo(page, /^Back$/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await isAt(page, /^Search help articles$/);
    assert.equal(await searchBox(page).inputValue(), "when do i get my money back");
  });
  await t.test("the first Escape empties the search, the second closes the panel", async () => {
    await page.keyboard.press("Escape");
    assert.equal(await searchBox(page).inputValue(), "");
    await isAt(page, /^Search help articles$/);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    await isAt(page, /^Help/);
  });
});

test("emptying the search leaves the keyboard in the search box", async () => {
  const page = await customer();
  await openByKey(page);
  await page.keyboard.type("parcel");
  await tabTo(page, /^Clear search$/);
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
});

test("how many articles were found is said", async () => {
  const page = await customer();
  await openByKey(page);
  await page.keyboard.type("parcel");
  await panel(page)
    .getByRole("status")
    .getByText(/^\d+ help articles? found$/)
    .waitFor();
});

test("a request is written, sent, followed, answered and rated without a mouse", async (t) => {
  const page = await customer();
  const subject = "A question without a mouse";
  await openByKey(page);

  await t.test("a form with gaps leads to the first of them", async () => {
    await tabTo(page, /^Write to us$/);
    await page.keyboard.press("Enter");
    await panel(page).getByLabel("Subject").waitFor();
    await isAt(page, /^Write to us$/);
    await tabTo(page, /^Send request$/);
    await page.keyboard.press("Enter");
    await isAt(page, /^Subject/);
    await panel(page).getByRole("status").getByText("Please check the marked fields.").waitFor();
    const said = await panel(page).getByLabel("Subject").getAttribute("aria-describedby");
    assert.equal(await panel(page).locator(`#${said}`).textContent(), "Say in a few words what it is about.");
  });
  await t.test("each field is reached, and the request goes off", async () => {
    // Early: the browser needs a moment to hand its file dialogs over.
    const picker = page.waitForEvent("filechooser");
    await page.keyboard.type(subject);
    await tabTo(page, /^How can we help\?/);
    await page.keyboard.type("Does it work?");
    await tabTo(page, /^Topic/);
    await page.keyboard.press("ArrowDown");
    await tabTo(page, /^E-mail/);
    await page.keyboard.type("eve@example.com");
    await tabTo(page, /^Attach files/);
    await page.keyboard.press("Space");
    await (await picker).setFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Notes") });
    await tabTo(page, /^Remove notes\.txt$/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await isAt(page, /^Attach files/);
    assert.equal(await panel(page).getByText("notes.txt", { exact: true }).count(), 0);
    await tabTo(page, /^Send request$/);
    await page.keyboard.press("Enter");
    await isAt(page, /^We have your request$/);
  });
  await t.test("the request is opened, the keyboard is at its subject", async () => {
    await tabTo(page, /^See my request$/);
    await page.keyboard.press("Enter");
    await panel(page).getByRole("heading", { name: subject }).waitFor();
    await isAt(page, new RegExp(`^${subject}$`));
  });
  await t.test("a reply goes off, the keyboard stays in the panel", async () => {
    await tabTo(page, /^Your reply$/);
    await page.keyboard.type("One more thing.");
    await tabTo(page, /^Send reply$/);
    await page.keyboard.press("Enter");
    await panel(page).getByRole("list", { name: "Messages" }).getByText("One more thing.").waitFor();
    await isInPanel(page, "after replying");
  });
  await t.test("the request is found again in the list, the keyboard at the answer that is new", async () => {
    const [ticket] = await house.agent.about(subject);
    await house.agent.reply(ticket.id, "Yes, it works.");
    await tabTo(page, /^My requests$/);
    await page.keyboard.press("Enter");
    await isAt(page, /^My requests$/);
    await panel(page).getByRole("button", { name: subject }).getByText("New reply").waitFor({ state: "attached" });
    await tabTo(page, new RegExp(subject));
    await page.keyboard.press("Enter");
    await isAt(page, /Yes, it works\.$/);
  });
  await t.test("it is solved and opened again, the keyboard stays in the panel", async () => {
    await tabTo(page, /^This is solved$/);
    await page.keyboard.press("Enter");
    await panel(page).getByRole("button", { name: "Reopen" }).waitFor();
    await tabTo(page, /^Reopen$/);
    await page.keyboard.press("Enter");
    await panel(page).getByRole("button", { name: "This is solved" }).waitFor();
    await isInPanel(page, "after reopening");
  });
  await t.test("the request is solved, the keyboard stays in the panel", async () => {
    await tabTo(page, /^This is solved$/);
    await page.keyboard.press("Enter");
    await panel(page).getByRole("button", { name: "Reopen" }).waitFor();
    await isInPanel(page, "after solving");
  });
  await t.test("a star is given, and the comment is next", async () => {
    await panel(page).getByRole("radio", { name: "Very satisfied" }).waitFor();
    await tabTo(page, /^Very satisfied$/, "Shift+Tab");
    await page.keyboard.press("Space");
    await panel(page).getByLabel("What made the difference?").waitFor();
    await isInPanel(page, "after a star");
  });
  await t.test("the comment goes off, the keyboard stays in the panel", async () => {
    await tabTo(page, /^What made the difference\?/);
    await page.keyboard.type("No mouse was needed.");
    await tabTo(page, /^Send$/);
    await page.keyboard.press("Enter");
    await panel(page).getByText("Thank you. We read every answer.").waitFor();
    await isInPanel(page, "after the comment");
  });
});

test("the bar below and Back lead to the beginning of each screen", async () => {
  const page = await customer();
  await openByKey(page);
  for (const title of ["My requests", "Write to us"]) {
    await tabTo(page, new RegExp(`^${title}$`));
    await page.keyboard.press("Enter");
    await isAt(page, new RegExp(`^${title}$`));
    await eventually(async () => /^h\d$/.test((await focused(page))?.tag), `focus at the title ${title}`, 5_000);
  }
  await tabTo(page, /^Back$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
});

test("topics open and close under the keyboard", async () => {
  const page = await customer();
  await openByKey(page);
  // The topics come with the search index, which may be later than the first Tab.
  await panel(page).getByRole("button", { name: /^Delivery/ }).waitFor();
  await tabTo(page, /^Delivery/);
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "Delivery" }).waitFor();
  await isInPanel(page, "after choosing a topic");
  await tabTo(page, /^All topics$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "Topics" }).waitFor();
  await isInPanel(page, "after going back to all topics");
});

test("an answer that comes while the customer types does not take the keyboard away", async () => {
  const page = await house.customer();
  const subject = "Typing at the same time";
  await write(page, { subject });
  await send(page);
  await openRequest(page, subject);
  await panel(page).getByLabel("Your reply").focus();
  await page.keyboard.type("Never mind, ");
  const [ticket] = await house.agent.about(subject);
  await house.agent.reply(ticket.id, "Which lamp is it?");
  // The open panel looks for news by itself.
  await panel(page).getByRole("list", { name: "Messages" }).getByText("Which lamp is it?").waitFor({ timeout: 40_000 });
  await page.keyboard.type("I found it.");
  assert.equal(await panel(page).getByLabel("Your reply").inputValue(), "Never mind, I found it.");
});

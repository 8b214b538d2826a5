// What a screen reader says during the twelve main tasks, by keyboard alone. The reader is a virtual one: it reads names,
// roles and states of the nodes, says what takes the focus, and what live regions tell. It enters no shadow root by
// itself, so it is started inside.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { launcher, openHouse, panel, send, write } from "./support/house.mjs";
import { focused, isAt, tabTo } from "./support/keyboard.mjs";
import { LIVE, heard, readOn, said, told } from "./support/reader.mjs";

let house;
let bundle;
before(async () => {
  house = await openHouse();
  const file = import.meta.resolve("@guidepup/virtual-screen-reader/browser.js");
  bundle = house.host.put("/reader.js", readFileSync(new URL(file), "utf8"), { "Content-Type": "text/javascript" });
});
after(() => house?.end());

/** Starts reading at the first element in the widget's shadow root that a selector names. */
const startReading = (page, selector) =>
  page.evaluate(
    async ([bundle, selector]) => {
      const { virtual } = await import(bundle);
      await window.reader?.stop();
      window.reader = virtual;
      await virtual.start({ container: document.querySelector("help-nook").shadowRoot.querySelector(selector) });
    },
    [bundle, selector],
  );

/** A customer at the shop with the panel open, the reader in it. */
async function reader() {
  const page = await house.browser.visitor();
  await page.clock.install();
  await page.goto(house.shop);
  await launcher(page).waitFor();
  await tabTo(page, /^Help/);
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
  await panel(page).getByRole("heading", { name: "Topics" }).waitFor();
  await startReading(page, ".panel");
  return page;
}

test("1: the launcher says that it opens a dialog, and whether it is open; the dialog says its name", async () => {
  const page = await house.browser.visitor();
  await page.goto(house.shop);
  await launcher(page).waitFor();
  await startReading(page, "button");
  assert.match((await heard(page))[0], /^button, Help, .*not expanded/);
  await tabTo(page, /^Help/);
  await page.keyboard.press("Enter");
  await isAt(page, /^Search help articles$/);
  await startReading(page, "button");
  assert.match((await heard(page))[0], /^button, Help, (?!.*not expanded).*expanded/);
  await startReading(page, ".panel");
  assert.equal((await heard(page))[0], "dialog, Help");
});

test("2: the search says how much was found once, after a pause, and nothing over the typing", async (t) => {
  const page = await reader();
  assert.deepEqual(await readOn(page, 8).then((all) => all.slice(3)), [
    "heading, How can we help?, level 2",
    "button, Close",
    "status",
    "combobox, Search help articles, has popup listbox, not expanded, autocomplete in list",
    "heading, Often read, level 3",
  ]);
  // The page's clock stands still from here on: it moves when the test moves it.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await t.test("while somebody types nothing is said", async () => {
    for (const letter of "parcel") {
      await page.keyboard.type(letter);
      await page.clock.runFor(500);
    }
    assert.deepEqual((await heard(page)).filter((phrase) => LIVE.test(phrase)), []);
  });
  await t.test("after a pause it is said once, for what stands there now", async () => {
    await page.clock.runFor(99);
    assert.deepEqual(await heard(page), []);
    await page.clock.runFor(1);
    assert.match((await heard(page)).join(" | "), /^polite: \d+ help articles found$/);
    await page.clock.runFor(5_000);
    assert.deepEqual(await heard(page), []);
  });
  await t.test("the same count for another question is said again", async () => {
    await page.keyboard.press("Backspace");
    await page.keyboard.type("l");
    await page.clock.runFor(600);
    assert.match((await heard(page)).join(" | "), /^polite: \d+ help articles found$/);
  });
  await t.test("that nothing was found is said too", async () => {
    await page.keyboard.type(" xylophone zzyzx");
    await panel(page).getByRole("combobox").fill("zzyzx");
    await page.clock.runFor(600);
    assert.deepEqual(await heard(page), ["polite: No help article found"]);
  });
  await t.test("an emptied box says nothing", async () => {
    await page.keyboard.press("Escape");
    await page.clock.runFor(5_000);
    assert.deepEqual(await heard(page), []);
  });
});

test("3 and 4: a result is an option with its state, the article begins at its title, the vote is thanked once", async () => {
  const page = await reader();
  await page.keyboard.type("when do i get my money back");
  await told(page, /help articles? found/);
  await page.keyboard.press("ArrowDown");
  await page.evaluate(() => {
    const option = document.querySelector("help-nook").shadowRoot.querySelector("[role=option]");
    return window.reader.start({ container: option.closest(".panel") });
  });
  const list = await readOn(page, 12);
  assert.ok(list.some((phrase) => /^option, .*money back.*, selected, position 1, set size \d+$/.test(phrase)), list.join(" | "));
  await heard(page);
  await page.keyboard.press("Enter");
  await told(page, /^heading, When do I get my money back\?, level 3$/);
  assert.match(await said(page, /^Yes$/), /^button, Yes\b/);
  await page.keyboard.press("Enter");
  // Said by the focus that goes there, and therefore by no live region.
  assert.deepEqual(await told(page, /Good to know, thank you\./), []);
});

test("5 to 12: writing, files, faults, the list, replies, solving and rating are said, each message once", async (t) => {
  const page = await reader();
  const subject = "Read out loud";
  await t.test("5: a field says its name and that it is required; the form begins at its title", async () => {
    await tabTo(page, /^Write to us$/);
    await page.keyboard.press("Enter");
    await told(page, /^heading, Write to us, level 2$/);
    assert.equal(await said(page, /^Subject/), "textbox, Subject, not invalid, required");
    assert.equal(await said(page, /^How can we help\?/), "textbox, How can we help?, not invalid, required");
    assert.match(await said(page, /^Topic/), /^combobox, Topic optional/);
    assert.equal(await said(page, /^E-mail/), "textbox, E-mail, not invalid, required");
    assert.equal(await said(page, /^Name/), "textbox, Name optional, not invalid, not required");
  });
  await t.test("7: a fault is said with its field, and that there are some once", async () => {
    await tabTo(page, /^Send request$/);
    await heard(page);
    await page.keyboard.press("Enter");
    assert.deepEqual(await told(page, /^textbox, Subject, Say in a few words what it is about\., invalid/), [
      "polite: Please check the marked fields.",
    ]);
    await page.keyboard.type(subject);
    await tabTo(page, /^How can we help\?/);
    await page.keyboard.type("Can this be heard?");
    await tabTo(page, /^E-mail/);
    await page.keyboard.type("eve@example.com");
    assert.equal(await said(page, /^Subject/, "Shift+Tab"), `textbox, Subject, ${subject}, not invalid, required`);
  });
  await t.test("6: a file that is refused says why once; a button says which file it removes", async () => {
    // Early: the browser needs a moment to hand its file dialogs over.
    const picker = page.waitForEvent("filechooser");
    await tabTo(page, /^Attach files/);
    await page.keyboard.press("Space");
    const file = (name, mimeType) => ({ name, mimeType, buffer: Buffer.from("Notes") });
    await (await picker).setFiles([file("notes.txt", "text/plain"), file("a.exe", "application/x-msdownload")]);
    const all = await told(page, /a\.exe is of a type/);
    assert.equal(all.length, 1, all.join(" | "));
    await panel(page).getByText("notes.txt", { exact: true }).waitFor();
    assert.equal(await said(page, /^Remove a\.exe$/, "Shift+Tab"), "button, Remove a.exe");
    await page.keyboard.press("Enter");
    await isAt(page, /^Attach files/);
  });
  await t.test("5: that the request has arrived is said once", async () => {
    await tabTo(page, /^Send request$/);
    await heard(page);
    await page.keyboard.press("Enter");
    assert.deepEqual(await told(page, /^heading, We have your request, level 3$/), []);
  });
  await t.test("8: the list says status and news of a request", async () => {
    const [ticket] = await house.agent.about(subject);
    await house.agent.reply(ticket.id, "It can be heard.");
    await tabTo(page, /^My requests$/);
    await page.keyboard.press("Enter");
    await told(page, /^heading, My requests, level 2$/);
    await panel(page).getByRole("button", { name: subject }).getByText("New reply").waitFor({ state: "attached" });
    const row = await said(page, new RegExp(subject));
    assert.match(row, /^button, Read out loud New reply .*It can be heard\..*Waiting for you/);
  });
  await t.test("9: a request with news begins at what is new", async () => {
    await page.keyboard.press("Enter");
    await told(page, /^listitem/);
    assert.match((await readOn(page, 14)).join(" | "), /It can be heard\./);
  });
  await t.test("10: a reply says that it has arrived, once", async () => {
    assert.match(await said(page, /^Your reply$/), /^textbox, Your reply/);
    await page.keyboard.type("Thank you.");
    await tabTo(page, /^Send reply$/);
    await heard(page);
    await page.keyboard.press("Enter");
    assert.deepEqual(await told(page, /Your reply is with us/), ["polite: Your reply is with us."]);
  });
  await t.test("10: an answer that comes meanwhile is said once, with its words", async () => {
    const [ticket] = await house.agent.about(subject);
    await house.agent.reply(ticket.id, "Anything else?");
    // The open panel looks for news by itself, every 12 seconds.
    await page.clock.fastForward(12_000);
    assert.deepEqual(await told(page, /Anything else/), ["polite: New reply from Demo agent: Anything else?"]);
  });
  await t.test("11: solved and opened again are said once each", async () => {
    for (const [button, words] of [
      ["This is solved", "Marked as solved."],
      ["Reopen", "Open again. We are on it."],
      ["This is solved", "Marked as solved."],
    ]) {
      assert.equal(await said(page, new RegExp(`^${button}$`)), `button, ${button}, not disabled`);
      await page.keyboard.press("Enter");
      assert.deepEqual(await told(page, new RegExp(words)), [`polite: ${words}`]);
    }
  });
  await t.test("12: the stars are radio buttons of a group with words; the thanks are said once", async () => {
    await panel(page).getByRole("radio", { name: "Very satisfied" }).waitFor();
    const first = await said(page, /^Very satisfied$/, "Shift+Tab");
    assert.match(first, /^radio, Very satisfied, not checked/);
    await page.keyboard.press("Space");
    await panel(page).getByLabel("What made the difference?").waitFor();
    assert.match(await said(page, /^What made the difference\?/), /^textbox, What made the difference\? optional/);
    await tabTo(page, /^Send$/);
    await heard(page);
    await page.keyboard.press("Enter");
    assert.deepEqual(await told(page, /Thank you\. We read every answer\./), []);
  });
});

test("that the backend is away is said once, and so is what could not be loaded", async () => {
  const page = await reader();
  await page.route("**/v1/**", (route) => route.abort());
  await page.keyboard.press("Escape");
  await isAt(page, /^Help/);
  await page.keyboard.press("Enter");
  const all = await told(page, /^polite: We cannot be reached just now/);
  assert.equal(all.length, 1, all.join(" | "));
  await tabTo(page, /^My requests$/);
  await page.keyboard.press("Enter");
  await panel(page).getByText("No requests yet").waitFor();
  await isAt(page, /^My requests$/);
  await eventually(async () => (await focused(page))?.tag === "h2", "the keyboard at the title");
  await tabTo(page, /^Help$/);
  await page.keyboard.press("Enter");
  await panel(page).getByRole("button", { name: "Where is my order?" }).click();
  assert.deepEqual(await told(page, /could not be loaded/), ["polite: The article could not be loaded."]);
});

test("requests that cannot be loaded are said again to whoever tries again, not to whoever waits", async () => {
  const page = await reader();
  await write(page, { subject: "Heard twice" });
  await send(page);
  await page.route("**/v1/tickets", (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "" }));
  await page.reload();
  await launcher(page).waitFor();
  await tabTo(page, /^Help/);
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "Topics" }).waitFor();
  await startReading(page, ".panel");
  await tabTo(page, /^My requests$/);
  await page.keyboard.press("Enter");
  const words = "polite: Your requests could not be loaded. They are safe with us.";
  assert.deepEqual(await told(page, /could not be loaded/), [words]);
  for (let round = 0; round < 2; round += 1) {
    await panel(page).getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(await told(page, /could not be loaded/), [words]);
  }
  // The open panel tries by itself, every 12 seconds.
  const tried = page.waitForResponse("**/v1/tickets");
  await page.clock.fastForward(12_000);
  await tried;
  await panel(page).getByRole("button", { name: "Try again" }).waitFor();
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  assert.deepEqual((await heard(page)).filter((phrase) => LIVE.test(phrase)), []);
});

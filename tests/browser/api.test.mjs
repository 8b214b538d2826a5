// The calls of a host page: made before the loader is there, wrong ones, what they do, what is heard of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as hostPage, snippet } from "./support/host_site.mjs";
import { boundsOf, launcher, open, openHouse, panel, searchBox, write } from "./support/house.mjs";

const QUEUE = `<script>window.helpnook = window.helpnook || function () { (helpnook.q = helpnook.q || []).push(arguments); };</script>`;

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

let count = 0;
/** A customer on a page with `body` before the snippet, and what goes wrong there. */
async function visit(body = "", attributes = {}) {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const html = hostPage({ body: QUEUE + body + snippet(house.server.origin, attributes) });
  await page.goto(house.host.put(`/api-${(count += 1)}`, html));
  return { page, heard };
}

const call = (page, ...args) => page.evaluate((args) => window.helpnook(...args), args);
const heading = (page, name) => panel(page).getByRole("heading", { name });

/** Notes every event in the page; gives them as [name, detail]. */
async function record(page) {
  await page.evaluate(() => {
    window.told = [];
    const names =
      "opened closed searched article-viewed ticket-created reply-sent survey-answered unread-changed identity-refused error explained";
    for (const name of names.split(" ")) window.helpnook("on", name, ({ detail }) => window.told.push([name, detail]));
  });
  return () => page.evaluate(() => window.told);
}

test("every call may be made before the loader is there, and they are done in order", async () => {
  const { page, heard } = await visit(`<script>
    window.told = [];
    helpnook("on", "opened", () => told.push("opened"));
    helpnook("on", "article-viewed", ({ detail }) => told.push(detail.id));
    helpnook("set", { theme: "dark", queries: true });
    helpnook("identify", { name: "Eve", email: "eve@example.com" });
    helpnook("suggest", { rules: [{ url: "/api-*", ids: ["change-email"] }] });
    helpnook("navigate", { screen: "search", query: "password" });
  </script>`);
  await panel(page).getByRole("option").first().waitFor();
  assert.equal(await searchBox(page).inputValue(), "password");
  assert.equal(await page.locator("help-nook .helpnook").getAttribute("data-theme"), "dark");
  assert.deepEqual(await page.evaluate(() => window.told), ["opened"]);
  await call(page, "navigate", { screen: "compose", subject: "Order 7", locked: ["subject"] });
  await heading(page, "Write to us").waitFor();
  const field = (name) => panel(page).getByLabel(name);
  assert.deepEqual(
    [await field("Subject").inputValue(), await field("E-mail").inputValue(), await field(/^Name/).inputValue()],
    ["Order 7", "eve@example.com", "Eve"],
  );
  assert.equal(await field("Subject").evaluate((one) => one.readOnly), true);
  assert.equal(await field("E-mail").evaluate((one) => one.readOnly), false);
  assert.deepEqual(heard.errors, []);
});

test("locked fields look locked, say so, and take nothing", async () => {
  const { page, heard } = await visit();
  const locked = ["subject", "email", "category"];
  await call(page, "navigate", { screen: "compose", subject: "Order 7", email: "eve@example.com", category: "delivery", locked });
  const field = (name) => panel(page).getByRole(name == "What is it about?" ? "combobox" : "textbox", { name });
  for (const name of ["Subject cannot be changed here", "E-mail cannot be changed here"]) {
    const before = await field(name).inputValue();
    await field(name).focus();
    await page.keyboard.type("x");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    assert.equal(await field(name).inputValue(), before);
    assert.equal(await field(name).evaluate((one) => one.readOnly), true, "a screen reader says that it is read-only");
    assert.equal(await field(name).evaluate((one) => getComputedStyle(one).borderTopStyle), "dashed");
  }
  const category = panel(page).getByRole("combobox", { name: /cannot be changed here$/ });
  assert.equal(await category.isDisabled(), true);
  assert.equal(await category.inputValue(), "delivery");
  const message = panel(page).getByRole("textbox", { name: "How can we help?" });
  assert.equal(await message.evaluate((one) => getComputedStyle(one).borderTopStyle), "solid");
  await call(page, "navigate", { screen: "compose", subject: "Order 8" });
  assert.equal(await panel(page).getByRole("textbox", { name: "Subject", exact: true }).isEditable(), true);
  assert.deepEqual(heard.errors, []);
});

test("a wrong name or argument is one line that says what is allowed, and the rest works", async () => {
  const { page, heard } = await visit(`<script>
    helpnook("opne");
    helpnook("navigate");
    helpnook("navigate", { screen: "hom" });
    helpnook("set", { theme: "pink", language: 7, colour: "red" });
    helpnook("on", "openned", () => {});
    helpnook("on", "opened");
    helpnook("constructor");
    helpnook("suggest", []);
    helpnook("open");
  </script>`);
  await heading(page, "How can we help?").waitFor();
  await eventually(() => heard.lines.length >= 10, "every call is told of");
  const lines = heard.lines.filter((line) => line.startsWith("helpnook:"));
  for (const [part, allowed] of [
    ['method="opne"', "open, close, toggle, navigate"],
    ["navigate: argument 1 is of the type nothing", "allowed: object"],
    ['screen is "hom"', "home, search, article, compose, requests, request"],
    ['theme="pink"', "auto, light, dark"],
    ['language="7"', "a tag such as pt-BR"],
    ["colour is not known", "language, theme, position, color, context, queries"],
    ['no event "openned"', "opened, closed, searched"],
    ["on: argument 2 is of the type nothing", "function"],
    ['method="constructor"', "open, close"],
    ["suggest: argument 1 is of the type list", "allowed: object"],
  ]) {
    const found = lines.filter((line) => line.includes(part));
    assert.equal(found.length, 1, `${part}: ${lines.join("\n")}`);
    assert.ok(found[0].includes(allowed), found[0]);
  }
  assert.deepEqual(heard.errors, []);
});

test("navigate leads to every screen, from a closed panel and from an open one", async () => {
  const { page, heard } = await visit();
  for (const round of ["before the widget is there", "after"]) {
    await call(page, "navigate", { screen: "article", id: "change-email" });
    await panel(page).locator(".prose").waitFor();
    await call(page, "close");
    await panel(page).waitFor({ state: "hidden" });
    assert.equal(await page.locator("help-nook .search__input").count(), 0, round);
  }
  await call(page, "navigate", { screen: "requests" });
  await heading(page, "My requests").waitFor();
  await call(page, "navigate", { screen: "request", id: "tkt_none" });
  await panel(page).getByText("This request can no longer be opened on this device.").waitFor();
  await call(page, "navigate", { screen: "home" });
  await searchBox(page).waitFor();
  await panel(page).getByRole("button", { name: "Back", exact: true }).waitFor({ state: "detached" });
  assert.deepEqual(heard.errors, []);
});

test("every event is heard by `on`, by the element and by the document, and no more after `off`", async () => {
  const { page } = await visit();
  const told = await record(page);
  await page.evaluate(() => {
    window.also = [];
    document.addEventListener("helpnook-searched", ({ detail }) => window.also.push(detail));
    window.listener = () => window.also.push("closed");
    window.helpnook("on", "closed", window.listener);
    window.helpnook("off", "closed", window.listener);
  });
  await open(page);
  await call(page, "navigate", { screen: "search", query: "password" });
  await eventually(async () => (await told()).some(([name]) => name === "searched"), "the search is told of");
  await call(page, "set", { queries: true });
  await searchBox(page).fill("zzzzqqqq");
  await eventually(async () => (await page.evaluate(() => window.also.length)) === 2, "the second search is told of");
  const [first, second] = await page.evaluate(() => window.also);
  assert.ok(first.count > 0);
  assert.deepEqual([Object.keys(first), second], [["count"], { count: 0, query: "zzzzqqqq" }]);
  await searchBox(page).fill("");
  await write(page, { subject: "Told of" });
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await heading(page, "We have your request").waitFor();
  await call(page, "close");
  const all = await told();
  assert.match(all.find(([name]) => name === "ticket-created")[1].reference, /^HN-/);
  assert.deepEqual([all[0][0], all.at(-1)[0]], ["opened", "closed"]);
  assert.equal((await page.evaluate(() => window.also)).includes("closed"), false);
});

test("the language changes while a request is written, and the draft and the caret stay", async () => {
  const { page, heard } = await visit();
  await open(page);
  await write(page, { subject: "Half a senten" });
  const subject = page.locator("help-nook #helpnook-subject");
  await subject.focus();
  await subject.evaluate((field) => field.setSelectionRange(4, 6));
  await call(page, "set", { language: "de" });
  const frame = page.getByRole("dialog", { name: "Hilfe" });
  await frame.getByRole("heading", { name: "Schreiben Sie uns" }).waitFor();
  const stands = await subject.evaluate((field) => [
    field.value,
    field.selectionStart,
    field.selectionEnd,
    field === field.getRootNode().activeElement,
  ]);
  assert.deepEqual(stands, ["Half a senten", 4, 6, true]);
  assert.equal(await frame.getAttribute("lang"), "de");
  await call(page, "set", { language: "ar" });
  await page.locator('help-nook .panel[dir="rtl"]').waitFor();
  await call(page, "set", { language: "en" });
  await heading(page, "Write to us").waitFor();
  assert.equal(await subject.inputValue(), "Half a senten");
  assert.deepEqual(heard.errors, []);
});

test("theme, corner and colour change live, and a colour that is none is told", async () => {
  const { page, heard } = await visit();
  await call(page, "set", { theme: "dark", position: "left", color: "rgb(170, 51, 68)" });
  // What was set is heard at the first sign of intent: then the launcher goes to its corner, and a click waits for that.
  await launcher(page).hover();
  await eventually(async () => (await boundsOf(launcher(page))).x < 200, "the other corner");
  await open(page);
  await heading(page, "Often read").waitFor();
  const place = page.locator("help-nook .helpnook");
  assert.equal(await place.getAttribute("data-theme"), "dark");
  await call(page, "set", { theme: "light", position: "right", color: "not a colour" });
  await page.locator('help-nook .helpnook[data-theme="light"]').waitFor({ state: "attached" });
  assert.equal(await place.evaluate((one) => one.classList.contains("helpnook--left")), false);
  const accent = await page.locator("help-nook").evaluate((host) => host.style.getPropertyValue("--helpnook-accent"));
  assert.equal(accent, "rgb(170, 51, 68)");
  assert.equal(heard.lines.filter((line) => line.includes('color="not a colour"')).length, 1);
});

test("suggestions stand above the popular articles and follow the page of an app that loads none anew", async () => {
  const { page } = await visit();
  await call(page, "suggest", {
    rules: [
      { url: "/cart*", ids: ["change-email"] },
      { url: "https://elsewhere.example/*", ids: ["nothing"] },
    ],
  });
  await open(page);
  await heading(page, "Often read").waitFor();
  assert.equal(await heading(page, "For this page").count(), 0);
  await page.evaluate(() => history.pushState({}, "", "/cart/3?token=secret"));
  await heading(page, "For this page").waitFor();
  const titles = await panel(page).getByRole("heading", { level: 3 }).allTextContents();
  assert.deepEqual(titles.slice(0, 2), ["For this page", "Often read"]);
  await page.evaluate(() => history.back());
  await heading(page, "For this page").waitFor({ state: "detached" });
});

test("after a logout nothing of the customer is on the device, whether the widget was loaded or not", async () => {
  const { page } = await visit();
  const kept = () => page.evaluate(() => Object.keys(localStorage).map((key) => key.split(":").pop()).sort());
  await open(page);
  await write(page, { subject: "Mine", message: "Secret" });
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await heading(page, "We have your request").waitFor();
  await write(page, { subject: "Another" });
  assert.ok((await kept()).includes("tickets"));
  await call(page, "logout");
  await searchBox(page).waitFor();
  await eventually(async () => (await kept()).every((name) => name === "site"), "only the site is kept");
  await call(page, "navigate", { screen: "compose" });
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "");
  assert.equal(await panel(page).getByLabel("E-mail").inputValue(), "");
  await write(page, { subject: "Once more" });
  await page.reload();
  assert.ok((await kept()).includes("draft"));
  await call(page, "logout");
  await eventually(async () => (await kept()).length === 0, "nothing is kept");
});

test("explain tells how things stand before and after the widget is there", async () => {
  const { page } = await visit();
  const explain = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const listener = ({ detail }) => {
            window.helpnook("off", "explained", listener);
            resolve(detail);
          };
          window.helpnook("on", "explained", listener);
          window.helpnook("explain");
        }),
    );
  const start = await explain();
  assert.deepEqual([start.loaded, start.mode, start.open], [false, "page", false]);
  await call(page, "set", { language: "de" });
  await call(page, "suggest", { ids: ["change-email", "nothing"] });
  await open(page);
  await page.getByRole("heading", { name: "Zu dieser Seite" }).waitFor();
  await eventually(async () => (await explain()).suggestions.missing.length === 1, "what is not there is known");
  const { loaded, open: isOpen, screen, backend, language, device, suggestions, customer } = await explain();
  assert.deepEqual([loaded, isOpen, screen], [true, true, "home"]);
  assert.deepEqual([backend.away, backend.known, backend.search], [false, true, "device"]);
  assert.equal(language.words, "de");
  assert.deepEqual(device, { online: true, storage: true });
  assert.deepEqual([suggestions.shown, suggestions.missing], [["change-email"], ["nothing"]]);
  assert.ok(!suggestions.page.includes("?"));
  assert.deepEqual(customer, { identified: false, signedIn: false, requests: 0, unread: 0, waiting: 0 });
});

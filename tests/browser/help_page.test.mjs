// The hosted help page: with and without JavaScript, in every look, and the hand-over of a request to the widget.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { openHouse, panel } from "./support/house.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const at = (path) => house.server.origin + path;

async function fill(visitor, subject) {
  await visitor.getByLabel("Subject").fill(subject);
  await visitor.getByRole("textbox", { name: "How can we help?" }).fill("The lamp flickers.");
  await visitor.getByLabel("E-mail").fill("eve@example.com");
}

const sendButton = (visitor) => visitor.getByRole("button", { name: "Send request" });

test("without JavaScript: from the question to an article, to the form, to a reference", async () => {
  const visitor = await house.browser.visitor({ javaScriptEnabled: false });
  await visitor.goto(at("/help"));
  await visitor.getByRole("searchbox", { name: "Search help articles" }).fill("when do i get my money back");
  await visitor.keyboard.press("Enter");
  await visitor.getByRole("link", { name: "When do I get my money back?" }).click();
  await visitor.getByRole("heading", { name: "When do I get my money back?", level: 1 }).waitFor();
  await visitor.getByRole("link", { name: "Still need help? Write to us" }).click();
  await sendButton(visitor).click();
  await visitor.getByRole("link", { name: "Say in a few words what it is about." }).waitFor();
  await fill(visitor, "Sent without script");
  await sendButton(visitor).click();
  await visitor.getByRole("heading", { name: "We have your request" }).waitFor();
  await visitor.getByText(/^HN-/).waitFor();
  await visitor.getByText("This browser does not keep the key").waitFor();
  assert.ok(!visitor.url().includes("tk_"), visitor.url());
  await visitor.reload();
  await visitor.getByText(/^HN-/).waitFor();
  assert.equal((await house.agent.about("Sent without script")).length, 1);
});

const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");

test("without JavaScript a request takes files: what is wrong with one is said, the others stay", async () => {
  const visitor = await house.browser.visitor({ javaScriptEnabled: false });
  await visitor.goto(at("/help/contact/en"));
  await fill(visitor, "With files");
  await visitor.getByLabel("Attach files (optional)").setInputFiles([
    { name: "lamp.png", mimeType: "image/png", buffer: PNG },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("It flickers.") },
    { name: "lamp.exe", mimeType: "image/png", buffer: Buffer.from("MZ\x90\0\x03\0\0\0\x04", "latin1") },
  ]);
  await sendButton(visitor).click();
  const fault = visitor.getByRole("link", { name: "lamp.exe is of a type that we do not take." });
  await fault.waitFor();
  assert.equal(await visitor.getByLabel("Subject").inputValue(), "With files");
  await visitor.getByRole("checkbox", { name: "lamp.png" }).uncheck();
  await visitor.getByRole("button", { name: "Deutsch" }).click();
  await visitor.getByLabel("Dateien anhängen").waitFor();
  assert.equal(await visitor.getByRole("checkbox", { name: "notes.txt" }).isChecked(), true);
  assert.equal(await visitor.getByRole("checkbox", { name: "lamp.png" }).count(), 0);
  await visitor.getByLabel("Dateien anhängen").setInputFiles({ name: "plug.png", mimeType: "image/png", buffer: PNG });
  await visitor.getByRole("button", { name: "Anfrage senden" }).dblclick();
  await visitor.getByText(/^HN-/).waitFor();
  const [ticket] = await house.agent.about("With files");
  const [{ message }] = await house.agent.messages(ticket.id);
  assert.deepEqual(message.attachments.map(({ name, media_type }) => [name, media_type]), [
    ["notes.txt", "text/plain"],
    ["plug.png", "image/png"],
  ]);
});

test("a double click makes one request", async () => {
  const visitor = await house.browser.visitor({ javaScriptEnabled: false });
  await visitor.goto(at("/help/contact/en"));
  await fill(visitor, "Clicked twice");
  await sendButton(visitor).dblclick();
  await visitor.getByText(/^HN-/).waitFor();
  assert.equal((await house.agent.about("Clicked twice")).length, 1);
});

test("with JavaScript the widget on this origin takes the request over", async () => {
  const visitor = await house.browser.visitor();
  const heard = listen(visitor);
  await visitor.goto(at("/help/contact/en"));
  await fill(visitor, "Handed over");
  await sendButton(visitor).click();
  await visitor.getByRole("button", { name: "See my request" }).click();
  await panel(visitor).getByRole("navigation").getByRole("button", { name: "My requests" }).click();
  await panel(visitor).getByRole("button", { name: "Handed over" }).click();
  await panel(visitor).getByRole("heading", { name: "Handed over" }).waitFor();
  assert.equal(await visitor.locator("[data-key]").count(), 0, "the key is out of the page");
  assert.ok(heard.requests.every(({ url }) => !url.includes("tk_")), "and in no address");
  assert.deepEqual(heard.errors, []);
});

test("the pages have no accessibility fault, in light, dark, narrow and right to left", async () => {
  const pages = ["/help/en", "/help/en?query=stove", "/help/en/stove-error-codes", "/help/contact/en", "/help/en/gone"];
  for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
    const visitor = await house.browser.visitor({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    for (const path of pages) {
      await visitor.goto(at(path));
      await visitor.addScriptTag({ path: AXE });
      for (const direction of ["ltr", "rtl"]) {
        await visitor.evaluate((direction) => (document.documentElement.dir = direction), direction);
        const found = await visitor.evaluate(() => globalThis.axe.run(document));
        const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
        assert.deepEqual(faults, [], `${path} ${colorScheme} ${width} ${direction}`);
        const overflow = await visitor.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${path} is ${overflow} px too wide (${width}, ${direction})`);
      }
    }
  }
});

test("the pages' policy is met: nothing is refused, nothing comes from elsewhere", async () => {
  const visitor = await house.browser.visitor();
  const heard = listen(visitor);
  for (const path of ["/help/en", "/help/de?query=kocher", "/help/en/stove-error-codes", "/help/contact/en"]) {
    await visitor.goto(at(path));
    assert.notEqual(await visitor.evaluate(() => getComputedStyle(document.body).maxInlineSize), "none", "the sheet is there");
  }
  assert.deepEqual(heard.errors, []);
  assert.deepEqual([...new Set(heard.requests.map(({ url }) => new URL(url).origin))], [house.server.origin]);
});

// Every screen in two pseudo-languages: one that is long, one that runs from right to left. What stands outside of
// their brackets was written past the files of texts; what does not fit is too narrow for some language.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { page as plainPage, snippet } from "./support/host_site.mjs";
import { openHouse } from "./support/house.mjs";
import { faultsOf } from "./support/look_through.mjs";
import { pseudo } from "./support/words.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** A panel beside a page, a phone, and the narrowest that has to work. */
const SIZES = [
  { width: 1100, height: 760 },
  { width: 400, height: 760 },
  { width: 320, height: 640 },
];

const KINDS = [
  { kind: "long", language: "pl", direction: "ltr" },
  { kind: "mirrored", language: "he", direction: "rtl" },
];

/** Everything in an answer of the backend that may be shown: its texts. */
function textsIn(value, into) {
  if (typeof value === "string") into.push(value);
  else if (Array.isArray(value) && value[0]?.text !== undefined) into.push(value.map((run) => run.text).join(""));
  else if (value && typeof value === "object") for (const part of Object.values(value)) textsIn(part, into);
  return into;
}

/** A customer whose widget speaks a pseudo-language. */
async function speaker({ kind, language }) {
  const texts = pseudo(kind, language);
  const address = house.host.put(
    `/${kind}`,
    plainPage({ lang: language, title: "A little shop", body: snippet(house.server.origin, { "data-language": language }) }),
  );
  const page = await house.browser.visitor({ viewport: SIZES[0] });
  await page.route(`**/assets/text/${language}-*.json`, (route) => route.fulfill({ json: texts, headers: { "Access-Control-Allow-Origin": "*" } }));
  const data = ["A little shop", address, "eve@example.com", "how long does delivery take", "xylophone zzyzx"];
  // Answers are read twice, by the widget and here: a screen is looked at when both have read what it shows.
  const reading = new Set();
  page.on("response", (response) => {
    if (!response.url().includes("/v1/") || !response.headers()["content-type"]?.includes("json")) return;
    const read = response.json().then((body) => textsIn(body, data), () => {}).finally(() => reading.delete(read));
    reading.add(read);
  });
  // What the search index holds, which is no text on its way.
  for (let cursor = ""; cursor !== null; ) {
    const query = new URLSearchParams({ language, ...(cursor && { cursor }) });
    const articles = await (await fetch(`${house.server.origin}/v1/articles?${query}`)).json();
    textsIn(articles.items, data);
    cursor = articles.next ?? null;
  }
  const panel = page.getByRole("dialog");
  const pattern = (key) => {
    const parts = texts[key].split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "s");
  };
  return {
    page, address, panel, data,
    haveRead: () => Promise.all(reading),
    button: (key) => panel.getByRole("button", { name: pattern(key) }).first(),
    said: (key) => panel.getByText(pattern(key)).filter({ visible: true }).first(),
    field: (key) => panel.getByRole("textbox", { name: new RegExp(`^${texts[key].replace(/[?.()]/g, "\\$&")}`) }),
    tab: (key) => panel.getByRole("navigation").getByRole("button", { name: texts[key] }).click(),
    search: (text) => panel.getByRole("combobox").fill(text),
    open: async () => {
      await page.locator("help-nook button").first().click();
      await panel.waitFor();
    },
  };
}

for (const kind of KINDS) {
  test(`every screen is translated and fits: ${kind.kind}`, async (t) => {
    const subject = `A lamp that flickers, ${kind.kind}`;
    const { page, panel, data, haveRead, button, said, field, tab, search, address, open } = await speaker(kind);
    const look = (name) =>
      t.test(name, async () => {
        const found = [];
        for (const size of SIZES) {
          await page.setViewportSize(size);
          await haveRead();
          const { untranslated, clipped } = await faultsOf(page, data.join("\n"));
          found.push(...untranslated.map((line) => `not translated: ${line}`));
          found.push(...clipped.map((line) => `does not fit at ${size.width}: ${line}`));
        }
        await page.setViewportSize(SIZES[0]);
        assert.deepEqual([...new Set(found)], []);
      });
    const type = async (subject) => {
      data.push(subject);
      await field("Subject").fill(subject);
      await field("Message").fill("How long does delivery take?");
      await field("Email").fill("eve@example.com");
    };

    await page.goto(address);
    await open();
    await said("Popular").waitFor();
    assert.equal(await panel.getAttribute("dir"), kind.direction);
    await look("home");
    await panel.locator(".chip").first().click();
    await button("AllTopics").waitFor();
    await look("a topic");

    await search("how long does delivery take");
    await panel.getByRole("option").first().waitFor();
    await look("results");
    await search("xylophone zzyzx");
    await said("NothingFoundFor").waitFor();
    await look("nothing found");
    await search("how long does delivery take");
    await panel.getByRole("option").first().click();
    await said("WasItHelpful").waitFor();
    await look("an article");
    await button("No").click();
    await said("VoteNoThanks").waitFor();
    await look("an article that did not help");

    await tab("BarRequests");
    await said("NoRequests").waitFor();
    await look("no requests");
    await tab("BarWrite");
    await field("Subject").waitFor();
    await look("a form");
    await button("SendRequest").click();
    await said("SubjectMissing").waitFor();
    await field("Email").fill("no address");
    await field("Subject").fill("a".repeat(2_000));
    await field("Email").press("Tab");
    const files = [
      { name: "a.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") },
      { name: "film.png", mimeType: "image/png", buffer: Buffer.alloc(11 * 1_048_576) },
    ];
    await panel.locator("input[type=file]").setInputFiles(files);
    await said("FileTooLarge").waitFor();
    await look("a form with faults");
    for (const _ of files) await panel.locator(".file__remove").first().click();
    await type(subject);
    await said("MayHelp").waitFor();
    await look("a form with suggestions");
    await panel.locator("input[type=file]").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Notes") });
    data.push("notes.txt");
    await panel.getByRole("listitem").getByText("notes.txt", { exact: true }).waitFor();
    await button("SendRequest").click();
    await said("SentTitle").waitFor();
    await look("a request that was sent");

    const [ticket] = (await house.agent.about(subject)).slice(-1);
    await house.agent.reply(ticket.id, "Please turn the cap until it clicks.");
    await page.reload();
    await open();
    await said("NewReply").waitFor();
    await look("home with news");
    await tab("BarRequests");
    await panel.getByRole("button", { name: subject }).waitFor();
    await look("requests with news");
    await panel.getByRole("button", { name: subject }).click();
    await panel.getByText("Please turn the cap").first().waitFor();
    await panel.locator("summary").click();
    await button("SendReply").click();
    await said("ReplyMissing").waitFor();
    await look("a thread with its history");
    await button("MarkSolved").click();
    await said("RateQuestion").waitFor();
    await look("a rating");
    await panel.locator(".rating label").nth(1).click();
    await field("CommentBad").waitFor();
    await look("a bad rating");
    await button("SendRating").click();
    await said("RateBadDone").waitFor();
    await look("a bad rating that was given");
    await house.agent.setStatus(ticket.id, "closed");
    await page.reload();
    await open();
    await tab("BarRequests");
    await panel.getByRole("button", { name: subject }).click();
    await said("RequestClosed").waitFor();
    await look("a closed request");

    await page.route("**/v1/articles/**", (route) => route.fulfill({ status: 500, body: "" }));
    await tab("BarHelp");
    await search("how long does delivery take");
    await panel.getByRole("option").first().click();
    await said("ArticleFailed").waitFor();
    await look("an article that failed");
    await page.route("**/v1/**", (route) => route.abort());
    await page.reload();
    await open();
    await said("Away").waitFor();
    await look("home, the backend away");
    await tab("BarRequests");
    await said("RequestsFailed").waitFor();
    await look("requests that failed");
    await tab("BarWrite");
    await type("A lamp for later");
    await button("SendRequest").click();
    await said("WillBeSent").waitFor();
    await look("a request that will be sent");
    await tab("BarRequests");
    await panel.getByRole("button", { name: "A lamp for later" }).waitFor();
    await look("requests, one of them waiting");
  });
}

test("the look sees a foreign word, a cut text and one that is too wide", async () => {
  const { page, panel, data, haveRead, said, address, open } = await speaker(KINDS[0]);
  await page.goto(address);
  await open();
  await said("Popular").waitFor();
  await haveRead();
  const sound = await faultsOf(page, data.join("\n"));
  assert.deepEqual(sound, { untranslated: [], clipped: [] });
  await panel.evaluate((element) => {
    const add = (text, style, label) => {
      const child = document.createElement("p");
      child.textContent = text;
      child.style.cssText = style;
      if (label) child.setAttribute("aria-label", label);
      element.querySelector(".panel__body").append(child);
    };
    add("Forgotten words", "");
    add("⟦â⟧", "", "A forgotten label");
    add("⟦çut öff hérê⟧", "overflow:hidden;white-space:nowrap;width:30px");
    add("⟦töö wîdé⟧", "white-space:nowrap;width:30px");
  });
  const { untranslated, clipped } = await faultsOf(page, data.join("\n"));
  assert.deepEqual(untranslated, ["p. aria-label: A forgotten label", "p.: Forgotten words"]);
  assert.ok(clipped.some((line) => line.includes("çut öff") && line.includes("wide in 30")), clipped.join("\n"));
  assert.ok(clipped.some((line) => line.includes("töö wîdé") && line.includes("outside of")), clipped.join("\n"));
});

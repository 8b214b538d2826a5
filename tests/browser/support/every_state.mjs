// Every state that a customer can come to, in any language: for tests that look at each of them.

import { page as plainPage, snippet } from "./host_site.mjs";
import { english, translations } from "./words.mjs";

/** What is asked, in the languages that the demo shop has articles in. */
const QUESTIONS = { en: "how long does delivery take", de: "Wie lange dauert die Lieferung?" };

/** A word as a pattern: the whole text, with anything in its holes. */
function pattern(text) {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^\\s*${parts.join(".*")}\\s*$`, "s");
}

/** A page with the widget in a language: the page, and how to find things in it by the keys of src/i18n/messages.rs. */
export async function speaker(house, language, options = {}) {
  const words = language === "en" ? Object.fromEntries(english()) : translations().get(language);
  const dir = ["ar", "he"].includes(language) ? "rtl" : "ltr";
  const address = house.host.put(
    `/in-${language}`,
    plainPage({ lang: language, dir, body: snippet(house.server.origin, { "data-language": language }) }),
  );
  const page = await house.browser.visitor(options);
  const panel = page.getByRole("dialog");
  await page.goto(address);
  return {
    page,
    panel,
    language,
    launcher: page.locator("help-nook button").first(),
    question: QUESTIONS[language] ?? QUESTIONS.en,
    button: (key) => panel.getByRole("button", { name: pattern(words[key]) }).first(),
    text: (key) => panel.getByText(pattern(words[key])).filter({ visible: true }).first(),
    field: (key) => panel.getByRole("textbox", { name: new RegExp(`^${words[key].replace(/[?.()]/g, "\\$&")}`) }),
    tab: (key) => panel.getByRole("navigation").getByRole("button", { name: words[key] }).click(),
  };
}

const file = (name, mimeType) => ({ name, mimeType, buffer: Buffer.from("Notes") });

/** Looks for something, and finds nothing; reads; votes. */
async function read({ page, panel, button, text, question }, look) {
  await text("Popular").waitFor();
  await look("home");
  await panel.locator(".chip").first().click();
  await button("AllTopics").waitFor();
  await look("a topic");
  const search = panel.getByRole("combobox");
  await search.fill("xylophone zzyzx");
  await text("NothingFoundFor").waitFor();
  await look("nothing found");
  await search.fill(question);
  await panel.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await look("results, one of them reached by arrow key");
  const broken = (route) => route.fulfill({ status: 500, body: "{}" });
  await page.route("**/v1/articles/*", broken);
  await search.press("Enter");
  await text("ArticleFailed").waitFor();
  await look("an article that did not load");
  await page.unroute("**/v1/articles/*");
  await button("TryAgain").click();
  await panel.getByRole("article").getByRole("table").first().waitFor();
  await look("an article with a table");
  await button("No").click();
  await text("VoteNoThanks").waitFor();
  await look("an article that did not help");
}

/** Writes: gaps, files, suggestions; sends. */
async function write({ panel, button, text, field, tab, question }, look, subject) {
  await tab("BarRequests");
  await text("NoRequests").waitFor();
  await look("no requests yet");
  await tab("BarWrite");
  await field("Subject").waitFor();
  await look("an empty form");
  await button("SendRequest").click();
  await text("SubjectMissing").waitFor();
  const picker = panel.locator("input[type=file]");
  await picker.setInputFiles([file("notes.txt", "text/plain"), file("a.exe", "application/x-msdownload")]);
  await panel.locator(".file").nth(1).waitFor();
  await panel.getByText("notes.txt", { exact: true }).waitFor();
  await look("a form with errors, a file and a refused one");
  await field("Subject").fill(subject);
  await field("Message").fill(question);
  await field("Email").fill("eve@example.com");
  await text("MayHelp").waitFor();
  await look("a filled form with suggestions");
  await button("SendRequest").click();
  await text("SentTitle").waitFor();
  await look("a request that was sent");
}

/** Follows the request: its answers, its end, the rating. */
async function follow(house, { panel, button, text, field, tab }, look, subject) {
  const [ticket] = await house.agent.about(subject);
  await house.agent.reply(ticket.id, "Please turn the cap until it clicks.");
  await tab("BarRequests");
  await panel.locator(".request-row--unread").waitFor();
  await look("a list of requests with news");
  await tab("BarHelp");
  await panel.getByRole("combobox").fill("");
  await panel.locator(".news").waitFor();
  await look("home with news");
  await panel.locator(".news .link").click();
  await text("History").click();
  await look("a request that waits for the customer, with its history");
  await button("SendReply").click();
  await text("ReplyMissing").waitFor();
  await look("a reply that was forgotten");
  await field("YourReply").fill("It clicks, thank you.");
  await button("SendReply").click();
  await panel.getByRole("listitem").getByText("It clicks, thank you.").waitFor();
  await look("an open request");
  await button("MarkSolved").click();
  await panel.locator(".rate").waitFor();
  await look("a solved request, the rating asked for");
  await panel.locator(".rating__step").nth(1).click();
  await panel.locator(".rate textarea").waitFor();
  await look("a bad score, a comment asked for");
  await panel.locator(".rate").getByRole("button").first().click();
  await text("RateBadDone").waitFor();
  await look("a rating that was given");
  await house.agent.setStatus(ticket.id, "closed");
  await tab("BarRequests");
  await panel.getByRole("button", { name: subject }).click();
  await text("RequestClosed").waitFor();
  await look("a closed request");
}

/** The backend is away. */
async function lose({ page, button, text, field, tab, launcher }, look, subject) {
  await page.route("**/v1/**", (route) => route.abort());
  await page.reload();
  await launcher.click();
  await text("Away").waitFor();
  await look("home, the backend away");
  await tab("BarRequests");
  await text("RequestsFailed").waitFor();
  await look("requests that did not load");
  await tab("BarWrite");
  await field("Subject").fill(`Later: ${subject}`);
  await field("Message").fill("The lamp flickers.");
  await field("Email").fill("eve@example.com");
  await button("SendRequest").click();
  await text("WillBeSent").waitFor();
  await look("a request that waits for the network");
}

/** Goes through every state; `look(name)` is called in each. */
export async function everyState(house, customer, look) {
  const subject = `A lamp that flickers ${Math.random().toString(36).slice(2)}`;
  await customer.launcher.waitFor();
  await look("the launcher");
  await customer.launcher.click();
  await read(customer, look);
  await write(customer, look, subject);
  await follow(house, customer, look, subject);
  await lose(customer, look, subject);
  await customer.page.context().close();
}

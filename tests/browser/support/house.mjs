// A test file's whole surroundings: server, host pages, browser; and what a customer does in the widget.

import { agentOf, eventually } from "./agent_api.mjs";
import { startBrowser } from "./browser.mjs";
import { page, snippet, startHostSite } from "./host_site.mjs";
import { startServer } from "./server.mjs";

/**
 * Starts everything, the browser with `options`, the server with `settings` too; `end()` ends it. `shop` is the address of a
 * plain page with the snippet.
 */
export async function openHouse(options, settings) {
  // One after the other: where one does not start, what came before must not keep the process alive.
  const browser = await startBrowser(options);
  const server = await startServer(settings).catch((error) => browser.close().then(() => Promise.reject(error)));
  const host = await startHostSite();
  const shop = host.put("/shop", page({ body: snippet(server.origin) }));
  return {
    server,
    host,
    browser,
    agent: agentOf(server),
    shop,
    /** A customer on a page of another origin, the panel open. */
    async customer(options = {}, address = shop) {
      const visitor = await browser.visitor(options);
      await visitor.goto(address);
      await open(visitor);
      return visitor;
    },
    async end() {
      await browser.close();
      await Promise.all([server.end(), host.end()]);
    },
  };
}

/** The launcher, in English or German: the one button that says whether something is open. */
export function launcher(page) {
  const [closed, opened] = [false, true].map((expanded) =>
    page.getByRole("button", { name: /^(Help|Hilfe)/, expanded }),
  );
  return closed.or(opened);
}

/** What stands in the launcher's place where the widget cannot be had. */
export const wayOut = (page) =>
  page.getByRole("button", { name: "Help ↗" }).or(page.getByRole("link", { name: "Help ↗" }));

/** The panel. */
export const panel = (page) => page.getByRole("dialog", { name: /^(Help|Hilfe)$/ }).first();

/** The search box. */
export const searchBox = (page) =>
  panel(page).getByRole("combobox", { name: /Search help articles|Hilfeartikel durchsuchen/ });

/** Opens the panel with a click. */
export async function open(page) {
  await launcher(page).click();
  await panel(page).waitFor();
}

/** Where something stands. While the widget takes the loader's panel over, a node just found may be gone: it is asked anew. */
export const boundsOf = (what) => eventually(() => what.boundingBox(), "something that stands in the page");

/** Goes to a section by the bar below: Help, My requests, Write to us. */
export async function go(page, section) {
  await panel(page).getByRole("navigation", { name: "Help sections" }).getByRole("button", { name: section }).click();
}

/** Goes home and searches for something; gives the results. */
export async function search(page, words) {
  await go(page, "Help");
  await searchBox(page).fill(words);
  return panel(page).getByRole("option");
}

/** Goes to the form and fills it in; sends nothing. */
export async function write(page, { subject, message = "The lamp flickers.", email = "eve@example.com" }) {
  await go(page, "Write to us");
  await panel(page).getByLabel("Subject").fill(subject);
  await panel(page).getByRole("textbox", { name: "How can we help?" }).fill(message);
  await panel(page).getByLabel("E-mail").fill(email);
}

/** Sends the form and waits until the backend has it; gives the reference. */
export async function send(page) {
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByRole("heading", { name: "We have your request" }).waitFor();
  return panel(page).getByText(/^HN-/).textContent();
}

/** Opens a request from the list. */
export async function openRequest(page, subject) {
  await go(page, "My requests");
  await panel(page).getByRole("button", { name: subject }).click();
  await panel(page).getByRole("heading", { name: subject }).waitFor();
}

/** Rates by a click on a star; the radio buttons below the stars are for keyboards and screen readers. */
export async function rate(page, words) {
  await rating(page).getByTitle(words, { exact: true }).click();
}

/** The question how it went. */
export const rating = (page) => panel(page).getByRole("region", { name: "Rating" });

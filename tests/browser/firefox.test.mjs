// Stock Firefox: the whole journey, the keyboard, policies and languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { agentOf, eventually } from "./support/agent_api.mjs";
import { startFirefox } from "./support/firefox.mjs";
import { page as plainPage, snippet, startHostSite } from "./support/host_site.mjs";
import { startServer } from "./support/server.mjs";

let server, host, firefox, agent, shop;
before(async () => {
  firefox = await startFirefox();
  server = await startServer();
  host = await startHostSite();
  agent = agentOf(server);
  shop = host.put("/shop", plainPage({ body: snippet(server.origin) }));
});
after(async () => {
  await firefox?.close();
  await server?.end();
  await host?.end();
});

/** Writes a request and sends it; gives its reference. */
async function send(customer, subject) {
  await customer.go("Write to us");
  await customer.fill("Subject", subject);
  await customer.fill("How can we help?", "The lamp flickers.");
  await customer.fill("E-mail", "eve@example.com");
  await customer.click("button", "Send request");
  await customer.find("h3", "We have your request");
  const reference = await customer.find("bdi", "HN-");
  return reference.evaluate((element) => element.textContent);
}

test("Firefox: a question is answered by an article, a request by a person, and the person is rated", async (t) => {
  const customer = await firefox.visitor(shop);
  const subject = "The lamp of my tent flickers";
  let ticket;

  await t.test("a whole sentence finds the article, which is read and voted for", async () => {
    await customer.open();
    await customer.fill("Search help articles", "How long does it take until my parcel arrives?");
    await customer.click("[role=option]", "How long does delivery take");
    await customer.find("article", "1–3 working days");
    await customer.click("button", "Yes");
    await customer.find("*", "Good to know, thank you.");
  });

  await t.test("a request goes off and gets a reference", async () => {
    assert.match(await send(customer, subject), /^HN-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    [ticket] = await agent.about(subject);
    assert.ok(ticket, "the agent has it");
  });

  await t.test("the reply is news on the next visit", async () => {
    await agent.reply(ticket.id, "Please turn the cap until it clicks.");
    await customer.page.reload();
    await customer.open();
    await customer.click("button", `New reply: ${subject}`);
    await customer.find("li", "Please turn the cap until it clicks.");
  });

  await t.test("a solved request is rated", async () => {
    await agent.setStatus(ticket.id, "solved");
    await customer.page.reload();
    await customer.open();
    await customer.click(".rating__steps label", "Very satisfied");
    await customer.find(".rate__more");
    await eventually(async () => JSON.stringify(await agent.ticket(ticket.id)).includes('"score":5'), "the rating");
  });

  assert.deepEqual(customer.errors, []);
});

test("Firefox: the panel opens, is searched and closes by keyboard, and the launcher has the focus again", async () => {
  const customer = await firefox.visitor(shop);
  const launcher = await customer.find("button[aria-expanded=false]");
  await launcher.focus();
  await customer.press("Enter");
  await customer.isAt("Search help articles");
  await customer.find("nav button");
  await customer.isAt("Search help articles");
  await customer.page.keyboard.type("refund");
  await customer.find("[role=option]");
  await customer.press("ArrowDown");
  await customer.find("[role=option][aria-selected=true]");
  await customer.press("Enter");
  await customer.find("article");
  await customer.press("Escape");
  await customer.find("button[aria-expanded=false]");
  await customer.isAt("Help");
});

test("Firefox: on a phone the panel covers the page and Tab stays in it", async () => {
  const customer = await firefox.visitor(shop, { width: 360, height: 640 });
  await customer.open();
  await customer.find("[aria-modal=true]");
  for (let step = 0; step < 15; step++) {
    await customer.press("Tab");
    const isInside = await customer.page.evaluate(() => document.activeElement?.localName === "help-nook");
    assert.ok(isInside, `Tab ${step + 1} is in the panel`);
  }
});

test("Firefox: strict policies that allow wasm let the widget run in the page, and it breaks none of them", async () => {
  const strict = `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;
  const allowed = `script-src 'self' ${server.origin} 'wasm-unsafe-eval'; connect-src ${server.origin}`;
  const watch = `<script src="/watch.js"></script>`;
  host.put(
    "/watch.js",
    `window.violations = []; document.addEventListener("securitypolicyviolation", (e) => violations.push(e.effectiveDirective + " " + e.blockedURI));`,
    { "Content-Type": "text/javascript" },
  );
  const html = plainPage({ head: watch, body: snippet(server.origin), style: "" });
  const customer = await firefox.visitor(host.put("/strict", html, { "Content-Security-Policy": `${strict}; ${allowed}` }));
  await customer.open();
  await customer.fill("Search help articles", "how long does delivery take");
  await customer.click("[role=option]");
  await customer.find("article table");
  await send(customer, "Under a policy");
  assert.deepEqual(await customer.page.evaluate(() => window.violations), []);
});

test("Firefox: where the policy refuses wasm the widget comes in a frame", async () => {
  const w = server.origin;
  const policy = `default-src 'none'; style-src 'self'; img-src data:; script-src 'self' ${w}; connect-src ${w}; frame-src ${w}`;
  const html = plainPage({ body: snippet(w), style: "" });
  const customer = await firefox.visitor(host.put("/framed", html, { "Content-Security-Policy": policy }));
  await customer.click("button[aria-expanded=false]");
  await customer.find("iframe");
  const inside = await customer.page.waitForFrame((frame) => frame.url().startsWith(w));
  const hasBar = () => Boolean(document.querySelector("help-nook")?.shadowRoot?.querySelector("nav button"));
  await eventually(() => inside.evaluate(hasBar), "the bar of the widget in the frame");
});

for (const [language, words] of [
  ["ar", "البحث"],
  ["de", "Hilfeartikel durchsuchen"],
  ["ja", "検索"],
  ["he", "חיפוש"],
]) {
  test(`Firefox: the panel speaks ${language}, runs its way and fits a phone`, async () => {
    const body = snippet(server.origin, { "data-language": language });
    const customer = await firefox.visitor(host.put(`/in-${language}`, plainPage({ lang: language, body })), {
      width: 360,
      height: 640,
    });
    await customer.open();
    const panel = await customer.find("[aria-modal=true]");
    const [direction, text, overflow] = await panel.evaluate((panel) => [
      getComputedStyle(panel).direction,
      panel.innerText + panel.querySelector("input").getAttribute("aria-label") + panel.querySelector("input").placeholder,
      Math.max(...[...panel.querySelectorAll("*")].map((element) => element.getBoundingClientRect().right)) - innerWidth,
    ]);
    assert.equal(direction, ["ar", "he"].includes(language) ? "rtl" : "ltr");
    assert.ok(text.includes(words), `${language}: ${text}`);
    assert.ok(overflow <= 1, `${language}: nothing is cut off at the right (${overflow} px)`);
  });
}

test("Firefox: the demo shop opens its widget", async () => {
  const customer = await firefox.visitor(`${server.origin}/`);
  await customer.open();
  await customer.find("h3", "Often read");
});

// axe-core in every state: light, dark and forced colours, three languages, wide and narrow. It sees into shadow roots
// that are open.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import axe from "axe-core";

import { agentAtWork, note, openTicket } from "./support/console.mjs";
import { everyState, speaker } from "./support/every_state.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, openHouse, panel, send, wayOut, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/**
 * What axe finds on the page: one line for each node that breaks a rule. Not of contrast in forced colours: the colours
 * are the system's, and axe reads `-webkit-text-fill-color`, which tells the page's own that nobody sees.
 */
async function violations(page) {
  // As an expression: a frame's policy lets nothing in it evaluate text.
  if (!(await page.evaluate(() => !!window.axe))) await page.evaluate(axe.source);
  const found = await page.evaluate(() => {
    const enabled = !matchMedia("(forced-colors: active)").matches;
    return window.axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled } } });
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`),
  );
}

/** Checks one screen in a test of its own, so that each is looked at whatever the others show. */
const check = (t, page, name) => t.test(name, async () => assert.deepEqual(await violations(page), []));

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

const COLOURS = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "forced colours", colorScheme: "dark", forcedColors: "active" },
];

// Each language and each kind of colours is seen both wide and narrow.
const MATRIX = ["en", "de", "ar"].flatMap((language, at) =>
  COLOURS.map((look, by) => ({ ...look, language, viewport: (at + by) % 2 ? PHONE : WIDE })),
);

for (const { name, language, ...options } of MATRIX) {
  test(`no state breaks a rule of axe: ${language}, ${name}, ${options.viewport.width} px`, async (t) => {
    const customer = await speaker(house, language, options);
    await everyState(house, customer, (state) => check(t, customer.page, state));
  });
}

for (const [at, { name, ...options }] of COLOURS.entries()) {
  test(`what the loader draws by itself, a frame and the doctor break no rule of axe: ${name}`, async (t) => {
    const look = { ...options, viewport: at % 2 ? PHONE : WIDE };
    const visit = async (answers, attributes = {}) => {
      const page = await house.browser.visitor(look);
      for (const [address, answer] of answers) await page.route(address, answer);
      const body = snippet(house.server.origin, attributes);
      await page.goto(house.host.put(`/by-itself-${at}`, plainPage({ body })));
      await launcher(page).click();
      return page;
    };
    const never = () => {};

    const waiting = await visit([[/\.wasm/, never]]);
    await panel(waiting).waitFor();
    await check(t, waiting, "the loader's own panel");

    const failed = await visit([[/\.wasm/, (route) => route.abort()]]);
    await panel(failed).getByRole("link", { name: "Open the help page" }).waitFor();
    await check(t, failed, "the widget could not be loaded");

    const lost = await visit([[/\/assets\/panel-/, (route) => route.abort()]]);
    await wayOut(lost).waitFor();
    await check(t, lost, "the launcher leads to the help page");

    const linked = await visit([[/frame\.html/, (route) => route.abort()]], { "data-mode": "frame" });
    await wayOut(linked).waitFor();
    await check(t, linked, "a link in the launcher's place");

    const framed = await visit([], { "data-mode": "frame" });
    await framed.frameLocator("iframe").getByRole("heading", { name: "Often read" }).waitFor();
    await check(t, framed, "a page with a frame");
    const inside = framed.frames().find((frame) => frame.url().includes("/frame.html"));
    await check(t, inside, "the panel in the frame");

    const doctor = await visit([]);
    await doctor.evaluate(() => window.helpnook("doctor"));
    await doctor.getByText("Everything that the widget needs is allowed.").waitFor();
    await check(t, doctor, "the doctor's report");
  });
}

for (const { name, ...options } of COLOURS) {
  test(`the console breaks no rule of axe: ${name}`, async (t) => {
    const subject = `Console, ${name}`;
    const customer = await house.customer();
    await write(customer, { subject });
    await send(customer);
    const fresh = await house.browser.visitor({ ...options, viewport: WIDE });
    await fresh.goto(`${house.server.origin}/console/`);
    await fresh.getByLabel("Your token").waitFor();
    await check(t, fresh, "signing in");
    const agent = await agentAtWork(house, { ...options, viewport: PHONE });
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

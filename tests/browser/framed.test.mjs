// The widget in a frame of the backend: on phones, with news, with the site's own words, as an element of a page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet, startHostSite } from "./support/host_site.mjs";
import { launcher, openHouse, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

let count = 0;
/** A visitor of a page with this body, and what the page says. */
async function visit(body, options = {}) {
  const page = await house.browser.visitor(options);
  const heard = listen(page);
  const address = house.host.put(`/framed-${(count += 1)}`, plainPage({ body }));
  await page.goto(address);
  return { page, heard };
}

const framed = (attributes = {}) => snippet(house.server.origin, { "data-mode": "frame", ...attributes });
const element = (attributes) =>
  `<help-nook backend="${house.server.origin}" mode="frame" ${attributes}></help-nook>
   <script type="module" src="${house.server.origin}/element.js"></script>`;
const inside = (page) => page.frameLocator("iframe");

for (const name of ["embed.js", "frame.js"])
  test(`on a phone the frame of ${name} covers the page and the launcher`, async () => {
    const tag = snippet(house.server.origin, name == "embed.js" ? { "data-mode": "frame" } : {}, name);
    const { page, heard } = await visit(tag, { viewport: { width: 360, height: 640 } });
    await launcher(page).click();
    await inside(page).getByRole("heading", { name: "Often read" }).waitFor();
    const box = await page.locator("iframe").boundingBox();
    assert.deepEqual(box, { x: 0, y: 0, width: 360, height: 640 });
    assert.equal(await page.locator("help-nook .launcher").isVisible(), false);
    await inside(page).getByRole("button", { name: "Close" }).click();
    await launcher(page).waitFor();
    assert.deepEqual(heard.errors, []);
  });

test("news of a request that was sent by the frame stand on the launcher at the next visit, before any intent", async (t) => {
  // Browsers that keep nothing for frames of other sites keep no request either.
  const site = await startHostSite("127.0.0.1");
  t.after(() => site.end());
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(site.put("/shop", plainPage({ body: framed() })));
  await launcher(page).click();
  await write(inside(page), { subject: "News by the frame" });
  await send(inside(page));
  const [ticket] = await house.agent.about("News by the frame");
  await house.agent.reply(ticket.id, "Here is the answer.");
  await page.reload();
  await page.getByRole("button", { name: "Help 1 new" }).waitFor();
  assert.equal(await page.locator("iframe").isVisible(), false);
  await page.evaluate(() => window.helpnook("logout"));
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.deepEqual(heard.errors, []);
});

test("a request by the frame says which page it comes from, also in an app that goes to another, or what the page says", async () => {
  const { page } = await visit(framed());
  await launcher(page).click();
  const note = (title) => inside(page).getByText(`We send along which page you are on: ${title}`);
  await write(inside(page), { subject: "Where it comes from" });
  await note("A little shop").waitFor();
  await send(inside(page));
  const [{ id }] = await house.agent.about("Where it comes from");
  assert.equal((await house.agent.ticket(id)).page.url, page.url());
  await inside(page).getByRole("button", { name: "Close" }).click();
  await page.evaluate(() => {
    history.pushState(null, "", "/lamps?secret=1");
    document.title = "Lamps";
  });
  await launcher(page).click();
  await page.evaluate(() => window.helpnook("navigate", { screen: "compose" }));
  await note("Lamps").waitFor();
  await page.evaluate(() => window.helpnook("set", { context: { title: "The cart" } }));
  await note("The cart").waitFor();
});

test("the site's own words are read in a frame if they lie at the backend; else one line says so", async () => {
  const own = JSON.stringify({ en: { HomeTitle: "Ask Ada" } });
  const { page } = await visit("");
  await page.route(/own-words/, (route) => route.fulfill({ contentType: "application/json", body: own }));
  const at = (origin) => plainPage({ body: framed({ "data-text": `${origin}/own-words.json` }) });
  await page.goto(house.host.put("/words-there", at(house.server.origin)));
  await launcher(page).click();
  await inside(page).getByRole("heading", { name: "Ask Ada" }).waitFor();

  const heard = listen(page);
  await page.goto(house.host.put("/words-elsewhere", at(house.host.origin)));
  await launcher(page).click();
  await inside(page).getByRole("heading", { name: "How can we help?" }).waitFor();
  assert.deepEqual(heard.lines, [
    `helpnook: text="${house.host.origin}/own-words.json" is not read in a frame; allowed: an address at ${house.server.origin}`,
  ]);
});

test("an element in a frame is opened by a click, called before it is there, and taken out without a trace", async () => {
  const { page, heard } = await visit(element(""));
  await page.locator("help-nook").evaluate(async (one) => {
    await customElements.whenDefined("help-nook");
    one.open("delivery");
  });
  await inside(page).getByRole("option").first().waitFor();
  assert.equal(await launcher(page).getAttribute("aria-expanded"), "true");
  await write(inside(page), { subject: "By an element's frame" });
  await send(inside(page));
  await inside(page).getByRole("button", { name: "Close" }).click();
  await page.locator("iframe").waitFor({ state: "hidden" });
  await launcher(page).click();
  await inside(page).getByRole("navigation", { name: "Help sections" }).waitFor();
  await page.locator("help-nook").evaluate((one) => one.destroy());
  assert.equal(await page.locator("iframe").count(), 0);
  assert.deepEqual(heard.errors, []);
});

test("an element in a frame fills its box with inline", async () => {
  const { page, heard } = await visit(element('inline style="height: 500px"'));
  await inside(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.equal((await page.locator("iframe").boundingBox()).height, 500);
  assert.deepEqual(heard.errors, []);
});

test("an element whose frame does not come leads to the help page, floating and inline, and comes back when it does", async () => {
  for (const attributes of ["", "inline"]) {
    const page = await house.browser.visitor();
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/frame\.html/, async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await page.goto(house.host.put(`/late-${attributes}`, plainPage({ body: element(attributes) })));
    if (!attributes) await launcher(page).click();
    const link = page.getByRole("link", { name: "Help ↗" });
    await link.waitFor();
    assert.equal(await link.getAttribute("href"), `${house.server.origin}/help`);
    release();
    await inside(page).getByRole("heading", { name: "Often read" }).waitFor();
    await link.waitFor({ state: "detached" });
  }
});

test("the keyboard goes back to the element that opened an article in the frame", async () => {
  const { page } = await visit(`<button id="why" data-helpnook-article="change-email">Why?</button>${framed()}`);
  await page.locator("#why").press("Enter");
  await inside(page).getByRole("heading", { name: "How do I change my email address?" }).waitFor();
  await inside(page).getByRole("button", { name: "Close" }).click();
  await eventually(() => page.evaluate(() => document.activeElement.id == "why"), "focus at the button");
});

test("articles are suggested in a frame for the page around it, also in an app that goes to another; its nonce is told nobody", async () => {
  const { page, heard } = await visit(framed());
  const start = page.url();
  await page.evaluate(() => {
    window.explained = [];
    window.helpnook("on", "explained", ({ detail }) => window.explained.push(detail));
    window.helpnook("suggest", {
      rules: [
        { url: "/framed-*", ids: ["change-email"] },
        { url: `${location.origin}/lamps#/broken`, ids: ["voucher-code"] },
        { url: "*frame.html*", ids: ["warranty-length"] },
      ],
    });
  });
  /** What the widget says of its suggestions. */
  const explained = async () => {
    const count = await page.evaluate(() => window.helpnook("explain") ?? window.explained.length);
    return eventually(() => page.evaluate((at) => window.explained[at]?.suggestions, count), "an explanation");
  };
  await launcher(page).click();
  await inside(page).getByRole("heading", { name: "For this page" }).waitFor();
  await inside(page).getByText("How do I change my email address?").first().waitFor();
  const here = await explained();
  assert.equal(here.page, start);
  assert.deepEqual(here.rules.map(({ matches }) => matches), [true, false, false]);

  // With the panel open, and without a word from the page.
  await page.evaluate(() => history.pushState(null, "", "/lamps?secret=1#/broken"));
  await eventually(async () => (await explained()).page.endsWith("/lamps#/broken"), "the other page");
  const there = await explained();
  assert.equal(there.page, `${house.host.origin}/lamps#/broken`);
  assert.deepEqual(there.rules.map(({ matches }) => matches), [false, true, false]);
  const nonce = await page.locator("iframe").evaluate(({ src }) => JSON.parse(decodeURI(new URL(src).hash.slice(1)))[0]);
  const told = JSON.stringify(await page.evaluate(() => window.explained));
  assert.ok(!told.includes(String(nonce)) && !told.includes("secret"), told);
  assert.deepEqual(heard.errors, []);
});

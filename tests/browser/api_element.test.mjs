// `<help-nook>` as a custom element: in the corner and inline, several at once, moved, changed, taken out; and elements of
// the page that open an article.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as hostPage, snippet } from "./support/host_site.mjs";
import { boundsOf, launcher, openHouse, panel } from "./support/house.mjs";
import { startServer } from "./support/server.mjs";

let house, other;
before(async () => {
  house = await openHouse();
  other = await startServer();
});
after(() => Promise.all([house?.end(), other?.end()]));

const script = () => `<script type="module" src="${house.server.origin}/element.js"></script>`;
let count = 0;
async function visit(body) {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.host.put(`/element-${(count += 1)}`, hostPage({ body })));
  return { page, heard };
}
const element = (attributes = "") => `<help-nook backend="${house.server.origin}" ${attributes}></help-nook>`;
const region = (page, at = "help-nook") => page.locator(at).getByRole("region", { name: /^(Help|Hilfe)$/ });

test("an element draws a launcher, loads nothing before intent, and is opened by a click", async () => {
  const { page, heard } = await visit(element('label="Ask us" color="rgb(170, 51, 68)" position="left"') + script());
  const button = page.getByRole("button", { name: "Ask us" });
  await button.waitFor();
  assert.ok((await boundsOf(button)).x < 100, "in the left corner");
  const ours = heard.requests.filter(({ url }) => url.startsWith(house.server.origin));
  assert.deepEqual(ours.map(({ url }) => new URL(url).pathname), ["/element.js"]);
  await button.click();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const accent = await page.locator("help-nook").evaluate((one) => getComputedStyle(one).getPropertyValue("--helpnook-accent"));
  assert.equal(accent.trim(), "rgb(170, 51, 68)");
  await panel(page).getByRole("button", { name: "Close" }).click();
  await panel(page).waitFor({ state: "hidden" });
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  assert.deepEqual(heard.errors, []);
});

test("inline it fills its box, has neither launcher nor close button, and leaves the page's focus alone", async () => {
  const field = '<input id="own" autofocus>';
  const { page, heard } = await visit(`${field}<div style="width: 500px">${element('inline style="height: 420px"')}</div>${script()}`);
  await page.locator("#own").focus();
  await region(page).getByRole("heading", { name: "Often read" }).waitFor();
  const [box, host] = [await boundsOf(region(page)), await boundsOf(page.locator("help-nook"))];
  assert.deepEqual([Math.round(box.width), Math.round(box.height)], [500, 420]);
  assert.deepEqual([box.x, box.y], [host.x, host.y]);
  assert.equal(await page.locator("help-nook").getByRole("button", { name: "Close" }).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "own");
  await region(page).getByRole("combobox").press("Escape");
  await page.locator("help-nook").evaluate((one) => one.close());
  assert.ok(await region(page).isVisible(), "it stays open");
  const explained = await page.locator("help-nook").evaluate((one) => one.explain());
  assert.deepEqual([explained.loaded, explained.inline, explained.open], [true, true, true]);
  assert.deepEqual(heard.errors, []);
});

test("inline it is loaded only once it comes near", async () => {
  const { page, heard } = await visit(`<div style="height: 5000px"></div>${element("inline")}${script()}`);
  await page.locator("help-nook").waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("help-nook").shadowRoot);
  assert.equal(heard.requests.filter(({ url }) => url.includes("/assets/")).length, 0);
  await page.locator("help-nook").scrollIntoViewIfNeeded();
  await region(page).getByRole("heading", { name: "Often read" }).waitFor();
});

test("several stand side by side, each with its backend, its language and its events", async () => {
  const { page, heard } = await visit(
    `<help-nook id="one" inline backend="${house.server.origin}"></help-nook>
     <help-nook id="two" inline backend="${other.origin}" language="de"></help-nook>
     <help-nook id="three" backend="${other.origin}"></help-nook>${script()}`,
  );
  await region(page, "#one").getByRole("heading", { name: "Often read" }).waitFor();
  await page.locator("#two").scrollIntoViewIfNeeded();
  await region(page, "#two").getByRole("heading", { name: "Oft gelesen" }).waitFor();
  await page.evaluate(() => {
    window.told = [];
    document.addEventListener("helpnook-article-viewed", ({ target, detail }) => window.told.push([target.id, detail.id]));
  });
  await page.locator("#two").evaluate((one) => one.navigate({ screen: "article", id: "change-email" }));
  await eventually(async () => (await page.evaluate(() => window.told.length)) === 1, "the article is told of");
  assert.deepEqual(await page.evaluate(() => window.told), [["two", "change-email"]]);
  assert.ok(await region(page, "#one").getByRole("heading", { name: "Often read" }).isVisible());
  await page.locator("#three").evaluate((one) => one.open());
  await page.locator("#three").getByRole("dialog").getByRole("heading", { name: "Often read" }).waitFor();
  const asked = (origin) => heard.requests.some(({ url }) => url.startsWith(`${origin}/v1/site`));
  assert.ok(asked(house.server.origin) && asked(other.origin));
  await page.locator("#two").evaluate((one) => one.remove());
  assert.ok(await region(page, "#one").isVisible());
  assert.deepEqual(heard.errors, []);
});

test("moved within the page it keeps what was typed; attributes change it live, another backend begins anew", async () => {
  const { page, heard } = await visit(`<div id="from">${element("inline")}</div><div id="to"></div>${script()}`);
  const box = region(page).getByRole("combobox");
  await box.fill("lamp");
  await page.evaluate(() => document.querySelector("#to").append(document.querySelector("help-nook")));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await box.inputValue(), "lamp");
  await page.locator("help-nook").evaluate((one) => one.setAttribute("language", "de"));
  await region(page).getByRole("heading", { name: "Wie können wir helfen?" }).waitFor();
  assert.equal(await box.inputValue(), "lamp");
  await page.locator("help-nook").evaluate((one) => one.setAttribute("theme", "dark"));
  await page.locator('help-nook .helpnook[data-theme="dark"]').waitFor({ state: "attached" });
  await page.locator("help-nook").evaluate((one) => one.removeAttribute("theme"));
  await page.locator('help-nook .helpnook[data-theme="auto"]').waitFor({ state: "attached" });
  await page.locator("help-nook").evaluate((one, origin) => one.setAttribute("backend", origin), other.origin);
  await eventually(async () => (await box.inputValue().catch(() => "lamp")) === "", "it begins anew");
  assert.equal(heard.lines.filter((line) => line.startsWith("helpnook:")).length, 0);
  await page.locator("help-nook").evaluate((one) => one.setAttribute("theme", "pink"));
  await eventually(() => heard.lines.some((line) => line.includes('theme="pink"')), "a wrong value is told");
  assert.deepEqual(heard.errors, []);
});

test("the element and the script tag stand in one page without touching each other", async () => {
  const { page, heard } = await visit(`${element("inline")}${script()}${snippet(house.server.origin)}`);
  await region(page).getByRole("heading", { name: "Often read" }).waitFor();
  await launcher(page).click();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  await page.evaluate(() => window.helpnook("destroy"));
  assert.equal(await page.locator("help-nook").count(), 1);
  assert.ok(await region(page).isVisible());
  assert.deepEqual(heard.errors, []);
});

test("any element of the page opens the article it names, also one that comes later; with Ctrl a link stays a link", async () => {
  const links = `<a id="link" href="#elsewhere" data-helpnook-article="change-email">Change <b>it</b></a>
    <span id="plain" tabindex="0" data-helpnook-article="payment-methods">Pay</span>`;
  const { page, heard } = await visit(links + snippet(house.server.origin));
  await page.locator("help-nook").waitFor({ state: "attached" });
  const before = await page.locator("#link").evaluate((link) => link.outerHTML);
  await page.locator("#link b").click();
  const title = (name) => panel(page).getByRole("heading", { name });
  await title("How do I change my email address?").waitFor();
  assert.ok(!page.url().includes("#elsewhere"));
  await page.locator("#plain").press("Enter");
  await title("How can I pay?").waitFor();
  await page.evaluate(() => {
    const late = Object.assign(document.createElement("button"), { textContent: "Late" });
    late.dataset.helpnookArticle = "guest-order";
    document.querySelector("main").append(late);
  });
  await page.getByRole("button", { name: "Late" }).press("Enter");
  await title("Can I order without an account?").waitFor();
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    page.locator("#link").click({ modifiers: ["Control"] }),
  ]);
  assert.ok(tab.url().includes("#elsewhere") || tab.url() === "about:blank");
  assert.equal(await page.locator("#link").evaluate((link) => link.outerHTML), before, "nothing is added to it");
  assert.deepEqual(heard.errors, []);
});

test("an element in a shadow root of the page opens the article it names, by itself or by what is in it", async () => {
  const { page, heard } = await visit(`<shop-card></shop-card>${snippet(house.server.origin)}`);
  await page.locator("help-nook").waitFor({ state: "attached" });
  await page.evaluate(() => {
    const root = document.querySelector("shop-card").attachShadow({ mode: "open" });
    root.innerHTML = `<button data-helpnook-article="change-email"><b>Change it</b></button><i>Not named</i>`;
  });
  await page.getByText("Not named").click();
  await page.getByText("Change it").click();
  await panel(page).getByRole("heading", { name: "How do I change my email address?" }).waitFor();
  await panel(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Change it" }).press("Enter");
  await panel(page).getByRole("heading", { name: "How do I change my email address?" }).waitFor();
  assert.deepEqual(heard.errors, []);
});

test("when the panel closes the keyboard goes back to the element that opened it, else to the launcher", async () => {
  const opener = `<button id="why" data-helpnook-article="change-email">Why?</button>`;
  const { page } = await visit(opener + snippet(house.server.origin));
  const isAt = (id) => eventually(() => page.evaluate((id) => document.activeElement.id == id, id), `focus at ${id}`);
  // Before the widget is there, and after.
  for (let round = 0; round < 2; round += 1) {
    await page.locator("#why").press("Enter");
    await panel(page).getByRole("heading", { name: "How do I change my email address?" }).waitFor();
    await panel(page).getByRole("button", { name: "Close" }).click();
    await isAt("why");
  }
  await page.locator("#why").press("Enter");
  await panel(page).waitFor();
  await page.locator("#why").evaluate((button) => button.remove());
  await panel(page).getByRole("button", { name: "Close" }).click();
  const isAtLauncher = () => launcher(page).evaluate((button) => button.getRootNode().activeElement === button);
  await eventually(isAtLauncher, "focus at the launcher");
});

/** What the browser holds for a page, after it has tidied up; `glue` is the address of the widget's script. */
async function held(page, glue) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  await devtools.detach();
  // Started already, it gives what it has.
  const memory = await page.evaluate(async (glue) => {
    const started = await (await import(glue)).default();
    return Object.values(started).find((one) => one instanceof WebAssembly.Memory).buffer.byteLength;
  }, glue);
  return { nodes, jsEventListeners, memory };
}

test("a hundred times mounted, opened and taken out, nothing is left: nodes, listeners, memory", async () => {
  const { page, heard } = await visit(script());
  await page.evaluate(() => customElements.whenDefined("help-nook"));
  const mount = (rounds) =>
    page.evaluate(
      async ([rounds, backend]) => {
        for (let round = 0; round < rounds; round += 1) {
          const one = document.createElement("help-nook");
          one.setAttribute("backend", backend);
          if (round % 2) one.setAttribute("inline", "");
          const opened = new Promise((resolve) => one.addEventListener("helpnook-opened", resolve, { once: true }));
          document.body.append(one);
          one.open();
          await opened;
          // Not always before it is drawn.
          if (round % 3) await new Promise(requestAnimationFrame);
          one.remove();
          await undefined;
        }
      },
      [rounds, house.server.origin],
    );
  // As many before the first look: browsers free a removed panel's listeners, and the memory that these hold in the wasm,
  // when they collect garbage, so that the first hundred set the peak. Mounts that stay would double it.
  await mount(100);
  const glue = heard.requests.find(({ url }) => /\/assets\/helpnook-\w+\.js/.test(url)).url;
  const before = await held(page, glue);
  await mount(100);
  const settled = async () => {
    const now = await held(page, glue);
    // One panel (245 nodes, 100 listeners) may wait for the next collection; a hundred that stay are 24,500 nodes.
    const isFreed = now.nodes <= before.nodes + 260 && now.jsEventListeners <= before.jsEventListeners + 110;
    // Mounts that stay are some 10 MB; the peak of one may be higher than that of another.
    return isFreed && now.memory <= before.memory + 1_048_576;
  };
  await eventually(settled, `all is as before: ${JSON.stringify([before, await held(page, glue)])}`);
  assert.equal(await page.locator("help-nook").count(), 0);
  assert.deepEqual(heard.errors, []);
});

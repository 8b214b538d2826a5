// Pages that are not made for the widget: their styles stay outside, their limits are respected.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import {
  boundsOf,
  go,
  launcher,
  open,
  openHouse,
  openRequest,
  panel,
  search,
  searchBox,
  send,
  write,
} from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** The address of a page with these styles and the snippet. */
function styled(path, css) {
  const body = snippet(house.server.origin);
  return house.host.put(path, plainPage({ head: `<style>${css}</style>`, body }));
}

/** The computed style of every element in the widget: one line for each property. */
const looks = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("help-nook").shadowRoot;
    const lines = [];
    for (const element of root.querySelectorAll("*")) {
      const name = [];
      for (let at = element; at; at = at.parentElement) {
        const place = at.parentNode ? [...at.parentNode.children].indexOf(at) : 0;
        name.unshift(`${at.localName}.${at.getAttribute("class") ?? ""}:${place}`);
      }
      const style = getComputedStyle(element);
      for (const property of style) {
        if (!property.startsWith("--"))
          lines.push(`${name.join(">")} ${property}: ${style.getPropertyValue(property)}`);
      }
    }
    return lines;
  });

/** Looks of the closed launcher, then of home and of an article, at one address. */
async function everyLook(address) {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(address);
  await launcher(page).waitFor();
  const closed = await looks(page);
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const home = await looks(page);
  await go(page, "Write to us");
  await panel(page).getByLabel("E-mail").waitFor();
  const form = await looks(page);
  const found = await search(page, "how long does delivery take");
  await found.first().click();
  await panel(page).getByRole("article").getByRole("table").first().waitFor();
  const article = await looks(page);
  return { heard, looks: { closed, home, form, article } };
}

const LOUD = {
  "a page that unsets and hides everything": "body * { all: unset !important; display: none !important }",
  "a page that is sure of its own importance": `
    * { font: italic 700 40px/3 serif !important; letter-spacing: 1em !important; text-transform: uppercase !important;
        color: lime !important; background: purple !important; border: 5px dashed red !important; padding: 20px !important;
        margin: 20px !important; float: left !important; visibility: hidden !important; direction: rtl !important;
        opacity: 0.2 !important; transition: all 9s !important; box-sizing: content-box !important; cursor: wait !important }
    button, input, textarea, help-nook { width: 1px !important; position: static !important; filter: blur(9px) !important }`,
  "a page with huge letters and names of its own": `
    html { font-size: 300%; word-spacing: 1em; text-align: right; line-height: 3; quotes: none; hyphens: auto }
    :root { --accent: red; --surface: lime; --ink: lime; --line: lime; --radius: 99px; --link: red; --shadow: none }`,
};

test("no style of a page gets into the widget", async (t) => {
  const bare = await everyLook(house.shop);
  for (const [name, css] of Object.entries(LOUD)) {
    await t.test(name, async () => {
      const loud = await everyLook(styled(`/loud-${name.length}`, css));
      for (const [screen, lines] of Object.entries(bare.looks)) {
        const differing = loud.looks[screen].filter((line, at) => line !== lines[at]);
        assert.deepEqual(differing.slice(0, 8), [], `${screen}: ${differing.length} differing values`);
        assert.equal(loud.looks[screen].length, lines.length);
      }
      assert.deepEqual(loud.heard.errors, []);
    });
  }
});

test("launcher and panel are in sight on a long page whose body is transformed", async () => {
  const css = "body { transform: translateX(0); min-height: 3000px; margin: 0 }";
  const page = await house.browser.visitor({ viewport: { width: 1280, height: 800 } });
  await page.goto(styled("/transformed", css));
  await launcher(page).waitFor();
  const isInSight = (box) => box.y >= 0 && box.y + box.height <= 800 && box.x >= 0 && box.x + box.width <= 1280;
  const closed = await boundsOf(launcher(page));
  assert.ok(isInSight(closed), `the launcher is at ${JSON.stringify(closed)}`);
  await open(page);
  const opened = await boundsOf(panel(page));
  assert.ok(isInSight(opened), `the panel is at ${JSON.stringify(opened)}`);
});

const OFF = {
  "html is zoomed a little": "html { zoom: 1.25 }",
  "html is zoomed twice": "html { zoom: 2 }",
  "html is scaled": "html { transform: scale(1.2) } body { min-height: 3000px }",
  "html is a box of its own": "html { contain: paint } body { min-height: 3000px }",
  "html is transformed and short": "html { transform: translateX(0); height: 200px }",
};

test("R21: the panel's head and its search are in the window where the whole page is zoomed or transformed", async (t) => {
  for (const [name, css] of Object.entries(OFF)) {
    for (const mode of ["page", "frame"]) {
      await t.test(`${name}, ${mode}`, async () => {
        const page = await house.browser.visitor({ viewport: { width: 1280, height: 800 } });
        const body = snippet(house.server.origin, { "data-mode": mode });
        const address = house.host.put(`/off-${name.length}-${mode}`, plainPage({ head: `<style>${css}</style>`, body }));
        await page.goto(address);
        await page.evaluate(() => window.helpnook("open"));
        const place = mode == "frame" ? page.frameLocator("iframe") : page;
        await panel(place).getByRole("heading", { name: "Often read" }).waitFor();
        const whole = mode == "frame" ? page.locator("iframe") : panel(page);
        for (const part of [whole, launcher(page), panel(place).getByRole("button", { name: "Close" }), searchBox(place)]) {
          const { x, y, width, height } = await boundsOf(part);
          const box = JSON.stringify({ x, y, width, height });
          assert.ok(y >= 0 && y + height <= 801 && x >= 0 && x + width <= 1281, `${part} is at ${box}`);
        }
      });
    }
  }
});

test("the widget leaves no style in the page", async () => {
  const page = await house.browser.visitor();
  await page.goto(house.shop);
  const outside = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("body, main, main *")].map((e) =>
        [...getComputedStyle(e)].map((p) => getComputedStyle(e)[p]),
      ),
    );
  await launcher(page).waitFor();
  const before = await outside();
  const [nodes, sheets] = await page.evaluate(() => [
    document.querySelectorAll("*").length,
    document.styleSheets.length,
  ]);
  await open(page);
  await searchBox(page).fill("delivery");
  assert.deepEqual(await outside(), before);
  assert.deepEqual(
    await page.evaluate(() => [
      document.querySelectorAll("*").length,
      document.styleSheets.length,
      document.adoptedStyleSheets.length,
    ]),
    [nodes, sheets, 0],
  );
});

test("where the browser keeps nothing, a request still goes off, and nobody is told that anything is kept", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: deny });
    }
  });
  await page.goto(house.shop);
  await open(page);
  await write(page, { subject: "From a private window" });
  await panel(page)
    .getByText(/^This browser keeps nothing for us: what you write/)
    .waitFor();
  await page.route("**/v1/tickets", (route) => route.abort());
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByText(/^This browser keeps nothing for us: please leave this page open/).waitFor();
  await page.unroute("**/v1/tickets");
  await panel(page).getByRole("button", { name: "Try now" }).click();
  await panel(page).getByText(/^This browser keeps nothing for us: you will find our reply here only/).waitFor();
  await openRequest(page, "From a private window");
  assert.equal((await house.agent.about("From a private window")).length, 1);
  assert.deepEqual(heard.errors, ["Failed to load resource: net::ERR_FAILED"], "what was cut above");
});

test("a page with a strict content security policy needs no exception but the backend", async () => {
  const backend = house.server.origin;
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${backend} 'wasm-unsafe-eval'`,
    `connect-src ${backend}`,
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const content = plainPage({ body: snippet(backend, { "data-color": "#7a1fa2" }), style: "" });
  const address = house.host.put("/strict", content, { "Content-Security-Policy": policy });
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(address);
  await open(page);
  const found = await search(page, "how long does delivery take");
  await found.first().click();
  await panel(page).getByRole("article").getByRole("table").first().waitFor();
  await write(page, { subject: "Under a strict policy" });
  await send(page);
  await panel(page).getByRole("button", { name: "See my request" }).click();
  await panel(page).getByRole("heading", { name: "Under a strict policy" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(heard.errors, []);
});

test("an attribute that is misspelt is named once, with what is allowed; those of others are left alone", async () => {
  const origin = house.server.origin;
  const tag = snippet(origin, { "data-colour": "red", "data-positon": "left", "data-turbo-track": "reload", "data-nscript": "" });
  const element = `<script type="module" src="${origin}/element.js"></script>
    <help-nook inline backend="${origin}" colour="red" lang="en" class="box" style="display: block" title="Help"></help-nook>`;
  for (const [name, body, wrong, allowed] of [
    ["tag", tag, "data-colour, data-positon is not known", "data-backend, data-language, data-color, data-position"],
    ["element", element, "colour is not known", "backend, language, color, position"],
  ]) {
    const page = await house.browser.visitor();
    const heard = listen(page);
    await page.goto(house.host.put(`/misspelt-${name}`, plainPage({ body })));
    if (name == "tag") await open(page);
    await page.getByRole("heading", { name: "Often read" }).waitFor();
    assert.equal(heard.lines.length, 1, heard.lines.join("\n"));
    assert.ok(heard.lines[0].includes(wrong) && heard.lines[0].includes(allowed), heard.lines[0]);
  }
});

test("each attribute with a value that is not allowed is named once, with what is allowed, and the widget works", async () => {
  const bad = {
    "data-position": ["middle", "right, left"],
    "data-theme": ["blue", "auto, light, dark"],
    "data-color": ["nocolour", "a CSS colour"],
    "data-language": ["not a language", "a tag such as pt-BR"],
    "data-fallback": ["javascript:alert(1)", "a URL"],
    "data-backend": ["ftp://help.example", "a URL"],
  };
  const values = Object.fromEntries(Object.entries(bad).map(([name, [value]]) => [name, value]));
  const body = snippet(house.server.origin, values);
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.host.put("/bad-values", plainPage({ body })));
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const lines = heard.lines.filter((line) => /helpnook/i.test(line));
  assert.equal(lines.length, Object.keys(bad).length, lines.join("\n"));
  for (const [name, [value, allowed]] of Object.entries(bad)) {
    const about = lines.filter((line) => line.includes(`${name}=`));
    assert.equal(about.length, 1, `${name}: ${lines.join("\n")}`);
    assert.ok(about[0].includes(value) && about[0].includes(allowed), about[0]);
  }
  await write(page, { subject: "With bad values" });
  await send(page);
  assert.deepEqual(heard.errors, []);
});

// What a page or a network does to the loader: it works, or steps back to the hosted help page, and the page has no error.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, open, openHouse, panel, search, send, write } from "./support/house.mjs";
import { OVERRIDES, POLLUTED } from "./support/overrides.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const FAILED = "Help could not be loaded. Check your connection.";

/** What can go wrong with the widget's files. */
const FAULTS = {
  "the wasm cannot be had": [/\.wasm/, (route) => route.fulfill({ status: 404 })],
  "the wasm is corrupt": [
    /\.wasm/,
    (route) => route.fulfill({ contentType: "application/wasm", body: "\0asm and then nothing of use" }),
  ],
  "the wasm is a page": [/\.wasm/, (route) => route.fulfill({ contentType: "text/html", body: "<p>Not found" })],
  "the widget's script is a page": [
    /helpnook-[0-9a-f]+\.js/,
    (route) => route.fulfill({ contentType: "text/html", body: "<p>Not found" }),
  ],
  "the widget's script is corrupt": [
    /helpnook-[0-9a-f]+\.js/,
    (route) => route.fulfill({ contentType: "text/javascript", body: "export const = 1" }),
  ],
};

test("R27: where the widget's files are of no use the panel leads to the help page, and tries again", async (t) => {
  for (const [name, [address, answer]] of Object.entries(FAULTS)) {
    await t.test(name, async () => {
      const page = await house.browser.visitor();
      const heard = listen(page);
      // Not even a frame of the backend helps.
      await page.route(/frame\.html/, (route) => route.abort());
      await page.route(address, answer);
      await page.goto(house.shop);
      await open(page);
      await panel(page).getByText(FAILED).waitFor();
      const link = panel(page).getByRole("link", { name: "Open the help page" });
      assert.equal(await link.getAttribute("href"), `${house.server.origin}/help`);
      assert.deepEqual(
        heard.errors.filter((line) => !/Failed to load resource|MIME type/.test(line)),
        [],
      );
      await page.unroute(address);
      await panel(page).getByRole("button", { name: "Try again" }).click();
      await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
    });
  }
});

test("R27: a server that sends wasm under another type costs nothing but time", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.route(/\.wasm/, async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, headers: { ...reply.headers(), "content-type": "application/octet-stream" } });
  });
  await page.goto(house.shop);
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.deepEqual(heard.errors, []);
});

/** How the second stage fails to come. */
const STAGE_TWO = {
  blocked: (route) => route.abort(),
  "not found": (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "Not found" }),
  "a page": (route) => route.fulfill({ contentType: "text/html", body: "<p>Sign in to the hotel's network" }),
  // It never answers.
  silent: () => {},
};

test("R27: where the second stage does not come the launcher leads to the help page, by mouse and keyboard", async (t) => {
  house.host.put("/own-help", plainPage({ title: "Our own help" }));
  const body = snippet(house.server.origin, { "data-fallback": "/own-help" });
  const element = `<help-nook backend="${house.server.origin}" fallback="/own-help"></help-nook>
    <script type="module" src="${house.server.origin}/element.js"></script>`;
  const address = { tag: house.host.put("/no-panel", plainPage({ body })), element: house.host.put("/no-panel-element", plainPage({ body: element })) };
  for (const [name, answer] of Object.entries(STAGE_TWO)) {
    for (const kind of ["tag", "element"]) {
      await t.test(`${name}, ${kind}`, async () => {
        const page = await house.browser.visitor();
        const heard = listen(page);
        await page.route(/\/assets\/panel-/, answer);
        await page.goto(address[kind]);
        await launcher(page).click();
        const lost = page.getByRole("button", { name: "Help ↗" });
        await lost.waitFor();
        assert.equal(await page.locator("iframe").count(), 0);
        for (const go of [() => lost.click(), () => lost.press("Enter")]) {
          const [opened] = await Promise.all([page.waitForEvent("popup"), go()]);
          assert.equal(opened.url(), `${house.host.origin}/own-help`);
          await opened.close();
        }
        const ours = heard.errors.filter((line) => !/Failed to load resource|MIME type/.test(line));
        assert.deepEqual(ours, []);
      });
    }
  }
});

test("R27: a second stage that comes late takes the launcher back, with what was asked for meanwhile", async () => {
  const page = await house.browser.visitor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/\/assets\/panel-/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(house.shop);
  await launcher(page).click();
  await page.getByRole("button", { name: "Help ↗" }).waitFor();
  release();
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.equal(await launcher(page).textContent(), "Help");
});

const OLD = {
  "no shadow roots": () => delete Element.prototype.attachShadow,
  "no style sheets to adopt": () => (window.CSSStyleSheet = function () { throw new TypeError("Illegal constructor"); }),
};

test("R27: in an old browser the launcher leads to the help page", async (t) => {
  for (const [name, age] of Object.entries(OLD)) {
    await t.test(name, async () => {
      const page = await house.browser.visitor();
      const heard = listen(page);
      await page.addInitScript(age);
      await page.goto(house.shop);
      const lost = page.getByRole("button", { name: "Help ↗" });
      const [opened] = await Promise.all([page.waitForEvent("popup"), lost.click()]);
      assert.ok(opened.url().startsWith(`${house.server.origin}/help`), opened.url());
      assert.deepEqual([...heard.errors, ...heard.lines], []);
    });
  }
});

/** What browsers of some years ago lack, and the widget needs. */
const LACKING = {
  "Object.hasOwn": () => delete Object.hasOwn,
  "AbortSignal.timeout": () => delete AbortSignal.timeout,
};

test("R27: in a browser that is some years old the launcher leads to the help page once it is needed", async (t) => {
  for (const [name, age] of Object.entries(LACKING)) {
    for (const mode of ["page", "frame"]) {
      await t.test(`${name}, ${mode}`, async () => {
        const page = await house.browser.visitor();
        const heard = listen(page);
        await page.addInitScript(age);
        const body = snippet(house.server.origin, { "data-mode": mode });
        await page.goto(house.host.put("/years-old", plainPage({ body })));
        await launcher(page).click();
        const lost = page.getByRole("button", { name: "Help ↗" });
        const [opened] = await Promise.all([page.waitForEvent("popup"), lost.click()]);
        assert.ok(opened.url().startsWith(`${house.server.origin}/help`), opened.url());
        assert.deepEqual([...heard.errors, ...heard.lines], []);
      });
    }
  }
});

test("R27: where the first click fails the launcher leads to the help page", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, "activeElement", {
      get() {
        throw new TypeError("not here");
      },
    });
  });
  await page.goto(house.shop);
  await launcher(page).click();
  const lost = page.getByRole("button", { name: "Help ↗" });
  await lost.waitFor();
  const [opened] = await Promise.all([page.waitForEvent("popup"), lost.click()]);
  assert.ok(opened.url().startsWith(`${house.server.origin}/help`), opened.url());
  assert.deepEqual(heard.errors, []);
  assert.equal(heard.lines.length, 1, heard.lines.join("\n"));
});

test("R19: whatever a page has overridden, it works or says so in one line, and the page has no error", async (t) => {
  for (const [name, override] of Object.entries(OVERRIDES)) {
    await t.test(name, async () => {
      const page = await house.browser.visitor();
      const heard = listen(page);
      // The host page's, not the frame's.
      await page.addInitScript(`if (self == top) (${override})()`);
      await page.goto(house.shop);
      await page.getByRole("button", { name: /^Help/ }).click();
      const ways = [
        panel(page).getByRole("heading", { name: "Often read" }),
        page.frameLocator("iframe").getByRole("heading", { name: "Often read" }),
        panel(page).getByText(/^We cannot be reached just now/),
        panel(page).getByText(FAILED),
        page.getByRole("button", { name: "Help ↗" }),
      ];
      const isSeen = async () => (await Promise.all(ways.map((way) => way.first().isVisible()))).includes(true);
      await eventually(isSeen, "the widget, or a way on");
      assert.deepEqual(heard.errors, []);
      assert.ok(heard.lines.length <= 1, heard.lines.join("\n"));
    });
  }
});

test("R20: whoever writes to Object.prototype chooses nothing and is handed nothing", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript((names) => {
    window.handed = [];
    for (const name of names) {
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => "https://evil.example",
        set(value) {
          window.handed.push([name, String(value)]);
          Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  }, POLLUTED);
  await page.goto(house.shop);
  await open(page);
  const found = await search(page, "how long does delivery take");
  await found.first().waitFor();
  await write(page, { subject: "From a polluted page" });
  await send(page);
  assert.equal((await house.agent.about("From a polluted page")).length, 1);
  assert.deepEqual(heard.requests.filter(({ url }) => url.includes("evil")), []);
  const handed = await page.evaluate(() => window.handed);
  assert.deepEqual(handed.filter(([, value]) => /polluted page|eve@|key_|:\/\/127/.test(value)), []);
  assert.deepEqual(heard.errors, []);
});

// The loader: what a page pays before there is intent, the panel that is there at once, and how it comes and goes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { hold, listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, open, openHouse, panel, searchBox } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

test("one can type into the panel before the widget is there, and it takes over in the middle of a word", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const release = await hold(page, /\.wasm$/);
  await page.goto(house.shop);
  await launcher(page).click();
  await panel(page).waitFor();
  await page.keyboard.type("how long does delivry take", { delay: 5 });
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("ArrowLeft");
  release();
  // Typed while the widget comes: wherever the keys land, none is lost.
  for (const key of "eee") await page.keyboard.press(key);
  await panel(page).getByRole("option").first().waitFor();
  assert.equal(await panel(page).count(), 1);
  assert.equal(await searchBox(page).inputValue(), "how long does deliveeery take");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  assert.equal(await searchBox(page).inputValue(), "how long does delivery take");
  assert.deepEqual(heard.errors, []);
});

test("the panel that waits for the widget is closed by Escape, and opened again with the widget", async () => {
  const page = await house.browser.visitor();
  const release = await hold(page, /\.wasm$/);
  await page.goto(house.shop);
  await launcher(page).click();
  await panel(page).waitFor();
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "detached" });
  assert.equal(await launcher(page).evaluate((button) => button.getRootNode().activeElement == button), true);
  release();
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
});

test("a panel that is closed and opened anew while the widget is being drawn gets the widget", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const release = await hold(page, /text\/de.*\.json$/);
  await page.goto(house.host.put("/german", plainPage({ body: snippet(house.server.origin, { "data-language": "de" }) })));
  const words = page.waitForRequest(/text\/de.*\.json$/);
  await launcher(page).click();
  await words;
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "detached" });
  await launcher(page).click();
  await panel(page).waitFor();
  await page.keyboard.type("rechnung");
  release();
  await panel(page).getByRole("option").first().waitFor();
  assert.equal(await panel(page).count(), 1);
  assert.equal(await searchBox(page).inputValue(), "rechnung");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
  assert.deepEqual(heard.errors, []);
});

test("a page view moves nothing in the page and stores nothing", async () => {
  const page = await house.browser.visitor();
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({
      type: "layout-shift",
      buffered: true,
    });
  });
  await page.goto(house.shop);
  await launcher(page).waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.evaluate(() => window.shift), 0);
});

test("the launcher says what it is for in ten languages", async () => {
  const labels = { en: "Help", de: "Hilfe", fr: "Aide", es: "Ayuda", "pt-BR": "Ajuda", pl: "Pomoc" };
  Object.assign(labels, { ar: "مساعدة", he: "עזרה", ja: "ヘルプ", "zh-Hans": "帮助", sv: "Help" });
  const page = await house.browser.visitor();
  for (const [lang, label] of Object.entries(labels)) {
    await page.goto(house.host.put(`/in-${lang}`, plainPage({ lang, body: snippet(house.server.origin) })));
    await page.getByRole("button", { name: label, exact: true }).waitFor();
    assert.equal(
      await page.locator("help-nook").evaluate((host) => host.lang),
      label == "Help" ? "en" : lang,
    );
  }
});

test("the launcher changes its language with the widget, unless the page has named it", async (t) => {
  for (const mode of ["page", "frame"]) {
    await t.test(mode, async () => {
      const page = await house.browser.visitor();
      const at = (path, attributes) =>
        page.goto(house.host.put(path, plainPage({ body: snippet(house.server.origin, { "data-mode": mode, ...attributes }) })));
      await at(`/speaks-${mode}`, {});
      await page.evaluate(() => window.helpnook("open"));
      await panel(mode == "frame" ? page.frameLocator("iframe") : page).getByRole("heading", { name: "Often read" }).waitFor();
      for (const [lang, label] of [["ar", "مساعدة"], ["de-AT", "Hilfe"], ["en", "Help"]]) {
        await page.evaluate((language) => window.helpnook("set", { language }), lang);
        const own = page.getByRole("button", { name: label, exact: true, expanded: true });
        await own.waitFor();
        assert.equal(await own.evaluate((button) => button.getRootNode().host.lang), lang.slice(0, 2));
      }
      await page.evaluate(() => window.helpnook("set", { language: "not a language" }));
      await page.getByRole("button", { name: "Help", exact: true, expanded: true }).waitFor();
      await at(`/named-${mode}`, { "data-label": "Ask Eve" });
      await page.evaluate(() => {
        window.helpnook("set", { language: "de" });
        window.helpnook("open");
      });
      await panel(mode == "frame" ? page.frameLocator("iframe") : page).getByRole("heading", { name: "Oft gelesen" }).waitFor();
      await page.getByRole("button", { name: "Ask Eve", expanded: true }).waitFor();
    });
  }
});

test("calls made before the script are kept, a wrong one is named with what is allowed", async () => {
  const stub = `<script>
    window.helpnook = window.helpnook || function () { (helpnook.q = helpnook.q || []).push(arguments); };
    helpnook("opne"); helpnook("open", 7); helpnook("open");
  </script>`;
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.host.put("/queued", plainPage({ body: stub + snippet(house.server.origin) })));
  await panel(page).waitFor();
  const lines = heard.lines.filter((line) => line.startsWith("helpnook:"));
  assert.equal(lines.length, 2, lines.join("\n"));
  assert.match(lines[0], /opne.*allowed: open, close, toggle/);
  assert.match(lines[1], /open: argument 1 is of the type number; allowed: string/);
});

test("no call throws: a listener or an event of a wrong type costs one line, and the calls after it are heard", async (t) => {
  const stub = `<script>
    window.helpnook = window.helpnook || function () { (helpnook.q = helpnook.q || []).push(arguments); };
    helpnook("on", "opened", "x"); helpnook(Symbol("what")); helpnook("off", Symbol("when"), () => {}); helpnook("open");
  </script>`;
  for (const mode of ["page", "frame"]) {
    await t.test(mode, async () => {
      const page = await house.browser.visitor();
      const heard = listen(page);
      const body = stub + snippet(house.server.origin, { "data-mode": mode });
      await page.goto(house.host.put(`/wrong-${mode}`, plainPage({ body })));
      await panel(mode == "frame" ? page.frameLocator("iframe") : page).waitFor();
      const calls = () => {
        window.helpnook("on", "opened", 5);
        window.helpnook("off", "opened", "y");
        window.helpnook("set", Object.assign(Object.create(null), { theme: "dark" }));
      };
      await page.evaluate(calls);
      await eventually(() => heard.lines.length >= 5, "a line for each");
      const expected = [
        /on: argument 2 is of the type string; allowed: function, object/,
        /method=.* is not allowed; allowed: open, close, toggle/,
        /off: argument 1 is of the type (symbol|nothing); allowed: string/,
        /on: argument 2 is of the type number; allowed: function, object/,
        /off: argument 2 is of the type string; allowed: function, object/,
      ];
      assert.equal(heard.lines.length, expected.length, heard.lines.join("\n"));
      expected.forEach((line, at) => assert.match(heard.lines[at], line));
      assert.deepEqual(heard.errors, []);
    });
  }
});

test("R26: a script that is there twice makes one widget", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const body = snippet(house.server.origin).repeat(3);
  await page.goto(house.host.put("/thrice", plainPage({ body })));
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.equal(await page.locator("help-nook").count(), 1);
  assert.deepEqual(heard.errors, []);
});

test("R26: a page that swaps its body, or sweeps everything away, keeps one widget", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.shop);
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  const swap = (sweeps) =>
    page.evaluate(
      async ([src, sweeps]) => {
        const body = document.createElement("body");
        body.append(Object.assign(document.createElement("h1"), { textContent: "Another page" }));
        document.body.replaceWith(body);
        if (sweeps) document.querySelector("help-nook").remove();
        const script = Object.assign(document.createElement("script"), { src });
        const ready = new Promise((resolve) => (script.onload = resolve));
        body.append(script);
        await ready;
      },
      [`${house.server.origin}/embed.js`, sweeps],
    );
  await swap(false);
  assert.equal(await panel(page).isVisible(), true);
  await swap(true);
  assert.equal(await page.locator("help-nook").count(), 1);
  await panel(page).waitFor();
  assert.deepEqual(heard.errors, []);
});

test("R26: taken out and put back a hundred times, nothing is left over", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.shop);
  const rounds = (count) =>
    page.evaluate(
      async ([src, count]) => {
        for (let at = 0; at < count; at += 1) {
          window.helpnook("destroy");
          const script = Object.assign(document.createElement("script"), { src });
          const ready = new Promise((resolve) => (script.onload = resolve));
          document.body.append(script);
          await ready;
          const opened = new Promise((resolve) =>
            document.addEventListener("helpnook-opened", resolve, { once: true }),
          );
          window.helpnook("open");
          await opened;
          script.remove();
        }
        window.helpnook("destroy");
      },
      [`${house.server.origin}/embed.js`, count],
    );
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const counts = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await launcher(page).waitFor();
  await rounds(10);
  const before = await counts();
  await rounds(100);
  assert.equal(await page.locator("help-nook").count(), 0);
  // Calls that are given up and looks for news that nobody wants any more end by themselves, within seconds.
  const isBack = async () => {
    const now = await counts();
    const grown = (name) => now[name] - before[name];
    return grown("JSHeapUsedSize") < 1e6 && grown("Nodes") < 200 && grown("JSEventListeners") < 100;
  };
  await eventually(isBack, "memory, nodes and listeners as before", 60_000);
  assert.deepEqual(heard.errors, []);
});

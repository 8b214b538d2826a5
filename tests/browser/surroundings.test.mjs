// Where a host page may be: in a sandbox, in a frame of another site, without storage, in the back/forward cache.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen, wary } from "./support/browser.mjs";
import { page as plainPage, snippet, startHostSite } from "./support/host_site.mjs";
import { launcher, openHouse, openRequest, panel, search, searchBox, send, wayOut, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse({ keepsPages: true })));
after(() => house?.end());

async function use(place, subject) {
  await launcher(place).click();
  const found = await search(place, "how long does delivery take");
  await found.first().click();
  await place.getByRole("article").getByRole("table").first().waitFor();
  await write(place, { subject });
  await send(place);
  assert.equal((await house.agent.about(subject)).length, 1);
}

/** A page with a sandboxed frame, in which a page has the widget in this mode. */
async function sandboxed(mode) {
  const body = snippet(house.server.origin, { "data-mode": mode });
  const inner = house.host.put(`/sandboxed-${mode}`, plainPage({ body }));
  const sandbox = `<iframe id="box" sandbox="allow-scripts allow-forms allow-popups" src="${inner}"
    style="width: 100%; height: 700px"></iframe>`;
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(house.host.put(`/around-${mode}`, plainPage({ body: sandbox })));
  return { page, heard, box: page.frameLocator("#box") };
}

test("R23: in a sandbox without an origin articles are read and a request is sent", async () => {
  const { heard, box } = await sandboxed("page");
  await use(box, "From a sandbox");
  assert.deepEqual(heard.errors, []);
});

test("R23: a frame within a sandbox could not be told from others: the launcher leads to the help page", async () => {
  const { page, heard, box } = await sandboxed("frame");
  await launcher(box).click();
  const lost = wayOut(box);
  await lost.waitFor();
  const [opened] = await Promise.all([page.waitForEvent("popup"), lost.click()]);
  assert.ok(opened.url().startsWith(`${house.server.origin}/help`), opened.url());
  assert.deepEqual(heard.errors, []);
});

for (const mode of ["page", "frame"])
  test(`R23: in a page that stands in another site's frame articles are read and a request is sent: ${mode}`, async (t) => {
    const other = await startHostSite("127.0.0.1");
    t.after(() => other.end());
    const body = snippet(house.server.origin, { "data-mode": mode });
    const inner = house.host.put(`/framed-by-another-${mode}`, plainPage({ body }));
    const around = plainPage({ body: `<iframe id="box" src="${inner}" style="width: 100%; height: 700px"></iframe>` });
    const page = await house.browser.visitor();
    const heard = listen(page);
    await page.goto(other.put("/around", around));
    const box = page.frameLocator("#box");
    await launcher(box).click();
    const place = mode == "frame" ? box.frameLocator("iframe") : box;
    await (await search(place, "how long does delivery take")).first().click();
    await place.getByRole("article").getByRole("table").first().waitFor();
    await write(place, { subject: `In another site's frame, ${mode}` });
    await send(place);
    assert.equal((await house.agent.about(`In another site's frame, ${mode}`)).length, 1);
    assert.deepEqual(heard.errors, []);
  });

test("R23: where storage is denied the widget works in a frame, without a word in the console", async () => {
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
  const body = snippet(house.server.origin, { "data-mode": "frame" });
  await page.goto(house.host.put("/no-storage", plainPage({ body })));
  await launcher(page).click();
  const place = page.frameLocator("iframe");
  await write(place, { subject: "Nothing is kept" });
  await send(place);
  assert.deepEqual(heard.errors, []);
  assert.deepEqual(heard.lines, []);
});

test("R23: where the browser itself denies frames of other sites their storage articles are read and a request is sent", async (t) => {
  const { page, close } = await wary();
  t.after(close);
  const heard = listen(page);
  await page.goto(house.host.put("/wary", plainPage({ body: snippet(house.server.origin, { "data-mode": "frame" }) })));
  await launcher(page).click();
  const place = page.frameLocator("iframe");
  await (await search(place, "how long does delivery take")).first().click();
  await place.getByRole("article").getByRole("table").first().waitFor();
  const denied = await page.frame({ url: /frame\.html/ }).evaluate(() => {
    try {
      return String(localStorage.length);
    } catch ({ name }) {
      return name;
    }
  });
  assert.equal(denied, "SecurityError", "else this shows nothing");
  await write(place, { subject: "Where nothing is kept for frames" });
  await send(place);
  assert.equal((await house.agent.about("Where nothing is kept for frames")).length, 1);
  assert.deepEqual(heard.errors, []);
});

test("the frame says what happens, takes calls of its host alone, and gives the keyboard back", async () => {
  const page = await house.browser.visitor();
  const body = snippet(house.server.origin, { "data-mode": "frame" });
  await page.goto(house.host.put("/frame-talk", plainPage({ body })));
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ["opened", "closed", "ticket-created"])
      document.addEventListener(`helpnook-${name}`, ({ detail }) => window.heard.push([name, detail]));
    window.helpnook("open");
  });
  const frame = page.locator("iframe");
  await frame.waitFor();
  const place = page.frameLocator("iframe");
  await place.getByRole("heading", { name: "Often read" }).waitFor();
  await page.keyboard.type("delivery");
  await place.getByRole("option").first().waitFor();
  // Neither another window's message nor one without the nonce counts.
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("help-nook").shadowRoot.querySelector("iframe");
    for (const said of [[0, "close"], ["", "close"], null, { method: "close" }, [undefined, "destroy"]])
      contentWindow.postMessage(said, "*");
    window.postMessage([0, "closed", null, false], "*");
  });
  await write(place, { subject: "By the frame" });
  await send(place);
  assert.equal(await frame.isVisible(), true);
  await page.keyboard.press("Escape");
  await frame.waitFor({ state: "hidden" });
  const focused = () => document.querySelector("help-nook").shadowRoot.activeElement?.className;
  assert.equal(await page.evaluate(focused), await launcher(page).evaluate((button) => button.className));
  const names = (await page.evaluate(() => window.heard)).map(([name]) => name);
  assert.deepEqual(names, ["opened", "ticket-created", "closed"]);
});

for (const mode of ["page", "frame"])
  test(`R18: a page with the widget open comes back from the back/forward cache as it was: ${mode}`, async () => {
    const page = await house.browser.visitor();
    const path = `/kept-${mode}`;
    await page.goto(house.host.put(path, plainPage({ body: snippet(house.server.origin, { "data-mode": mode }) })));
    await launcher(page).click();
    const place = mode == "frame" ? page.frameLocator("iframe") : page;
    await place.getByRole("heading", { name: "Often read" }).waitFor();
    await page.keyboard.type("delivery");
    await place.getByRole("option").first().waitFor();
    await page.evaluate(() => {
      window.mark = "the same page";
      addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted));
    });
    await page.goto(house.host.put("/elsewhere", plainPage({ title: "Elsewhere" })));
    // What comes back from the cache is no navigation that could be waited for.
    await page.evaluate(() => void setTimeout(() => history.back())).catch(() => {});
    const isBack = (path) => !!window.persisted || location.pathname == path;
    await eventually(() => page.evaluate(isBack, path).catch(() => false), "the page before");
    const [navigation] = await page.evaluate(() => performance.getEntriesByType("navigation").map((one) => one.toJSON()));
    const why = JSON.stringify(navigation.notRestoredReasons);
    assert.equal(await page.evaluate(() => window.mark), "the same page", why);
    assert.equal(await page.evaluate(() => window.persisted), true);
    if (mode == "page") {
      assert.equal(await panel(page).isVisible(), true);
      assert.equal(await searchBox(page).inputValue(), "delivery");
      return;
    }
    // What is in a frame that came back is out of this tool's reach: the frame itself is asked.
    assert.equal(await page.locator("iframe").isVisible(), true);
    const explained = await page.evaluate(() => {
      const answer = new Promise((resolve) => window.helpnook("on", "explained", ({ detail }) => resolve(detail)));
      window.helpnook("explain");
      return answer;
    });
    assert.equal(explained.open, true);
    assert.equal(explained.mode, "frame");
  });

test("R18: a page that stands still in the middle of the form goes on where it was, and gets what came meanwhile", async () => {
  const page = await house.customer();
  const heard = listen(page);
  await write(page, { subject: "Before it stood still" });
  await send(page);
  await write(page, { subject: "Written across a sleep" });
  const browser = await page.context().newCDPSession(page);
  await browser.send("Debugger.enable");
  const stands = new Promise((resolve) => browser.once("Debugger.paused", resolve));
  await browser.send("Debugger.pause");
  const woken = page.evaluate(() => document.title);
  await stands;
  const [ticket] = await house.agent.about("Before it stood still");
  await house.agent.reply(ticket.id, "An answer to a sleeping page.");
  await browser.send("Debugger.resume");
  await woken;
  await browser.send("Debugger.disable");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Written across a sleep");
  await send(page);
  assert.equal((await house.agent.about("Written across a sleep")).length, 1);
  await openRequest(page, "Before it stood still");
  await panel(page).getByText("An answer to a sleeping page.").waitFor();
  assert.deepEqual(heard.errors, []);
});

// Other languages, other directions, other sizes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { page as plainPage, snippet } from "./support/host_site.mjs";
import {
  boundsOf,
  go,
  launcher,
  open,
  openHouse,
  openRequest,
  panel,
  rate,
  rating,
  search,
  searchBox,
  send,
  write,
} from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** What does not fit: the panel's scrolling parts that scroll sideways, and controls that stick out of the window. */
const misfits = (page) =>
  panel(page).evaluate((dialog) => {
    const faults = [];
    const name = (node) => `${node.localName}.${node.className} "${(node.innerText ?? "").slice(0, 30)}"`;
    const sees = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".visually-hidden, svg");
    const frame = dialog.getBoundingClientRect();
    if (frame.left < 0 || frame.right > innerWidth || frame.top < 0 || frame.bottom > innerHeight) {
      faults.push(`the panel is at ${JSON.stringify(frame)}`);
    }
    for (const node of dialog.querySelectorAll("*")) {
      if (!sees(node)) continue;
      const overflow = getComputedStyle(node).overflowX;
      if (
        node.scrollWidth > node.clientWidth + 1 &&
        /auto|scroll/.test(overflow) &&
        !node.matches(".prose__wide, textarea")
      ) {
        faults.push(`scrolls sideways: ${name(node)}`);
      }
      const box = node.getBoundingClientRect();
      if (node.matches("button, input, textarea, select, [role=option]") && !node.closest(".prose__wide")) {
        if (box.left < frame.left - 1 || box.right > frame.right + 1) faults.push(`sticks out: ${name(node)}`);
        if (node.matches("button") && node.scrollWidth > node.clientWidth + 1)
          faults.push(`words are cut: ${name(node)}`);
      }
    }
    return faults;
  });

/** Goes through the screens of a customer and looks at each. */
async function walk(t, page, subject) {
  const check = (name) => t.test(name, async () => assert.deepEqual(await misfits(page), []));
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  await check("home");
  const found = await search(page, "how long does delivery take");
  await found.first().waitFor();
  await check("results");
  await found.first().click();
  await panel(page).getByRole("article").getByRole("table").first().waitFor();
  await check("an article with a table");
  await go(page, "Write to us");
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByText("Say in a few words what it is about.").waitFor();
  await check("a form with errors");
  await write(page, {
    subject,
    message: `${"Donaudampfschifffahrtsgesellschaft".repeat(8)}\nhttps://example.com/${"a".repeat(200)}`,
  });
  await check("a filled form");
  await send(page);
  await check("a request that was sent");
  await go(page, "My requests");
  await panel(page).getByRole("button", { name: subject }).waitFor();
  await check("the list of requests");
  await openRequest(page, subject);
  await check("a request");
  await panel(page).getByRole("button", { name: "This is solved" }).click();
  await rating(page).waitFor();
  await rate(page, "Satisfied");
  await rating(page).getByLabel("What made the difference?").waitFor();
  await check("a rating");
  assert.equal((await house.agent.about(subject)).length, 1);
}

test("a German page gets German words and German articles", async () => {
  const address = house.host.put(
    "/laden",
    plainPage({ lang: "de", title: "Ein kleiner Laden", body: snippet(house.server.origin) }),
  );
  const page = await house.browser.visitor({ locale: "en-GB" });
  await page.goto(address);
  await page.getByRole("button", { name: "Hilfe", expanded: false }).click();
  const dialog = page.getByRole("dialog", { name: "Hilfe" });
  await dialog.getByRole("heading", { name: "Wie können wir helfen?" }).waitFor();
  assert.match(await dialog.getAttribute("lang"), /^de/);
  await dialog.getByRole("heading", { name: "Oft gelesen" }).waitFor();
  await searchBox(page).fill("Wann bekomme ich mein Geld zurück?");
  await dialog
    .getByRole("status")
    .getByText(/Hilfeartikel gefunden$/)
    .waitFor();
  await dialog.getByRole("option").first().click();
  const article = dialog.getByRole("article");
  await article.waitFor();
  assert.equal(await article.getAttribute("lang"), "de");
  assert.match(await article.textContent(), /Rückgabe|Erstattung/);
  await dialog.getByRole("button", { name: "Schreiben", exact: true }).click();
  await dialog.getByRole("button", { name: "Anfrage senden" }).click();
  await dialog.getByText("Sagen Sie in wenigen Worten, worum es geht.").waitFor();
  await dialog.getByLabel("Betreff").fill("Eine Frage");
  await dialog.getByRole("textbox", { name: "Wie können wir helfen?" }).fill("Wann?");
  await dialog.getByLabel("E-Mail").fill("eva@example.com");
  await dialog.getByRole("button", { name: "Anfrage senden" }).click();
  await dialog.getByRole("heading", { name: "Wir haben Ihre Anfrage" }).waitFor();
});

test("the snippet's language wins over the page's and the browser's", async () => {
  const body = snippet(house.server.origin, { "data-language": "de-AT" });
  const page = await house.browser.visitor();
  await page.goto(house.host.put("/de-at", plainPage({ lang: "en", body })));
  await page.getByRole("button", { name: "Hilfe", expanded: false }).click();
  const dialog = page.getByRole("dialog", { name: "Hilfe" });
  await dialog.getByRole("heading", { name: "Oft gelesen" }).waitFor();
  assert.equal(await dialog.getAttribute("lang"), "de-AT");
});

test("a language without a translation gets English words that say so", async () => {
  const address = house.host.put("/sr", plainPage({ lang: "sr", body: snippet(house.server.origin) }));
  const page = await house.browser.visitor({ locale: "sr-RS" });
  await page.goto(address);
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  assert.equal(await panel(page).getAttribute("lang"), "en");
  assert.equal(await page.locator("help-nook").getAttribute("lang"), "en");
});

test("a page that reads from right to left keeps the layout whole at 360 px", async (t) => {
  const body = snippet(house.server.origin);
  const address = house.host.put("/rtl", plainPage({ lang: "fa", dir: "rtl", title: "فروشگاه کوچک", body }));
  const page = await house.browser.visitor({ viewport: { width: 360, height: 740 } });
  await page.goto(address);
  await launcher(page).waitFor();
  const box = await boundsOf(launcher(page));
  assert.ok(box.x < 180, "the launcher is at the end of the reading direction");
  await open(page);
  await walk(t, page, "سؤال عن الخيمة");
});

test("at 400 % zoom nothing is cut off and a request goes off", async (t) => {
  const page = await house.customer({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await walk(t, page, "Zoomed in");
});

test("on a phone every screen fits its width", async (t) => {
  const page = await house.customer({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const box = await boundsOf(panel(page));
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 360, 740], "the panel is the whole screen");
  await walk(t, page, `A subject of ${"many ".repeat(35)}words`);
});

test("the site's own words take the place of ours; a file that is too large is named in the console and left out", async () => {
  const page = await house.browser.visitor();
  const lines = [];
  page.on("console", (line) => lines.push(line.text()));
  const words = (extra) => JSON.stringify({ en: { HomeTitle: "Ask Ada" }, extra });
  const at = (name, extra) => {
    house.host.put(`/${name}.json`, words(extra), { "Content-Type": "application/json" });
    const attributes = { "data-text": `/${name}.json` };
    return house.host.put(`/with-${name}`, plainPage({ body: snippet(house.server.origin, attributes) }));
  };
  await page.goto(at("own", ""));
  await open(page);
  await panel(page).getByRole("heading", { name: "Ask Ada" }).waitFor();
  assert.deepEqual(lines, []);
  await page.goto(at("large", "x".repeat(256_000)));
  await open(page);
  await panel(page).getByRole("heading", { name: "Often read" }).waitFor();
  await panel(page).getByRole("heading", { name: "How can we help?" }).waitFor();
  assert.equal(lines.length, 1, lines.join("\n"));
  assert.match(lines[0], /^helpnook: text=".*\/large\.json" is not used: .* larger than 256 kB\.$/);
});

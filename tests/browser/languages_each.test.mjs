// The widget in each language: what is loaded, how it is written, which way it runs; and who only writes with an
// input method.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { boundsOf, openHouse } from "./support/house.mjs";
import { faultsOf } from "./support/look_through.mjs";
import { english, translations } from "./support/words.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const TEXTS = translations();

/** A customer of a page in this language, the panel open; `texts` are the requests for files of texts. */
async function reader(language, options = {}) {
  const body = snippet(house.server.origin, { "data-language": language });
  const address = house.host.put(`/in-${language}`, plainPage({ lang: language, body }));
  const page = await house.browser.visitor(options);
  const heard = listen(page);
  const answers = [];
  page.on("response", (response) => response.url().includes("/text/") && answers.push(response));
  await page.goto(address);
  await page.locator("help-nook button").first().click();
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return { page, panel, heard, answers };
}

for (const [language, texts] of TEXTS) {
  test(`${language}: its words, by one request that is kept for good`, async () => {
    const { panel, heard, answers } = await reader(language);
    await panel.getByText(texts.Popular, { exact: true }).waitFor();
    await panel.getByRole("button", { name: texts.BarRequests, exact: true }).waitFor();
    assert.equal(answers.length, 1, answers.map((answer) => answer.url()).join(" "));
    assert.match(new URL(answers[0].url()).pathname, new RegExp(`^/assets/text/${language}-[0-9a-f]{16}\\.json$`));
    assert.match(answers[0].headers()["cache-control"], /immutable/);
    assert.equal(await panel.getAttribute("lang"), language);
    const { direction } = await panel.evaluate((element) => getComputedStyle(element));
    assert.equal(direction, ["ar", "he"].includes(language) ? "rtl" : "ltr");
    assert.deepEqual(heard.errors, []);
  });
}

for (const [language, texts] of TEXTS) {
  test(`${language}: fits a phone of 320 pixels`, async (t) => {
    const { page, panel } = await reader(language, { viewport: { width: 320, height: 640 } });
    const tab = (key) => panel.getByRole("navigation").getByRole("button", { name: texts[key] }).click();
    const look = (name) => t.test(name, async () => assert.deepEqual((await faultsOf(page)).clipped, []));
    await panel.getByText(texts.Popular, { exact: true }).waitFor();
    await look("home");
    await tab("BarRequests");
    await panel.getByText(texts.NoRequests, { exact: true }).waitFor();
    await look("no requests");
    await tab("BarWrite");
    await panel.getByRole("button", { name: texts.SendRequest }).click();
    await panel.getByText(texts.SubjectMissing, { exact: true }).waitFor();
    await look("a form with faults");
  });
}

test("a language of another region or name takes the nearest; one that there is no file for asks for none", async (t) => {
  const cases = [
    { wanted: "de-AT", words: "de", lang: "de-AT" },
    { wanted: "pt-PT", words: "pt-BR", lang: "pt-BR" },
    { wanted: "zh-CN", words: "zh-Hans", lang: "zh-CN" },
    { wanted: "iw", words: "he", lang: "he" },
    { wanted: "zh-TW", words: "en", lang: "en" },
    { wanted: "sr", words: "en", lang: "en" },
    { wanted: "en-GB", words: "en", lang: "en-GB" },
  ];
  for (const { wanted, words, lang } of cases) {
    await t.test(wanted, async () => {
      const { panel, answers } = await reader(wanted);
      const popular = words === "en" ? english().get("Popular") : TEXTS.get(words).Popular;
      await panel.getByText(popular, { exact: true }).waitFor();
      assert.equal(await panel.getAttribute("lang"), lang);
      assert.equal(answers.length, words === "en" ? 0 : 1);
    });
  }
});

test("a widget of another version finds the words under their plain name", async () => {
  const page = await house.browser.visitor();
  await page.route("**/assets/text/**", (route) =>
    route.fulfill({ status: 404, body: "", headers: { "Access-Control-Allow-Origin": "*" } }),
  );
  const body = snippet(house.server.origin, { "data-language": "fr" });
  await page.goto(house.host.put("/other-version", plainPage({ lang: "fr", body })));
  await page.locator("help-nook button").first().click();
  await page.getByRole("dialog").getByText(TEXTS.get("fr").Popular, { exact: true }).waitFor();
});

test("times, numbers and sizes are written as the language writes them", async () => {
  const fr = TEXTS.get("fr");
  const { panel } = await reader("fr");
  await panel.getByRole("navigation").getByRole("button", { name: fr.BarWrite }).click();
  await panel.getByRole("textbox", { name: fr.Subject }).fill("Une lampe");
  await panel.getByRole("textbox", { name: fr.Message }).fill("La lampe clignote.");
  await panel.getByRole("textbox", { name: fr.Email }).fill("eve@example.com");
  const picker = panel.locator("input[type=file]");
  await picker.setInputFiles({ name: "film.png", mimeType: "image/png", buffer: Buffer.alloc(11 * 1_048_576) });
  await panel.getByRole("listitem").filter({ hasText: /10\sMo\sau maximum/ }).waitFor();
  await panel.locator(".file__remove").click();
  await picker.setInputFiles({ name: "photo.txt", mimeType: "text/plain", buffer: Buffer.alloc(3_500, "a") });
  await panel.getByRole("listitem").getByText("photo.txt", { exact: true }).waitFor();
  await panel.getByRole("button", { name: fr.SendRequest }).click();
  await panel.getByRole("button", { name: fr.SeeRequest }).click();
  await panel.getByRole("button", { name: /photo\.txt 3\sko/ }).waitFor();
  assert.match(await panel.locator(".message time").first().textContent(), /maintenant|il y a/);
});

test("Arabic digits, where the region writes them", async () => {
  const { panel } = await reader("ar-EG");
  await panel.locator(".chip").first().waitFor();
  assert.match(await panel.locator(".chip__count").first().textContent(), /^[٠-٩]+$/);
});

test("right to left is mirrored", async () => {
  const place = async (language) => {
    const { panel } = await reader(language, { viewport: { width: 1100, height: 760 } });
    await panel.locator(".chip").first().waitFor();
    const box = await boundsOf(panel);
    const middle = async (selector) => {
      const part = await boundsOf(panel.locator(selector).first());
      return (part.x + part.width / 2 - box.x) / box.width;
    };
    // Where the words of a title begin or end, not its box: an English title too stands on the side of the panel's words.
    const title = await panel.locator(".link__title").first().evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const [words, room] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      return { left: words.left - room.left, right: room.right - words.right };
    });
    return { title, close: await middle(".panel__close"), name: await middle(".panel__titles"), tab: await middle(".bar__tab") };
  };
  const [ltr, rtl] = [await place("de"), await place("ar")];
  assert.ok(ltr.close > 0.8 && rtl.close < 0.2, JSON.stringify({ ltr, rtl }));
  assert.ok(ltr.title.left < 2 && rtl.title.right < 2, JSON.stringify({ ltr, rtl }));
  assert.ok(ltr.tab < 0.4 && rtl.tab > 0.6, JSON.stringify({ ltr, rtl }));
});

test("an article in another language than the panel says so", async () => {
  const ja = TEXTS.get("ja");
  const { panel } = await reader("ja");
  await panel.getByText(ja.Popular, { exact: true }).waitFor();
  await panel.locator(".link").first().click();
  const article = panel.getByRole("article");
  await article.waitFor();
  assert.equal(await panel.getAttribute("lang"), "ja");
  assert.equal(await article.getAttribute("lang"), "en");
});

test("in Hebrew an English article runs from left to right, and the panel around it does not", async () => {
  const { panel } = await reader("he");
  await panel.locator(".link").first().click();
  const article = panel.getByRole("article");
  await article.waitFor();
  const direction = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
  assert.deepEqual([await direction(panel), await direction(article)], ["rtl", "ltr"]);
});

test("a name with marks that turn text around turns nothing else", async () => {
  const { panel } = await reader("en");
  await panel.getByRole("navigation").getByRole("button", { name: "Write to us" }).click();
  // Which types are taken is known once the backend has answered.
  await panel.locator(".panel__name").filter({ hasText: /./ }).waitFor();
  const name = "offer\u202Egnp.exe";
  await panel.locator("input[type=file]").setInputFiles({ name, mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
  const line = panel.getByRole("listitem").locator(".file__name");
  await line.waitFor();
  assert.equal(await line.evaluate((element) => /[\u202A-\u202E]/.test(element.textContent)), false);
  assert.match(await line.textContent(), /^offergnp\.exe is of a type/);
});

test("Enter while an input method composes opens no article and sends nothing", async () => {
  const { page, panel } = await reader("ja");
  const box = panel.getByRole("combobox");
  await box.fill("how long does delivery take");
  await panel.getByRole("option").first().waitFor();
  const press = (init) =>
    box.evaluate((element, init) => {
      const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, composed: true, ...init });
      return element.dispatchEvent(event);
    }, init);
  // The browser's own way, and Safari's: it ends the composition before the Enter that ended it.
  assert.equal(await press({ key: "Enter", isComposing: true }), true);
  assert.equal(await press({ key: "Enter", keyCode: 229 }), true);
  assert.equal(await press({ key: "Escape", isComposing: true }), true);
  assert.equal(await panel.getByRole("article").count(), 0);
  assert.equal(await box.inputValue(), "how long does delivery take");
  const session = await page.context().newCDPSession(page);
  await box.fill("");
  await session.send("Input.imeSetComposition", { text: "はいたつ", selectionStart: 4, selectionEnd: 4 });
  assert.equal(await box.inputValue(), "はいたつ");
  await session.send("Input.insertText", { text: "配達" });
  assert.equal(await box.inputValue(), "配達");
  assert.equal(await box.getAttribute("aria-activedescendant"), null);
  assert.equal(await panel.isVisible(), true);
});

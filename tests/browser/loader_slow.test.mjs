// A network that is slow, or never answers: the way to the hosted help page is there within a second, and nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { hold, listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, openHouse, panel, searchBox } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** Files that are on their way for good, as far as a customer can tell. */
const SILENT = { "the wasm": /\.wasm/, "the widget's script": /helpnook-[0-9a-f]+\.js/ };

test("R27: where the widget's files do not answer the help page is offered calmly, and they may still come", async (t) => {
  for (const mode of ["page", "frame"]) {
    for (const [name, address] of Object.entries(SILENT)) {
      await t.test(`${name}, ${mode}`, async () => {
        const page = await house.browser.visitor();
        const heard = listen(page);
        const release = await hold(page, address);
        await page.goto(house.host.put("/silent", plainPage({ body: snippet(house.server.origin, { "data-mode": mode }) })));
        await launcher(page).click();
        const place = mode == "frame" ? page.frameLocator("iframe") : page;
        await panel(place).waitFor();
        await page.keyboard.type("delivery");
        const link = panel(place).getByRole("status").getByRole("link", { name: "Open the help page" });
        await link.waitFor();
        assert.equal(await link.getAttribute("href"), `${house.server.origin}/help`);
        assert.equal(await panel(place).getByText(/could not be loaded/).count(), 0);
        // The keyboard goes along from whatever the waiting panel has.
        await link.focus();
        release();
        await panel(place).getByRole("option").first().waitFor();
        assert.equal(await searchBox(place).inputValue(), "delivery");
        assert.equal(await searchBox(place).evaluate((box) => box.getRootNode().activeElement == box), true);
        assert.equal(await link.count(), 0);
        assert.deepEqual([...heard.errors, ...heard.lines], []);
      });
    }
  }
});

test("R27: a box whose widget does not answer has a link until it does", async () => {
  const page = await house.browser.visitor();
  const release = await hold(page, /\.wasm/);
  const body = `<script type="module" src="${house.server.origin}/element.js"></script>
    <help-nook inline backend="${house.server.origin}"></help-nook>`;
  await page.goto(house.host.put("/silent-box", plainPage({ body })));
  const link = page.locator("help-nook").getByRole("link", { name: "Help" });
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), `${house.server.origin}/help`);
  release();
  await page.getByRole("heading", { name: "Often read" }).waitFor();
  assert.equal(await link.count(), 0);
});

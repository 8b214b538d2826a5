// Forced colours, as Windows' contrast themes set them: backgrounds and shadows are gone, so what has the focus, what is
// chosen, what is wrong and where things end has to be told by borders, outlines and shapes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { everyState, speaker } from "./support/every_state.mjs";
import { openHouse } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** What of an element is drawn beyond its text: runs in the page. */
function look(node) {
  const style = getComputedStyle(node);
  let ground = node;
  while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const behind = ground ? getComputedStyle(ground).backgroundColor : "none";
  const seen = (width, line, colour) => line !== "none" && parseFloat(width) >= 1 && colour !== behind;
  return {
    behind,
    colour: style.color,
    outline: seen(style.outlineWidth, style.outlineStyle, style.outlineColor),
    border: seen(style.borderTopWidth, style.borderTopStyle, style.borderTopColor),
    isFilled: node.matches(".icon") && style.fill !== "none",
  };
}

const forced = (scheme) => speaker(house, "en", { forcedColors: "active", colorScheme: scheme });

for (const scheme of ["dark", "light"]) {
  test(`every control has a border, an underline or a picture of its own in forced colours: ${scheme}`, async (t) => {
    const customer = await forced(scheme);
    await everyState(house, customer, (state) =>
      t.test(state, async () => {
        const bare = await customer.page.evaluate((source) => {
          const look = (0, eval)(`(${source})`);
          const root = document.querySelector("help-nook").shadowRoot;
          return [...root.querySelectorAll("button, .field__input, .search, .attach__pick, .message, .badge")]
            .filter((node) => node.checkVisibility({ visibilityProperty: true }))
            .filter((node) => {
              const drawn = look(node);
              const isUnderlined = getComputedStyle(node).textDecorationLine !== "none";
              return !drawn.border && !drawn.outline && !isUnderlined && !node.querySelector(".icon");
            })
            .map((node) => `${node.localName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`);
        }, look.toString());
        assert.deepEqual(bare, []);
      }),
    );
  });
}

test("what has the focus has an outline that differs from what is behind it", async () => {
  const { page, panel, launcher, tab, question } = await forced("dark");
  await launcher.click();
  await panel.getByRole("heading", { name: "Topics" }).waitFor();
  for (const screen of ["BarHelp", "BarWrite"]) {
    await tab(screen);
    if (screen === "BarHelp") {
      await panel.getByRole("combobox").fill(question);
      await panel.getByRole("option").first().waitFor();
    } else await panel.getByRole("textbox").first().waitFor();
    for (let press = 0; press < 14; press += 1) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate((source) => {
        const look = (0, eval)(`(${source})`);
        const active = document.activeElement?.shadowRoot?.activeElement;
        // A title that a new screen gave the focus after a click is not where the keyboard has come to.
        if (!active?.matches(":focus-visible")) return undefined;
        // What is drawn around: a field's frame and a hidden input's label show the focus in its place.
        const around = active.closest(".search, .attach__pick, .rating__step") ?? active;
        return { name: `${active.localName}.${active.className}`, drawn: look(active).outline || look(around).outline };
      }, look.toString());
      if (found) assert.ok(found.drawn, `${found.name} shows no focus`);
    }
  }
});

test("what is chosen looks chosen: a result, a section, a star; what is wrong looks wrong", async (t) => {
  const { page, panel, launcher, tab, button, text, field, question } = await forced("dark");
  const drawn = (locator) => locator.evaluate(look);
  await launcher.click();
  await t.test("the result that the arrow keys have reached", async () => {
    await panel.getByRole("combobox").fill(question);
    await panel.getByRole("option").nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    assert.ok((await drawn(panel.getByRole("option").first())).outline);
    assert.ok(!(await drawn(panel.getByRole("option").nth(1))).outline);
  });
  await t.test("the section that is open", async () => {
    assert.ok((await drawn(panel.locator(".bar__tab[aria-current]"))).border);
    assert.ok(!(await drawn(panel.locator(".bar__tab:not([aria-current])").first())).border);
  });
  await t.test("a field with a fault has a thicker border, besides its sentence", async () => {
    await tab("BarWrite");
    const width = () => field("Subject").evaluate((node) => getComputedStyle(node).borderTopWidth);
    const before = await width();
    await button("SendRequest").click();
    await text("SubjectMissing").waitFor();
    assert.notEqual(await width(), before);
  });
  await t.test("stars up to the score are filled", async () => {
    await field("Subject").fill("Stars in forced colours");
    await field("Message").fill("Are they seen?");
    await field("Email").fill("eve@example.com");
    await button("SendRequest").click();
    await button("SeeRequest").click();
    await button("MarkSolved").click();
    await panel.locator(".rating__step").nth(2).click();
    await panel.locator(".rate textarea").waitFor();
    const stars = await panel.locator(".rating__step .icon").evaluateAll((all) => all.map((one) => getComputedStyle(one).fill));
    assert.deepEqual(stars.map((fill) => fill !== "none"), [true, true, true, false, false]);
  });
});

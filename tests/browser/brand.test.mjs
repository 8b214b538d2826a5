// The brand: any colour stays readable, every token reaches the widget, forced colours keep borders and focus, and nothing
// moves for who asked for that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { page as plainPage, snippet } from "./support/host_site.mjs";
import { go, launcher, openHouse, panel } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

/** What is read or seen on what, and the least ratio of WCAG 2.2: text 4.5, everything else 3. */
const PAIRS = [
  ["--on-accent", "--accent", 4.5],
  ["--on-accent", "--accent-hover", 4.5],
  ["--link", "--surface", 4.5],
  ["--link", "--sunk", 4.5],
  ["--link", "--raised", 4.5],
  ["--link", "--tint", 4.5],
  ["--link", "--alert-surface", 4.5],
  ["--ink", "--tint", 4.5],
  ["--ink-soft", "--tint", 4.5],
  ["--accent-line", "--surface", 3],
  ["--accent-line", "--raised", 3],
  ["--accent-line", "--sunk", 3],
  ["--accent-line", "--tint", 3],
];

/** 500 colours, always the same: the corners of the space, greys, and what a fixed seed gives. */
function colours() {
  const some = ["white", "black", "red", "lime", "blue", "yellow", "cyan", "magenta", "#767676", "#777", "rgb(255 200 0 / 0.3)"];
  for (let grey = 0; grey < 256; grey += 8) some.push(`rgb(${grey} ${grey} ${grey})`);
  let seed = 20_261_121;
  const next = (below) => Math.floor(((seed = (seed * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32) * below);
  while (some.length < 500)
    some.push(
      some.length % 2
        ? `#${next(2 ** 24).toString(16).padStart(6, "0")}`
        : `oklch(${next(101)}% ${next(40) / 100} ${next(360)})`,
    );
  return some;
}

/** Runs in the page. Gives what falls short, for every colour in light and dark: the tokens, and the parts that are drawn. */
function tryColours({ colours, pairs }) {
  const host = document.querySelector("help-nook");
  const place = host.shadowRoot.querySelector(".helpnook");
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const probe = place.appendChild(document.createElement("i"));
  const luminance = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [more, less] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const token = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const button = place.querySelector(".button--main");
  const failures = [];
  let measured = 0;
  for (const theme of ["light", "dark"]) {
    place.dataset.theme = theme;
    for (const colour of colours) {
      host.style.setProperty("--helpnook-accent", colour);
      const check = (what, front, back, least) => {
        measured++;
        const found = ratio(front, back);
        if (found < least) failures.push(`${theme}, ${colour}: ${what} ${found.toFixed(2)} < ${least}`);
      };
      for (const [front, back, least] of pairs) check(`${front} on ${back}`, token(front), token(back), least);
      const drawn = getComputedStyle(button);
      check("the main button's text", drawn.color, drawn.backgroundColor, 4.5);
      check("the main button's line", drawn.borderTopColor, token("--surface"), 3);
      const start = getComputedStyle(host.shadowRoot.querySelector("button.launcher, button"));
      // What the page shows through the launcher is not known here, nor how a screen shows more than sRGB in it.
      if (!/\/|oklch/.test(colour)) check("the launcher's text", start.color, start.backgroundColor, 4.5);
    }
  }
  probe.remove();
  return { failures, measured };
}

test("500 brand colours stay readable, in light and in dark", async () => {
  const customer = await house.customer();
  await go(customer, "Write to us");
  await panel(customer).getByRole("button", { name: "Send request" }).waitFor();
  const { failures, measured } = await customer.evaluate(tryColours, { colours: colours(), pairs: PAIRS });
  assert.ok(measured > 500 * 2 * PAIRS.length, `${measured} ratios were measured`);
  assert.deepEqual(failures, []);
});

test("the tokens of the page reach the widget", async () => {
  const style = `<style>help-nook {
    --helpnook-accent: #7a3ea1; --helpnook-font: serif; --helpnook-radius: 3px; --helpnook-control-radius: 2px;
    --helpnook-button-radius: 1px; --helpnook-shadow: none; --helpnook-space: 40px; --helpnook-width: 360px; --helpnook-height: 500px;
    --helpnook-launcher-radius: 4px; --helpnook-icon: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/>"); --helpnook-z-index: 77;
  }</style>`;
  const address = house.host.put("/tokens", plainPage({ head: style, body: snippet(house.server.origin) }));
  const customer = await house.customer({ viewport: { width: 1000, height: 900 } }, address);
  await go(customer, "Write to us");
  await panel(customer).getByLabel("Subject").waitFor();
  const launcher = await customer.evaluate(() => {
    const host = document.querySelector("help-nook");
    const button = host.shadowRoot.querySelector(".launcher");
    const { fontFamily, borderTopLeftRadius } = getComputedStyle(button);
    const space = innerHeight - button.getBoundingClientRect().bottom;
    const icon = getComputedStyle(button, "::before").content.slice(0, 19);
    return { fontFamily, borderTopLeftRadius, space, icon, above: getComputedStyle(host).zIndex };
  });
  assert.deepEqual(launcher, { fontFamily: "serif", borderTopLeftRadius: "4px", space: 40, icon: 'url("data:image/svg', above: "77" });
  const found = await customer.evaluate(() => {
    const root = document.querySelector("help-nook").shadowRoot;
    const of = (selector) => getComputedStyle(root.querySelector(selector));
    const box = root.querySelector(".panel").getBoundingClientRect();
    return {
      accent: of(".button--main").backgroundColor,
      font: of(".panel").fontFamily,
      radius: of(".panel").borderTopLeftRadius,
      shadow: of(".panel").boxShadow,
      field: of(".field__input").borderTopLeftRadius,
      button: of(".button--main").borderTopLeftRadius,
      size: [box.width, box.height],
      space: innerWidth - box.right,
    };
  });
  assert.equal(found.accent.match(/[\d.]+/g).slice(0, 3).map((part) => Math.round(part * (found.accent.startsWith("color") ? 255 : 1))).join(), "122,62,161");
  assert.deepEqual(
    { ...found, accent: "" },
    { accent: "", font: "serif", radius: "3px", shadow: "none", field: "2px", button: "1px", size: [360, 500], space: 40 },
  );
});

test("forced colours keep borders and focus", async () => {
  const customer = await house.customer({ forcedColors: "active" });
  await go(customer, "Write to us");
  const send = panel(customer).getByRole("button", { name: "Send request" });
  const border = await send.evaluate((button) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
    return { borderTopStyle, width: parseFloat(borderTopWidth), differs: borderTopColor !== backgroundColor };
  });
  assert.deepEqual(border, { borderTopStyle: "solid", width: 1, differs: true });
  await panel(customer).getByLabel("Subject").focus();
  await customer.keyboard.press("Tab");
  const outline = await customer.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector("help-nook").shadowRoot.activeElement);
    return { outlineStyle, width: parseFloat(outlineWidth) };
  });
  assert.deepEqual(outline, { outlineStyle: "solid", width: 2 });
});

test("nothing moves for who asked for less motion, and something does for others", async () => {
  const moving = (root) =>
    root.evaluate(() => {
      const shadow = document.querySelector("help-nook").shadowRoot;
      const durations = (text) => text.split(",").some((part) => parseFloat(part) > 0);
      return [...shadow.querySelectorAll("*")]
        .filter((element) => {
          const style = getComputedStyle(element);
          return (style.animationName !== "none" && durations(style.animationDuration)) || durations(style.transitionDuration);
        })
        .map((element) => element.className);
    });
  const calm = await house.customer({ reducedMotion: "reduce" });
  for (const section of ["Help", "My requests", "Write to us"]) {
    await go(calm, section);
    assert.deepEqual(await moving(calm), [], section);
  }
  const other = await house.customer({ reducedMotion: "no-preference" });
  assert.notDeepEqual(await moving(other), []);
});

test("the launcher shows the site owner's words", async () => {
  const address = house.host.put("/label", plainPage({ body: snippet(house.server.origin, { "data-label": "Ask Ada" }) }));
  const customer = await house.browser.visitor();
  await customer.goto(address);
  await customer.getByRole("button", { name: "Ask Ada" }).waitFor();
  assert.ok((await launcher(customer).count()) === 0, "and not its own");
});

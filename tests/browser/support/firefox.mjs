// Stock Firefox, driven by WebDriver BiDi: what a customer does in the widget there.

import puppeteer from "puppeteer-core";

import { eventually } from "./agent_api.mjs";

const PROGRAM = process.env.FIREFOX || "/usr/bin/firefox-esr";

/** How long Firefox may take for one thing, in milliseconds. */
const PATIENCE = 20_000;

/** Starts Firefox. `visitor()` gives the page of a customer whom the browser has never seen. */
export async function startFirefox() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: PROGRAM, headless: true });
  return {
    async visitor(address, { width = 1000, height = 800 } = {}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.setViewport({ width, height });
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(address);
      return customer(page, errors);
    },
    close: () => browser.close(),
  };
}

/** The first visible element that a selector names in the widget, whose text or label has `text`. Runs in the page. */
function lookUp(selector, text) {
  const roots = [...document.querySelectorAll("help-nook")].map((host) => host.shadowRoot);
  for (const root of roots) {
    for (const element of root?.querySelectorAll(selector) ?? []) {
      const label = `${element.textContent} ${element.getAttribute("aria-label") ?? ""} ${element.labels?.[0]?.textContent ?? ""}`;
      const box = element.getBoundingClientRect();
      if (label.includes(text) && box.width && box.height) return element;
    }
  }
  return null;
}

/** The accessible name of the element that has the focus, in the widget or in the page. Runs in the page. */
function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return (at?.getAttribute("aria-label") ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? "").trim();
}

function customer(page, errors) {
  // Asked anew from here: the driver's own waiting compiles functions in the page, which policies refuse.
  const find = (selector, text = "") =>
    eventually(
      async () => (await page.evaluateHandle(lookUp, selector, text)).asElement(),
      `a visible ${selector} with ${JSON.stringify(text)}`,
    );
  const click = async (selector, text) => (await find(selector, text)).click();
  const fill = async (label, text) => {
    const field = await find("input, textarea", label);
    await field.focus();
    await page.keyboard.type(text);
  };
  return {
    page,
    errors,
    find,
    click,
    fill,
    press: (key) => page.keyboard.press(key),
    /** Opens the panel with a click and waits until it can be typed into. */
    async open() {
      await click("button[aria-expanded=false]");
      await find("nav button");
      await find("input[role=combobox]");
    },
    /** Goes to a section by the bar below. */
    go: (section) => click("nav button", section),
    /** Waits until the element with the focus, in the widget or in the page, has a name that begins so. */
    isAt: (name) => eventually(async () => (await page.evaluate(focused)).startsWith(name), `the focus at ${name}`),
  };
}

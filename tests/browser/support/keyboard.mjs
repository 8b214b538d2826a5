// Where the keyboard is, and the way there by Tab.

import assert from "node:assert/strict";

import { eventually } from "./agent_api.mjs";

/** Where the keyboard is: role-like description of the focused element inside the widget, or null outside of it. */
export const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement;
    if (!active) return null;
    const label = active.getAttribute("aria-label") ?? active.labels?.[0]?.innerText ?? active.innerText ?? "";
    return { tag: active.tagName.toLowerCase(), words: label.trim(), isInPanel: !!active.closest("[role=dialog]") };
  });

/** Waits until the keyboard is at something with these words. */
export async function isAt(page, words) {
  await eventually(async () => words.test((await focused(page))?.words ?? ""), `focus at ${words}`, 5_000).catch(
    async (error) => {
      throw new Error(`${error.message}; it is at ${JSON.stringify(await focused(page))}`);
    },
  );
}

/** Waits until the keyboard is anywhere in the panel. */
export const isInPanel = (page, when) =>
  eventually(async () => (await focused(page))?.isInPanel, `the keyboard in the panel ${when}`, 5_000);

/** Presses Tab (or Shift+Tab) until the keyboard is at something with these words. */
export async function tabTo(page, words, key = "Tab") {
  const passed = [];
  for (let press = 0; press < 60; press += 1) {
    const at = await focused(page);
    if (words.test(at?.words ?? "")) return;
    passed.push(at?.words ?? "(outside)");
    await page.keyboard.press(key);
  }
  assert.fail(`${words} is not reached by ${key}; passed: ${passed.join(" | ")}`);
}

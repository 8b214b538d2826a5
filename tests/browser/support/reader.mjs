// What a virtual screen reader has said in a page where it was started as `window.reader`.

import assert from "node:assert/strict";

import { eventually } from "./agent_api.mjs";
import { tabTo } from "./keyboard.mjs";

/** All that was said since it was last asked for. */
export async function heard(page) {
  const said = await page.evaluate(async () => {
    const said = await window.reader.spokenPhraseLog();
    await window.reader.clearSpokenPhraseLog();
    return said;
  });
  return said.map((phrase) => phrase.replace(/\u00a0/g, " ").trim());
}

/** What a live region tells. */
export const LIVE = /^(polite|assertive): /;

/** Waits until something is said that fits, then gives all that live regions have said, in order. */
export async function told(page, pattern) {
  const all = [];
  await eventually(async () => {
    all.push(...(await heard(page)));
    return all.some((phrase) => pattern.test(phrase));
  }, `hearing ${pattern}`, 10_000).catch((error) => assert.fail(`${error.message}; heard: ${all.join(" | ")}`));
  // What would be said twice is said in the same turn or the next.
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  all.push(...(await heard(page)));
  return all.filter((phrase) => LIVE.test(phrase));
}

/** What is said when Tab comes to something with these words. */
export async function said(page, words, key) {
  await heard(page);
  await tabTo(page, words, key);
  return (await heard(page)).filter((phrase) => !LIVE.test(phrase)).at(-1);
}

/** What stands in the panel from the place that was read last, as it is read out line by line. */
export const readOn = (page, steps) =>
  page.evaluate(async (steps) => {
    await window.reader.clearSpokenPhraseLog();
    for (let step = 0; step < steps; step += 1) await window.reader.next();
    const said = await window.reader.spokenPhraseLog();
    await window.reader.clearSpokenPhraseLog();
    return said;
  }, steps);

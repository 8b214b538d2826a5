/*
 * The doctor: says what this host page allows the widget, and the exact line to add for what it does not. Loaded only
 * when a site owner asks, by `?helpnook-doctor` in the page's address or `helpnook("doctor")`.
 */
import { draw } from "./card";
import { checks } from "./checks";
import { searchReport } from "./search_report";

/**
 * Draws the report over the page, and fills it as each answer comes. A second call draws it anew. `compile(base)` fetches
 * and compiles the widget's files, as a click does; `frame.js` has none.
 */
export async function examine(settings, compile) {
  const card = draw();
  const found = [];
  for (const check of checks(settings, compile)) {
    const result = await check().catch((error) => ({ name: "This check failed", state: "bad", says: String(error) }));
    // Nothing to look at on this page.
    if (!result) continue;
    found.push(result);
    card.add(result);
  }
  card.done(found);
  if (found.some(({ name, state }) => name == "Backend" && state == "good"))
    card.offer((words) => searchReport(settings, words));
}

/*
 * The doctor: says what this host page allows the widget, and the exact line to add for what it does not. Loaded only
 * when a site owner asks, by `?helpnook-doctor` in the page's address or `helpnook("doctor")`.
 */
import type { Settings } from "../settings";
import type { compile } from "../widget_files";
import { drawCard } from "./card";
import { checks } from "./checks";
import { bad, type Result } from "./probe";
import { searchReport } from "./search_report";

/**
 * Draws the report over the page, and fills it as each answer comes. A second call draws it anew. `tryFiles` fetches and
 * compiles the widget's files, as a click does; `frame.js` has none.
 */
export async function examine(settings: Settings, tryFiles?: typeof compile): Promise<void> {
  const card = drawCard();
  const found: Result[] = [];
  for (const check of checks(settings, tryFiles)) {
    const result = await check().catch((error) => bad("This check failed", String(error)));
    // This page has nothing that the check examines.
    if (!result) continue;
    found.push(result);
    card.add(result);
  }
  card.done(found);
  if (found.some(({ name, state }) => name == "Backend" && state == "good"))
    card.offer((words) => searchReport(settings, words));
}

/*
 * The doctor's report: a dialog over the page, in a shadow root of its own, read by eye, by ear, or copied as text.
 */
import type { Result } from "./probe";

const STYLE = `
:host { all: initial !important; position: fixed !important; z-index: 1000000000 !important; inset: 0 auto auto 0 !important; }
.card {
  position: fixed; inset: 24px auto auto 24px; box-sizing: border-box; width: min(560px, calc(100vw - 48px));
  max-height: calc(100vh - 48px); overflow: auto; padding: 20px 24px; border: 1px solid light-dark(#8d877b, #8f897d);
  border-radius: 12px; box-shadow: 0 12px 40px #0004; font: 15px/1.5 system-ui, sans-serif; text-align: start;
  color-scheme: light dark; background: light-dark(#fffefb, #1d1c1a); color: light-dark(#24221e, #f3f0ea);
  overflow-wrap: anywhere;
}
h2 { margin: 0 0 4px; font-size: 20px; }
h3 { margin: 0; font-size: 15px; }
h3 span { font-weight: 400; }
p { margin: 0; }
ul { margin: 16px 0; padding: 0; list-style: none; display: grid; gap: 12px; }
li { padding-inline-start: 12px; border-inline-start: 4px solid light-dark(#1d6b45, #7fd3a6); }
li.note { border-color: light-dark(#b26a00, #f5bd4f); }
li.bad { border-color: light-dark(#9c3415, #ffab8c); }
code { display: block; margin-top: 4px; padding: 8px 12px; border-radius: 8px; user-select: all;
  background: light-dark(#f6f4ef, #2c2a27); font: 14px/1.5 ui-monospace, monospace; }
ul:empty { margin: 0; }
form { display: flex; flex-wrap: wrap; align-items: end; gap: 8px; margin-block-end: 16px; }
label { flex: 1 1 240px; font-weight: 600; }
input { box-sizing: border-box; width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid light-dark(#8d877b, #8f897d);
  border-radius: 8px; background: none; color: inherit; font: inherit; font-weight: 400; }
form button { margin: 0; }
button { min-height: 44px; margin-inline-end: 8px; padding: 8px 16px; border: 1px solid; border-radius: 8px;
  background: none; color: inherit; font: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#1f6f5c, #8fd6c3); outline-offset: 2px; }
@media print { .card { position: static; max-height: none; } }`;

/** A line of the report; the results of a search have no state. */
export type Line = Pick<Result, "name" | "says"> & Partial<Result>;

const STATES = { good: "good", note: "worth knowing", bad: "blocked" };

let last: HTMLElement | undefined;

function add<Name extends keyof HTMLElementTagNameMap>(
  parent: Node,
  name: Name,
  text = "",
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Name] {
  const node = parent.appendChild(document.createElement(name));
  node.textContent = text;
  for (const key of Object.keys(attributes)) node.setAttribute(key, attributes[key]!);
  return node;
}

/** One result as text. */
const line = ({ name, state, says, fix }: Result) => `${name} (${STATES[state]}): ${says}${fix ? `\n    ${fix}` : ""}`;

/** Draws an empty report. `add(result)` adds to it; `done(results)` says how it ended. */
export function drawCard() {
  last?.remove();
  const before = document.activeElement as HTMLElement | null;
  const host = (last = document.createElement("helpnook-doctor"));
  host.lang = "en";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  document.documentElement.append(host);

  const card = add(root, "section", "", { class: "card", role: "dialog", "aria-labelledby": "title", dir: "ltr" });
  const title = add(card, "h2", "Helpnook on this page", { id: "title", tabindex: "-1" });
  const sum = add(card, "p", "Looking …", { role: "status" });
  const list = add(card, "ul");
  const search = add(card, "form");
  const found = add(card, "ul");
  const copy = add(card, "button", "Copy as text", { type: "button" });
  const close = add(card, "button", "Close", { type: "button" });
  let text = "";
  let searched = "";

  const end = () => {
    host.remove();
    if (before?.isConnected) before.focus();
  };
  close.addEventListener("click", end);
  card.addEventListener("keydown", (event) => {
    if (event.key == "Escape") end();
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text + searched);
      copy.textContent = "Copied";
    } catch {
      // Where the clipboard is denied the report is there to be copied by hand.
      const field = add(card, "textarea", text + searched, { "aria-label": "The report as text", rows: "12", cols: "50" });
      field.select();
    }
  });
  title.focus();

  const show = (list: HTMLElement, { name, state, says, fix }: Line) => {
    const item = add(list, "li", "", { class: state ?? "" });
    const head = add(item, "h3", `${name} `);
    if (state) add(head, "span", `(${STATES[state]})`);
    add(item, "p", says);
    if (fix) add(item, "code", fix);
  };

  return {
    add: (result: Result) => show(list, result),
    /** Offers a search; `answer(words)` gives its results. */
    offer(answer: (words: string) => Promise<Line[]>) {
      const label = add(search, "label", "Why is an article found? Search like a customer");
      const field = add(label, "input", "", { type: "search", autocomplete: "off" });
      add(search, "button", "Search", { type: "submit" });
      search.addEventListener("submit", async (event) => {
        event.preventDefault();
        const words = field.value.trim();
        if (!words) return field.focus();
        sum.textContent = "Searching …";
        const results = await answer(words).catch(({ message }): Line[] => [{ name: "The search failed", says: message }]);
        // Of two searches the later one counts.
        if (words != field.value.trim()) return;
        found.replaceChildren();
        results.forEach((result) => show(found, result));
        sum.textContent = `Results for “${words}”: ${results.length}.`;
        copy.textContent = "Copy as text";
        searched = [`\nSearch: ${words}`, ...results.map(({ name, says }) => `${name}: ${says}`)].join("\n");
      });
    },
    done(results: Result[]) {
      const blocked = results.filter(({ state }) => state == "bad").length;
      sum.textContent = blocked
        ? `${blocked} of ${results.length} checks are blocked; the lines to add stand with them.`
        : "Everything that the widget needs is allowed.";
      text = [`Helpnook on ${location.origin}${location.pathname}`, ...results.map(line)].join("\n");
    },
  };
}

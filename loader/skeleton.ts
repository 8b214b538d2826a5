/*
 * The skeleton of the panel: a real dialog with a real search box, in the widget's own style, for as long as the widget is
 * on its way.
 */
import { messages } from "./messages";
import type { Settings } from "./settings";

/** The widget's style sheets that the skeleton needs; the build fills them in. */
export const STYLE = "__HELPNOOK_STYLE__";

/** How long the widget may take, in milliseconds, before a link to the hosted help page stands in the panel. */
export const PATIENCE = 900;

const SEARCH = "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17";
const CROSS = "M5 5l10 10M15 5L5 15";

function add<Name extends keyof HTMLElementTagNameMap>(
  parent: Node,
  name: Name,
  className: string,
  attributes?: Record<string, string>,
): HTMLElementTagNameMap[Name] {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  for (const key of Object.keys(attributes ?? {})) node.setAttribute(key, attributes![key]!);
  return node;
}

function icon(parent: Element, path: string): void {
  const make = (at: Element, name: string) => at.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
  const svg = make(parent, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  make(svg, "path").setAttribute("d", path);
}

/** A skeleton that is drawn. */
export interface Skeleton {
  /** The search box. */
  field: HTMLInputElement;
  /** Over as soon as no input method is in the middle of a word. */
  settled(): Promise<void> | undefined;
  /** Says that the widget could not be loaded, with a button for `retry` and a link to the hosted help page. */
  fail(retry: () => void): void;
  focus(): void;
  remove(): void;
}

/** Draws a skeleton into a shadow root and moves the focus into its search box. `close` is called to close it. */
export function drawSkeleton(root: ShadowRoot, { language, theme, position, help }: Settings, close: () => void): Skeleton {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const text = messages(language);

  const place = add(root, "div", position == "left" ? "helpnook helpnook--left" : "helpnook", { "data-theme": theme });
  const panel = add(place, "div", "panel", {
    role: "dialog",
    "aria-label": text.panel,
    lang: text.language,
    dir: text.dir,
  });
  const head = add(panel, "div", "panel__head");
  const titles = add(head, "div", "panel__titles");
  add(titles, "p", "panel__name").textContent = "\u00a0";
  add(titles, "h2", "panel__title").textContent = text.title;
  const button = add(head, "button", "icon-button", { type: "button", "aria-label": text.close });
  icon(button, CROSS);
  button.addEventListener("click", () => close());
  const body = add(panel, "div", "panel__body");
  const box = add(body, "div", "search");
  icon(box, SEARCH);
  const field = add(box, "input", "search__input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-label": text.search,
    placeholder: text.placeholder,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  // A live region has to be there before its message is.
  const status = add(body, "div", "lost", { role: "status" });
  add(panel, "div", "bar skeleton__bar");

  panel.addEventListener("keydown", (event) => {
    if (event.key != "Escape" || event.isComposing) return;
    event.stopPropagation();
    close();
  });

  let isComposing = false;
  let whenSettled = () => {};
  field.addEventListener("compositionstart", () => (isComposing = true));
  field.addEventListener("compositionend", () => {
    isComposing = false;
    whenSettled();
  });
  field.focus({ __proto__: null, preventScroll: true } as FocusOptions);

  const addLink = () =>
    (add(status, "a", "", { href: help, target: "_blank", rel: "noopener" }).textContent = text.help);
  // On a slow network the link is offered, and the search box goes on to take what is typed.
  const wait = () => setTimeout(() => status.firstChild || addLink(), PATIENCE);
  wait();

  return {
    field,
    settled: () => (isComposing ? new Promise((resolve) => (whenSettled = resolve)) : undefined),
    fail(retry) {
      status.replaceChildren();
      add(status, "p", "").textContent = text.failed;
      const again = add(status, "button", "button button--quiet", { type: "button" });
      again.textContent = text.retry;
      again.addEventListener("click", () => {
        field.focus();
        status.replaceChildren();
        wait();
        retry();
      });
      addLink();
    },
    focus: () => field.focus(),
    remove() {
      place.remove();
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one != sheet);
    },
  };
}

/*
 * The panel's frame, drawn by the loader: a real dialog with a real search box, in the widget's own style, for as long
 * as the widget is on its way.
 */
import { words } from "./messages";

/** The widget's sheets as far as the frame needs them; the build fills them in. */
export const STYLE = "__HELPNOOK_STYLE__";

/** How long the widget may take, in milliseconds, before the way to the hosted help page stands in the panel. */
export const PATIENCE = 900;

const SEARCH = "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17";
const CROSS = "M5 5l10 10M15 5L5 15";

function add(parent, name, className, attributes) {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  for (const key of Object.keys(attributes ?? {})) node.setAttribute(key, attributes[key]);
  return node;
}

function icon(parent, path) {
  const make = (at, name) => at.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
  const svg = make(parent, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  make(svg, "path").setAttribute("d", path);
}

/**
 * Draws the frame into a shadow root and takes the focus into its search box. `close()` is what closing does.
 * Gives `field` (the search box), `settled()`, `fail(retry)`, `focus()`, `remove()`.
 */
export function draw(root, { language, theme, position, help }, close) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const text = words(language);

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
  const said = add(body, "div", "lost", { role: "status" });
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
  field.focus({ __proto__: null, preventScroll: true });

  const lead = () => (add(said, "a", "", { href: help, target: "_blank", rel: "noopener" }).textContent = text.help);
  // A slow network is nothing to worry about: another way is offered, and the box goes on to take what is typed.
  const wait = () => setTimeout(() => said.firstChild || lead(), PATIENCE);
  wait();

  return {
    field,
    /** Over as soon as no input method is in the middle of a word. */
    settled: () => (isComposing ? new Promise((resolve) => (whenSettled = resolve)) : undefined),
    /** Says that the widget could not be loaded, with the way on. */
    fail(retry) {
      said.replaceChildren();
      add(said, "p", "").textContent = text.failed;
      const again = add(said, "button", "button button--quiet", { type: "button" });
      again.textContent = text.retry;
      again.addEventListener("click", () => {
        field.focus();
        said.replaceChildren();
        wait();
        retry();
      });
      lead();
    },
    focus: () => field.focus(),
    remove() {
      place.remove();
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one != sheet);
    },
  };
}

// The configurator: reads the controls, shows the real widget, writes the lines to copy. Nothing is sent or kept.
import { showContrast } from "./contrast.js";
import { linesOf } from "./lines.js";
import { drawTokens } from "./tokens.js";

const find = (id) => document.getElementById(id);
const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;
const here = location.origin;

find("backend").placeholder = here;
find("fallback").placeholder = `${here}/help`;
find("languages").append(
  ...["en", "de", "fr", "es", "pt-BR", "pl", "ar", "he", "ja", "zh-Hans"].map((value) =>
    Object.assign(document.createElement("option"), { value }),
  ),
);

// ---- What is set. A value that the widget would refuse is told at once and left out.

const isUrl = (value) => URL.canParse(value) && /^https?:/.test(value);
const isLanguage = (value) => {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
};
const RULES = {
  color: [(value) => CSS.supports("color", `color-mix(in srgb, ${value}, red)`), "This is no CSS colour."],
  language: [isLanguage, "This is no language tag such as de or pt-BR."],
  site: [isUrl, "This is no http(s) address."],
  backend: [isUrl, "This is no http(s) address."],
  fallback: [isUrl, "This is no http(s) address."],
  text: [isUrl, "This is no http(s) address."],
};

function valueOf(control) {
  const value = control.value.trim();
  const [isGood, problem] = RULES[control.id] ?? [() => true];
  const isWrong = value !== "" && !isGood(value);
  if (RULES[control.id]) {
    find(`${control.id}-problem`).textContent = isWrong ? problem : "";
    control.ariaInvalid = isWrong ? "true" : null;
  }
  return isWrong ? "" : value;
}

function attributes() {
  const controls = [...document.querySelectorAll("[data-attribute]")];
  const set = Object.fromEntries(controls.map((control) => [control.dataset.attribute, valueOf(control)]));
  // This script knows one mode, and a box no corner.
  if (find("way").value === "frame") set["data-mode"] = "";
  if (find("way").value === "inline") set["data-position"] = "";
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value));
}

// ---- The preview: a new page for other attributes, the same one for other tokens and for another colour, which may be
// dragged.

const frame = find("preview");
const tokens = drawTokens(find("tokens"), () => changed());
const live = () => {
  const color = valueOf(find("color"));
  return color ? [...tokens(), ["--helpnook-accent", color]] : tokens();
};
let shown = "";
let waiting;

function show() {
  const { "data-color": _live, ...set } = attributes();
  const scheme = chosen("scheme");
  // The preview may read nothing from elsewhere.
  if (set["data-text"] && new URL(set["data-text"]).origin !== here) delete set["data-text"];
  const way = find("way").value;
  const asked = new URLSearchParams({ ...set, way, "data-backend": here, "data-fallback": `${here}/help`, scheme, open: "" });
  // What follows the visitor's system is shown as it is looked at here.
  if (!set["data-theme"]) asked.set("data-theme", scheme);
  frame.parentElement.className = `stage stage--${chosen("device")}`;
  if (shown !== String(asked)) {
    shown = String(asked);
    for (const [name, value] of live()) asked.set(name, value);
    frame.src = `/configure/preview.html?${asked}`;
  } else {
    frame.contentWindow.setTokens?.(live());
    measure();
  }
}

const measure = () => showContrast(find("contrast"), rootOf());

/** The widget's shadow root; in a frame that of the widget in there, which hears of tokens a little later. */
let inner;
function rootOf() {
  const root = frame.contentDocument?.querySelector("help-nook")?.shadowRoot;
  const found = root?.querySelector("iframe")?.contentDocument?.querySelector("help-nook");
  if (found && found !== inner) new MutationObserver(measure).observe(found, { attributeFilter: ["style"] });
  inner = found;
  return found?.shadowRoot ?? root;
}

frame.addEventListener("load", () => {
  const { document: page, setTokens } = frame.contentWindow;
  setTokens?.(live());
  measure();
  page.addEventListener("helpnook-opened", () => requestAnimationFrame(measure));
});

// A panel in a frame takes the focus as it opens, out of reach of the preview's own page. What is being set has it back,
// unless the visitor went over by pointer or by Tab.
let set;
let pressed;
addEventListener("focusin", ({ target }) => (set = target));
addEventListener("keydown", ({ key }) => (pressed = key), { capture: true });
const keep = () => {
  if (document.activeElement === frame && pressed !== "Tab" && !frame.matches(":hover")) set?.focus({ preventScroll: true });
};
// Where the focus goes is known after it has left.
addEventListener("blur", () => setTimeout(keep));

// ---- The lines to copy.

function write() {
  const site = valueOf(find("site"));
  const way = find("way").value;
  const origin = site && new URL(site).origin;
  const lines = linesOf({ here, way, attributes: attributes(), tokens: tokens(), site: origin });
  const parts = lines.map(({ title, about, text }) => {
    const part = document.createElement("section");
    const heading = Object.assign(document.createElement("h2"), { textContent: title });
    const code = Object.assign(document.createElement("pre"), { textContent: text, tabIndex: 0 });
    const copy = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
    copy.setAttribute("aria-label", `Copy: ${title}`);
    copy.addEventListener("click", () => take(code, title));
    part.append(heading, Object.assign(document.createElement("p"), { textContent: about }), code, copy);
    return part;
  });
  find("lines").replaceChildren(...parts);
}

async function take(code, title) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    find("said").textContent = `Copied: ${title}`;
  } catch {
    // Without the right to write to the clipboard the lines are at least marked.
    getSelection().selectAllChildren(code);
    find("said").textContent = "Marked: copy it with Ctrl+C or ⌘C.";
  }
}

function changed() {
  write();
  clearTimeout(waiting);
  waiting = setTimeout(show, 250);
}

find("swatch").addEventListener("input", () => {
  find("color").value = find("swatch").value;
  changed();
});
find("color").addEventListener("input", () => {
  if (/^#[0-9a-f]{6}$/i.test(find("color").value)) find("swatch").value = find("color").value;
});
find("options").addEventListener("input", changed);
find("options").addEventListener("submit", (event) => event.preventDefault());
for (const each of document.querySelectorAll('input[name="scheme"], input[name="device"]'))
  each.addEventListener("change", show);
write();
show();

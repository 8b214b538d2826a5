/*
 * What the site owner asked for: the attributes of the script tag. A value that is of no use costs one console line,
 * which names it and what is allowed; then the default holds.
 */

/** One line for the site owner. */
export const say = (text) => console.warn("helpnook:", text);

/**
 * Calls that throw nothing into the page: what goes wrong costs one line. Where a customer's own wish fails, as in a browser
 * that is too old, the launcher leads to the hosted help page.
 */
export const safe = (launcher, settings, run) => (...call) => {
  try {
    return run(...call);
  } catch (error) {
    say(error);
    if (!/^(open|toggle)$/.test(call[0])) return;
    launcher.textContent = settings.label + " \u2197";
    launcher.onclick = () => open(settings.help);
  }
};

/** What takes over the calls, with what a page listens to, of which stage one knows nothing. `run` says what is wrong with it. */
export const hearing = (host, go) => (run) =>
  go((...call) => {
    const [method, event, hear] = call;
    try {
      if (method == "on") host.addEventListener("helpnook-" + event, hear);
      if (method == "off") host.removeEventListener("helpnook-" + event, hear);
    } catch {}
    return run(...call);
  });

/** The launcher's text without the mark of one that leads away meanwhile. */
export const labelOf = (launcher) => launcher.textContent.replace(" \u2197", "");

const TAG = "a tag such as pt-BR";

const SIDES = "right, left";
const THEMES = "auto, light, dark";

/** Whether a list has one; not by `includes`, which some pages replace by their own. */
export const has = (list, one) => list.indexOf(one) >= 0;

const oneOf = (allowed) => (value) => has(allowed.split(", "), value) && value;

/** An http(s) address, also relative to the page, without a slash at its end. */
export function url(value) {
  const { href } = new URL(value, document.baseURI);
  return /^https?:/.test(href) && href.replace(/\/$/, "");
}

const locale = (value) => Intl.getCanonicalLocales(value)[0];

/** Takes what can be used of what a page sets while the widget stands; gives what the widget is to be told. */
export function change(settings, detail) {
  const rest = { __proto__: null, ...detail };
  const { language, theme, position, color } = rest;
  const known = {
    language: language && check("language", String(language), TAG, locale),
    theme: theme && check("theme", String(theme), THEMES),
    position: position && check("position", String(position), SIDES),
    color: color && check("color", String(color), "a CSS colour", colour),
  };
  for (const name of Object.keys(known)) {
    if (known[name]) settings[name] = rest[name] = known[name];
    // Told already.
    else delete rest[name];
  }
  return rest;
}

/** Mixed, because `inherit` and its kind pass as a `color` without being one. */
const colour = (value) => CSS.supports("color", `color-mix(in srgb,${value},red)`) && value;

function check(name, value, allowed, parse = oneOf(allowed)) {
  if (!value) return "";
  let parsed;
  try {
    parsed = parse(value.trim());
  } catch {}
  if (!parsed) say(`${name}="${value}" is not allowed; allowed: ${allowed}`);
  return parsed || "";
}

const NAMES = ["backend", "language", "color", "position", "theme", "label", "mode", "text", "fallback", "inline"];

/** Names in one line the attributes that begin like one of ours and are none; others on the tag are not for us. */
export function spell(node, prefix = "data-") {
  const names = prefix ? NAMES.slice(0, -1) : NAMES;
  const isWrong = (name) =>
    !has(names, name) &&
    names.some((known) => known.slice(0, 2) == name.slice(0, 2)) &&
    (prefix || !(name in HTMLElement.prototype));
  const own = node.getAttributeNames().filter((name) => name.startsWith(prefix));
  const wrong = own.filter((name) => isWrong(name.slice(prefix.length)));
  if (!wrong.length) return;
  say(`${wrong.join(", ")} is not known; allowed: ${names.map((name) => prefix + name).join(", ")}`);
}

/**
 * The settings, where `get(name)` gives an attribute without its `data-`, and `src` is the address of the loader:
 * `base` (where its files lie, with a slash at its end), `backend`, `language`, `color`, `position`, `theme`, `mode`,
 * `help` (the address of the hosted help page), `text` (that of the site's own words), `label`, `isNamed()` (whether the page has written it). `prefix` is what stands before
 * an attribute's name in a line for the site owner.
 */
export function read(get, src, label, prefix = "data-") {
  // The youngest of what the widget cannot do without: who lacks it gets the hosted help page.
  if (!Object.hasOwn || !AbortSignal.timeout) throw new Error("this browser is too old for the widget");
  const page = document.documentElement;
  const attribute = (name, allowed, parse) => check(prefix + name, get(name), allowed, parse);
  const base = new URL(".", src).href;
  const backend = attribute("backend", "a URL", url) || url(new URL("/", base));
  return {
    // What is not set is not, whatever somebody wrote to `Object.prototype`.
    __proto__: null,
    base,
    backend,
    language: attribute("language", TAG, locale) || check("lang", page.lang || navigator.language, TAG, locale) || "en",
    color: attribute("color", "a CSS colour", colour),
    position: attribute("position", SIDES) || (page.dir == "rtl" ? "left" : "right"),
    theme: attribute("theme", THEMES) || "auto",
    mode: attribute("mode", "auto, page, frame") || "auto",
    help: attribute("fallback", "a URL", url) || backend + "/help",
    text: attribute("text", "a URL", url),
    label,
    isNamed: () => !!get("label"),
  };
}

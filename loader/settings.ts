/*
 * The settings of the site owner: the attributes of the script tag or of the element. A value that cannot be used costs one
 * console line, which names it and what is allowed; then the default holds.
 */
import type { HelpNookElementAttributes } from "../public/helpnook";
import type { Call, Run } from "./calls";

/** The widget's element with its shadow root. */
export type Host = HTMLElement & { readonly shadowRoot: ShadowRoot };

/** The checked settings. */
export interface Settings {
  /** Where the loader's files are, with a slash at the end. */
  base: string;
  /** The backend, without a slash at the end. */
  backend: string;
  language: string;
  /** A CSS colour, or empty. */
  color: string;
  position: string;
  theme: string;
  mode: string;
  /** The hosted help page. */
  help: string;
  /** The file with the site's own texts, or empty. */
  text: string;
  /** The launcher's text. */
  label: string;
  /** Whether the page has set the launcher's text. */
  isNamed(): boolean;
  /** Whether the widget fills a box of the page. */
  inline?: boolean;
}

/** One console line for the site owner. */
export const warn = (text: unknown) => console.warn("helpnook:", text);

/**
 * Runs calls without throwing into the page: an error costs one line. Where a customer's own wish fails, as in a browser
 * that is too old, the launcher leads to the hosted help page.
 */
export const guarded =
  (launcher: HTMLElement, settings: Settings, run: Run): Run =>
  (...call) => {
    try {
      return run(...call);
    } catch (error) {
      warn(error);
      if (!/^(open|toggle)$/.test(call[0] as string)) return;
      launcher.textContent = settings.label + " \u2197";
      launcher.onclick = () => open(settings.help);
    }
  };

/** Adds the listeners of `on` and `off` to the host before a call runs; `run` reports what is wrong with such a call. */
export const withListeners =
  (host: HTMLElement, take: (run: Run) => void) =>
  (run: Run): void =>
    take((...call: Call) => {
      const [method, event, listener] = call as [string, string, EventListener];
      try {
        if (method == "on") host.addEventListener("helpnook-" + event, listener);
        if (method == "off") host.removeEventListener("helpnook-" + event, listener);
      } catch {}
      return run(...call);
    });

/** The launcher's text without the arrow of a launcher that leads to the hosted help page meanwhile. */
export const labelOf = (launcher: HTMLElement) => launcher.textContent!.replace(" \u2197", "");

const TAG = "a tag such as pt-BR";
const SIDES = "right, left";
const THEMES = "auto, light, dark";

/** Whether a list has an item. Some pages replace `includes` by their own. */
export const includes = (list: readonly unknown[], item: unknown) => list.indexOf(item) >= 0;

/** The value to use; `false` and errors refuse the given one. */
type Parse = (value: string) => string | false | undefined;

const oneOf =
  (allowed: string): Parse =>
  (value) =>
    includes(allowed.split(", "), value) && value;

/** An http(s) address, also relative to the page, without a slash at its end. */
const url: Parse = (value) => {
  const { href } = new URL(value, document.baseURI);
  return /^https?:/.test(href) && href.replace(/\/$/, "");
};

const locale: Parse = (value) => Intl.getCanonicalLocales(value)[0];

/** Mixed, because `inherit` and its kind pass as a `color` without being one. */
const colour: Parse = (value) => CSS.supports("color", `color-mix(in srgb,${value},red)`) && value;

/** Applies to the settings what a page changes with `set`; gives what the widget is to be told. */
export function applyChanges(settings: Settings, detail: object): Record<string, unknown> {
  const rest: Record<string, unknown> = { __proto__: null, ...detail };
  const { language, theme, position, color } = rest;
  const checked = {
    language: language && check("language", String(language), TAG, locale),
    theme: theme && check("theme", String(theme), THEMES),
    position: position && check("position", String(position), SIDES),
    color: color && check("color", String(color), "a CSS colour", colour),
  } as Record<"language" | "theme" | "position" | "color", string>;
  for (const name of Object.keys(checked) as (keyof typeof checked)[]) {
    if (checked[name]) settings[name] = rest[name] = checked[name];
    // The line that refuses it is written already.
    else delete rest[name];
  }
  return rest;
}

function check(name: string, value: string | null | undefined, allowed: string, parse = oneOf(allowed)): string {
  if (!value) return "";
  let parsed;
  try {
    parsed = parse(value.trim());
  } catch {}
  if (!parsed) warn(`${name}="${value}" is not allowed; allowed: ${allowed}`);
  return parsed || "";
}

/** The attributes. `inline` is last: the script tag has all others. */
const NAMES: readonly (keyof HelpNookElementAttributes)[] = [
  "backend",
  "language",
  "color",
  "position",
  "theme",
  "label",
  "mode",
  "text",
  "fallback",
  "inline",
];

/** Reports in one line the attributes that begin like one of ours and are none; others on the tag are not for us. */
export function reportMisspelt(node: Element, prefix = "data-"): void {
  const names = prefix ? NAMES.slice(0, -1) : NAMES;
  const isWrong = (name: string) =>
    !includes(names, name) &&
    names.some((known) => known.slice(0, 2) == name.slice(0, 2)) &&
    (prefix || !(name in HTMLElement.prototype));
  const own = node.getAttributeNames().filter((name) => name.startsWith(prefix));
  const wrong = own.filter((name) => isWrong(name.slice(prefix.length)));
  if (!wrong.length) return;
  warn(`${wrong.join(", ")} is not known; allowed: ${names.map((name) => prefix + name).join(", ")}`);
}

/**
 * Reads and checks the settings. `get(name)` gives an attribute without its `prefix`, `src` is the address of the loader,
 * `label` the launcher's text.
 */
export function readSettings(
  get: (name: keyof HelpNookElementAttributes) => string | null | undefined,
  src: string,
  label: string,
  prefix = "data-",
): Settings {
  // The youngest functions that the widget needs: a browser without them gets the hosted help page.
  if (!Object.hasOwn || !AbortSignal.timeout) throw new Error("this browser is too old for the widget");
  const page = document.documentElement;
  const attribute = (name: keyof HelpNookElementAttributes, allowed: string, parse?: Parse) =>
    check(prefix + name, get(name), allowed, parse);
  const base = new URL(".", src).href;
  const backend = attribute("backend", "a URL", url) || (url(new URL("/", base).href) as string);
  return {
    // A missing setting is missing, whatever `Object.prototype` holds.
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
  } as Settings;
}

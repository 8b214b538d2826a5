/*
 * The brand in a frame: the tokens that the page's style sheet sets on the widget's element. The frame cannot read them;
 * the host side sends them.
 */

/** The tokens of docs/theme.md that count inside the frame, each with the property whose values it takes. */
const TOKENS: Record<string, string> = {
  __proto__: null as never,
  accent: "color",
  font: "font-family",
  radius: "border-radius",
  "control-radius": "border-radius",
  "button-radius": "border-radius",
};

/** The most characters of a value. */
const MOST = 300;

/** More than one value, or a value that refers to another place. */
const UNSAFE = /[\\;{}]|\b(var|env|attr|if|inherit|url)\(|^(inherit|initial|unset|revert)/i;

/** The tokens that the page has set, by name; a token that is not set is an empty text. */
export function brandOf(host: HTMLElement): Record<string, string> {
  const style = getComputedStyle(host);
  const brand: Record<string, string> = { __proto__: null as never };
  for (const name in TOKENS) brand[name] = style.getPropertyValue("--helpnook-" + name).trim();
  return brand;
}

/** Sets on the frame's own element the tokens that are known by name and hold one safe value; removes the others. */
export function applyBrand(host: HTMLElement, brand: Record<string, unknown>): void {
  for (const name in TOKENS) {
    const value = brand[name];
    const isSafe = typeof value == "string" && value.length < MOST && !UNSAFE.test(value) && CSS.supports(TOKENS[name]!, value);
    host.style.setProperty("--helpnook-" + name, isSafe ? value : "");
  }
}

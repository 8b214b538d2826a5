/*
 * The brand in a frame: what the page's style sheet sets on the widget's element reaches the frame by the loader.
 */

/** The tokens of docs/theme.md that count inside the frame, each with the property whose values it takes. */
export const BRAND = {
  __proto__: null,
  accent: "color",
  font: "font-family",
  radius: "border-radius",
  "control-radius": "border-radius",
  "button-radius": "border-radius",
};

const MOST = 300;

/** More than one value, or one that leads elsewhere. */
const ODD = /[\\;{}]|\b(var|env|attr|if|inherit|url)\(|^(inherit|initial|unset|revert)/i;

/** What the page around has set, by name; nothing set is an empty text. */
export function brandOf(host) {
  const style = getComputedStyle(host);
  const brand = { __proto__: null };
  for (const name in BRAND) brand[name] = style.getPropertyValue("--helpnook-" + name).trim();
  return brand;
}

/** Sets on the frame's own element what is told, as far as it is known by name and is such a value. */
export function wear(host, told) {
  for (const name in BRAND) {
    const value = told[name];
    const isSound = typeof value == "string" && value.length < MOST && !ODD.test(value) && CSS.supports(BRAND[name], value);
    host.style.setProperty("--helpnook-" + name, isSound ? value : "");
  }
}

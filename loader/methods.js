/*
 * The calls that a page may make, and what each takes. A wrong one costs one console line, which says what is allowed.
 */
import { say } from "./settings.js";

/** The methods, each with the kinds of what it takes; a `?` at the end of a kind: may be left out. */
const METHODS = {
  open: ["string?"],
  close: [],
  toggle: [],
  destroy: [],
  doctor: [],
};

/** Calls that stage one makes by itself: no site owner needs to know them. */
const OWN = { news: [] };

/** Whether a call can be answered; else it is said why not. */
export function takes(method, args) {
  const kinds = Object.hasOwn(METHODS, method) ? METHODS[method] : Object.hasOwn(OWN, method) && OWN[method];
  if (!kinds) {
    say(`method="${String(method)}" is not allowed; allowed: ${Object.keys(METHODS).join(", ")}`);
    return false;
  }
  return kinds.every((kind, at) => {
    const name = kind.replace("?", "");
    const is = args[at] == null ? "nothing" : typeof args[at];
    if (is == name || (is == "nothing" && kind != name)) return true;
    say(`${method}: argument ${at + 1} is of the type ${is}; allowed: ${name}${kind == name ? "" : ", nothing"}`);
    return false;
  });
}

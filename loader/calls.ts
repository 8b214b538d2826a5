/*
 * The calls that a page may make, and what each takes. A wrong one costs one console line, which says what is allowed;
 * what is wrong inside of an object the widget tells once it is here (src/host/command.rs).
 */
import { has, say } from "./settings";

/** The methods, each with the kinds of what it takes; a `?` at the end of a kind: may be left out. */
const METHODS = {
  __proto__: null,
  open: ["string?"],
  close: [],
  toggle: [],
  navigate: ["object"],
  identify: ["object"],
  logout: [],
  set: ["object"],
  suggest: ["object"],
  on: ["string", "function|object"],
  off: ["string", "function|object"],
  explain: [],
  doctor: [],
  destroy: [],
};

/** Calls that stage one makes by itself: no site owner needs to know them. */
const OWN = { __proto__: null, news: [] };

/** What a page may listen to, each without its `helpnook-`: the widget's own (src/host/events.rs), and the answer to `explain`. */
export const EVENTS = [
  "opened",
  "closed",
  "searched",
  "article-viewed",
  "ticket-created",
  "reply-sent",
  "survey-answered",
  "unread-changed",
  "identity-refused",
  "error",
  "explained",
];

/** Whether a call can be answered; else it is said why not. */
export function takes(method, args) {
  const kinds = METHODS[method] || OWN[method];
  if (!kinds) {
    say(`method="${String(method)}" is not allowed; allowed: ${Object.keys(METHODS).join(", ")}`);
    return false;
  }
  const isTaken = kinds.every((kind, at) => {
    const names = kind.replace("?", "").split("|");
    const is = args[at] == null ? "nothing" : Array.isArray(args[at]) ? "list" : typeof args[at];
    if (has(names, is) || (is == "nothing" && kind.endsWith("?"))) return true;
    const allowed = kind.endsWith("?") ? [...names, "nothing"] : names;
    say(`${method}: argument ${at + 1} is of the type ${is}; allowed: ${allowed.join(", ")}`);
    return false;
  });
  if (!isTaken || !/^o(n|ff)$/.test(method) || has(EVENTS, args[0])) return isTaken;
  say(`${method}: there is no event "${args[0]}"; allowed: ${EVENTS.join(", ")}`);
  return false;
}

/*
 * The calls that a page may make, and the arguments of each, from public/helpnook.d.ts. A wrong call costs one console
 * line, which names what is allowed; the widget checks the members of an object (src/host/command.rs).
 */
import type { HelpnookMethods } from "../public/helpnook";
import { includes, warn } from "./settings";

/** The name of a call. */
export type CallName = keyof HelpnookMethods;

/** A call as a page makes it: nothing of it is checked. */
export type Call = [name?: unknown, detail?: unknown, listener?: unknown];

/** Runs a call. */
export type Run = (...call: Call) => unknown;

/** The calls, each with the kinds of its arguments; a kind that ends with `?` may be left out. */
const CALLS: Record<string, readonly string[]> = { __proto__: null as never, ...__HELPNOOK_CALLS__ };

/** The calls that stage one makes by itself; they are not listed for site owners. */
const INTERNAL: Record<string, readonly string[]> = { __proto__: null as never, news: [] };

/** The events, each without its `helpnook-`: those of the widget (src/host/events.rs), and the answer to `explain`. */
export const EVENTS = __HELPNOOK_EVENTS__;

/** Whether a call can be run; else one line says why not. */
export function isCall(name: unknown, args: readonly unknown[]): name is CallName | "news" {
  const kinds = CALLS[name as string] || INTERNAL[name as string];
  if (!kinds) {
    warn(`method="${String(name)}" is not allowed; allowed: ${Object.keys(CALLS).join(", ")}`);
    return false;
  }
  const areRight = kinds.every((kind, at) => {
    const allowed = kind.replace("?", "|nothing").split("|");
    const is = args[at] == null ? "nothing" : Array.isArray(args[at]) ? "list" : typeof args[at];
    if (includes(allowed, is)) return true;
    warn(`${name}: argument ${at + 1} is of the type ${is}; allowed: ${allowed.join(", ")}`);
    return false;
  });
  if (!areRight || !/^o(n|ff)$/.test(name as string) || includes(EVENTS, args[0])) return areRight;
  warn(`${name}: there is no event "${args[0]}"; allowed: ${EVENTS.join(", ")}`);
  return false;
}

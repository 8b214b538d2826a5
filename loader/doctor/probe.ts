/*
 * How the doctor looks: what each check gives, `{name, state, says, fix}`, where `state` is `good`, `note` or `bad` and
 * `fix` the line to add; and how it learns that a page's policy stepped in.
 */

/** How long an answer may take, in milliseconds. */
export const PATIENCE = 5000;

export const good = (name, says) => ({ name, state: "good", says });
export const note = (name, says, fix) => ({ name, state: "note", says, fix });
export const bad = (name, says, fix) => ({ name, state: "bad", says, fix });

/** Runs `act`; gives what came of it, and what the page's policy reported meanwhile: `[{directive, address}]`. */
export async function watched(act) {
  const reports = [];
  const listen = ({ effectiveDirective: directive, blockedURI: address }) => reports.push({ directive, address });
  document.addEventListener("securitypolicyviolation", listen);
  let value, error;
  try {
    value = await act();
  } catch (caught) {
    error = caught;
  }
  // The report comes in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  document.removeEventListener("securitypolicyviolation", listen);
  return { value, error, reports };
}

/** Whether one of the reports is of this directive, and of an address of this origin. */
export const blocks = (reports, directive, origin = "") =>
  reports.some((one) => one.directive.startsWith(directive) && one.address.startsWith(origin));

/** `promise`, or an error once that has taken too long. */
export const soon = (promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("no answer")))]);

/** Asks as the widget does: without cookies, and past the cache. */
export const ask = (address, mode = "cors") =>
  fetch(address, { __proto__: null, mode, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });

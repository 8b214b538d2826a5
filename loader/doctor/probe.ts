/*
 * The tools of the doctor's checks: their results, requests like those of the widget, and the reports of the page's policy.
 */

/** The result of a check. */
export interface Result {
  name: string;
  says: string;
  state: "good" | "note" | "bad";
  /** The line to add. */
  fix?: string | undefined;
}

/** How long an answer may take, in milliseconds. */
export const PATIENCE = 5000;

export const good = (name: string, says: string): Result => ({ name, state: "good", says });
export const note = (name: string, says: string, fix?: string): Result => ({ name, state: "note", says, fix });
export const bad = (name: string, says: string, fix?: string): Result => ({ name, state: "bad", says, fix });

/** A report of the page's policy. */
export interface Report {
  directive: string;
  address: string;
}

/** The outcome of a watched act. */
interface Watched<T> {
  value?: T | undefined;
  error?: Error | undefined;
  /** The reports of the page's policy meanwhile. */
  reports: Report[];
}

/** Runs `act`, and watches the page's policy meanwhile. */
export async function watched<T>(act: () => Promise<T>): Promise<Watched<T>> {
  const reports: Report[] = [];
  const listen = ({ effectiveDirective: directive, blockedURI: address }: SecurityPolicyViolationEvent) =>
    reports.push({ directive, address });
  document.addEventListener("securitypolicyviolation", listen);
  let value: T | undefined;
  let error: Error | undefined;
  try {
    value = await act();
  } catch (caught) {
    error = caught as Error;
  }
  // The report comes in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  document.removeEventListener("securitypolicyviolation", listen);
  return { value, error, reports };
}

/** Whether one of the reports is of this directive, and of an address of this origin. */
export const blocks = (reports: Report[], directive: string, origin = "") =>
  reports.some((one) => one.directive.startsWith(directive) && one.address.startsWith(origin));

/** `promise`, or an error once that has taken too long. */
export const soon = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([promise, new Promise<never>((_, fail) => setTimeout(fail, PATIENCE, new Error("no answer")))]);

/** Sends a request as the widget does: without cookies, and past the cache. */
export const ask = (address: string, mode: RequestMode = "cors"): Promise<Response> => {
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(address, { __proto__: null, mode, credentials: "omit", cache: "no-store", signal } as RequestInit);
};

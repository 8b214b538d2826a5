/*
 * Names that the build fills in (xtask/src/loader.rs), and members of the DOM that TypeScript's library lacks.
 */

/** The launcher's label in each language but English, by the first part of the language's tag. */
declare const __HELPNOOK_LABELS__: Record<string, string | undefined>;
/** Whether this is `frame.js`. */
declare const __HELPNOOK_IS_FRAME__: boolean;
/** The texts of loader/messages.ts in each language, in the order in which that file names them. */
declare const __HELPNOOK_WORDS__: Record<string, import("./messages").Texts>;
/** The calls and the events of `public/helpnook.d.ts` (xtask/src/calls.rs). */
declare const __HELPNOOK_CALLS__: Record<import("./calls").CallName, readonly string[]>;
declare const __HELPNOOK_CALL_NAMES__: readonly import("./calls").CallName[];
declare const __HELPNOOK_EVENTS__: readonly import("../public/helpnook").HelpnookEventName[];

interface Window {
  /** The navigation API, which is not in every browser. */
  readonly navigation?: EventTarget;
}

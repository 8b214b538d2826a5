/**
 * Types of what `embed.js` gives a page: the attributes of its script tag, `window.helpnook`, and the events of the
 * `<help-nook>` element it adds.
 *
 * ```html
 * <script async src="https://help.example.com/embed.js" data-backend="https://help.example.com"></script>
 * ```
 *
 * Calls made before the script has arrived are kept and run in order when this line stands before them:
 *
 * ```js
 * window.helpnook = window.helpnook || function () { (helpnook.q = helpnook.q || []).push(arguments); };
 * ```
 */

export {};

/**
 * The attributes of the script tag. All are optional. A value that cannot be used costs one console line that names the
 * attribute, the value and what is allowed; then the default holds.
 */
export interface HelpnookAttributes {
  /** Where the backend is: an http(s) URL, absolute or relative to the page. Default: the origin of the script. */
  "data-backend"?: string;
  /** Language as a BCP 47 tag, such as `de` or `pt-BR`. Default: `lang` of `<html>`, else the browser's language. */
  "data-language"?: string;
  /**
   * The accent: any CSS colour. Text on it is black or white, whichever reads better. Default: fern green. A style sheet
   * may set it too, by `help-nook { --helpnook-accent: … }`; this attribute wins.
   */
  "data-color"?: string;
  /** The bottom corner of the launcher. Default: `right`; `left` where `<html dir="rtl">`. */
  "data-position"?: "right" | "left";
  /** Light or dark. Default: `auto`, as the visitor's system says. */
  "data-theme"?: "auto" | "light" | "dark";
  /** Text of the launcher. Default: "Help", in German "Hilfe". */
  "data-label"?: string;
  /** In the page, or in a frame of the backend. Default: `auto`, in the page where its policy allows that. */
  "data-mode"?: "auto" | "page" | "frame";
  /** An http(s) URL of a help page, where the launcher leads if the widget cannot be loaded. Default: the backend's. */
  "data-fallback"?: string;
}

/** What `helpnook()` can do. */
export interface HelpnookMethods {
  /** Opens the panel. Loads the widget when it is not there yet. `query` is looked for. */
  open: [query?: string];
  /** Closes the panel, or takes back a wish to open it that is still waiting. */
  close: [];
  /** What a click on the launcher does. */
  toggle: [];
  /** Shows what this page allows the widget, and what to add; `?helpnook-doctor` in the page's address does the same. */
  doctor: [];
  /** Takes the launcher and the panel out of the page for good. Later calls do nothing. */
  destroy: [];
}

/**
 * A wrong method name costs one console line that says what is allowed. It never throws.
 *
 * @example helpnook("open")
 */
export interface Helpnook {
  <Method extends keyof HelpnookMethods>(method: Method, ...rest: HelpnookMethods[Method]): void;
  /** Calls made before the script has arrived. */
  q?: IArguments[];
  /** The element in the page; nothing before the script has arrived, and after `destroy`. */
  readonly host?: HTMLElement | false;
}

/** Events on the `<help-nook>` element. They bubble, so `document` hears them too; none can be cancelled. */
export interface HelpnookEvents {
  /** The panel is open. */
  "helpnook-opened": CustomEvent;
  /** The panel is closed. */
  "helpnook-closed": CustomEvent;
  /** A help article is on the screen. */
  "helpnook-article-viewed": CustomEvent<{ id: string }>;
  /** The backend has a new request; `reference` is what the customer sees, such as `HN-7F3K-92`. */
  "helpnook-ticket-created": CustomEvent<{ reference: string }>;
  /** The backend has a reply of the customer to one request, named by its id. */
  "helpnook-reply-sent": CustomEvent<{ ticket: string }>;
  /** A rating was given, from 1 to 5. */
  "helpnook-survey-answered": CustomEvent<{ score: number }>;
  /** The number of requests with a reply not yet read; the launcher shows a dot while it is above 0. */
  "helpnook-unread": CustomEvent<{ count: number }>;
}

/** The element the script adds at the end of the body. */
export interface HelpNookElement extends HTMLElement {
  addEventListener<Type extends keyof HelpnookEvents>(
    type: Type,
    listener: (this: HelpNookElement, event: HelpnookEvents[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface Window {
    helpnook: Helpnook;
  }
  // eslint-disable-next-line no-var -- only `var` declares a property of the global object
  var helpnook: Helpnook;
  interface HTMLElementTagNameMap {
    "help-nook": HelpNookElement;
  }
}

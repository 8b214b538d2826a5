/**
 * Types of what `embed.js` and `element.js` give a page. All of it is told, with examples, in docs/api.md.
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
  /** Text of the launcher. Default: "Help", in the widget's other languages their word. */
  "data-label"?: string;
  /** An http(s) URL of a help page, linked where the widget cannot be loaded. Default: the backend's `/help`. */
  "data-fallback"?: string;
  /** An http(s) URL of a file with the site's own words. Default: none. */
  "data-text"?: string;
  /** Whether the widget runs in the page or in a frame. Default: `auto`, as the page's policy allows. */
  "data-mode"?: "auto" | "page" | "frame";
}

/** The attributes of the custom element: those of the script tag without `data-`, and `inline`. */
export interface HelpNookElementAttributes {
  /** Where the backend is. Default: the origin of `element.js`. A change begins anew. */
  backend?: string;
  /** Changes live; a draft stays. */
  language?: string;
  /** Changes live. */
  theme?: "auto" | "light" | "dark";
  /** Changes live. */
  color?: string;
  /** Changes live; of no use with `inline`. */
  position?: "right" | "left";
  /** Changes live; of no use with `inline`. */
  label?: string;
  /** The panel fills the element's box, always open, with neither launcher nor close button. A change begins anew. */
  inline?: boolean | "";
  /** A change begins anew. */
  fallback?: string;
  /** A change begins anew. */
  text?: string;
  /** A change begins anew. */
  mode?: "auto" | "page" | "frame";
}

/** A field of a new request that a page may fill, and lock. */
export type HelpnookField = "subject" | "message" | "email" | "name" | "category";

/** Where `navigate` leads. The panel is opened, and its way back leads home. */
export type HelpnookTarget =
  | { screen: "home" }
  | { screen: "search"; query: string }
  | { screen: "article"; id: string }
  /**
   * A new request. What is given fills empty fields; a field that is `locked` has to be given here too, takes the place
   * of what was written, and cannot be changed. `category` is a category's id.
   */
  | ({ screen: "compose"; locked?: HelpnookField[] } & { [Field in HelpnookField]?: string })
  | { screen: "requests" }
  | { screen: "request"; id: string };

/** Who the customer is: fills in the requester of a new request. */
export interface HelpnookIdentity {
  name?: string;
  email?: string;
  /**
   * A signed identity (JWT) that your server makes: it signs the customer in, so that they see their requests on every
   * device. For backends that take one; others say so in one line. When it is refused, or the session has ended,
   * `helpnook-identity-refused` asks for a new one.
   */
  token?: string;
}

/** What `set` changes while the widget stands. */
export interface HelpnookSettings {
  language?: string;
  theme?: "auto" | "light" | "dark";
  color?: string;
  position?: "right" | "left";
  /** Sent along as the page that a request comes from, in the place of its address (without query) and title. */
  context?: { url?: string; title?: string };
  /** Whether `helpnook-searched` says what was searched. Default: false. */
  queries?: boolean;
}

/** Articles for the page that the customer is on, shown above the popular ones: at most five, the first rule first. */
export interface HelpnookSuggestions {
  /** For every page. */
  ids?: string[];
  /**
   * `url` is held against the page's address without its query; `*` stands for any characters. One that begins with `/`
   * is held against the path alone; a fragment counts only if the pattern has a `#`.
   */
  rules?: { url: string; ids: string[] }[];
}

/** How the widget stands and why. What a customer wrote or searched is not in it. */
export interface HelpnookExplanation {
  /** Whether the widget is there; without it only `mode`, `open`, `inline`, `backend.address`, `language.asked` are. */
  loaded: boolean;
  /** Whether it runs in the page or in a frame. */
  mode: "page" | "frame";
  open: boolean;
  inline: boolean;
  screen?: "home" | "article" | "compose" | "sent" | "requests" | "request";
  backend: {
    address: string;
    /** It could not be reached just now. */
    away?: boolean;
    /** It was heard of at least once. */
    known?: boolean;
    /** The parts that it switches off; they are not shown. */
    off?: string[];
    /** Where articles are searched. */
    search?: "loading" | "device" | "server";
  };
  language: {
    asked: string;
    /** That of the widget's words. */
    words?: string;
    /** That of the articles. */
    articles?: string;
    why?: string;
  };
  device?: {
    online: boolean;
    /** Whether anything is kept until the next visit. */
    storage: boolean;
  };
  suggestions?: {
    page: string;
    rules: { url: string; matches: boolean; ids: string[] }[];
    shown: string[];
    /** Suggested, but nowhere to be found. */
    missing: string[];
  };
  customer?: { identified: boolean; signedIn: boolean; requests: number; unread: number; waiting: number };
}

/**
 * The calls, each with its arguments. The build reads them here: the loader's list of calls is this one, with the kind of
 * each argument. One line for each call.
 */
export interface HelpnookMethods {
  /** Opens the panel, with a text in its search box if one is given. Loads the widget when it is not there yet. */
  open: [text?: string];
  /** Closes the panel, or takes back a wish to open it that is still waiting. */
  close: [];
  /** What a click on the launcher does. */
  toggle: [];
  /** Opens the panel at a place. */
  navigate: [target: HelpnookTarget];
  /** Says who the customer is. */
  identify: [identity: HelpnookIdentity];
  /** Forgets what this device keeps of the customer for this backend: session, keys, drafts, unsent requests, name. */
  logout: [];
  /** Changes how the widget looks and speaks. Nothing that was written is lost. */
  set: [settings: HelpnookSettings];
  /** Offers articles for pages; each call takes the place of the one before. */
  suggest: [suggestions: HelpnookSuggestions];
  /** Listens to an event: the listener is told what that event tells. */
  on: [event: HelpnookEventName, listener: HelpnookListener<HelpnookEventName>];
  /** Stops listening. */
  off: [event: HelpnookEventName, listener: HelpnookListener<HelpnookEventName>];
  /** Has `helpnook-explained` sent. */
  explain: [];
  /** Shows what this page allows, and the line to add for what it does not. */
  doctor: [];
  /** Takes the launcher and the panel out of the page for good. Later calls do nothing. */
  destroy: [];
}

/**
 * A wrong method name or argument costs one console line that says what is allowed. It never throws.
 *
 * @example helpnook("navigate", { screen: "article", id: "change-email" })
 */
export interface Helpnook {
  /** Listens to an event, or stops to. */
  <Name extends HelpnookEventName>(method: "on" | "off", event: Name, listener: HelpnookListener<Name>): void;
  <Method extends Exclude<keyof HelpnookMethods, "on" | "off">>(method: Method, ...rest: HelpnookMethods[Method]): void;
  /** Calls made before the script has arrived. */
  q?: IArguments[];
  /** The element in the page; nothing before the script has arrived, and after `destroy`. */
  readonly host?: HTMLElement;
}

/**
 * Events on the `<help-nook>` element. They bubble, so `document` hears them too; none can be cancelled. The build reads
 * their names here.
 */
export interface HelpnookEvents {
  /** The panel is open. */
  "helpnook-opened": CustomEvent;
  /** The panel is closed. */
  "helpnook-closed": CustomEvent;
  /** A search came to rest: how much it found, and what was searched if `set({ queries: true })` asked for that. */
  "helpnook-searched": CustomEvent<{ count: number; query?: string }>;
  /** A help article is on the screen. */
  "helpnook-article-viewed": CustomEvent<{ id: string }>;
  /** The backend has a new request; `reference` is what the customer sees, such as `HN-7F3K-92`. */
  "helpnook-ticket-created": CustomEvent<{ reference: string }>;
  /** The backend has a reply of the customer to one request, named by its id. */
  "helpnook-reply-sent": CustomEvent<{ ticket: string }>;
  /** A rating was given, from 1 to 5. */
  "helpnook-survey-answered": CustomEvent<{ score: number }>;
  /** The number of requests with a reply not yet read; the launcher shows a dot while it is above 0. */
  "helpnook-unread-changed": CustomEvent<{ count: number }>;
  /** The signed identity was refused, or the session has ended: `identify` with a new token signs the customer in again. */
  "helpnook-identity-refused": CustomEvent;
  /** Something does not work. The customer is told already; this is for the site's own watch. */
  "helpnook-error": CustomEvent<{
    name: "load-failed" | "backend-away" | "search-failed" | "article-failed" | "request-refused";
  }>;
  /** The answer to `explain`. */
  "helpnook-explained": CustomEvent<HelpnookExplanation>;
}

/** An event's name without `helpnook-`. */
export type HelpnookEventName = keyof HelpnookEvents extends `helpnook-${infer Name}` ? Name : never;

/** What hears an event: a function, or an object with `handleEvent`. */
export type HelpnookListener<Name extends HelpnookEventName> =
  | ((event: HelpnookEvents[`helpnook-${Name}`]) => unknown)
  | { handleEvent(event: HelpnookEvents[`helpnook-${Name}`]): unknown };

/** The calls as methods of the element. */
export type HelpNookElementMethods = {
  [Method in keyof HelpnookMethods as Exclude<Method, "on" | "off" | "explain">]: (...args: HelpnookMethods[Method]) => void;
};

/** The element: that of the script tag has events alone, that of `element.js` also methods and attributes. */
export interface HelpNookElement extends HTMLElement, HelpNookElementMethods {
  /** How this widget stands and why. */
  explain(): Promise<HelpnookExplanation>;
  /** Frees everything, and takes the element out of the page. Taking it out does the same. */
  destroy(): void;
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

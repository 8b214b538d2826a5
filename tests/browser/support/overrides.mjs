// What pages do to the browser's own, before the widget loads or after.

/** What pages have done to the browser's own. */
export const OVERRIDES = {
  "fetch fails": () => (window.fetch = () => Promise.reject(new Error("no fetch here"))),
  "fetch gives nothing": () => (window.fetch = () => undefined),
  "JSON is another": () => (window.JSON = { parse: () => ({}), stringify: () => "{}" }),
  "Array has more in it": () => {
    Array.prototype.last = function () {
      return this[this.length - 1];
    };
    Array.prototype.includes = function () {
      return false;
    };
  },
  "attachShadow throws": () => {
    Element.prototype.attachShadow = () => {
      throw new Error("no shadow here");
    };
  },
  "Promise is another": () => {
    const Real = Promise;
    window.Promise = class extends Real {};
  },
};

/** Names that our own scripts read, and some that browsers read. */
export const POLLUTED = [
  "backend", "base", "host", "q", "label", "language", "color", "position", "theme", "fallback",
  "text", "typed", "query", "help", "frame", "data", "key", "id", "seen", "items",
  // What `fetch` may be told.
  "body", "cache", "credentials", "duplex", "headers", "integrity", "keepalive", "method", "mode", "priority", "redirect",
  "referrer", "referrerPolicy", "signal", "targetAddressSpace", "window",
  // What an event is made of, and how to scroll.
  "bubbles", "cancelable", "composed", "detail", "behavior", "block", "inline",
];

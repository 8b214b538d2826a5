// A page with the widget, as the configurator wants it: attributes and tokens stand in the address.
(() => {
  // By itself this page would show on this origin whatever words and links somebody puts into an address.
  if (parent === self) return location.replace("/configure/");

  const asked = new URLSearchParams(location.search);
  document.documentElement.style.colorScheme = asked.get("scheme") || "light dark";

  // Property by property, so that no value can say more than one token.
  const sheet = new CSSStyleSheet();
  sheet.insertRule("help-nook {}");
  document.adoptedStyleSheets = [sheet];
  const { style } = sheet.cssRules[0];
  window.setTokens = (tokens) => {
    while (style.length) style.removeProperty(style[0]);
    for (const [name, value] of tokens) if (name.startsWith("--helpnook-")) style.setProperty(name, value);
    // A frame hears of it with the next setting.
    if (element) element.set?.({});
    else window.helpnook?.("set", {});
  };
  let element;
  window.setTokens([...asked]);

  // The panel opens by itself here, and must not take the focus from what is being set beside it.
  const { focus } = HTMLElement.prototype;
  let isUsed = false;
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (isUsed = true), { capture: true, once: true });
  HTMLElement.prototype.focus = function (...options) {
    if (isUsed) focus.apply(this, options);
  };

  const way = asked.get("way");
  const attributes = [...asked].filter(([name]) => name.startsWith("data-"));
  const script = document.createElement("script");
  if (way === "element" || way === "inline") {
    script.type = "module";
    script.src = "/element.js";
    element = document.createElement("help-nook");
    for (const [name, value] of attributes) element.setAttribute(name.slice("data-".length), value);
    element.toggleAttribute("inline", way === "inline");
    document.addEventListener("DOMContentLoaded", () => document.querySelector("main").append(element));
    if (asked.has("open")) customElements.whenDefined("help-nook").then(() => element.open());
  } else {
    script.src = way === "frame" ? "/frame.js" : "/embed.js";
    for (const [name, value] of attributes) script.setAttribute(name, value);
    window.helpnook = (...call) => (window.helpnook.q = window.helpnook.q || []).push(call);
    if (asked.has("open")) window.helpnook("open");
  }
  document.head.append(script);
})();

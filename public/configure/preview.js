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
  };
  window.setTokens([...asked]);

  // The panel opens by itself here, and must not take the focus from what is being set beside it.
  const { focus } = HTMLElement.prototype;
  let isUsed = false;
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (isUsed = true), { capture: true, once: true });
  HTMLElement.prototype.focus = function (...options) {
    if (isUsed) focus.apply(this, options);
  };

  const script = document.createElement("script");
  script.src = "/embed.js";
  for (const [name, value] of asked) if (name.startsWith("data-")) script.setAttribute(name, value);
  document.head.append(script);
  window.helpnook = (...call) => (window.helpnook.q = window.helpnook.q || []).push(call);
  if (asked.has("open")) window.helpnook("open");
})();

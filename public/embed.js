/*
 * Helpnook's loader: draws the launcher, and loads the widget when a customer shows intent, never before.
 *
 *   <script async src="https://help.example.com/embed.js" data-backend="https://help.example.com"></script>
 *
 * Attributes, methods and events: helpnook.d.ts. Every page view pays for this file, so bytes decide: no dependency, no
 * request, one adopted style sheet. The build fills in the two __HELPNOOK_…__ names.
 */
(() => {
  const say = (text) => console.warn("helpnook:", text);
  if (window.helpnook?.host) return say("embed.js is loaded twice; the second does nothing");
  try {
    const script = document.currentScript;
    const page = document.documentElement;

    // ---- What the site owner asked for. A value that is of no use costs one console line, then a default works.

    const oneOf = (value, allowed) => allowed.split(", ").includes(value) && value;
    const read = (name, fallback, allowed, parse = oneOf, value = script.getAttribute(name)) => {
      let parsed;
      try {
        parsed = value && parse(value, allowed);
      } catch {}
      if (value && !parsed) say(`${name}="${value}" is not allowed; allowed: ${allowed}`);
      return parsed || fallback;
    };
    const tag = "a tag such as pt-BR";
    const locale = (value) => Intl.getCanonicalLocales(value)[0];
    const url = (value) => /^http/.test((value = new URL(value, document.baseURI).href)) && value;
    // Mixed, because `inherit` and its kind pass as a `color` without being one.
    const colour = (value) => CSS.supports("color", `color-mix(in srgb,${value},red)`) && value;

    const base = new URL(".", script.src).href;
    const backend = read("data-backend", new URL("/", base).href, "a URL", url).replace(/\/$/, "");
    const language = read("data-language", read("lang", navigator.language, tag, locale, page.lang), tag, locale);
    const color = read("data-color", "", "a CSS colour", colour);
    const position = read("data-position", page.dir == "rtl" ? "left" : "right", "right, left");
    const theme = read("data-theme", "auto", "auto, light, dark");
    const fallback = read("data-fallback", "", "a URL", url);

    // ASCII only, because a page in another encoding reads this file in that encoding.
    const [lang, label, unread, failed, retry] = /^de\b/.test(language)
      ? ["de", "Hilfe", "neu", "Die Hilfe konnte nicht geladen werden. Besteht eine Internetverbindung?", "Erneut versuchen"]
      : ["en", "Help", "new", "Help could not be loaded. Check your connection.", "Try again"];

    // ---- The launcher. Important rules of a shadow root win over important rules of the page, so `* {all: unset
    // !important}` stays outside. Ink is black or white, whichever reads better on the accent (at a luminance of .179 both
    // reach 4.58:1); a browser that cannot compute that keeps white on dark. The focus ring is white in black: it shows on
    // any page. `.launcher + p` is the card of a failed load.

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:host{all:initial!important;direction:${/^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr"}!important;unicode-bidi:normal!important;--helpnook-accent:#1f6f5c;color-scheme:${theme == "auto" ? "light dark" : theme}!important;font:medium/1.5 system-ui!important;position:fixed!important;z-index:2147483000!important}
.launcher,.launcher+p:not(:empty){position:fixed;${position}:max(20px,env(safe-area-inset-${position}));bottom:max(20px,env(safe-area-inset-bottom));max-width:calc(100% - 80px);margin:0;padding:10px 18px;border:1px solid #8885;border-radius:24px;box-shadow:0 4px 16px #0003;background:Canvas;overflow-wrap:anywhere}
.launcher{display:flex;align-items:center;gap:8px;min-height:48px;background:#222;color:#fff;font:inherit;font-weight:600;cursor:pointer}
@supports(color:color(from red xyz-d65 y y y)){.launcher{--i:calc((.179 - y)*1e9);background:rgb(from var(--helpnook-accent) r g b/1);color:color(from var(--helpnook-accent) xyz-d65 var(--i) var(--i) var(--i)/1)}}
.launcher:hover{box-shadow:0 4px 24px #0006}
.launcher:focus-visible{outline:2px solid #fff;box-shadow:0 0 0 4px #000}
.launcher svg{flex:none;width:24px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round}
.launcher i{position:absolute;top:-2px;right:4px;width:0;height:0;overflow:hidden;border-radius:50%}
.launcher i:not(:empty){border:6px solid #e5484d}
.launcher+p:not(:empty){bottom:84px}
.launcher+p a{color:inherit}
@media(max-width:479.9px){.launcher[aria-expanded=true]{display:none}}
@media(prefers-reduced-motion:no-preference){.launcher[aria-busy=true] path{animation:a 1s .2s linear infinite}}
@keyframes a{0%,to{stroke-dasharray:5 3}to{stroke-dashoffset:-8}}
@media print{:host{display:none!important}}`);

    const add = (parent, name, properties) =>
      parent.appendChild(Object.assign(document.createElement(name), properties));
    const draw = (parent, name, attribute, value) => {
      const node = parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
      node.setAttribute(attribute, value);
      return node;
    };

    const host = document.createElement("help-nook");
    host.lang = script.dataset.label ? language : lang;
    if (color) host.style.setProperty("--helpnook-accent", color);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const launcher = add(root, "button", {
      type: "button",
      className: "launcher",
      ariaExpanded: false,
      ariaHasPopup: "dialog",
      onclick: () => helpnook("toggle"),
    });
    draw(
      draw(launcher, "svg", "viewBox", "0 0 24 24"),
      "path",
      "d",
      "M8 18.4 4 20l1-4A9 7.5 0 1 1 8 18.4zM10 9a2 2 0 1 1 3 2q-1 .6-1 1.7M12 15.4v0",
    );
    const text = add(launcher, "span");
    const badge = add(launcher, "i");
    // A live region has to be there before its message is.
    const card = add(root, "p", { role: "status" });

    // ---- Loading. `wish` is set while a customer waits for the panel; a second click takes it back.

    let files, mounted, panel, wish;
    let again = "";

    const load = () =>
      (files ||= (async () => {
        try {
          return await Promise.all([
            import(base + "__HELPNOOK_GLUE__" + again),
            WebAssembly.compileStreaming(fetch(base + "__HELPNOOK_WASM__")),
          ]);
        } catch (error) {
          files = 0;
          // Browsers remember that a module failed; a new address makes them try again.
          again = "?" + Date.now();
          throw error;
        }
      })());

    const mount = async () => {
      const [glue, module] = await load();
      await glue.default({ module_or_path: module });
      if (!helpnook.host) return;
      await glue.mount(host, { backend, language, theme, position, base, color });
      panel = glue;
    };

    const want = (value, message = "") => {
      launcher.ariaBusy = wish = value;
      card.textContent = message && message + " ";
      text.textContent = message ? retry : script.dataset.label || label;
    };

    const helpnook = async (method, detail) => {
      try {
        method = read("method", "", "open, close, toggle, destroy", oneOf, method);
        if (!method || !helpnook.host) return;
        if (method == "destroy") {
          want((helpnook.host = false));
          host.remove();
          panel?.unmount(host);
        } else if (panel) panel.command(host, method, detail);
        else {
          want(method == "open" || (method == "toggle" && !wish));
          if (wish) await (mounted ||= mount());
          if (wish) panel.command(host, "open", detail);
          want(false);
        }
      } catch (error) {
        say(error);
        mounted = 0;
        if (!wish) return;
        want(false, failed);
        if (fallback) add(card, "a", { href: fallback, target: "_blank", textContent: label });
      }
    };

    const on = (target, type, act) => target.addEventListener(type, act, { passive: true });
    for (const intent of ["pointerenter", "touchstart", "focus"])
      // Early loading fails silently: the next intent tries again, and only a click is owed an answer.
      on(launcher, intent, () => load().catch(() => {}));
    // A click elsewhere puts the card of a failed load away.
    on(window, "pointerdown", ({ target }) => card.textContent && target != host && want(false));

    // ---- What the panel tells.

    on(host, "helpnook-opened", () => (launcher.ariaExpanded = true));
    on(host, "helpnook-closed", () => {
      launcher.ariaExpanded = false;
      // Focus that the page took elsewhere stays there.
      if ([host, document.body].includes(document.activeElement)) launcher.focus();
    });
    on(host, "helpnook-unread", ({ detail: { count } }) => (badge.textContent = count ? `${count} ${unread}` : ""));

    // ---- Into the page, after its body: a transformed body would carry a fixed launcher away with it.

    const place = () => {
      // Never move an open panel: it would lose the focus.
      if (helpnook.host && document.body && !(panel && host.isConnected)) page.append(host);
    };
    const queue = window.helpnook?.q || [];
    helpnook.host = host;
    window.helpnook = helpnook;
    want(false);
    place();
    on(window, "DOMContentLoaded", place);
    for (const call of queue) helpnook(...call);
  } catch (error) {
    say(error);
  }
})();

/*
 * Helpnook's loader, stage one: the launcher, the calls made meanwhile, the first sign of intent. Nothing else.
 *
 *   <script async src="https://help.example.com/embed.js" data-backend="https://help.example.com"></script>
 *
 * Attributes, methods and events: helpnook.d.ts. Every page view pays for this file, so bytes decide, and it keeps to
 * the syntax of 2018 and `import()`, so that an old browser reads it. What follows is in loader/, whose address the
 * build fills in, as it does the labels. `frame.js` is this with loader/frame_mode.ts in it.
 */
(() => {
  try {
    let page = document.documentElement;
    let last = window.helpnook;
    // Frameworks that swap the body run its scripts again: the widget stays, or comes back if it was swept away.
    if (last && last.host) return last.host.isConnected || page.append(last.host);

    let script = document.currentScript;
    // Own attributes alone: whoever may write to `Object.prototype` must not choose the backend.
    let data = { __proto__: null, ...script.dataset };
    let make = (name, properties) => Object.assign(document.createElement(name), properties);
    // By a link, because that takes any text; stage two tells what is wrong with it.
    let backend = make("a", { href: data.backend || new URL("/", script.src) }).href.replace(/\/$/, "");
    // In ASCII, because a page in another encoding reads this file in that encoding.
    let words = __HELPNOOK_LABELS__;
    let lang = data.language || page.lang || navigator.language;
    let label = data.label || words[lang.slice(0, 2)] || ((lang = "en"), "Help");

    // ---- Calls are kept until stage two takes them.

    let queue = [];
    let run, busy, lost;
    // What only sets or listens waits for a customer.
    let go = (found) => {
      run = found;
      launcher.textContent = label;
      lost = 0;
      queue.map((call) => run(...call));
      queue = [];
    };
    // No hope for the widget, or none within a second: the launcher leads to the hosted help page.
    let lose = () => {
      if (!run) launcher.textContent = label + (lost = " \u2197");
    };
    let load = () => {
      if (busy) return;
      busy = setTimeout(lose, 900);
      import(new URL("__HELPNOOK_STAGE__", script.src))
        .then((two) => two.start(host, launcher, script, go))
        .catch(lose);
    };
    // No call takes more than two arguments. Nothing happens yet that a page could hear of.
    let helpnook = (window.helpnook = (name, what, hear) => {
      try {
        if (name == "destroy") helpnook.host = host.remove(listen("remove"));
        /^([sic]|o[nf]|de)/.test(name) || load();
      } catch (error) {
        // Stage two says what is wrong.
      }
      run ? run(name, what, hear) : queue.push([name, what, hear]);
    });
    // Any element of the page may name an article. With a key held a link is the page's own.
    let choose = (event) => {
      let named = event.composedPath().find((node) => (node.dataset || 0).helpnookArticle);
      // A click has no key, which is neither less nor more.
      if (!named | event.ctrlKey | event.metaKey | event.shiftKey | (event.key < "Enter") | (event.key > "Enter")) return;
      event.preventDefault();
      helpnook("navigate", { screen: "article", id: named.dataset.helpnookArticle });
    };
    let listen = (how) => {
      page[(how += "EventListener")]("keydown", choose);
      page[how]("click", choose);
    };

    // ---- The launcher. Important rules of a shadow root win over important rules of the page, so `* {all: unset
    // !important}` stays outside.

    let host = (helpnook.host = make("help-nook", { lang }));
    let launcher = make("button", {
      textContent: label,
      dir: "auto",
      ariaExpanded: false,
      onclick: () => (lost ? open(data.fallback || backend + "/help") : helpnook("toggle")),
    });
    let place = `position:fixed;${/left|rtl/.test(data.position || page.dir) ? "left" : "right"}:0;bottom:0;margin:var(--helpnook-space,20px);z-index:var(--helpnook-z-index,999999999);`;
    let root = host;
    try {
      let sheet = new CSSStyleSheet();
      sheet.replaceSync(`:host{all:initial!important}button{${place}padding:0 24px;border:1px solid #8885;border-radius:var(--helpnook-launcher-radius,24px);font:600 16px/46px var(--helpnook-font,system-ui);color:#fff;background:#222}@supports(color:contrast-color(red)){button{background:var(--helpnook-accent,#1f6f5c);color:contrast-color(var(--helpnook-accent,#1f6f5c))}}button:before{content:var(--helpnook-icon);margin-inline-end:8px;vertical-align:middle}@media print{button{display:none}}`);
      root = host.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      host.style.color = data.color;
      host.style.setProperty("--helpnook-accent", host.style.color);
      launcher.onpointerenter = launcher.onfocus = load;
    } catch (error) {
      // Too old for the widget.
      lose((host.style.cssText = place));
    }
    root.append(launcher);

    page.append(host);
    listen("add");
    if (last && last.q) last.q.map((call) => helpnook(...call));
    if (/helpnook-doctor/.test(location.search)) helpnook("doctor");
    // Somebody with a request hears of news without being asked. Storage may be denied.
    try {
      if (localStorage["helpnook:" + backend + ":tickets"]) setTimeout(helpnook, 3e3, "news");
    } catch (error) {}
  } catch (error) {
    console.warn("helpnook:", error);
  }
})();

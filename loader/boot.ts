/*
 * Stage one of the loader, served as `embed.js`: the launcher, the queue of calls, the first sign of intent.
 *
 *   <script async src="https://help.example.com/embed.js" data-backend="https://help.example.com"></script>
 *
 * Attributes, methods and events: helpnook.d.ts. Every page view pays for this file, so bytes decide, and its syntax is
 * that of 2018 and `import()`, so that an old browser reads it. Stage two is loader/page_mode.ts, whose address the build
 * fills in, as it does the labels. `frame.js` is this file with loader/frame_mode.ts bundled into it.
 */
import type { Call, Run } from "./calls";
import { Key } from "./device_storage";
import * as frameMode from "./frame_mode";
import type { Host } from "./settings";

/** `window.helpnook` as stage one makes it: it keeps calls and checks none. */
interface Queue {
  (...call: Call): void;
  host?: HTMLElement | void;
  q?: Call[];
}

(() => {
  try {
    let page = document.documentElement;
    let last = window.helpnook as unknown as Queue | undefined;
    // Frameworks that swap the body run its scripts again: the widget stays, or comes back if it was removed.
    if (last && last.host) return last.host.isConnected || page.append(last.host);

    let script = document.currentScript as HTMLScriptElement;
    // Own attributes alone: a value on `Object.prototype` must not choose the backend.
    let data = { __proto__: null, ...script.dataset } as DOMStringMap & { __proto__: null };
    let make = <Name extends keyof HTMLElementTagNameMap>(name: Name, properties: object) =>
      Object.assign(document.createElement(name), properties);
    // By a link, because that takes any text; stage two reports an address that cannot be used.
    let backend = make("a", { href: data.backend || new URL("/", script.src) }).href.replace(/\/$/, "");
    // In ASCII, because a page in another encoding reads this file in that encoding.
    let labels = __HELPNOOK_LABELS__;
    let lang = data.language || page.lang || navigator.language;
    let label = data.label || labels[lang.slice(0, 2)] || ((lang = "en"), "Help");

    // ---- Calls wait until stage two takes them.

    let queue: Call[] = [];
    let run: Run | undefined, timer: unknown, fallback: unknown;
    let take = (found: Run) => {
      run = found;
      launcher.textContent = label;
      fallback = 0;
      queue.map((call) => found(...call));
      queue = [];
    };
    // Stage two fails, or takes longer than a second: the launcher leads to the hosted help page.
    let lose = (_?: unknown) => {
      if (!run) launcher.textContent = label + (fallback = " \u2197");
    };
    let load = () => {
      if (timer) return;
      timer = setTimeout(lose, 900);
      (__HELPNOOK_IS_FRAME__ ? Promise.resolve(frameMode) : import(new URL("__HELPNOOK_STAGE__", script.src) as never))
        .then((stage: typeof frameMode) => stage.start(host as Host, launcher, script, take))
        .catch(lose);
    };
    // No call takes more than two arguments. Calls that only set or listen do not load stage two: no event comes yet.
    let helpnook: Queue = ((window as { helpnook: unknown }).helpnook = (name?: unknown, detail?: unknown, listener?: unknown) => {
      try {
        if (name == "destroy") helpnook.host = (host as { remove(_: void): void }).remove(listen("remove"));
        /^([sic]|o[nf]|de)/.test(name as string) || load();
      } catch (error) {
        // Stage two reports a call that is none.
      }
      run ? run(name, detail, listener) : queue.push([name, detail, listener]);
    });
    // Any element of the page may name an article. With a modifier key held a link is the page's own.
    let choose = (event: MouseEvent & KeyboardEvent) => {
      let named = (event.composedPath() as HTMLElement[]).find((node) => (node.dataset || (0 as never)).helpnookArticle);
      // A click has no key, which is neither less nor more.
      if (!named || event.ctrlKey || event.metaKey || event.shiftKey || event.key < "Enter" || event.key > "Enter") return;
      event.preventDefault();
      helpnook("navigate", { screen: "article", id: named.dataset.helpnookArticle });
    };
    let listen = (method: "add" | "remove" | "addEventListener") => {
      page[(method += "EventListener") as "addEventListener"]("keydown", choose as EventListener);
      page[method as "addEventListener"]("click", choose as EventListener);
    };

    // ---- The launcher. Important rules of a shadow root win over important rules of the page, so `* {all: unset
    // !important}` stays outside.

    let host = (helpnook.host = make("help-nook", { lang }) as HTMLElement);
    let launcher = make("button", {
      textContent: label,
      dir: "auto",
      ariaExpanded: false,
      onclick: () => (fallback ? open(data.fallback || backend + "/help") : helpnook("toggle")),
    });
    let place = `position:fixed;${/left|rtl/.test(data.position || page.dir) ? "left" : "right"}:0;bottom:0;margin:var(--helpnook-space,20px);z-index:var(--helpnook-z-index,999999999);`;
    let root: HTMLElement | ShadowRoot = host;
    try {
      let sheet = new CSSStyleSheet();
      sheet.replaceSync(`:host{all:initial!important}button{${place}padding:0 24px;border:1px solid #8885;border-radius:var(--helpnook-launcher-radius,24px);font:600 16px/46px var(--helpnook-font,system-ui);color:#fff;background:#222}@supports(color:contrast-color(red)){button{background:var(--helpnook-accent,#1f6f5c);color:contrast-color(var(--helpnook-accent,#1f6f5c))}}button:before{content:var(--helpnook-icon);margin-inline-end:8px;vertical-align:middle}@media print{button{display:none}}`);
      root = host.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      host.style.color = data.color as string;
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
    // The badge counts unread answers, also where the customer shows no intent.
    try {
      if (localStorage[Key.Prefix + backend + Key.Tickets]) setTimeout(helpnook, 3e3, "news");
    } catch (error) {
      // The page denies storage.
    }
  } catch (error) {
    console.warn("helpnook:", error);
  }
})();

/*
 * `<help-nook>` as a custom element, served as `element.js`, for pages and frameworks that place the widget by markup:
 *
 *   <script type="module" src="https://help.example.com/element.js"></script>
 *   <help-nook backend="https://help.example.com"></help-nook>
 *
 * Attributes, methods and events: helpnook.d.ts and docs/embed.md. Until a customer shows intent it draws a launcher and
 * fetches nothing more; with `inline` it begins once it is seen. The build fills in the labels, the names of the calls and
 * the address of stage two, loader/page_mode.ts.
 */
import type { HelpnookExplanation, HelpNookElementAttributes } from "../public/helpnook";
import type { Call, Run } from "./calls";
import type { startElement } from "./page_mode";
import type { Host } from "./settings";

type Attribute = keyof HelpNookElementAttributes;

/** In the order of docs/embed.md. `label` and the first group change live; after a change of the others the widget begins anew. */
const LIVE: Attribute[] = ["language", "theme", "color", "position"];
const ANEW: Attribute[] = ["backend", "inline", "mode", "text", "fallback"];

const LABELS = __HELPNOOK_LABELS__;
const STYLE = `:host{all:initial}button{position:fixed;right:20px;bottom:20px;z-index:999999999;padding:0 24px;border:1px solid #8885;border-radius:24px;font:600 16px/46px system-ui;background:#222;color:#fff}@supports(color:contrast-color(red)){button{background:var(--helpnook-accent,#1f6f5c);color:contrast-color(var(--helpnook-accent,#1f6f5c))}}:host([position=left]) button{right:auto;left:20px}@media print{button{display:none}}`;
const INLINE = ":host{display:block;height:640px}";

const page = document.documentElement;
/** The settings that replace an attribute that was removed. */
const defaults = (): Record<string, string> => ({
  language: page.lang || navigator.language,
  theme: "auto",
  position: page.dir == "rtl" ? "left" : "right",
});

class HelpNook extends HTMLElement {
  static observedAttributes = ["label", ...LIVE, ...ANEW];

  /** The shadow root, once it is ours: `embed.js` makes elements of this name too. */
  #root: ShadowRoot | undefined;
  #launcher!: HTMLButtonElement;
  #link: HTMLAnchorElement | undefined;
  #watch: IntersectionObserver | undefined;
  #run: Run | undefined;
  #queue: Call[] = [];
  #isLoading = false;
  #isBegun = false;
  #isChanging = false;

  connectedCallback() {
    if ((this.shadowRoot && !this.#root) || this.#isBegun) return;
    this.#begin();
  }

  disconnectedCallback() {
    // Moved elsewhere in the page it is back at once, with everything that was typed.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name: string, was: string | null, now: string | null) {
    if (!this.#isBegun || was === now) return;
    if (name == "label") this.#label();
    else if (LIVE.includes(name as Attribute)) this.#change(name, now);
    else this.#again();
  }

  #begin() {
    this.#isBegun = true;
    const root = (this.#root ??= this.attachShadow({ __proto__: null, mode: "open" } as ShadowRootInit));
    const isInline = this.hasAttribute("inline");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(isInline ? INLINE : STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#launcher = document.createElement("button");
    this.#launcher.type = "button";
    this.#launcher.dir = "auto";
    this.#launcher.ariaExpanded = "false";
    this.#label();
    this.#accent();
    if (isInline) {
      // It costs nothing before it is near.
      this.#watch = new IntersectionObserver(
        (seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#load(),
        { __proto__: null, rootMargin: "200px" } as IntersectionObserverInit,
      );
      this.#watch.observe(this);
      return;
    }
    this.#find();
    this.#launcher.onpointerenter = this.#launcher.onfocus = () => this.#load();
    root.append(this.#launcher);
  }

  #end() {
    if (!this.#isBegun) return;
    this.#isBegun = this.#isLoading = false;
    this.#watch?.disconnect();
    this.#run?.("destroy");
    this.#run = this.#link = undefined;
    this.#queue = [];
    this.#root!.replaceChildren();
    this.#root!.adoptedStyleSheets = [];
  }

  /** Several attributes that change in one go begin anew once. */
  #again() {
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      this.#end();
      if (this.isConnected) this.#begin();
    });
  }

  #label() {
    const wanted = this.getAttribute("language") || defaults().language;
    this.#launcher.textContent = this.getAttribute("label") || LABELS[wanted.slice(0, 2)] || "Help";
  }

  #accent() {
    this.style.setProperty("--helpnook-accent", "");
    const probe = new Option().style;
    probe.color = this.getAttribute("color") ?? "";
    if (probe.color) this.style.setProperty("--helpnook-accent", probe.color);
  }

  #change(name: string, value: string | null) {
    if (name == "color" && !value) return this.#accent();
    if (name == "language") this.#label();
    if (this.#run) this.#call("set", { [name]: value || defaults()[name] });
    else if (name == "color") this.#accent();
  }

  #load() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#watch?.disconnect();
    const launcher = this.#launcher;
    const late = setTimeout(() => this.#lose(launcher), 900);
    import("./__HELPNOOK_STAGE__" as string)
      .then((stage: { startElement: typeof startElement }) => {
        clearTimeout(late);
        // Gone, or begun anew, meanwhile.
        if (launcher != this.#launcher || !this.#isBegun) return;
        this.#find();
        stage.startElement(this as HTMLElement as Host, launcher, import.meta.url, (run) => {
          if (launcher != this.#launcher || !this.#isBegun) return run("destroy");
          this.#run = run;
          for (const call of this.#queue.splice(0)) run(...call);
        });
      })
      .catch((error) => {
        clearTimeout(late);
        console.warn("helpnook:", error);
        this.#isLoading = false;
        this.#lose(launcher);
      });
  }

  /** The widget does not come, or not within a second: the launcher, or a link in the box, leads to the hosted help page. */
  #lose(launcher: HTMLButtonElement) {
    if (launcher != this.#launcher || !this.#isBegun || this.#link) return;
    const own = this.getAttribute("fallback") || "";
    const backend = this.getAttribute("backend") || new URL(import.meta.url).origin;
    const link = (this.#link = document.createElement("a"));
    link.href = own || backend.replace(/\/$/, "") + "/help";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = launcher.textContent + " \u2197";
    if (!launcher.isConnected) return this.#root!.append(link);
    launcher.textContent = link.textContent;
    launcher.onclick = () => link.click();
  }

  /** The widget came after all. */
  #find() {
    this.#link?.remove();
    this.#link = undefined;
    this.#launcher.onclick = () => this.#made("toggle");
    this.#label();
  }

  #call(...call: Call) {
    if (this.#run) this.#run(...call);
    else this.#queue.push(call);
  }

  /** A call that the page makes; those that only set load nothing. */
  #made(name: string, ...args: unknown[]) {
    this.#call(name, ...args);
    if (!/^(identify|set|suggest|close)$/.test(name)) this.#load();
  }

  static {
    const methods = HelpNook.prototype as object as Record<string, unknown>;
    for (const name of __HELPNOOK_CALL_NAMES__) {
      // An element has `addEventListener`, and some methods are written below.
      if (/^o(n|ff)$/.test(name) || Object.hasOwn(methods, name)) continue;
      methods[name] = function (this: HelpNook, ...args: unknown[]) {
        this.#made(name, ...args);
      };
    }
  }

  /** The state of the widget and its reasons, as a plain object. */
  explain(): Promise<HelpnookExplanation> {
    return new Promise((resolve) => {
      const listener = (event: Event) => resolve((event as CustomEvent<HelpnookExplanation>).detail);
      this.addEventListener("helpnook-explained", listener, { __proto__: null, once: true } as AddEventListenerOptions);
      this.#call("explain");
      this.#load();
    });
  }

  /** Frees everything, and takes the element out of the page. */
  destroy() {
    this.#end();
    this.remove();
  }
}

if (!customElements.get("help-nook")) customElements.define("help-nook", HelpNook);

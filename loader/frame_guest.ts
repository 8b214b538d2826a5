/*
 * The guest side of the frame, the script of the frame page: the widget fills the frame, and the host side in the page is
 * told what happens.
 *
 * The address's fragment is a JSON array: [nonce, the host page's origin, language, the script tag's data-…]. It sets
 * how the widget looks and speaks; where the backend and the files are is this page's own address alone.
 *
 * Messages from the host side are [nonce, method, ...args]. They count only if they come from the parent, from that
 * origin, with that nonce, and name a call that a page may make, or are [nonce, "around", { page, brand, covers }]: the
 * host page's address, which has to be of that origin, its tokens (loader/brand.ts), and whether the frame covers it.
 * Messages to the host side are [nonce, event, detail, whether the panel is open], to that origin alone. The first one is
 * `ready`.
 */
import { applyBrand } from "./brand";
import { EVENTS, isCall, type Run } from "./calls";
import { makePanel } from "./panel";
import { readSettings, type Host } from "./settings";

/** The fragment of the address. */
interface Given {
  nonce: number;
  /** The host page's origin. */
  from: string;
  language: string;
  data: Map<string, string>;
}

function given(): Given | undefined {
  try {
    const [nonce, from, language, data] = JSON.parse(decodeURI(location.hash.slice(1)));
    const texts = Object.entries(data ?? {}).filter(([, value]) => typeof value == "string") as [string, string][];
    const isSound = typeof nonce == "number" && typeof from == "string" && typeof language == "string";
    // A sandboxed page has no origin: it could not be told from others.
    return isSound && from != "null" ? { nonce, from, language, data: new Map(texts) } : undefined;
  } catch {
    return undefined;
  }
}

/** The most characters of an address. */
const LONGEST = 4000;

/** Whether an address is one of this page's origin. */
const isOwn = (address: string | undefined) => !!address && new URL(address, location.href).origin == origin;

/** The panel is the whole frame, however wide that is; corners and shadow are those of the frame. */
const WHOLE = `.panel {
  inset: 0 !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: auto !important;
  border: 0 !important;
  border-radius: 0 !important;
  box-shadow: none !important;
  animation: none !important;
}`;

/** Takes in what the host side tells of the page around. The widget reads its address from here: src/platform/page.rs. */
function receiveAround(host: HTMLElement, from: string, { page, brand, covers }: Record<string, unknown>): void {
  const address = String(page);
  const root = document.documentElement.dataset;
  if (brand) applyBrand(host, brand as Record<string, unknown>);
  if (host.hasAttribute("data-covers") == !covers) {
    host.toggleAttribute("data-covers");
    // On this event the panel finds out whether it is modal: src/platform/viewport.rs.
    dispatchEvent(new Event("resize"));
  }
  if (address == root.helpnookPage || address.length > LONGEST || !address.startsWith(from + "/")) return;
  root.helpnookPage = address;
  // On this event the widget looks for another address.
  dispatchEvent(new Event("popstate"));
}

function begin({ nonce, from, language, data }: Given): void {
  document.documentElement.lang = language;
  // Until the host side tells more: this frame's own address, which holds the nonce, is no page that a customer is on.
  document.documentElement.dataset.helpnookPage = from;
  // Addresses are this page's own, whatever the fragment says; the host side shows the link to the hosted help page.
  const look = new Set(["language", "color", "theme"]);
  const settings = readSettings((name) => (look.has(name) ? data.get(name) : null), location.href.replace(/#.*/, ""), "");
  settings.backend = settings.base.replace(/\/$/, "");
  settings.help = settings.backend + "/help";
  settings.mode = "frame";
  // The frame's own policy lets it read nothing else.
  const text = data.get("text");
  settings.text = isOwn(text) ? text! : "";
  settings.inline = data.get("inline") == "true";

  const host = document.createElement("help-nook") as HTMLElement as Host;
  // Tells the widget that its window is no page.
  host.setAttribute("data-framed", "");
  const root = host.attachShadow({ __proto__: null, mode: "open" } as ShadowRootInit);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(WHOLE);
  root.adoptedStyleSheets = [sheet];
  if (settings.color) host.style.setProperty("--helpnook-accent", settings.color);
  document.body.append(host);

  let isOpen = false;
  const send = (event: string, detail: unknown) => parent.postMessage([nonce, event, detail, isOpen], from);
  for (const event of EVENTS)
    host.addEventListener("helpnook-" + event, (sent) => send(event, (sent as CustomEvent).detail ?? null));

  const launcher = {
    set ariaExpanded(value: boolean) {
      if (isOpen == value) return;
      isOpen = value;
      send("state", null);
    },
    // The host's launcher takes the focus by itself.
    focus() {},
  };
  const panel = makePanel(host, launcher, settings);
  // The doctor examines the host page.
  panel.doctor = () => send("doctor", null);
  addEventListener("focus", () => {
    if (document.activeElement == document.body)
      root.querySelector<HTMLElement>(".panel:not([hidden]) .search__input")?.focus();
  });
  addEventListener("message", ({ source, origin, data: message }) => {
    if (source != parent || origin != from || !Array.isArray(message) || message[0] !== nonce) return;
    const [, method, ...args] = message;
    if (method == "around") return receiveAround(host, from, args[0] ?? {});
    // A listener stays in the host page, since no function comes with a message; any function stands in for it here.
    if (/^o(n|ff)$/.test(method)) args[1] ??= send;
    if (isCall(method, args)) (panel[method] as Run)(...args);
  });
  panel.prepare();
  send("ready", null);
}

const found = parent != window && given();
if (found) begin(found);

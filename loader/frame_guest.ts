/*
 * The frame page's script: the widget fills the frame, and the loader in the host page is told what happens.
 *
 * The address's fragment is a JSON array: [nonce, the host page's origin, language, the script tag's data-…]. It sets
 * how the widget looks and speaks; where the backend is, and where the files lie, is this page's own address alone.
 *
 * Messages from the host are [nonce, method, ...args]; they count only if they come from the parent, from that origin,
 * with that nonce, and name a method that a page may call, or are [nonce, "around", { page, brand, covers }]: the host
 * page's address, which has to be of that origin, its tokens (loader/brand.ts), and whether the frame covers it. Messages to it are [nonce, event, detail,
 * whether the panel is open], to that origin alone. The first one is `ready`.
 */
import { wear } from "./brand";
import { EVENTS, takes } from "./calls";
import { makePanel } from "./panel";
import { read } from "./settings";

function given() {
  try {
    const [nonce, from, language, data] = JSON.parse(decodeURI(location.hash.slice(1)));
    const texts = Object.entries(data ?? {}).filter(([, value]) => typeof value == "string");
    const isSound = typeof nonce == "number" && typeof from == "string" && typeof language == "string";
    // A sandboxed page has no origin: it could not be told from others.
    return isSound && from != "null" && { nonce, from, language, data: new Map(texts) };
  } catch {
    return undefined;
  }
}

/** So long may an address be, in characters. */
const LONGEST = 4000;

/** Whether an address is one of this page's origin. */
const isOwn = (address) => !!address && new URL(address, location).origin == origin;

/** The panel is the whole frame, however wide that is; its corners and shadow are the frame's. */
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

/** What the loader tells of the page around. The widget reads its address from here: src/platform/page.rs. */
function hearAround(host, from, { page, brand, covers } = {}) {
  const address = String(page);
  const root = document.documentElement.dataset;
  if (brand) wear(host, brand);
  if (host.hasAttribute("data-covers") == !covers) {
    host.toggleAttribute("data-covers");
    // By which the panel looks whether it is modal: src/platform/viewport.rs.
    dispatchEvent(new Event("resize"));
  }
  if (address == root.helpnookPage || address.length > LONGEST || !address.startsWith(from + "/")) return;
  root.helpnookPage = address;
  // By which the widget looks for another address.
  dispatchEvent(new Event("popstate"));
}

function begin({ nonce, from, language, data }) {
  document.documentElement.lang = language;
  // Until the host tells more: this frame's own address, which holds the nonce, is no page that anybody is on.
  document.documentElement.dataset.helpnookPage = from;
  // Addresses are this page's own, whatever the fragment says; the fallback is a link that the host shows.
  const look = new Set(["language", "color", "theme"]);
  const settings = read((name) => (look.has(name) ? data.get(name) : null), location.href.replace(/#.*/, ""), "");
  settings.backend = settings.base.replace(/\/$/, "");
  settings.help = settings.backend + "/help";
  settings.mode = "frame";
  // The frame's own policy lets it read nothing else.
  settings.text = isOwn(data.get("text")) && data.get("text");
  settings.inline = data.get("inline") == "true";

  const host = document.createElement("help-nook");
  // Tells the widget that its window is no page.
  host.setAttribute("data-framed", "");
  const root = host.attachShadow({ __proto__: null, mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(WHOLE);
  root.adoptedStyleSheets = [sheet];
  if (settings.color) host.style.setProperty("--helpnook-accent", settings.color);
  document.body.append(host);

  let isOpen = false;
  const tell = (event, detail) => parent.postMessage([nonce, event, detail, isOpen], from);
  for (const event of EVENTS) host.addEventListener("helpnook-" + event, ({ detail }) => tell(event, detail ?? null));

  const launcher = {
    set ariaExpanded(value) {
      if (isOpen == value) return;
      isOpen = value;
      tell("state", null);
    },
    // The host's launcher takes the focus by itself.
    focus() {},
  };
  const panel = makePanel(host, launcher, settings);
  // What is asked about is the host page.
  panel.doctor = () => tell("doctor", null);
  addEventListener("focus", () => {
    if (document.activeElement == document.body) root.querySelector(".panel:not([hidden]) .search__input")?.focus();
  });
  addEventListener("message", ({ source, origin, data: said }) => {
    if (source != parent || origin != from || !Array.isArray(said) || said[0] !== nonce) return;
    const [, method, ...args] = said;
    if (method == "around") return hearAround(host, from, args[0] ?? {});
    // A listener stays in the host page, and no function comes with a message: what came in its place is none.
    if (/^o(n|ff)$/.test(method)) args[1] ??= tell;
    if (takes(method, args)) panel[method](...args);
  });
  panel.prepare();
  tell("ready", null);
}

const found = parent != window && given();
if (found) begin(found);

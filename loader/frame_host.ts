/*
 * The widget in a frame of the backend, for a page whose policy does not let it run in the page. Messages to the frame
 * and from it: loader/frame_guest.ts.
 */
import { brandOf } from "./brand";
import { cover } from "./frame_modal";
import { dress, lift, relabel } from "./launcher";
import { change, safe, say } from "./settings";

/** How long the frame may take to answer, in milliseconds, before the launcher leads to the hosted help page. */
const PATIENCE = 800;

/**
 * Shows the widget in a frame and takes over the calls: `go(run)`. Calls are kept until the frame answers; as long as it
 * does not, a link to the hosted help page stands in the launcher's place, or in the box that the widget fills.
 */
export function frameAlone(host, launcher, settings, go) {
  const link = document.createElement("a");
  link.href = settings.help;
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "launcher";
  link.dir = "auto";
  link.textContent = settings.label + " \u2197";
  const put = (node, other) => {
    if (settings.inline) return node == link ? host.shadowRoot.append(link) : link.remove();
    const had = host.shadowRoot.activeElement == other;
    other.replaceWith(node);
    if (had) node.focus();
  };
  // A sandboxed page has no origin that the frame could tell from others.
  const late = setTimeout(put, origin == "null" ? 0 : PATIENCE, link, launcher);

  let run;
  const kept = settings.inline ? [["open"]] : [];
  const leave = frameIn(host, launcher, settings, (found) => {
    clearTimeout(late);
    if (link.isConnected) put(launcher, link);
    run = found;
    for (const call of kept.splice(0)) run(...call);
  });
  go((...call) => {
    if (run) return run(...call);
    if (call[0] != "destroy") return kept.push(call);
    clearTimeout(late);
    leave();
  });
}

/** Shows the widget in a frame; once that answers, `take(run)`. Gives what takes the frame away again. */
export function frameIn(host, launcher, settings, take) {
  if (origin == "null") return () => {};
  const { backend, language, color, theme, text, inline } = settings;
  const nonce = crypto.getRandomValues(new Uint32Array(1))[0];
  const data = { color, theme, text, ...(inline && { inline: "true" }) };
  const node = document.createElement("iframe");
  node.className = "frame";
  node.title = settings.label;
  node.hidden = !inline;
  node.src = `${backend}/frame.html#${encodeURI(JSON.stringify([nonce, origin, language, data]))}`;
  const from = new URL(backend).origin;
  if (text && new URL(text).origin != from) say(`text="${text}" is not read in a frame; allowed: an address at ${from}`);
  const leave = () => {
    removeEventListener("message", hear);
    for (const [target, type] of moves) target?.removeEventListener(type, tellPage);
    over.leave();
    node.remove();
  };
  const send = (...call) => node.contentWindow.postMessage(JSON.parse(JSON.stringify([nonce, ...call])), from);
  const run = safe(launcher, settings, (...call) => {
    const [method, detail] = call;
    if (method == "destroy") return leave();
    if (method == "logout") remember(settings, false);
    if (method != "set" || !detail || typeof detail != "object" || Array.isArray(detail)) return send(...call);
    if (detail.context) hasContext = true;
    const told = change(settings, detail);
    if (told.language) {
      relabel(host, launcher, settings, told.language);
      node.title = settings.label;
    }
    if (told.color) host.style.setProperty("--helpnook-accent", told.color);
    if (told.position) dress(host, launcher, settings);
    tellPage();
    if (Object.keys(told).length) send(method, told);
  });

  /**
   * What the frame cannot know of the page around: its address, without query, by which articles are suggested; its
   * brand; whether the frame covers it; and, unless the page says another, which page a request comes from.
   */
  let hasContext = false;
  const tellPage = () => {
    const url = location.origin + location.pathname;
    send("around", { page: url + location.hash, brand: brandOf(host), covers: over.covers() });
    if (!hasContext) send("set", { context: { url, title: document.title || undefined } });
  };
  /** What tells of another address without another page; the navigation API is not everywhere. */
  const moves = [
    [window.navigation, "currententrychange"],
    [window, "popstate"],
    [window, "hashchange"],
  ];

  const over = cover(host, node, settings, tellPage);

  /** What had the focus when the panel opened, and gets it back. */
  let before;
  const show = (isOpen) => {
    if (inline || node.hidden != isOpen) return;
    if (isOpen) lift(host, settings);
    if (isOpen) before = host.shadowRoot.activeElement ?? document.activeElement;
    node.hidden = !isOpen;
    over.fit();
    launcher.ariaExpanded = isOpen;
    (isOpen ? node : before?.isConnected && before != document.body ? before : launcher).focus();
  };
  function hear({ source, origin, data: said }) {
    if (source != node.contentWindow || origin != from || !Array.isArray(said) || said[0] !== nonce) return;
    const [, event, detail, isOpen] = said;
    show(isOpen);
    if (event == "ready" || event == "opened") tellPage();
    if (event == "ready") {
      for (const [target, type] of moves) target?.addEventListener(type, tellPage);
      take(run);
    }
    if (event == "ticket-created") remember(settings, true);
    host.dispatchEvent(new CustomEvent("helpnook-" + event, { __proto__: null, bubbles: true, detail }));
  }
  addEventListener("message", hear);
  host.shadowRoot.append(node);
  return leave;
}

/**
 * Notes in the page that the frame's own storage holds requests: by that stage one asks for news on the next visit. No
 * key is in it.
 */
function remember({ backend }, holds) {
  const name = `helpnook:${backend}:tickets`;
  try {
    if (!holds) localStorage.removeItem(name);
    else localStorage[name] ??= "[]";
  } catch {
    // News are extra.
  }
}

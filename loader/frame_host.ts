/*
 * The host side of the frame: the widget in a frame of the backend, for a page whose policy does not let it run in the
 * page. The messages between the two sides: loader/frame_guest.ts.
 */
import { brandOf } from "./brand";
import type { Call, Run } from "./calls";
import { noteFrameTickets } from "./device_storage";
import { followWindow } from "./frame_modal";
import { raise, relabel, styleLauncher } from "./launcher";
import { applyChanges, guarded, warn, type Host, type Settings } from "./settings";

/** How long the frame may take to answer, in milliseconds, before the launcher leads to the hosted help page. */
const PATIENCE = 800;

/**
 * Shows the widget in a frame; `take` takes over the calls. Calls are kept until the frame answers; as long as it does
 * not, a link to the hosted help page replaces the launcher, or stands in the box that the widget fills.
 */
export function frameAlone(host: Host, launcher: HTMLElement, settings: Settings, take: (run: Run) => void): void {
  const link = document.createElement("a");
  link.href = settings.help;
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "launcher";
  link.dir = "auto";
  link.textContent = settings.label + " \u2197";
  const put = (node: HTMLElement, other: HTMLElement) => {
    if (settings.inline) return node == link ? host.shadowRoot.append(link) : link.remove();
    const hadFocus = host.shadowRoot.activeElement == other;
    other.replaceWith(node);
    if (hadFocus) node.focus();
  };
  // A sandboxed page has no origin that the frame could tell from others.
  const timer = setTimeout(put, origin == "null" ? 0 : PATIENCE, link, launcher);

  let run: Run | undefined;
  const queue: Call[] = settings.inline ? [["open"]] : [];
  const leave = openFrame(host, launcher, settings, (found) => {
    clearTimeout(timer);
    if (link.isConnected) put(launcher, link);
    run = found;
    for (const call of queue.splice(0)) run(...call);
  });
  take((...call) => {
    if (run) return run(...call);
    if (call[0] != "destroy") return queue.push(call);
    clearTimeout(timer);
    leave();
  });
}

/** Shows the widget in a frame; once that answers, `take` takes over the calls. Gives the function that removes the frame. */
export function openFrame(host: Host, launcher: HTMLElement, settings: Settings, take: (run: Run) => void): () => void {
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
  if (text && new URL(text).origin != from) warn(`text="${text}" is not read in a frame; allowed: an address at ${from}`);
  const leave = () => {
    removeEventListener("message", receive);
    for (const [target, type] of moves) target?.removeEventListener(type, sendPage);
    modal.leave();
    node.remove();
  };
  const send = (...call: Call) => node.contentWindow!.postMessage(JSON.parse(JSON.stringify([nonce, ...call])), from);
  const run = guarded(launcher, settings, (...call) => {
    const [method, detail] = call;
    if (method == "destroy") return leave();
    if (method == "logout") noteFrameTickets(backend, false);
    if (method != "set" || !detail || typeof detail != "object" || Array.isArray(detail)) return send(...call);
    if ((detail as { context?: unknown }).context) hasContext = true;
    const told = applyChanges(settings, detail) as Record<string, string>;
    if (told.language) {
      relabel(host, launcher, settings, told.language);
      node.title = settings.label;
    }
    if (told.color) host.style.setProperty("--helpnook-accent", told.color);
    if (told.position) styleLauncher(host, launcher, settings);
    sendPage();
    if (Object.keys(told).length) send(method, told);
  });

  /**
   * Sends what the frame cannot know of the page around it: its address without query, for suggested articles; its brand;
   * whether the frame covers it; and, unless the page has set another, the page that a ticket comes from.
   */
  let hasContext = false;
  const sendPage = () => {
    const url = location.origin + location.pathname;
    send("around", { page: url + location.hash, brand: brandOf(host), covers: modal.covers() });
    if (!hasContext) send("set", { context: { url, title: document.title || undefined } });
  };
  /** The events of another address without another page; the navigation API is not everywhere. */
  const moves: [EventTarget | undefined, string][] = [
    [window.navigation, "currententrychange"],
    [window, "popstate"],
    [window, "hashchange"],
  ];

  const modal = followWindow(host, node, settings, sendPage);

  /** The element that had the focus when the panel opened, and gets it back. */
  let before: HTMLElement | null | undefined;
  const show = (isOpen: boolean) => {
    if (inline || node.hidden != isOpen) return;
    if (isOpen) raise(host, settings);
    if (isOpen) before = (host.shadowRoot.activeElement ?? document.activeElement) as HTMLElement | null;
    node.hidden = !isOpen;
    modal.fit();
    launcher.ariaExpanded = String(isOpen);
    (isOpen ? node : before?.isConnected && before != document.body ? before : launcher).focus();
  };
  function receive({ source, origin, data: message }: MessageEvent) {
    if (source != node.contentWindow || origin != from || !Array.isArray(message) || message[0] !== nonce) return;
    const [, event, detail, isOpen] = message;
    show(isOpen);
    if (event == "ready" || event == "opened") sendPage();
    if (event == "ready") {
      for (const [target, type] of moves) target?.addEventListener(type, sendPage);
      take(run);
    }
    if (event == "ticket-created") noteFrameTickets(backend, true);
    host.dispatchEvent(new CustomEvent("helpnook-" + event, { __proto__: null, bubbles: true, detail } as CustomEventInit));
  }
  addEventListener("message", receive);
  host.shadowRoot.append(node);
  return leave;
}

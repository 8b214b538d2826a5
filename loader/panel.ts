/*
 * The panel in the page: its frame at once, the widget in its place as soon as that is here.
 */
import { ask } from "./badge";
import { callDoctor } from "./load_doctor";
import { compile, exports } from "./widget_files";
import { forgo, handOver, mount, tell } from "./replace_skeleton";
import { dress, lift, relabel } from "./launcher";
import { change, say } from "./settings";
import { draw, PATIENCE as SOON } from "./skeleton";

/** How long the frame may take to answer, in milliseconds, before the customer is told. */
const PATIENCE = 1000;

/** Over when what was just drawn is on the screen; soon, too, in a page that nobody looks at. */
const seen = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/**
 * The panel of one host. What it gives are the methods that a page may call. `launcher` has to take `ariaExpanded` and
 * `focus()`. Where the page's policy keeps the widget's files away, `frame`, if there is one, shows it in a frame, and gives what takes that away again.
 */
export function makePanel(host, launcher, settings, frame) {
  let glue;
  /** The widget's exports as soon as they can be called; the panel in its hands is `glue`. */
  let found;
  let shell;
  /** What the page has put into its search box. */
  let asked;
  let isComing = false;
  let isGone = false;
  /** What the page said before the widget was here: [method, detail]. */
  const later = [];

  const send = (event, detail) =>
    host.dispatchEvent(new CustomEvent("helpnook-" + event, { __proto__: null, bubbles: true, detail }));
  const pass = (method, detail) => {
    later.push([method, detail]);
    hear();
  };

  const lost = () => send("error", { name: "load-failed" });

  /** What the page said. Where the code for a place does not come the panel opens at its beginning. */
  const hear = () => {
    if (!glue) return;
    tell(glue, host, later, () => {
      if (isGone) return;
      lost();
      glue.open(host);
    }).catch(say);
  };

  /** What of the page the keyboard was on when the panel opened, and gets back. */
  let before;
  const look = () => {
    lift(host, settings);
    if (launcher.ariaExpanded != "true") before = document.activeElement;
  };
  const heard = (isOpen) => {
    launcher.ariaExpanded = isOpen;
    // Focus that the page took elsewhere stays there.
    if (isOpen || ![host, document.body].includes(document.activeElement)) return;
    if (before != host) before?.focus();
    if ([host, document.body].includes(document.activeElement)) launcher.focus();
  };
  host.addEventListener("helpnook-opened", () => {
    heard(true);
    // What could not be told before is tried again.
    hear();
  });
  host.addEventListener("helpnook-closed", () => heard(false));

  // A frame helps where the page's policy is in the way, not where the network is.
  let isBlocked = false;
  let leaveFrame;
  const blocked = ({ blockedURI }) => {
    isBlocked ||= blockedURI.startsWith(new URL(settings.base).origin);
  };
  document.addEventListener("securitypolicyviolation", blocked);

  const drop = () => {
    shell?.remove();
    shell = undefined;
  };

  const arrive = async () => {
    if (isComing) return;
    isComing = true;
    // A box has nothing to show meanwhile.
    const late = settings.inline && setTimeout(leadAway, SOON);
    try {
      found = await exports(settings.base);
      let met;
      if (!isGone && settings.inline) {
        await mount(found, host, settings);
        way.remove();
        met = found;
      }
      // A panel that was closed and opened anew meanwhile is another one, and waits for the widget too.
      while (!isGone && shell) {
        const one = shell;
        await handOver(found, host, one, settings, later, lost);
        met = found;
        if (shell == one) shell = undefined;
      }
      glue = met;
      // What was said while it took over.
      hear();
    } catch (error) {
      say(error);
      lost();
      // The report of a policy comes in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (!(frame && isBlocked && (await isFramed()))) {
        shell?.fail(arrive);
        if (settings.inline) leadAway();
      }
    }
    clearTimeout(late);
    isComing = false;
    if (isGone) found?.unmount(host);
  };

  /** A box that does not hold the widget yet, or never will, leads to the hosted help page. */
  const way = document.createElement("a");
  const leadAway = () => {
    if (isGone) return;
    way.href = settings.help;
    way.target = "_blank";
    way.rel = "noopener";
    way.textContent = settings.label;
    host.shadowRoot.append(way);
  };

  /** Whether the frame takes over; what was typed goes along. */
  const isFramed = () =>
    new Promise((resolve) => {
      host.addEventListener("helpnook-ready", async () => {
        // Calls go to the frame once its first message has been heard to the end.
        await undefined;
        const text = shell?.field.value;
        if (shell) (host.open ?? window.helpnook.bind(window, "open")).call(host, text);
        drop();
        resolve(true);
      });
      setTimeout(resolve, PATIENCE, false);
      leaveFrame = frame();
      frame = undefined;
    });

  const panel = {
    /** Fetches what a click will need. Fails silently: only a click is owed an answer. */
    prepare() {
      compile(settings.base).catch(() => {});
    },
    open(text) {
      if (isGone) return;
      look();
      // A search that is asked for after a place is where the customer goes.
      if (text) forgo(later, /^navigate$/);
      if (glue) glue.open(host, text);
      else if (settings.inline) arrive();
      else if (shell) shell.focus();
      else {
        shell = draw(host.shadowRoot, settings, panel.close);
        heard(true);
        // The panel is seen first: starting the widget keeps the page busy.
        seen().then(arrive);
      }
      if (text && shell) shell.field.value = asked = text;
      else if (text && !glue) pass("navigate", { screen: "search", query: text });
    },
    close() {
      forgo(later, /^navigate$/);
      if (glue) glue.close(host);
      else if (shell) {
        drop();
        heard(false);
      }
    },
    toggle() {
      look();
      if (glue) glue.toggle(host);
      else if (shell) panel.close();
      else panel.open();
    },
    destroy() {
      isGone = true;
      document.removeEventListener("securitypolicyviolation", blocked);
      drop();
      leaveFrame?.();
      found?.unmount(host);
    },
    news() {
      if (!glue) ask(host, settings);
    },
    doctor: () => callDoctor(settings, compile),
    navigate(detail) {
      look();
      // Of a search and a place that the page asks for the last counts; what the customer has typed stays.
      if (shell && shell.field.value == asked) shell.field.value = "";
      pass("navigate", detail);
      if (!glue) panel.open();
    },
    identify: (detail) => pass("identify", detail),
    suggest: (detail) => pass("suggest", detail),
    set(detail) {
      const told = change(settings, detail);
      if (told.language && launcher.isConnected) relabel(host, launcher, settings, told.language);
      if (told.color) host.style.setProperty("--helpnook-accent", told.color);
      if (told.position && launcher.isConnected) dress(host, launcher, settings);
      if (Object.keys(told).length) pass("set", told);
    },
    logout() {
      forgo(later, /^(identify|navigate)$/);
      found?.logout(host);
      if (glue) return;
      if (shell) shell.field.value = "";
      try {
        const mine = `helpnook:${settings.backend}:`;
        const kept = localStorage[mine + "session"];
        for (const key of Object.keys(localStorage)) if (key.startsWith(mine)) localStorage.removeItem(key);
        const [session] = JSON.parse(kept || "[]");
        if (session) {
          const headers = { Authorization: "Bearer " + session };
          fetch(settings.backend + "/v1/sessions", { method: "DELETE", headers, keepalive: true }).catch(() => {});
        }
      } catch {
        // Without storage there is nothing to forget.
      }
    },
    /** How things stand and why, also as the event `helpnook-explained`. */
    async explain() {
      const { backend, language, mode, inline = false } = settings;
      const start = { open: !!shell, inline, backend: { address: backend }, language: { asked: language } };
      const met = glue && (await glue.prepare()) && glue.explain(host);
      send("explained", { loaded: !!glue, mode: mode == "auto" ? "page" : mode, ...(met || start) });
    },
    // These were heard on the way here, and only looked at.
    on() {},
    off() {},
  };
  return panel;
}

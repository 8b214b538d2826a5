/*
 * The panel in the page: its skeleton at once, the widget in its place as soon as that is there.
 */
import { askForNews } from "./badge";
import { clearStorage } from "./device_storage";
import { raise, relabel, styleLauncher, type Launcher } from "./launcher";
import { loadDoctor } from "./load_doctor";
import { dropCalls, mountWidget, passCalls, replaceSkeleton, type PendingCall } from "./replace_skeleton";
import { applyChanges, warn, type Host, type Settings } from "./settings";
import { drawSkeleton, PATIENCE as SOON, type Skeleton } from "./skeleton";
import { compile, startWidget, type Widget } from "./widget_files";

/** How long the frame may take to answer, in milliseconds, before the customer is told. */
const PATIENCE = 1000;

/** Over when what was just drawn is on the screen; soon, too, in a page that is not shown. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/**
 * The panel of one host: the calls that a page may make, as methods. Where the page's policy keeps the widget's files
 * away, `openFrame`, if it is given, shows the widget in a frame, and gives the function that removes it.
 */
export function makePanel(host: Host, launcher: Launcher, settings: Settings, openFrame?: () => () => void) {
  /** The widget once it can be called, also while the skeleton still stands. */
  let started: Widget | undefined;
  /** The widget once the panel is its own. */
  let widget: Widget | undefined;
  let skeleton: Skeleton | undefined;
  /** The text that the page has put into the skeleton's search box. */
  let asked: string | undefined;
  let isComing = false;
  let isGone = false;
  const pending: PendingCall[] = [];

  const send = (event: string, detail: unknown) =>
    host.dispatchEvent(new CustomEvent("helpnook-" + event, { __proto__: null, bubbles: true, detail } as CustomEventInit));
  const pass = (method: string, detail: unknown) => {
    pending.push([method, detail]);
    passPending();
  };

  const sendLost = () => send("error", { name: "load-failed" });

  /** Passes the pending calls on. Where the code for a place does not come the panel opens at the first screen. */
  const passPending = () => {
    if (!widget) return;
    passCalls(widget, host, pending, () => {
      if (isGone) return;
      sendLost();
      widget!.open(host);
    }).catch(warn);
  };

  /** The element of the page that had the focus when the panel opened, and gets it back. */
  let before: HTMLElement | null | undefined;
  const prepareToOpen = () => {
    raise(host, settings);
    if (launcher.ariaExpanded != "true") before = document.activeElement as HTMLElement | null;
  };
  const isFocusFree = () => document.activeElement == host || document.activeElement == document.body;
  const changed = (isOpen: boolean) => {
    launcher.ariaExpanded = isOpen;
    // Focus that the page took elsewhere stays there.
    if (isOpen || !isFocusFree()) return;
    if (before != host) before?.focus();
    if (isFocusFree()) launcher.focus();
  };
  host.addEventListener("helpnook-opened", () => {
    changed(true);
    // Calls whose code did not come are tried again.
    passPending();
  });
  host.addEventListener("helpnook-closed", () => changed(false));

  // A frame helps where the page's policy is in the way, not where the network is.
  let isBlocked = false;
  let leaveFrame: (() => void) | undefined;
  const noteViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    isBlocked ||= blockedURI.startsWith(new URL(settings.base).origin);
  };
  document.addEventListener("securitypolicyviolation", noteViolation);

  const removeSkeleton = () => {
    skeleton?.remove();
    skeleton = undefined;
  };

  const fetchWidget = async () => {
    if (isComing) return;
    isComing = true;
    // A box has nothing to show meanwhile.
    const timer = settings.inline && setTimeout(addLink, SOON);
    try {
      const found = (started = await startWidget(settings.base));
      let mounted: Widget | undefined;
      if (!isGone && settings.inline) {
        await mountWidget(found, host, settings);
        link.remove();
        mounted = found;
      }
      // A panel that was closed and opened again meanwhile has another skeleton, which waits for the widget too.
      while (!isGone && skeleton) {
        const one: Skeleton = skeleton;
        await replaceSkeleton(found, host, one, settings, pending, sendLost);
        mounted = found;
        if (skeleton == one) skeleton = undefined;
      }
      widget = mounted;
      // The calls that came meanwhile.
      passPending();
    } catch (error) {
      warn(error);
      sendLost();
      // The report of a policy comes in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (!(openFrame && isBlocked && (await isFramed()))) {
        skeleton?.fail(fetchWidget);
        if (settings.inline) addLink();
      }
    }
    clearTimeout(timer as number);
    isComing = false;
    if (isGone) started?.unmount(host);
  };

  /** The link to the hosted help page, in a box that does not hold the widget yet, or never will. */
  const link = document.createElement("a");
  const addLink = () => {
    if (isGone) return;
    link.href = settings.help;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = settings.label;
    host.shadowRoot.append(link);
  };

  /** Whether the frame takes over; the typed text goes along. */
  const isFramed = () =>
    new Promise<boolean>((resolve) => {
      host.addEventListener("helpnook-ready", async () => {
        // Calls go to the frame once all listeners of its first message have run.
        await undefined;
        const text = skeleton?.field.value;
        const element = host as unknown as { open?(text?: string): void };
        if (skeleton) (element.open ?? window.helpnook.bind(window, "open")).call(host, text);
        removeSkeleton();
        resolve(true);
      });
      setTimeout(resolve, PATIENCE, false);
      leaveFrame = openFrame!();
      openFrame = undefined;
    });

  const panel = {
    /** Fetches what a click will need. Fails silently: only a click is owed an answer. */
    prepare() {
      compile(settings.base).catch(() => {});
    },
    open(text?: string) {
      if (isGone) return;
      prepareToOpen();
      // A search that is asked for after a place replaces it.
      if (text) dropCalls(pending, /^navigate$/);
      if (widget) widget.open(host, text);
      else if (settings.inline) fetchWidget();
      else if (skeleton) skeleton.focus();
      else {
        skeleton = drawSkeleton(host.shadowRoot, settings, panel.close);
        changed(true);
        // The skeleton is painted first: starting the widget keeps the page busy.
        painted().then(fetchWidget);
      }
      if (text && skeleton) skeleton.field.value = asked = text;
      else if (text && !widget) pass("navigate", { screen: "search", query: text });
    },
    close() {
      dropCalls(pending, /^navigate$/);
      if (widget) widget.close(host);
      else if (skeleton) {
        removeSkeleton();
        changed(false);
      }
    },
    toggle() {
      prepareToOpen();
      if (widget) widget.toggle(host);
      else if (skeleton) panel.close();
      else panel.open();
    },
    destroy() {
      isGone = true;
      document.removeEventListener("securitypolicyviolation", noteViolation);
      removeSkeleton();
      leaveFrame?.();
      started?.unmount(host);
    },
    news() {
      if (!widget) askForNews(host, settings);
    },
    doctor(): void {
      loadDoctor(settings, compile);
    },
    navigate(detail: object) {
      prepareToOpen();
      // Of a search and a place that the page asks for the last counts; a text that the customer has typed stays.
      if (skeleton && skeleton.field.value == asked) skeleton.field.value = "";
      pass("navigate", detail);
      if (!widget) panel.open();
    },
    identify: (detail: object) => pass("identify", detail),
    suggest: (detail: object) => pass("suggest", detail),
    set(detail: object) {
      const told = applyChanges(settings, detail) as Record<string, string>;
      const button = launcher as HTMLElement;
      if (told.language && button.isConnected) relabel(host, button, settings, told.language);
      if (told.color) host.style.setProperty("--helpnook-accent", told.color);
      if (told.position && button.isConnected) styleLauncher(host, button, settings);
      if (Object.keys(told).length) pass("set", told);
    },
    logout() {
      dropCalls(pending, /^(identify|navigate)$/);
      started?.logout(host);
      if (widget) return;
      if (skeleton) skeleton.field.value = "";
      try {
        const session = clearStorage(settings.backend);
        if (!session) return;
        const headers = { Authorization: "Bearer " + session };
        fetch(settings.backend + "/v1/sessions", { method: "DELETE", headers, keepalive: true }).catch(() => {});
      } catch {
        // Without storage there is nothing to forget.
      }
    },
    /** Sends the event `helpnook-explained`. */
    async explain() {
      const { backend, language, mode, inline = false } = settings;
      const start = { open: !!skeleton, inline, backend: { address: backend }, language: { asked: language } };
      const own = widget && (await widget.prepare()) && widget.explain(host);
      send("explained", { loaded: !!widget, mode: mode == "auto" ? "page" : mode, ...(own || start) });
    },
    // The listeners were added before the call came here (`withListeners`), where it is only checked.
    on() {},
    off() {},
  };
  return panel;
}

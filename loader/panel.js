/*
 * The panel in the page: its frame at once, the widget in its place as soon as that is here.
 */
import { ask } from "./badge.js";
import { compile, exports } from "./files.js";
import { handOver } from "./hand_over.js";
import { say } from "./settings.js";
import { draw } from "./shell.js";

/** How long the frame may take to answer, in milliseconds, before the customer is told. */
const PATIENCE = 1000;

/**
 * The panel of one host. What it gives are the methods that a page may call. `launcher` has to take `ariaExpanded` and
 * `focus()`. Where the page's policy keeps the widget's files away, `frame`, if there is one, shows it in a frame.
 */
export function makePanel(host, launcher, settings, frame) {
  let glue;
  let shell;
  let isComing = false;
  let isGone = false;

  const heard = (isOpen) => {
    launcher.ariaExpanded = isOpen;
    // Focus that the page took elsewhere stays there.
    if (!isOpen && [host, document.body].includes(document.activeElement)) launcher.focus();
  };
  host.addEventListener("helpnook-opened", () => heard(true));
  host.addEventListener("helpnook-closed", () => heard(false));

  // A frame helps where the page's policy is in the way, not where the network is.
  let isBlocked = false;
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    isBlocked ||= blockedURI.startsWith(new URL(settings.base).origin);
  });

  const drop = () => {
    shell?.remove();
    shell = undefined;
  };

  const arrive = async () => {
    if (isComing) return;
    isComing = true;
    try {
      const found = await exports(settings.base);
      let met;
      // A panel that was closed and opened anew meanwhile is another one, and waits for the widget too.
      while (!isGone && shell) {
        const one = shell;
        await handOver(found, host, one, settings);
        met = found;
        if (shell == one) shell = undefined;
      }
      glue = met;
    } catch (error) {
      say(error);
      // The report of a policy comes in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (!(frame && isBlocked && (await isFramed()))) shell?.fail(arrive);
    }
    isComing = false;
    if (isGone) glue?.unmount(host);
  };

  /** Whether the frame takes over; what was typed goes along. */
  const isFramed = () =>
    new Promise((resolve) => {
      host.addEventListener("helpnook-ready", async () => {
        // Calls go to the frame once its first message has been heard to the end.
        await undefined;
        const text = shell?.field.value;
        if (shell) window.helpnook("open", text);
        drop();
        resolve(true);
      });
      setTimeout(resolve, PATIENCE, false);
      frame();
      frame = undefined;
    });

  const panel = {
    /** Fetches what a click will need. Fails silently: only a click is owed an answer. */
    prepare() {
      compile(settings.base).catch(() => {});
    },
    open(text) {
      if (isGone) return;
      if (glue) glue.command(host, "open", undefined);
      else if (shell) shell.focus();
      else {
        shell = draw(host.shadowRoot, settings, panel.close);
        heard(true);
        arrive();
      }
      if (text && shell) shell.field.value = text;
      else if (text) glue.command(host, "search", { query: text });
    },
    close() {
      if (glue) glue.command(host, "close", undefined);
      else if (shell) {
        drop();
        heard(false);
      }
    },
    toggle() {
      if (glue) glue.command(host, "toggle", undefined);
      else if (shell) panel.close();
      else panel.open();
    },
    destroy() {
      isGone = true;
      drop();
      glue?.unmount(host);
    },
    news() {
      if (!glue) ask(host, settings);
    },
    doctor: () => callDoctor(settings),
  };
  return panel;
}

/** Shows what the host page allows. */
export async function callDoctor(settings) {
  try {
    const { examine } = await import(settings.base + "__HELPNOOK_DOCTOR__");
    await examine(settings);
  } catch (error) {
    say(error);
  }
}

/*
 * The framed panel where it covers the page, as on phones: it is modal there, as src/platform/viewport.rs makes the panel
 * in the page, and keeps to the part of the window that an on-screen keyboard leaves. Nothing in the page changes for that.
 */
import type { Settings } from "./settings";

/** The windows in which the panel covers the page: as in loader/launcher.ts. */
const COVERING = "(max-width: 479px)";

/** The least height of an on-screen keyboard, in CSS pixels. */
const KEYBOARD = 120;
/** Beyond this zoom a customer looks at a part of the page, and the frame stays as it is. */
const ZOOMED = 1.05;

/**
 * Follows the window for a frame that opens by losing `hidden`, and calls `changed` after the frame begins or ceases to
 * cover the page. Call `fit` after the frame is shown or hidden.
 */
export function followWindow(host: HTMLElement, frame: HTMLIFrameElement, settings: Settings, changed: () => void) {
  const narrow = matchMedia(COVERING);
  const viewport = window.visualViewport;
  const covers = () => !settings.inline && narrow.matches;
  let isModal = false;
  const fit = () => {
    if (isModal != (covers() && !frame.hidden)) {
      isModal = !isModal;
      host.role = isModal ? "dialog" : null;
      host.ariaModal = isModal ? "true" : null;
      host.ariaLabel = isModal ? settings.label : null;
    }
    const hasKeyboard = isModal && viewport && viewport.scale < ZOOMED && innerHeight - viewport.height > KEYBOARD;
    frame.style.top = hasKeyboard ? viewport.offsetTop + "px" : "";
    frame.style.height = hasKeyboard ? viewport.height + "px" : "";
  };
  /** Tab stays in the frame by itself; this takes the focus that comes back from the browser's own bars. */
  const keepFocus = ({ target }: Event) => isModal && target != host && frame.focus();
  const turn = () => {
    fit();
    changed();
  };
  const listeners: [EventTarget | null, string, (event: Event) => void][] = [
    [narrow, "change", turn],
    [viewport, "resize", fit],
    [viewport, "scroll", fit],
    [document, "focusin", keepFocus],
  ];
  if (!settings.inline) for (const [target, type, listener] of listeners) target?.addEventListener(type, listener);
  return {
    /** Whether the frame covers the page when it is open. */
    covers,
    fit,
    /** Stops following, and hides the frame. */
    leave() {
      for (const [target, type, listener] of listeners) target?.removeEventListener(type, listener);
      frame.hidden = true;
      fit();
    },
  };
}

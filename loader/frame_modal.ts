/*
 * The framed panel where it covers the page, as on phones: it is modal then, as src/platform/viewport.rs makes the one in the
 * page, and keeps to what an on-screen keyboard leaves. Nothing in the page is changed for that.
 */

/** Where the panel covers the page: as in loader/launcher.ts. */
const COVERING = "(max-width: 479px)";

/** What an on-screen keyboard takes at least, in CSS pixels; beyond this zoom a customer looks at a part by hand. */
const KEYBOARD = 120;
const ZOOMED = 1.05;

/**
 * Follows the window for a frame that opens by losing `hidden`; `changed()` after it covers the page or no longer does.
 * Gives `covers()`, `fit()`, to be called when the frame was shown or hidden, and `leave()`.
 */
export function cover(host, frame, settings, changed) {
  const narrow = matchMedia(COVERING);
  const seen = window.visualViewport;
  const covers = () => !settings.inline && narrow.matches;
  let isOver = false;
  const fit = () => {
    if (isOver != (covers() && !frame.hidden)) {
      isOver = !isOver;
      host.role = isOver ? "dialog" : null;
      host.ariaModal = isOver || null;
      host.ariaLabel = isOver ? settings.label : null;
    }
    const hasKeyboard = isOver && seen?.scale < ZOOMED && innerHeight - seen.height > KEYBOARD;
    frame.style.top = hasKeyboard ? seen.offsetTop + "px" : "";
    frame.style.height = hasKeyboard ? seen.height + "px" : "";
  };
  /** Tab stays in the frame by itself; this is for a keyboard that comes back from the browser's own bars. */
  const stay = ({ target }) => isOver && target != host && frame.focus();
  const turn = () => {
    fit();
    changed();
  };
  const all = [
    [narrow, "change", turn],
    [seen, "resize", fit],
    [seen, "scroll", fit],
    [document, "focusin", stay],
  ];
  if (!settings.inline) for (const [target, type, hear] of all) target?.addEventListener(type, hear);
  return {
    covers,
    fit,
    leave() {
      for (const [target, type, hear] of all) target?.removeEventListener(type, hear);
      frame.hidden = true;
      fit();
    },
  };
}

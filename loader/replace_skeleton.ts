/*
 * The widget takes the frame's place without losing a keystroke: what is typed, the selection and the focus go over in
 * one step, which no key press can come between.
 */

import { STYLE as style } from "./skeleton";

/** The widget's search box is drawn within a few turns; a frame of the screen may come between on a slow device. */
const MOST_TURNS = 100;
const MOST_FRAMES = 120;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Mounts the widget; it is closed, or fills its box. What the frame of the panel wears, it wears too. */
export function mount(glue, host, { backend, base, language, theme, position, help, text, inline }, typed) {
  return glue.mount(host, { backend, base, language, theme, position, help, text, inline: inline && "true", typed, style });
}

const GOING = /^navigate$/;

/** Takes calls back that were not heard yet. */
export const forgo = (later, methods) =>
  later.splice(0, later.length, ...later.filter(([method]) => !methods.test(method)));

/**
 * Tells the widget what a page said, and gives where the page went last. Where the code for that does not come, it waits
 * until the next call or until the panel is opened; going somewhere does not wait: then `lost` is called. `coming` is the
 * code that was asked for already.
 */
export async function tell(glue, host, later, lost, coming) {
  if (later.length && !(await (coming || glue.prepare()))) {
    if (goal(forgo(later, GOING))) lost();
    return;
  }
  const told = later.splice(0);
  for (const [method, detail] of told) glue.command(host, method, detail);
  return goal(told);
}

const goal = (calls) => calls.filter(([method]) => GOING.test(method)).pop();

/**
 * Mounts the widget and puts it in the place of `shell`. Where that was closed meanwhile the widget is closed too. `lost` is
 * called where the code for a place does not come: then the panel opens at its beginning.
 */
export async function handOver(glue, host, shell, settings, later, lost) {
  const old = shell.field;
  const coming = later.length && glue.prepare();
  await mount(glue, host, settings, old.value);
  await shell.settled();
  if (!old.isConnected) return;
  // Only a place is worth waiting for: what the page says of itself and of the customer is heard soon enough.
  const went = goal(later) && (await tell(glue, host, later, lost, coming));
  const isElsewhere = went && !/^(home|search)$/.test(went[1].screen);
  if (!old.isConnected) return glue.close(host);
  const typed = old.value;
  glue.open(host, typed.trim() ? typed : undefined);
  // The page has sent the customer to a screen that has no search box.
  if (isElsewhere && !typed.trim()) return shell.remove();
  const field = await appear(host.shadowRoot, old);
  if (!old.isConnected) return glue.close(host);
  if (field) swap(host.shadowRoot, old, field, typed);
  shell.remove();
}

/** The widget's own search box, once it is drawn; as a rule before anybody can see that there are two. */
async function appear(root, old) {
  for (let at = 0; at < MOST_TURNS + MOST_FRAMES; at += 1) {
    const field = [...root.querySelectorAll(".search__input")].find((one) => one != old && one.getClientRects().length);
    // Taken away meanwhile: nothing is waited for, so that all is freed at once.
    if (field || !old.isConnected) return field;
    await (at < MOST_TURNS ? undefined : frame());
  }
}

/** `typed` is what the widget knows already: an empty box does not undo what the page looks for. */
function swap(root, old, field, typed) {
  // Also the focus of what else goes with the old panel.
  const had = root.activeElement == field || old.closest(".helpnook").contains(root.activeElement);
  const { value, selectionStart, selectionEnd, selectionDirection } = old;
  if (field.value != value && (value || typed)) {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { __proto__: null, bubbles: true, composed: true }));
  }
  if (!had) return;
  field.focus({ __proto__: null, preventScroll: true });
  if (value) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
}

/*
 * The widget takes the frame's place without losing a keystroke: what is typed, the selection and the focus go over in
 * one step, which no key press can come between.
 */

/** Frames of the screen to wait for the widget's search box; it is drawn within a few. */
const MOST_FRAMES = 120;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Mounts the widget and puts it in the place of `shell`. Where that was closed meanwhile the widget is closed too. */
export async function handOver(glue, host, shell, { backend, base, language, theme, position, text }) {
  const old = shell.field;
  await glue.mount(host, { backend, base, language, theme, position, text, typed: old.value });
  await shell.settled();
  if (!old.isConnected) return;
  glue.command(host, "open", undefined);
  if (old.value) glue.command(host, "search", { query: old.value });
  const field = await appear(host.shadowRoot, old);
  if (!old.isConnected) return glue.command(host, "close", undefined);
  if (field) swap(host.shadowRoot, old, field);
  shell.remove();
}

/** The widget's own search box, once it is drawn. */
async function appear(root, old) {
  for (let at = 0; at < MOST_FRAMES; at += 1) {
    const field = [...root.querySelectorAll(".search__input")].find((one) => one != old && one.getClientRects().length);
    if (field) return field;
    await frame();
  }
}

function swap(root, old, field) {
  const had = root.activeElement == old || root.activeElement == field;
  const { value, selectionStart, selectionEnd, selectionDirection } = old;
  if (field.value != value) {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { __proto__: null, bubbles: true, composed: true }));
  }
  if (!had) return;
  field.focus({ __proto__: null, preventScroll: true });
  field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
}

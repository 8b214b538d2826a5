/*
 * The widget replaces the skeleton without losing a keystroke: the typed text, the selection and the focus move in one
 * step, which no key press can interrupt. Calls that a page makes meanwhile wait for the widget.
 */
import type { Host, Settings } from "./settings";
import { STYLE as style, type Skeleton } from "./skeleton";
import type { Widget } from "./widget_files";

/** A call that waits for the widget. */
export type PendingCall = [method: string, detail: unknown];

/** The widget's search box is drawn within a few turns; on a slow device a frame of the screen may come between. */
const MOST_TURNS = 100;
const MOST_FRAMES = 120;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Mounts the widget; it is closed, or fills its box. It gets the style sheets of the skeleton. */
export function mountWidget(
  widget: Widget,
  host: Host,
  { backend, base, language, theme, position, help, text, inline }: Settings,
  typed?: string,
): Promise<void> {
  return widget.mount(host, { backend, base, language, theme, position, help, text, inline: inline && "true", typed, style });
}

const PLACE = /^navigate$/;

/** Drops the pending calls of these methods, and gives them. */
export const dropCalls = (pending: PendingCall[], methods: RegExp) =>
  pending.splice(0, pending.length, ...pending.filter(([method]) => !methods.test(method)));

/**
 * Passes the pending calls to the widget, and gives the last `navigate` among them. Where the code for calls does not
 * come, they wait until the next call or until the panel is opened; `navigate` does not wait: it is dropped, and `lost` is
 * called. `code` is the code that is on its way already.
 */
export async function passCalls(
  widget: Widget,
  host: Host,
  pending: PendingCall[],
  lost: () => void,
  code?: Promise<boolean> | 0,
): Promise<PendingCall | undefined> {
  if (pending.length && !(await (code || widget.prepare()))) {
    if (placeIn(dropCalls(pending, PLACE))) lost();
    return;
  }
  const calls = pending.splice(0);
  for (const [method, detail] of calls) widget.command(host, method, detail);
  return placeIn(calls);
}

const placeIn = (calls: PendingCall[]) => calls.filter(([method]) => PLACE.test(method)).pop();

/**
 * Mounts the widget and replaces the skeleton by it. Where that is closed meanwhile the widget is closed too. `lost` is
 * called where the code for a place does not come: then the panel opens at the first screen.
 */
export async function replaceSkeleton(
  widget: Widget,
  host: Host,
  skeleton: Skeleton,
  settings: Settings,
  pending: PendingCall[],
  lost: () => void,
): Promise<void> {
  const old = skeleton.field;
  const code = pending.length && widget.prepare();
  await mountWidget(widget, host, settings, old.value);
  await skeleton.settled();
  if (!old.isConnected) return;
  // Only a place is waited for: settings and identity take effect soon enough.
  const went = placeIn(pending) && (await passCalls(widget, host, pending, lost, code));
  const isElsewhere = went && !/^(home|search)$/.test((went[1] as { screen: string }).screen);
  if (!old.isConnected) return widget.close(host);
  const typed = old.value;
  widget.open(host, typed.trim() ? typed : undefined);
  // The page has sent the customer to a screen that has no search box.
  if (isElsewhere && !typed.trim()) return skeleton.remove();
  const field = await drawnField(host.shadowRoot, old);
  if (!old.isConnected) return widget.close(host);
  if (field) swap(host.shadowRoot, old, field, typed);
  skeleton.remove();
}

/** The widget's own search box, once it is drawn; as a rule before the screen shows that there are two. */
async function drawnField(root: ShadowRoot, old: HTMLElement): Promise<HTMLInputElement | undefined> {
  for (let at = 0; at < MOST_TURNS + MOST_FRAMES; at += 1) {
    const field = [...root.querySelectorAll<HTMLInputElement>(".search__input")].find(
      (one) => one != old && one.getClientRects().length,
    );
    // Once the skeleton is removed nothing is waited for, so that all is freed at once.
    if (field || !old.isConnected) return field;
    await (at < MOST_TURNS ? undefined : frame());
  }
}

/** `typed` is the text that the widget has already: an empty box does not undo the search that the page asked for. */
function swap(root: ShadowRoot, old: HTMLInputElement, field: HTMLInputElement, typed: string): void {
  // Also the focus of another element that goes with the skeleton.
  const hadFocus = root.activeElement == field || old.closest(".helpnook")!.contains(root.activeElement);
  const { value, selectionStart, selectionEnd, selectionDirection } = old;
  if (field.value != value && (value || typed)) {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { __proto__: null, bubbles: true, composed: true } as InputEventInit));
  }
  if (!hadFocus) return;
  field.focus({ __proto__: null, preventScroll: true } as FocusOptions);
  if (value) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection!);
}

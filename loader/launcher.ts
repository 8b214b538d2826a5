/*
 * The launcher once there is intent, and the place of all that the widget draws. The style sheet replaces that of stage
 * one, which selects the launcher by its tag alone: the widget has buttons of its own.
 */
import { messages } from "./messages";
import type { Host, Settings } from "./settings";

/** The launcher as the panel sees it: a button in the page, a stand-in in the frame page. */
export interface Launcher {
  ariaExpanded: unknown;
  focus(): void;
}

/** Important rules of a shadow root win over important rules of the page. */
const style = (side: string) => `
:host {
  all: initial !important;
  position: fixed !important;
  z-index: var(--helpnook-z-index, 999999999) !important;
  direction: ltr !important;
  unicode-bidi: normal !important;
  font: 16px/1.5 system-ui !important;
}
.launcher, .frame {
  position: fixed;
  ${side}: max(var(--helpnook-space, 20px), env(safe-area-inset-${side}));
  bottom: max(var(--helpnook-space, 20px), env(safe-area-inset-bottom));
  z-index: 1;
  box-sizing: border-box;
  border: 1px solid #8885;
  border-radius: var(--helpnook-launcher-radius, 24px);
  box-shadow: 0 4px 16px #0003;
}
.launcher {
  min-height: 48px;
  padding: 0 24px;
  font: 600 16px/46px var(--helpnook-font, system-ui);
  background: #222;
  color: #fff;
  cursor: pointer;
}
@supports (color: contrast-color(red)) {
  .launcher {
    background: var(--helpnook-accent, #1f6f5c);
    color: contrast-color(var(--helpnook-accent, #1f6f5c));
  }
}
.launcher::before { content: var(--helpnook-icon); margin-inline-end: 8px; vertical-align: middle; }
.launcher:hover { box-shadow: 0 4px 24px #0006; }
/* White in black shows on any page. */
.launcher:focus-visible { outline: 2px solid #fff; box-shadow: 0 0 0 4px #000; }
.launcher__news {
  position: absolute;
  top: -2px;
  right: 4px;
  width: 0;
  height: 0;
  overflow: hidden;
  border: 6px solid #9c3415;
  border-radius: 50%;
  box-shadow: 0 0 0 2px #fff;
}
.frame {
  --space: var(--helpnook-space, 20px);
  bottom: calc(68px + var(--space));
  width: var(--helpnook-width, 400px);
  max-width: calc(100% - 2 * var(--space));
  height: min(var(--helpnook-height, 680px), 100% - 68px - 2 * var(--space));
  border-radius: var(--helpnook-radius, 12px);
  box-shadow: var(--helpnook-shadow, 0 12px 40px #140f052e, 0 2px 8px #140f051a);
  background: Canvas;
}
@media (max-width: 479px) {
  .launcher[aria-expanded="true"] { display: none; }
  .frame { inset: 0; width: 100%; max-width: none; height: 100%; border: 0; border-radius: 0; }
}
@media print { .launcher, .frame { display: none; } }`;

/**
 * The widget in a box of the page: the page sizes the box. Nothing of the page's text comes in by inheritance.
 */
const INLINE = `
:host { display: block; position: relative; height: 640px; }
:host([hidden]) { display: none; }
.helpnook--inline { all: initial; }
.helpnook--inline .panel, .frame {
  position: absolute;
  inset: 0;
  box-sizing: border-box;
  inline-size: 100%;
  max-inline-size: none;
  block-size: 100%;
  max-block-size: none;
  border: 0;
  box-shadow: none;
  animation: none;
}
@media print { :host { display: none; } }`;

/** Writes the launcher's text in another language, unless the page has set its label. */
export function relabel(host: Host, launcher: HTMLElement, settings: Settings, language: string): void {
  settings.language = language;
  if (settings.isNamed()) return;
  const { language: spoken, label } = messages(language);
  settings.label = label;
  // The badge beside the text stays.
  (launcher.firstChild as Text).data = label;
  // The `lang` of a custom element is the page's own.
  (host == window.helpnook?.host ? host : launcher).lang = spoken;
}

/**
 * Keeps launcher and panel in the window. On a page whose `<html>` is transformed or contained, a fixed element is fixed
 * to that box, be it ten screens high; the top layer is not. Elsewhere the top layer is not used: there the page's own
 * `z-index` counts.
 */
export function raise(host: Host, { inline }: Settings): void {
  if (inline || !host.showPopover || !host.isConnected || host.matches(":popover-open")) return;
  const probe = host.shadowRoot.appendChild(document.createElement("i"));
  probe.style.cssText = "position:fixed;inset:0;visibility:hidden;pointer-events:none";
  const { top, left, height, width } = probe.getBoundingClientRect();
  probe.remove();
  // Scroll bars and a phone's bars may take some of the window.
  const fits = (size: number, most: number) => size > most - 100 && size < most + 100;
  if (Math.abs(top) < 2 && Math.abs(left) < 2 && fits(height, innerHeight) && fits(width, innerWidth)) return;
  host.popover = "manual";
  host.showPopover();
}

/** Gives the launcher its whole look, by checked settings; once more after they change. */
export function styleLauncher(host: Host, launcher: HTMLElement, settings: Settings): void {
  const { color, position, inline } = settings;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(inline ? INLINE : style(position));
  const root = host.shadowRoot;
  // The first sheet is that of stage one, or an earlier one of this function.
  root.adoptedStyleSheets = [sheet, ...[...root.adoptedStyleSheets].slice(1)];
  launcher.className = "launcher";
  launcher.ariaHasPopup = "dialog";
  host.style.setProperty("--helpnook-accent", color);
  raise(host, settings);
}

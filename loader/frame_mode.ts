/*
 * Stage two of `frame.js`: launcher and frame in one script that loads no other, for a page whose policy names that script
 * alone, by its hash or its address. The doctor is another script; it is fetched only when it is asked for.
 */
import { showBadge } from "./badge";
import type { Run } from "./calls";
import { frameAlone } from "./frame_host";
import { styleLauncher } from "./launcher";
import { loadDoctor } from "./load_doctor";
import { labelOf, readSettings, reportMisspelt, withListeners, type Host } from "./settings";

/** Starts the widget, as `start` of loader/page_mode.ts does. */
export function start(host: Host, launcher: HTMLElement, script: HTMLScriptElement, take: (run: Run) => void): void {
  const settings = readSettings((name) => script.getAttribute("data-" + name), script.src, labelOf(launcher));
  settings.mode = "frame";
  reportMisspelt(script);
  styleLauncher(host, launcher, settings);
  showBadge(host, launcher, settings);
  host.addEventListener("helpnook-doctor", () => loadDoctor(settings));
  frameAlone(host, launcher, settings, withListeners(host, take));
}

/*
 * Stage two of `embed.js` and `element.js`, fetched on intent: reads the settings, and runs the widget in the page where
 * the page allows that, else in a frame.
 */
import { showBadge } from "./badge";
import { isCall, type Run } from "./calls";
import { frameAlone, openFrame } from "./frame_host";
import { styleLauncher } from "./launcher";
import { loadDoctor } from "./load_doctor";
import { makePanel } from "./panel";
import { guarded, labelOf, readSettings, reportMisspelt, warn, withListeners, type Host, type Settings } from "./settings";
import { compile } from "./widget_files";

/**
 * Starts the widget of a script tag. `host` is the widget's element, `launcher` the button in it; `take` takes over the
 * calls.
 */
export function start(host: Host, launcher: HTMLElement, script: HTMLScriptElement, take: (run: Run) => void): void {
  const settings = readSettings((name) => script.getAttribute("data-" + name), script.src, labelOf(launcher));
  reportMisspelt(script);
  begin(host, launcher, settings, withListeners(host, take));
}

/** Starts the widget of a custom element, whose attributes have no `data-`; `src` is the address of its script. */
export function startElement(host: Host, launcher: HTMLElement, src: string, take: (run: Run) => void): void {
  const settings = readSettings((name) => host.getAttribute(name), src, labelOf(launcher), "");
  settings.inline = host.hasAttribute("inline");
  reportMisspelt(host, "");
  begin(host, launcher, settings, take);
}

function begin(host: Host, launcher: HTMLElement, settings: Settings, take: (run: Run) => void): void {
  styleLauncher(host, launcher, settings);
  showBadge(host, launcher, settings);

  // A frame sends this call back as an event, since the doctor examines the page.
  const isShown = () => document.querySelector("helpnook-doctor");
  host.addEventListener("helpnook-doctor", () => isShown() || loadDoctor(settings, compile));
  if (settings.mode == "frame" || (settings.mode != "page" && !allowsWasm())) {
    // The page's address asks for the doctor even where the frame does not come.
    if (location.search.includes("helpnook-doctor")) loadDoctor(settings, compile);
    return frameAlone(host, launcher, settings, take);
  }
  const takeOver = (run: Run) => {
    take(run);
    // Stage one has written the label in the first language that the page asked for.
    if (launcher.firstChild) (launcher.firstChild as Text).data = settings.label;
  };
  const frame = () => openFrame(host, launcher, settings, takeOver);
  const panel = makePanel(host, launcher, settings, settings.mode == "auto" ? frame : undefined);
  const run: Run = (method, ...args) => {
    if (isCall(method, args)) (panel[method] as Run)(...args);
  };
  take(guarded(launcher, settings, run));
  if (settings.inline) panel.open();
  else panel.prepare();
}

/** Whether the page's policy lets WebAssembly be compiled. A page that does not reports this one violation. */
function allowsWasm(): boolean {
  try {
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) warn(error);
    return false;
  }
}

/*
 * Stage two of the loader, fetched when a customer shows intent: reads the settings, finds out what the page allows,
 * and gives the calls to the panel in the page or to the frame.
 */
import { show } from "./badge.js";
import { takes } from "./methods.js";
import { makePanel } from "./panel.js";
import { read, say } from "./settings.js";

/** The launcher once there is intent, and the place of everything that the widget draws. */
const STYLE = `:host{position:fixed!important;z-index:999999999!important;direction:ltr!important;unicode-bidi:normal!important;font:16px/1.5 system-ui!important}
button.launcher{cursor:pointer;box-shadow:0 4px 16px #0003}
button.launcher:hover{box-shadow:0 4px 24px #0006}
button.launcher:focus-visible{outline:2px solid #fff;outline-offset:0;box-shadow:0 0 0 4px #000}
.badge{position:absolute;top:-2px;inset-inline-end:4px;width:0;height:0;overflow:hidden;border:6px solid #e5484d;border-radius:50%}
@media(max-width:479px){button.launcher[aria-expanded=true]{display:none}iframe{inset:0;width:100%;height:100%;border:0;border-radius:0}}`;

/**
 * Begins. `host` is the widget's element with its shadow root, `launcher` the button in it, `script` the tag with the
 * attributes; `go(run)` takes over the calls, where `run(method, ...args)`; `frame()` shows the widget in a frame,
 * which takes over the calls by itself.
 */
export function start(host, launcher, script, go, frame) {
  const settings = read((name) => script.getAttribute("data-" + name), script.src, launcher.textContent);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet];
  launcher.className = "launcher";
  launcher.ariaHasPopup = "dialog";
  host.style.setProperty("--helpnook-accent", settings.color);
  show(host, launcher, settings);

  if (settings.mode != "page" && !allowsWasm()) return frame();
  const panel = makePanel(host, launcher, settings, settings.mode == "auto" && frame);
  go((method, ...args) => {
    if (takes(method, args)) panel[method](...args);
  });
  panel.prepare();
}

/** Whether the page's policy lets WebAssembly be compiled. A page that does not reports this one violation. */
function allowsWasm() {
  try {
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) say(error);
    return false;
  }
}

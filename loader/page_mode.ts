/*
 * Stage two of the loader, fetched when a customer shows intent: reads the settings, finds out what the page allows,
 * and gives the calls to the panel in the page or to the frame.
 */
import { show } from "./badge";
import { callDoctor } from "./load_doctor";
import { compile } from "./widget_files";
import { frameAlone, frameIn } from "./frame_host";
import { dress } from "./launcher";
import { takes } from "./calls";
import { makePanel } from "./panel";
import { hearing, labelOf, read, safe, say, spell } from "./settings";

/**
 * Begins. `host` is the widget's element with its shadow root, `launcher` the button in it, `script` the tag with the
 * attributes; `go(run)` takes over the calls, where `run(method, ...args)`.
 */
export function start(host, launcher, script, go) {
  const settings = read((name) => script.getAttribute("data-" + name), script.src, labelOf(launcher));
  spell(script);
  begin(host, launcher, settings, hearing(host, go));
}

/** The same for a custom element, whose attributes have no `data-`; `src` is the address of its script. */
export function startElement(host, launcher, src, go) {
  const settings = read((name) => host.getAttribute(name), src, labelOf(launcher), "");
  settings.inline = host.hasAttribute("inline");
  spell(host, "");
  begin(host, launcher, settings, go);
}

function begin(host, launcher, settings, go) {
  dress(host, launcher, settings);
  show(host, launcher, settings);

  // A frame passes this call back, since the page is what is asked about.
  const isShown = () => document.querySelector("helpnook-doctor");
  host.addEventListener("helpnook-doctor", () => isShown() || callDoctor(settings, compile));
  if (settings.mode == "frame" || (settings.mode != "page" && !allowsWasm())) {
    // The address asks even without a frame.
    if (location.search.includes("helpnook-doctor")) callDoctor(settings, compile);
    return frameAlone(host, launcher, settings, go);
  }
  const take = (run) => {
    go(run);
    // Stage one knows the first language alone.
    if (launcher.firstChild) launcher.firstChild.data = settings.label;
  };
  const frame = () => frameIn(host, launcher, settings, take);
  const panel = makePanel(host, launcher, settings, settings.mode == "auto" && frame);
  const call = (method, ...args) => {
    if (takes(method, args)) panel[method](...args);
  };
  go(safe(launcher, settings, call));
  if (settings.inline) panel.open();
  else panel.prepare();
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

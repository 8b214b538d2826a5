/*
 * The checks that find out where the widget runs on this page, as the loader does (loader/page_mode.ts, loader/panel.ts):
 * in the page, in a frame, or nowhere, so that customers are led to the hosted help page.
 */
import type { Settings } from "../settings";
import type { compile } from "../widget_files";
import type { Check, Found } from "./checks";
import { bad, blocks, good, note, PATIENCE, soon, watched } from "./probe";

/** The checks that lead to the mode, in order. They write their findings into `found`. */
export function modeChecks(settings: Settings, tryFiles: typeof compile | undefined, found: Found): Check[] {
  const { mode } = settings;
  const files = new URL(settings.base).origin;
  const backend = new URL(settings.backend).origin;
  const places = files == backend ? files : `${files} ${backend}`;
  const hasOrigin = self.origin != "null";
  /** Where the widget cannot be in the page a frame takes over, unless it is ruled out. */
  const orFrame = mode == "auto" ? note : bad;

  return [
    async () => good("Scripts", `The page lets scripts of ${files} run: this report is one.`),

    async () => {
      const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
      found.allowsWasm = !(await watched(async () => new WebAssembly.Module(bytes))).error;
      if (found.allowsWasm) return good("WebAssembly", "The page lets it run.");
      if (mode == "frame") return good("WebAssembly", "The page blocks it; the frame does not need it.");
      const says = "The page's policy blocks it. To have the widget in the page, add to script-src:";
      return orFrame("WebAssembly", says, "'wasm-unsafe-eval'");
    },

    async () => {
      if (mode == "frame" || !found.allowsWasm || !tryFiles) return undefined;
      const name = "Widget's files";
      const { error, reports } = await watched(() => soon(tryFiles(settings.base)));
      found.allowsFiles = !error;
      if (!error) return good(name, `They come from ${files}, and compile.`);
      found.isBlocked = reports.some(({ address }) => address.startsWith(files));
      if (blocks(reports, "connect-src", files)) {
        found.saidConnect = true;
        return orFrame(name, "The page's policy blocks them. To have the widget in the page, add:", `connect-src ${places};`);
      }
      if (found.isBlocked) return orFrame(name, "The page's policy blocks them. Add:", `script-src ${files};`);
      return bad(name, `They cannot be had: ${error.message}`);
    },

    async () => {
      if (mode == "page") return undefined;
      const isNeeded = mode == "frame" || !found.allowsWasm || found.isBlocked;
      const ill = isNeeded ? bad : note;
      if (!hasOrigin) return ill("Frame", "The page is in a sandbox and has no origin: a frame is not used here.");
      const { value, reports } = await watched(() => framed(settings));
      found.allowsFrame = value;
      if (value) return good("Frame", `A frame of ${backend} can be shown.`);
      if (blocks(reports, "frame-src")) {
        const says = "The page's policy blocks a frame of the backend. It is needed where the widget cannot be in the page:";
        return ill("Frame", says, `frame-src ${backend};`);
      }
      const says = "The backend does not let this page show its frame, or cannot be reached. In its settings:";
      return ill("Frame", says, `origins = ["${self.origin}"]`);
    },

    async () => {
      const canPage = mode != "frame" && found.allowsWasm && found.allowsFiles;
      // As for the loader: a frame helps where a policy is in the way, not where the files are.
      const asksFrame = mode == "frame" || (mode == "auto" && (!found.allowsWasm || found.isBlocked));
      found.mode = canPage ? "page" : asksFrame && found.allowsFrame ? "frame" : "link";
      const lack = found.allowsWasm ? "the widget's files cannot be had" : "the page blocks WebAssembly";
      const why: Record<string, string> = {
        auto: canPage ? "it was chosen by itself" : `it was chosen by itself, for ${lack}`,
        page: 'data-mode="page" asks for it',
        frame: tryFiles ? 'data-mode="frame" asks for it' : "frame.js knows no other way",
      };
      if (found.mode == "page") return good("Mode", `In the page: ${why[mode]}.`);
      if (found.mode == "frame") return good("Mode", `In a frame: ${why[mode]}.`);
      const led = "Customers are led to the hosted help page.";
      if (mode == "page") return bad("Mode", `Neither, for ${lack}, and data-mode="page" rules a frame out. ${led}`);
      return bad("Mode", `Neither in the page nor in a frame. ${led}`);
    },
  ];
}

/** Whether the frame page can be shown here. */
function framed(settings: Settings): Promise<boolean> {
  const nonce = Math.random();
  const node = document.createElement("iframe");
  node.style.display = "none";
  node.src = `${settings.backend}/frame.html#${encodeURI(JSON.stringify([nonce, self.origin, "en", {}]))}`;
  return new Promise((resolve) => {
    const end = (is: boolean) => {
      removeEventListener("message", listen);
      node.remove();
      resolve(is);
    };
    const listen = ({ source, data }: MessageEvent) => source == node.contentWindow && data?.[0] == nonce && end(true);
    addEventListener("message", listen);
    node.addEventListener("load", () => setTimeout(end, 500, false));
    setTimeout(end, PATIENCE, false);
    document.documentElement.append(node);
  });
}

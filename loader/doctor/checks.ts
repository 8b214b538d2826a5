/*
 * The checks of the doctor, in the order of the report. A check that has nothing to examine on this page gives no result.
 */
import { holdsSession, probeStorage } from "../device_storage";
import type { Settings } from "../settings";
import type { compile } from "../widget_files";
import { ownWords, pictures } from "./content_checks";
import { modeChecks } from "./mode_checks";
import { ask, bad, blocks, good, note, watched, type Result } from "./probe";

/** The version that this file was built for. */
const VERSION = "__HELPNOOK_VERSION__";

/** A check of the page. */
export type Check = () => Promise<Result | undefined>;

/** The findings of earlier checks, which later ones build on. */
export interface Found {
  allowsWasm?: boolean;
  /** Whether the widget's files come and compile. */
  allowsFiles?: boolean;
  /** Whether the page's policy keeps the widget's files away. */
  isBlocked?: boolean;
  /** Whether the line to add to `connect-src` is in the report. */
  saidConnect?: boolean;
  allowsFrame?: boolean | undefined;
  mode?: "page" | "frame" | "link";
  /** The backend's answer to `GET /v1/site`. */
  site?: { name: string; languages: string[]; identity: string };
}

/** Every check. `tryFiles` fetches and compiles the widget's files; `frame.js` has none. */
export function checks(settings: Settings, tryFiles?: typeof compile): Check[] {
  const files = new URL(settings.base).origin;
  const backend = new URL(settings.backend).origin;
  const places = files == backend ? files : `${files} ${backend}`;
  const found: Found = {};
  // A page in a sandbox has no origin that could be listed.
  const listed = self.origin == "null" ? "*" : self.origin;

  return [
    ...modeChecks(settings, tryFiles, found),

    async () => {
      const name = "Backend";
      const address = settings.backend + "/v1/site";
      const { value: reply, reports } = await watched(() => ask(address));
      if (blocks(reports, "connect-src", backend)) {
        if (found.mode != "frame") return bad(name, "The page's policy blocks calls to it. Add:", `connect-src ${places};`);
        if (settings.mode == "frame" || found.saidConnect) return good(name, "The frame calls it.");
        return note(name, "The frame calls it. To have the widget in the page, add:", `connect-src ${places};`);
      }
      if (reply?.ok) {
        const site: Found["site"] & object = (found.site = await reply.json());
        return good(name, `${settings.backend} answers this page; it calls itself “${site.name}”.`);
      }
      if (reply) return bad(name, `${address} answers with status ${reply.status}.`);
      const { error } = await watched(() => ask(address, "no-cors"));
      if (error) return bad(name, `${settings.backend} cannot be reached: ${error.message}`);
      return bad(name, "It is there, but this page is not on its list. In its settings:", `origins = ["${listed}"]`);
    },

    () => ownWords(settings, found),
    () => pictures(settings, found),

    async () => {
      const name = "Versions";
      const { value } = await watched(async () => (await ask(settings.backend + "/openapi.json")).json());
      const contract = value?.info?.version;
      if (contract) return good(name, `The widget is ${VERSION}; the backend's contract is ${contract}.`);
      return note(name, `The widget is ${VERSION}; which contract the backend has is not known.`);
    },

    async () => {
      const name = "Languages";
      const { site } = found;
      if (!site) return note(name, `The page asks for ${settings.language}; what the backend has is not known.`);
      const all = site.languages.join(", ");
      const short = settings.language.split("-")[0];
      const has = site.languages.some((one) => one.split("-")[0] == short);
      const says = `The page asks for ${settings.language}; articles are in ${all}.`;
      return has ? good(name, says) : note(name, says + " Customers read those of the first one.");
    },

    async () => {
      const name = "Identity";
      const { site } = found;
      if (!site) return note(name, "Whether the backend signs customers in is not known.");
      if (site.identity == "off") return good(name, "Not needed: whoever holds a request's key on the device follows it.");
      const takes = `The backend takes signed identities (${site.identity}).`;
      const { value: isSignedIn } = await watched(async () => holdsSession(settings.backend));
      if (isSignedIn) return good(name, `${takes} A customer is signed in on this device.`);
      return note(name, `${takes} Nobody is signed in here: helpnook("identify", { token }) does it.`);
    },

    async () => {
      const { error } = await watched(async () => probeStorage());
      if (!error) return good("Storage", "Drafts and keys to requests are kept on the device.");
      return note("Storage", "The browser keeps nothing for this page: requests can be sent, but are not there later.");
    },

    async () => {
      const says = [];
      if (self.origin == "null") says.push("the page is in a sandbox and has no origin");
      if (self.crossOriginIsolated) says.push("the page is isolated from other origins");
      if (self != top) says.push("the page is in a frame itself");
      return good("Surroundings", says.length ? `${says.join("; ")}.` : "An ordinary page.");
    },
  ];
}

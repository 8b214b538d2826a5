/*
 * What the doctor looks at. Each check gives `{name, state, says, fix}`: `state` is `good`, `note` or `bad`, `fix` the
 * line to add where something is blocked.
 */

/** How long an answer may take, in milliseconds. */
const PATIENCE = 5000;

const good = (name, says) => ({ name, state: "good", says });
const note = (name, says, fix) => ({ name, state: "note", says, fix });
const bad = (name, says, fix) => ({ name, state: "bad", says, fix });

/** Runs `act`; gives what came of it, and whether the page's policy stepped in: the directive, or nothing. */
async function watched(act) {
  let directive;
  const listen = (event) => (directive = event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", listen);
  let value, error;
  try {
    value = await act();
  } catch (caught) {
    error = caught;
  }
  // The report comes in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  document.removeEventListener("securitypolicyviolation", listen);
  return { value, error, directive };
}

const ask = (address, mode = "cors") =>
  fetch(address, { mode, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });

/** Every check, in the order of the report. */
export function checks(settings) {
  const files = new URL(settings.base).origin;
  const backend = new URL(settings.backend).origin;
  const places = files == backend ? files : `${files} ${backend}`;
  let allowsWasm = false;
  let allowsFrame = false;
  let site;

  return [
    async () => good("Scripts", `The page lets scripts of ${files} run: this report is one.`),

    async () => {
      const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
      const { error } = await watched(async () => new WebAssembly.Module(bytes));
      allowsWasm = !error;
      if (allowsWasm) return good("WebAssembly", "The page lets it run.");
      return note(
        "WebAssembly",
        "The page's policy blocks it, so the widget runs in a frame. To have it in the page, add to script-src:",
        "'wasm-unsafe-eval'",
      );
    },

    async () => {
      const { value, directive } = await watched(() => framed(settings));
      allowsFrame = value;
      if (value) return good("Frame", `A frame of ${backend} can be shown.`);
      if (directive) {
        const says = "The page's policy blocks a frame of the backend. It is needed where WebAssembly is blocked:";
        return (allowsWasm ? note : bad)("Frame", says, `frame-src ${backend};`);
      }
      const says = "The backend does not let this page show its frame, or cannot be reached. In its settings:";
      return (allowsWasm ? note : bad)("Frame", says, `origins = ["${self.origin}"]`);
    },

    async () => {
      const can = allowsWasm && settings.mode != "frame" ? "page" : allowsFrame ? "frame" : "link";
      const why = settings.mode == "auto" ? "it was chosen by itself" : `data-mode="${settings.mode}" asks for it`;
      const words = { page: "In the page", frame: "In a frame" };
      if (can == "link") return bad("Mode", "Neither can be used: the launcher leads to the hosted help page.");
      return good("Mode", `${words[can]}: ${why}.`);
    },

    async () => {
      const name = "Backend";
      const address = settings.backend + "/v1/site";
      const { value: reply, directive } = await watched(() => ask(address));
      if (directive && !allowsWasm && allowsFrame)
        return note(name, "The frame calls it. To have the widget in the page, add:", `connect-src ${places};`);
      if (directive) return bad(name, "The page's policy blocks calls to it. Add:", `connect-src ${places};`);
      if (reply?.ok) {
        site = await reply.json();
        return good(name, `${settings.backend} answers this page; it calls itself “${site.name}”.`);
      }
      if (reply) return bad(name, `${address} answers with status ${reply.status}.`);
      const { error } = await watched(() => ask(address, "no-cors"));
      if (error) return bad(name, `${settings.backend} cannot be reached: ${error.message}`);
      return bad(name, "It is there, but this page is not on its list. In its settings:", `origins = ["${self.origin}"]`);
    },

    async () => {
      const name = "Versions";
      const own = import.meta.url.split("/").pop();
      const { value } = await watched(async () => (await ask(settings.backend + "/openapi.json")).json());
      return good(name, `Loader ${own}; contract of the backend ${value?.info?.version ?? "unknown"}.`);
    },

    async () => {
      const name = "Languages";
      if (!site) return note(name, `The page asks for ${settings.language}; what the backend has is not known.`);
      const all = site.languages.join(", ");
      const short = settings.language.split("-")[0];
      const has = site.languages.some((one) => one.split("-")[0] == short);
      const says = `The page asks for ${settings.language}; articles are in ${all}.`;
      return has ? good(name, says) : note(name, says + " Customers read those of the first one.");
    },

    async () => {
      const name = "Identity";
      if (!site) return note(name, "Whether the backend signs customers in is not known.");
      if (site.identity == "off") return good(name, "Not needed: whoever holds a request's key on the device follows it.");
      const says = `The backend takes signed identities (${site.identity}); this version of the widget sends none.`;
      return note(name, says);
    },

    async () => {
      const { error } = await watched(async () => localStorage.length);
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

/** Whether the frame page can be shown here. */
function framed(settings) {
  const nonce = Math.random();
  const node = document.createElement("iframe");
  node.style.display = "none";
  node.src = `${settings.backend}/frame.html#${encodeURI(JSON.stringify([nonce, self.origin, "en", {}]))}`;
  return new Promise((resolve) => {
    const end = (is) => {
      removeEventListener("message", listen);
      node.remove();
      resolve(is);
    };
    const listen = ({ source, data }) => source == node.contentWindow && data?.[0] == nonce && end(true);
    addEventListener("message", listen);
    node.addEventListener("load", () => setTimeout(end, 500, false));
    setTimeout(end, PATIENCE, false);
    document.documentElement.append(node);
  });
}

// The lines that a site owner copies: the script tag, the style sheet's rule, the policy, the backend's setting.

/** What each way of placing the widget says of itself. */
const WAYS = {
  embed: "At the end of the body, or anywhere else: it waits for nothing and nothing waits for it.",
  frame: "Launcher and frame in one script: for a policy that names each script by its path or hash.",
  element: "The script once, the element anywhere: the launcher stands in the corner.",
  inline: "The script once, the element where the widget is to be: it fills that box.",
};

/**
 * `here` is the origin that serves the widget, `way` a key of `WAYS`, `attributes` the script's, `tokens` pairs of name
 * and value, `site` the origin of the owner's pages or nothing. Gives a list of `{title, about, text}`.
 */
export function linesOf({ here, way, attributes, tokens, site }) {
  const backend = attributes["data-backend"] || here;
  const mode = way === "frame" ? "frame" : attributes["data-mode"];
  const lines = [
    {
      title: "Into your pages",
      about: WAYS[way],
      text: snippet(here, way, { ...attributes, "data-backend": backend }),
    },
  ];
  if (tokens.length)
    lines.push({
      title: "Into your style sheet",
      about: "The widget's shape. It reaches nothing else on the page.",
      text: `help-nook {\n${tokens.map(([name, value]) => `  ${name}: ${value};`).join("\n")}\n}`,
    });
  lines.push({
    title: "Into your Content-Security-Policy",
    about: "Only where your pages have one: add these to the directives that are there.",
    text: policy({ here, way, backend: new URL(backend).origin, words: attributes["data-text"], mode }),
  });
  lines.push({
    title: "Into the backend's settings",
    about: "helpnook.toml: whose pages may call it. Origins are without a path.",
    text: `origins = [${JSON.stringify(site || "https://www.example.com")}]`,
  });
  return lines;
}

function snippet(here, way, attributes) {
  const isElement = way === "element" || way === "inline";
  const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${isElement ? name.replace("data-", "") : name}="${escaped(value)}"`,
  );
  if (way === "inline") written.push(" inline");
  const before = isElement ? `<script type="module" src="${here}/element.js"></script>\n` : "";
  const open = isElement ? "<help-nook" : `<script async src="${here}/${way}.js"`;
  const close = isElement ? "></help-nook>" : "></script>";
  const short = open + written.join("") + close;
  return before + (short.length <= 100 ? short : `${open}\n ${written.join("\n ")}${close}`);
}

function policy({ here, way, backend, words, mode }) {
  const origins = (...all) => [...new Set(all)].join(" ");
  // Your own words are read by the page; in a frame only from the backend.
  const read = words ? [new URL(words).origin] : [];
  const page = [
    `script-src  ${here} 'wasm-unsafe-eval'`,
    `connect-src ${origins(here, backend, ...read)}`,
    "img-src     the origins of the pictures in your articles",
  ].join("\n");
  const frame = `script-src  ${way === "frame" ? `${here}/frame.js` : here}\nframe-src   ${backend}`;
  if (mode === "page") return page;
  if (mode === "frame") return frame;
  return `# The widget in the page:\n${page}\n\n# Or, where WebAssembly is not allowed, the widget in a frame:\n${frame}`;
}

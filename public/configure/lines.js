// The lines that a site owner copies: the script tag, the style sheet's rule, the policy, the backend's setting.

/**
 * `here` is the origin that serves the widget, `attributes` the script's, `tokens` pairs of name and value, `site` the
 * origin of the owner's pages or nothing. Gives a list of `{title, about, text}`.
 */
export function linesOf({ here, attributes, tokens, site }) {
  const backend = attributes["data-backend"] || here;
  const lines = [
    {
      title: "Into your pages",
      about: "At the end of the body, or anywhere else: it waits for nothing and nothing waits for it.",
      text: snippet(here, { ...attributes, "data-backend": backend }),
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
    text: policy(here, new URL(backend).origin, attributes["data-mode"]),
  });
  lines.push({
    title: "Into the backend's settings",
    about: "helpnook.toml: whose pages may call it. Origins are without a path.",
    text: `origins = [${JSON.stringify(site || "https://www.example.com")}]`,
  });
  return lines;
}

function snippet(here, attributes) {
  const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const [open, close] = [`<script async src="${here}/embed.js"`, "></script>"];
  const short = open + written.join("") + close;
  return short.length <= 100 ? short : `${open}\n ${written.join("\n ")}${close}`;
}

function policy(here, backend, mode) {
  const both = backend === here ? here : `${here} ${backend}`;
  const page = `script-src  ${here} 'wasm-unsafe-eval'\nconnect-src ${both}\nimg-src     the origins of the pictures in your articles`;
  const frame = `script-src  ${here}\nframe-src   ${both}`;
  if (mode === "page") return page;
  if (mode === "frame") return frame;
  return `# The widget in the page:\n${page}\n\n# Or, where WebAssembly is not allowed, the widget in a frame:\n${frame}`;
}

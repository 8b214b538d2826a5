// Pages of a site owner, on another origin than the backend.

import { createServer } from "node:http";

/** The snippet, as the README gives it; `attributes` are its further ones, `name` is that of the script. */
export function snippet(backend, attributes = {}, name = "embed.js") {
  const all = Object.entries({ "data-backend": backend, ...attributes });
  const written = all.map(([name, value]) => `${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
  return `<script async src="${backend}/${name}" ${written.join(" ")}></script>`;
}

const STYLE = `<style>
  body { background: light-dark(#fff, #222); color: light-dark(#222, #fff) }
  a { color: inherit }
</style>`;

/** A plain, accessible page around `body`. */
export function page({ lang = "en", dir = "ltr", title = "A little shop", style = STYLE, head = "", body = "" }) {
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    ${style}${head}
  </head>
  <body>
    <header><nav aria-label="Shop"><a href="#lamps">Lamps</a></nav></header>
    <main><h1>${title}</h1><p>Lamps and tents. <a href="#more">More of them</a></p></main>
    <footer>Open from 9 to 17</footer>
    ${body}
  </body>
</html>`;
}

/**
 * Serves pages at http://localhost, another site than the backend's: `put(path, html, headers)` gives the address of a
 * page. With the backend's `name` it is the same site, as www. and help. of one domain are.
 */
export async function startHostSite(name = "localhost") {
  const pages = new Map();
  const server = createServer((request, response) => {
    const found = pages.get(new URL(request.url, "http://localhost").pathname);
    response.writeHead(found ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", ...found?.headers });
    response.end(found?.content);
  });
  await new Promise((resolve) => server.listen(0, name, resolve));
  const origin = `http://${name}:${server.address().port}`;
  return {
    origin,
    put(path, content, headers = {}) {
      pages.set(path, { content, headers });
      return origin + path;
    },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

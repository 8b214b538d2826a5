// Pages of a site owner, on another origin than the backend.

import { createServer } from "node:http";

/** The snippet, as the README gives it; `attributes` are its further ones. */
export function snippet(backend, attributes = {}) {
  const all = Object.entries({ "data-backend": backend, ...attributes });
  const written = all.map(([name, value]) => `${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
  return `<script async src="${backend}/embed.js" ${written.join(" ")}></script>`;
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

/** Serves pages at http://localhost: `put(path, html, headers)` gives the address of a page. */
export async function startHostSite() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const found = pages.get(new URL(request.url, "http://localhost").pathname);
    response.writeHead(found ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", ...found?.headers });
    response.end(found?.content);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const origin = `http://localhost:${server.address().port}`;
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

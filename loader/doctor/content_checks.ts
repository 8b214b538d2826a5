/*
 * The checks of the site's own content in the widget: its texts and the pictures of its articles.
 */
import type { Settings } from "../settings";
import type { Found } from "./checks";
import { ask, bad, blocks, good, note, PATIENCE, watched, type Result } from "./probe";

/** The most bytes that the site's own words may have. */
const MOST_TEXT = 256_000;

/** The site's own words, where `data-text` names them. */
export async function ownWords({ text, backend }: Settings, found: Found): Promise<Result | undefined> {
  if (!text) return undefined;
  const name = "Own words";
  const { origin } = new URL(text);
  if (found.mode == "frame") {
    if (origin == new URL(backend).origin) return good(name, `${text} is read by the frame.`);
    return note(name, `${text} is not read in a frame: it has to lie at ${new URL(backend).origin}.`);
  }
  const { value: reply, error, reports } = await watched(() => ask(text));
  if (blocks(reports, "connect-src", origin)) return bad(name, `The page's policy blocks ${text}. Add:`, `connect-src ${origin};`);
  if (error) return bad(name, `${text} cannot be read: it is not there, or lacks this header:`, `Access-Control-Allow-Origin: ${self.origin}`);
  if (!reply?.ok) return bad(name, `${text} answers with status ${reply?.status}.`);
  const words = await reply.text();
  if (words.length > MOST_TEXT) return bad(name, `${text} has more than ${MOST_TEXT / 1000} kB.`);
  try {
    JSON.parse(words);
  } catch (error) {
    return bad(name, `${text} is no JSON: ${(error as Error).message}`);
  }
  return good(name, `${text} can be read.`);
}

/** The pictures of the most read articles: whether the page lets them be shown. */
export async function pictures({ backend, language }: Settings, found: Found): Promise<Result | undefined> {
  if (found.mode != "page" || !found.site) return undefined;
  const name = "Pictures";
  const query = `?language=${encodeURIComponent(language)}`;
  const { items }: { items: { id: string }[] } = await (await ask(`${backend}/v1/articles${query}`)).json();
  const bodies: { body: string }[] = await Promise.all(
    items.map(async ({ id }) => (await ask(`${backend}/v1/articles/${encodeURIComponent(id)}${query}`)).json()),
  );
  /** One address for each origin. */
  const places = new Map<string, string>();
  for (const address of bodies.flatMap(({ body }) => addresses(body, backend))) places.set(address.origin, address.href);
  const { reports } = await watched(() => Promise.all([...places.values()].map(load)));
  const blocked = [...places.keys()].filter((origin) => blocks(reports, "img-src", origin));
  if (blocked.length)
    return bad(name, "The page's policy blocks pictures of articles. Add:", `img-src ${blocked.join(" ")};`);
  if (!places.size) return good(name, `None in the ${items.length} articles that are read most.`);
  return good(name, `The page lets those of ${[...places.keys()].join(", ")} be shown.`);
}

/** The addresses of the pictures in an article's text, Markdown or HTML. */
function addresses(body: string, backend: string): URL[] {
  const written = body.matchAll(/!\[[^\]]*\]\(\s*<?([^\s)>]+)|<img\b[^>]*?\bsrc\s*=\s*["']?([^\s"'>]+)/gi);
  return [...written]
    .map(([, inMarkdown, inHtml]) => (inMarkdown ?? inHtml)!)
    .filter((address) => URL.canParse(address, backend + "/"))
    .map((address) => new URL(address, backend + "/"))
    .filter(({ protocol }) => /^https?:$/.test(protocol));
}

/** Over when the picture is there, or cannot be had. */
function load(address: string): Promise<void> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = image.onerror = () => resolve();
    setTimeout(resolve, PATIENCE);
    image.src = address;
  });
}

/*
 * The report on a search: why each article is found. The backend answers that; it searches the widget's index with the same
 * code.
 */
import type { Settings } from "../settings";
import type { Line } from "./card";

/** How many articles are explained. */
const MOST = 5;

/** An article that a search found. */
interface Article {
  id: string;
  title: { text: string }[];
}

/** Why an article was found. */
interface Reason {
  typed: string;
  found: string;
  way: string;
  fields: string[];
}

const WAYS: Record<string, string> = {
  same: "",
  joined: "written apart or together",
  longer: "which begins with it",
  slip: "a slip of the finger away",
  part: "a part of it",
  around: "which it is a part of",
  meaning: "another word for it",
};
const FIELDS: Record<string, string> = { title: "title", heading: "a heading", about: "category, tags, what customers asked", body: "text" };

/** Searches; gives a line for each article, best first. */
export async function searchReport(settings: Settings, words: string): Promise<Line[]> {
  const ask = async (path: string) => {
    const all = new URLSearchParams({ query: words, language: settings.language });
    const reply = await fetch(`${settings.backend}/v1/articles${path}?${all}`, { __proto__: null, credentials: "omit" } as RequestInit);
    if (reply.status == 404 && path) return { items: [] };
    if (!reply.ok) throw new Error(`the backend answers with status ${reply.status}`);
    return reply.json();
  };
  const { items }: { items: Article[] } = await ask("");
  if (!items.length) return [{ name: "No article is found", says: "Customers are led to the nearest topics, and to you." }];
  return Promise.all(
    items.slice(0, MOST).map(async ({ id, title }, at) => {
      const reasons: Reason[] = (await ask(`/${encodeURIComponent(id)}/reasons`)).items;
      const name = `${at + 1}. ${title.map(({ text }) => text).join("")}`;
      return { name, says: reasons.map(sentence).join(" ") || "This backend does not say why." };
    }),
  );
}

function sentence({ typed, found, way, fields }: Reason): string {
  const places = fields.map((field) => FIELDS[field] ?? field).join(", ");
  const how = WAYS[way] ? `, ${WAYS[way]}` : "";
  const word = typed.toLowerCase() == found && !how ? `“${typed}”` : `“${typed}”: “${found}”${how}`;
  return `${word} (${places}).`;
}

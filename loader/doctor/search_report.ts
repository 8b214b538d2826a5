/*
 * Why a search finds what it finds: asked of the backend, which searches the file that the widget has with the same code.
 */

/** So many results are explained. */
const MOST = 5;

const WAYS = {
  same: "",
  joined: "written apart or together",
  longer: "which begins with it",
  slip: "a slip of the finger away",
  part: "a part of it",
  around: "which it is a part of",
  meaning: "another word for it",
};
const FIELDS = { title: "title", heading: "a heading", about: "category, tags, what customers asked", body: "text" };

/** Searches; gives a result `{name, says}` for each article, best first. */
export async function searchReport(settings, words) {
  const ask = async (path, query = {}) => {
    const all = new URLSearchParams({ ...query, query: words, language: settings.language });
    const reply = await fetch(`${settings.backend}/v1/articles${path}?${all}`, { __proto__: null, credentials: "omit" });
    if (reply.status == 404 && path) return { items: [] };
    if (!reply.ok) throw new Error(`the backend answers with status ${reply.status}`);
    return reply.json();
  };
  const { items } = await ask("");
  if (!items.length) return [{ name: "No article is found", says: "Customers are led to the nearest topics, and to you." }];
  return Promise.all(
    items.slice(0, MOST).map(async ({ id, title }, at) => {
      const reasons = (await ask(`/${encodeURIComponent(id)}/reasons`)).items;
      const name = `${at + 1}. ${title.map(({ text }) => text).join("")}`;
      return { name, says: reasons.map(sentence).join(" ") || "This backend does not say why." };
    }),
  );
}

function sentence({ typed, found, way, fields }) {
  const places = fields.map((field) => FIELDS[field] ?? field).join(", ");
  const how = WAYS[way] ? `, ${WAYS[way]}` : "";
  const word = typed.toLowerCase() == found && !how ? `“${typed}”` : `“${typed}”: “${found}”${how}`;
  return `${word} (${places}).`;
}

/*
 * The few words that are needed before the widget's own are here; the build takes the
 * texts from src/text and public/text.
 */

/** For each language an array of texts. */
const TEXTS = __HELPNOOK_WORDS__;

/** The language of `TEXTS` nearest to a wanted one: `de-AT` takes `de`, `pt` takes `pt-BR`. */
function nearest(wanted) {
  const known = Object.keys(TEXTS);
  const find = (is) => known.find((tag) => is(tag.toLowerCase()));
  for (let tag = wanted.toLowerCase(); tag; tag = tag.replace(/-?[^-]*$/, "")) {
    const found = find((one) => one == tag);
    if (found) return found;
  }
  return find((one) => one.split("-")[0] == wanted.toLowerCase().split("-")[0]) ?? "en";
}

/** The words for a wanted language. */
export function words(wanted) {
  const language = nearest(wanted);
  const [panel, title, close, search, placeholder, failed, retry, help, unread, label] = TEXTS[language];
  const dir = /^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr";
  return { language, dir, panel, title, close, search, placeholder, failed, retry, help, unread, label };
}

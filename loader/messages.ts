/*
 * The few texts that are needed before the widget's own are there. The build takes them from src/i18n and public/text.
 */

/** The texts of one language, in the order of `FRAME` in xtask/src/languages.rs. */
export type Texts = readonly [
  panel: string, title: string, close: string, search: string, placeholder: string,
  failed: string, retry: string, help: string, unread: string, label: string,
];

/** The language of `texts` nearest to a wanted one: `de-AT` takes `de`, `pt` takes `pt-BR`. */
function nearest(texts: object, wanted: string): string {
  const known = Object.keys(texts);
  const find = (is: (tag: string) => boolean) => known.find((tag) => is(tag.toLowerCase()));
  for (let tag = wanted.toLowerCase(); tag; tag = tag.replace(/-?[^-]*$/, "")) {
    const found = find((one) => one == tag);
    if (found) return found;
  }
  return find((one) => one.split("-")[0] == wanted.toLowerCase().split("-")[0]) ?? "en";
}

/** The texts for a wanted language, with the language that they are in. */
export function messages(wanted: string) {
  // In the function: a bundle without a use of the texts has none of them.
  const texts = __HELPNOOK_WORDS__;
  const language = nearest(texts, wanted);
  const [panel, title, close, search, placeholder, failed, retry, help, unread, label] = texts[language]!;
  const dir = /^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr";
  return { language, dir, panel, title, close, search, placeholder, failed, retry, help, unread, label };
}

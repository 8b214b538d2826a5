// Which language is nearest, and how it is written: by what the browser knows of languages (CLDR), so that no table
// travels. Used by the widget and by whatever loads it.

/** Where one written language is read by people who would ask for another. */
const READ_AS = { no: "nb", nn: "nb" };

/** Scripts that run from right to left. */
const RIGHT_TO_LEFT = ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

/** A tag with its likely script and region: `zh-TW` is `zh-Hant-TW`, `iw` is `he-Hebr-IL`. */
function likely(tag) {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return {};
  }
}

function nearestOf(language, wanted, known) {
  const isNear = (tag) => likely(tag).language === language && likely(tag).script === wanted.script;
  const near = wanted.script ? known.filter(isNear) : [];
  const region = (tag) => new Intl.Locale(tag).region;
  return near.find((tag) => region(tag) === wanted.region) ?? near.find((tag) => !region(tag)) ?? near[0];
}

/**
 * The one of `known` that a reader of `wanted` reads: the same language in the same script, their own region first.
 * So `pt-PT` takes `pt` before `pt-BR`, and `pt-BR` before nothing; `zh-TW` never takes `zh-Hans`.
 * `undefined` where there is none.
 */
export function nearest(wanted, known) {
  const want = likely(wanted);
  return nearestOf(want.language, want, known) ?? nearestOf(READ_AS[want.language], want, known);
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag) {
  return RIGHT_TO_LEFT.includes(likely(tag).script);
}

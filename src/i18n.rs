//! The words, in the customer's language: English in the code, every other language one file that is
//! loaded when it is used. Placeholders stand in braces; a message that counts gives a form for each
//! plural class of its language (CLDR): `one:{n} result|other:{n} results`. See `docs/translate.md`.

use helpnook_browser_json::{self as json, Value};
use leptos::prelude::*;

use crate::platform::{intl, page};
use crate::state::backend::{Backend, Grant};

mod bidi;
mod messages;
use bidi::isolate;
pub use messages::{ARTICLE, List, REQUESTS, TextKey, add_messages, table};

/// The languages that there is a file for, with the hash in that file's name: what `public/text/` held when
/// this was compiled.
const TRANSLATED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The largest file of a site's own words, in bytes: all of ours in ten languages have less.
const MOST_WORDS: usize = 256_000;

/// The words of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct I18n {
    language: RwSignal<String>,
    wanted: RwSignal<String>,
    /// Objects of texts by key: the first that has a message counts, where none has it English.
    translation: RwSignal<Vec<Value>, LocalStorage>,
}

impl I18n {
    /// English, until [`I18n::load`] brought another language.
    pub fn english() -> Self {
        let english = || RwSignal::new("en".to_owned());
        Self { language: english(), wanted: english(), translation: RwSignal::new_local(Vec::new()) }
    }

    /// Loads the words of the nearest language that there are words for: one request, none where there is no
    /// such language, which is English then. Stays with the words that there are where the file cannot be had. `base` is where the
    /// widget's files lie.
    pub async fn load(self, api: Backend, base: &str, wanted: &str) {
        if wanted.is_empty() {
            return;
        }
        self.wanted.set(wanted.to_owned());
        let known: Vec<&str> =
            TRANSLATED.iter().map(|(language, _)| *language).chain(std::iter::once("en")).collect();
        let nearest = intl::nearest(wanted, &known);
        let language = nearest.as_ref().map_or_else(|| "en".to_owned(), |nearest| shown(wanted, nearest));
        let found = nearest.and_then(|nearest| TRANSLATED.iter().find(|(known, _)| *known == nearest));
        let Some((name, hash)) = found else {
            self.translation.set(Vec::new());
            self.language.set(language);
            return;
        };
        let base = base.trim_end_matches('/');
        let hashed = [base, "/assets/text/", name, "-", hash, ".json"].concat();
        let mut file = api.download(&hashed, Grant::Anyone).await;
        if file.as_ref().is_err_and(|failure| failure.is_gone()) {
            // The files are of another version than this: its words are better than English.
            let plain = [base, "/text/", name, ".json"].concat();
            file = api.download(&plain, Grant::Anyone).await;
        }
        let words =
            file.ok().and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|file| json::parse(&file));
        // Another language may be wanted by now.
        if let Some(words) = words.filter(|_| self.wanted.try_get_untracked().as_deref() == Some(wanted)) {
            self.language.try_set(language);
            self.translation.try_set(vec![words]);
        }
    }

    /// Puts the site's own words in the place of some of ours. `address` is that of a JSON object with an object of texts
    /// for each language, by the keys of `src/i18n/messages.rs`; `*` is for every language. Where it cannot be had, or says
    /// nothing about a message, ours stay; a file of no use is named in the console.
    pub async fn replace(self, api: Backend, address: &str) {
        if address.is_empty() {
            return;
        }
        let file = api.download(address, Grant::Anyone).await.ok().filter(|bytes| bytes.len() <= MOST_WORDS);
        let file = file.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|file| json::parse(&file));
        let Some(file) = file else {
            let why = "\" is not used: it cannot be had, is no JSON, or is larger than 256 kB.";
            return page::warn(&["helpnook: text=\"", address, why].concat());
        };
        let own: Vec<_> = tags(&self.language()).filter_map(|tag| json::value_of(&file, tag)).collect();
        self.translation.try_update(|ours| drop(ours.splice(0..0, own)));
    }

    /// The language of the words, BCP 47, with the customer's region where they have one.
    pub fn language(self) -> String {
        self.language.try_get().unwrap_or_default()
    }

    /// The language that was asked for, even if there are no words for it: articles may be in it.
    pub fn requested(self) -> String {
        self.wanted.get_untracked()
    }

    /// `rtl` or `ltr`.
    pub fn direction(self) -> &'static str {
        if intl::is_right_to_left(&self.language()) { "rtl" } else { "ltr" }
    }

    /// A number as the language writes it.
    pub fn number(self, number: f64) -> String {
        intl::number(&self.language(), number)
    }

    /// The size of a file as the language writes it: `12 kB`, `3,4 Mo`.
    pub fn size(self, bytes: u64) -> String {
        intl::size(&self.language(), bytes)
    }

    /// Several things in one sentence: `pdf, png and txt`.
    pub fn list(self, items: &[String]) -> String {
        let language = self.language();
        let is_right_to_left = intl::is_right_to_left(&language);
        let items: Vec<_> = items.iter().map(|item| isolate(item, is_right_to_left)).collect();
        intl::list(&language, &items)
    }

    /// A message without placeholders, as a signal that follows the language.
    pub fn t(self, key: TextKey) -> Signal<String> {
        Signal::derive(move || self.text(key))
    }

    /// A message without placeholders; an effect that reads it follows the language.
    pub fn text(self, key: TextKey) -> String {
        let (key, english) = key.entry();
        let text = |texts: &Value| json::text_of(texts, key).filter(|text| !text.trim().is_empty());
        let translated = self.translation.try_with(|all| all.iter().find_map(text));
        translated.flatten().unwrap_or_else(|| english.to_owned())
    }

    /// A message with its placeholders filled. What is put in cannot turn the rest of the sentence around.
    pub fn fill(self, key: TextKey, values: &[(&str, &str)]) -> String {
        let is_right_to_left = intl::is_right_to_left(&self.language());
        fill(self.text(key), values, |value| isolate(value, is_right_to_left))
    }

    /// A message that counts: `{n}` is the number as the language writes it.
    pub fn count(self, key: TextKey, number: u32) -> String {
        let language = self.language();
        let forms = self.text(key);
        let form = pick(&forms, &intl::plural(&language, number));
        fill(form.to_owned(), &[("n", &intl::number(&language, f64::from(number)))], str::to_owned)
    }
}

/// A whole number in digits, for the page: what formats numbers for people, or anything at all, weighs more.
pub fn digits(number: u32) -> String {
    let mut digits = if number < 10 { String::new() } else { digits(number / 10) };
    digits.push(char::from(b'0' + (number % 10) as u8));
    digits
}

/// One walk from left to right: braces in a value are the value's own.
fn fill(message: String, values: &[(&str, &str)], wrap: impl Fn(&str) -> String) -> String {
    let (mut filled, mut rest) = (String::new(), message.as_str());
    while let Some((before, after)) = rest.split_once('{') {
        let found = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        filled.push_str(before);
        rest = if let Some((value, after)) = found {
            filled.push_str(&wrap(value));
            after
        } else {
            filled.push('{');
            after
        };
    }
    filled + rest
}

/// The form of a plural class; where there is none, the last.
fn pick<'a>(forms: &'a str, class: &str) -> &'a str {
    let mut last = forms;
    for form in forms.split('|') {
        let (name, words) = form.split_once(':').unwrap_or(("", form));
        if name == class {
            return words;
        }
        last = words;
    }
    last
}

/// A language's tag, ever shorter, and at last the one that stands for all.
fn tags(language: &str) -> impl Iterator<Item = &str> {
    let mut next = Some(language);
    let tags = std::iter::from_fn(move || {
        let tag = next?;
        next = tag.rsplit_once('-').map(|(shorter, _)| shorter);
        Some(tag)
    });
    tags.chain(std::iter::once("*"))
}

/// What the words of a file are called: as the customer's region where the file is for all regions.
fn shown(wanted: &str, file: &str) -> String {
    let is_region =
        |part: &str| part.len() == 2 || part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    let is_of_one_region = file.split('-').skip(1).any(is_region);
    if is_of_one_region { file } else { wanted }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_takes_the_form_of_its_plural_class() {
        assert_eq!(pick("one:{n} result|other:{n} results", "one"), "{n} result");
        assert_eq!(pick("one:{n} result|other:{n} results", "few"), "{n} results");
        assert_eq!(pick("no forms", "one"), "no forms");
    }

    #[test]
    fn braces_in_a_value_are_not_filled_again() {
        let values = [("name", "{text}"), ("text", "hello")];
        assert_eq!(
            fill("{name}: {text}, {other}".to_owned(), &values, str::to_owned),
            "{text}: hello, {other}"
        );
    }

    #[test]
    fn digits_are_those_of_the_number() {
        for number in [0, 7, 10, 480, u32::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }

    #[test]
    fn the_sites_own_words_are_looked_for_from_the_nearest_language_on() {
        assert_eq!(tags("zh-Hans-CN").collect::<Vec<_>>(), ["zh-Hans-CN", "zh-Hans", "zh", "*"]);
    }

    #[test]
    fn words_for_one_region_are_called_by_it() {
        assert_eq!(shown("pt-PT", "pt-BR"), "pt-BR");
        assert_eq!(shown("de-AT", "de"), "de-AT");
        assert_eq!(shown("zh-CN", "zh-Hans"), "zh-CN");
    }

    /// Placeholders, plural forms and leftovers: `tests/browser/translations.test.mjs`, by the rules of each language.
    #[test]
    fn every_language_has_every_message_and_no_other() {
        let mut faults = Vec::new();
        for (language, _) in TRANSLATED {
            let path = format!("{}/public/text/{language}.json", env!("CARGO_MANIFEST_DIR"));
            let file = std::fs::read_to_string(&path).expect("every language has its file");
            let texts: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&file).expect("a flat JSON object of texts");
            let missing =
                table().filter(|(key, _)| texts.get(*key).is_none_or(|text| text.trim().is_empty()));
            faults.extend(
                missing.map(|(key, english)| format!("{language}.json: {key} is missing: {english:?}")),
            );
            let stray = texts.keys().filter(|key| !table().any(|(known, _)| known == key.as_str()));
            faults.extend(stray.map(|key| format!("{language}.json: {key} is no message (any more)")));
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
        assert!(TRANSLATED.len() >= 9, "the languages are seen: {TRANSLATED:?}");
    }
}

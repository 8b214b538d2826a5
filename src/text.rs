//! The words, in the customer's language: English in the code, every other language one file that is
//! loaded when it is used. Placeholders stand in braces; a message that counts gives a form for each
//! plural class of its language (CLDR): `one:{n} result|other:{n} results`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::{Api, Grant};
use crate::browser::intl;
use crate::json;

mod words;
pub use words::{Word, table};

/// The languages that there is a file for, in `text/<language>.json`.
pub const TRANSLATED: [&str; 1] = ["de"];

/// The words of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Text {
    language: RwSignal<String>,
    wanted: RwSignal<String>,
    /// The texts in the order of the messages; an empty one is missing.
    translation: RwSignal<Option<Arc<Vec<String>>>>,
}

impl Text {
    /// English, until [`Text::load`] brought another language.
    pub fn english() -> Self {
        let english = || RwSignal::new("en".to_owned());
        Self { language: english(), wanted: english(), translation: RwSignal::new(None) }
    }

    /// Loads the words of the nearest language that there are words for. Stays with English where
    /// there are none or the file cannot be had.
    pub async fn load(self, api: Api, base: &str, wanted: &str) {
        if wanted.is_empty() {
            return;
        }
        self.wanted.set(wanted.to_owned());
        if wanted.starts_with("en-") {
            self.language.set(wanted.to_owned());
        }
        let Some(language) = nearest(wanted) else { return };
        let address = [base.trim_end_matches('/'), "/text/", language, ".json"].concat();
        let file =
            api.download(&address, Grant::Anyone).await.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(words) = file.and_then(|file| json::parse(&file)) {
            let words = table().map(|(key, _)| json::text_of(&words, key).unwrap_or_default());
            self.translation.try_set(Some(Arc::new(words.collect())));
            self.language.try_set(wanted.to_owned());
        }
    }

    /// The language of the words, BCP 47, with the customer's region where they have one.
    pub fn language(self) -> String {
        self.language.get_untracked()
    }

    /// The language that was asked for, even if there are no words for it: articles may be in it.
    pub fn wanted(self) -> String {
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

    /// A message without placeholders.
    pub fn get(self, word: Word) -> String {
        self.translation.with_untracked(|words| {
            let translated = words.as_ref().and_then(|words| words.get(word as usize));
            translated.filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| word.english().to_owned())
        })
    }

    /// A message with its placeholders filled.
    pub fn fill(self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.get(word), values)
    }

    /// A message that counts: `{n}` is the number as the language writes it.
    pub fn count(self, word: Word, number: u32) -> String {
        let language = self.language();
        let forms = self.get(word);
        let form = pick(&forms, &intl::plural(&language, number));
        fill(form.to_owned(), &[("n", &intl::number(&language, f64::from(number)))])
    }
}

fn fill(mut message: String, values: &[(&str, &str)]) -> String {
    for (name, value) in values {
        message = message.replace(&["{", name, "}"].concat(), value);
    }
    message
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

/// The translated language nearest to a wanted one: `de-AT` takes `de`.
fn nearest(wanted: &str) -> Option<&'static str> {
    let mut wanted = wanted;
    loop {
        if let Some(found) = TRANSLATED.iter().find(|language| language.eq_ignore_ascii_case(wanted)) {
            return Some(found);
        }
        wanted = wanted.rsplit_once('-')?.0;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_count_takes_the_form_of_its_plural_class() {
        assert_eq!(pick("one:{n} result|other:{n} results", "one"), "{n} result");
        assert_eq!(pick("one:{n} result|other:{n} results", "few"), "{n} results");
        assert_eq!(pick("no forms", "one"), "no forms");
    }

    #[test]
    fn every_translation_is_complete_and_keeps_the_placeholders() {
        for language in TRANSLATED {
            let path = format!("{}/public/text/{language}.json", env!("CARGO_MANIFEST_DIR"));
            let file = std::fs::read_to_string(&path).expect("every translated language has its file");
            let words: HashMap<String, String> =
                serde_json::from_str(&file).expect("a flat JSON object of texts");
            for (key, english) in table() {
                let translated = words.get(key).unwrap_or_else(|| panic!("{language}: {key} is missing"));
                assert!(!translated.trim().is_empty(), "{language}: {key} is empty");
                for hole in english.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                    let hole = format!("{{{}}}", hole.0);
                    assert!(translated.contains(&hole), "{language}: {key} lacks {hole}");
                }
            }
            let known: Vec<_> = table().map(|(key, _)| key).collect();
            let stray: Vec<_> = words.keys().filter(|key| !known.contains(&key.as_str())).collect();
            assert!(stray.is_empty(), "{language}: no such message: {stray:?}");
        }
    }
}

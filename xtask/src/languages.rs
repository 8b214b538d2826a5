//! The languages of the widget: English in `src/i18n/messages.rs`, each other one file in `public/text/`. In the site a file
//! lies twice: under a name with the hash of its content, kept for good, which the widget asks for; and under its plain
//! name, for widgets of other versions. A loader, which comes before the widget, is given the few words that it needs.

use crate::places::{Places, read};
use crate::stamp::{content_hash, files_under};
use crate::steps::Outcome;
use serde_json::{Map, Value};
use std::path::Path;

/// An object of all languages that have a file: each tag with the hash in the file's name,
/// `assets/text/<tag>-<hash>.json`.
const LANGUAGES_PLACE: &str = "__HELPNOOK_LANGUAGES__";
/// An object of all languages, English first: each tag with an array of the texts of [`FRAME`], in that order.
const WORDS_PLACE: &str = "__HELPNOOK_WORDS__";
/// An object of the launcher's labels, in ASCII: the first part of each tag with its label. English is left out.
const LABELS_PLACE: &str = "__HELPNOOK_LABELS__";

/// What the panel's frame says before the widget is there, by the messages' keys.
const FRAME: [&str; 10] = [
    "PanelLabel",
    "HomeTitle",
    "Close",
    "SearchLabel",
    "SearchPlaceholder",
    "LoadFailed",
    "TryAgain",
    "OpenHelpPage",
    "NewCount",
    LABEL,
];
/// What the launcher says.
const LABEL: &str = "LauncherLabel";

/// Every language of the widget.
pub(crate) struct Languages {
    english: Map<String, Value>,
    translated: Vec<Language>,
}

struct Language {
    /// BCP 47.
    tag: String,
    /// The file, as it stands in the checkout.
    content: String,
    texts: Map<String, Value>,
}

impl Languages {
    /// Reads them all.
    ///
    /// Errors: a file that is no JSON object of texts, named.
    pub(crate) fn read(places: &Places) -> Outcome<Languages> {
        let english = english(&read(&places.root.join("src/i18n/messages.rs"))?)?;
        let files = files_under(&places.root.join("public/text"))?;
        let is_text = |file: &&std::path::PathBuf| file.extension().is_some_and(|ending| ending == "json");
        let translated =
            files.iter().filter(is_text).map(|file| Language::read(file)).collect::<Outcome<_>>()?;
        Ok(Languages { english, translated })
    }

    /// The files of the site, each with its address: white space at the beginning of lines is left out.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, String)> {
        self.translated.iter().map(|language| {
            let small = language.content.lines().map(str::trim).collect();
            (format!("assets/text/{}-{}.json", language.tag, language.hash()), small)
        })
    }

    /// A script with what it wants of the languages: any of the three places.
    pub(crate) fn fill(&self, script: &str) -> String {
        let hashes = self.translated.iter().map(|one| (one.tag.clone(), one.hash().into()));
        let all = std::iter::once(("en", &self.english))
            .chain(self.translated.iter().map(|one| (one.tag.as_str(), &one.texts)));
        let words = all.map(|(tag, texts)| (tag.to_owned(), self.frame(texts)));
        script
            .replace(LANGUAGES_PLACE, &object(hashes))
            .replace(WORDS_PLACE, &object(words))
            .replace(LABELS_PLACE, &in_ascii(&object(self.labels().into_iter())))
    }

    fn frame(&self, texts: &Map<String, Value>) -> Value {
        FRAME.iter().filter_map(|key| texts.get(*key).or_else(|| self.english.get(*key)).cloned()).collect()
    }

    fn labels(&self) -> Vec<(String, Value)> {
        let mut labels: Vec<(String, Value)> = Vec::new();
        for language in &self.translated {
            let primary = language.tag.split('-').next().unwrap_or_default();
            if let Some(label) =
                language.texts.get(LABEL).filter(|_| labels.iter().all(|(tag, _)| tag != primary))
            {
                labels.push((primary.to_owned(), label.clone()));
            }
        }
        labels
    }
}

impl Language {
    fn read(file: &Path) -> Outcome<Language> {
        let content = read(file)?;
        let texts = serde_json::from_str(&content).map_err(|e| format!("{}: {e}", file.display()))?;
        let tag = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Language { tag, content, texts })
    }

    /// The widget makes the same name of the same content: see `build.rs`.
    fn hash(&self) -> String {
        content_hash(self.content.as_bytes())
    }
}

/// The English texts of the lines `Key = "text";`.
fn english(source: &str) -> Outcome<Map<String, Value>> {
    let mut texts = Map::new();
    for line in source.lines() {
        let Some((key, text)) = line.trim().strip_suffix(';').and_then(|line| line.split_once(" = ")) else {
            continue;
        };
        if key.chars().all(char::is_alphanumeric) && text.starts_with('"') {
            let text = serde_json::from_str(text).map_err(|e| format!("src/i18n/messages.rs: {key}: {e}"))?;
            texts.insert(key.to_owned(), text);
        }
    }
    match FRAME.iter().chain(&[LABEL]).find(|key| !texts.contains_key(**key)) {
        Some(key) => Err(format!("src/i18n/messages.rs has no {key}, which the loader needs")),
        None => Ok(texts),
    }
}

/// In the given order: `serde_json` would sort.
fn object(entries: impl Iterator<Item = (String, Value)>) -> String {
    let entries: Vec<_> = entries.map(|(key, value)| format!("{}:{value}", Value::from(key))).collect();
    format!("{{{}}}", entries.join(","))
}

/// The same text in ASCII, as JSON and JavaScript escape it.
fn in_ascii(text: &str) -> String {
    let mut ascii = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => ascii.push(char::from(byte)),
            _ => ascii.push_str(&format!("\\u{unit:04x}")),
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str, label: &str) -> Language {
        let content = format!("{{\n  \"LauncherLabel\": \"{label}\",\n  \"Close\": \"{label}!\"\n}}\n");
        let texts = serde_json::from_str(&content).expect("JSON");
        Language { tag: tag.to_owned(), content, texts }
    }

    fn languages() -> Languages {
        let source: String =
            FRAME.iter().chain(&[LABEL]).map(|key| format!("    {key} = \"{key}\";\n")).collect();
        let translated =
            vec![language("de", "Hilfe"), language("pt-BR", "Ajuda"), language("zh-Hans", "帮助")];
        Languages { english: english(&source).expect("English"), translated }
    }

    #[test]
    fn a_small_file_says_the_same_under_a_name_of_its_content() {
        let files: Vec<_> = languages().files().collect();
        assert_eq!(files[0].1, r#"{"LauncherLabel": "Hilfe","Close": "Hilfe!"}"#);
        assert!(files[0].0.starts_with("assets/text/de-") && files[0].0.ends_with(".json"), "{}", files[0].0);
        let other = Languages { translated: vec![language("de", "Rat")], ..languages() };
        assert_ne!(other.files().next().expect("one").0, files[0].0);
    }

    #[test]
    fn a_loader_is_told_every_language() {
        let filled = languages().fill("const known = __HELPNOOK_LANGUAGES__;");
        let hash = languages().translated[0].hash();
        assert!(filled.starts_with(&format!("const known = {{\"de\":\"{hash}\",\"pt-BR\":")), "{filled}");
    }

    #[test]
    fn a_loader_has_the_frames_words_and_english_where_one_is_missing() {
        let filled = languages().fill("__HELPNOOK_WORDS__");
        let words: Value = serde_json::from_str(&filled).expect("an object");
        assert_eq!(words["en"][2], "Close");
        assert_eq!(words["de"][2], "Hilfe!");
        assert_eq!(words["de"][0], "PanelLabel");
    }

    #[test]
    fn labels_are_ascii_and_found_by_the_first_part_of_a_tag() {
        let filled = languages().fill("__HELPNOOK_LABELS__");
        assert_eq!(filled, r#"{"de":"Hilfe","pt":"Ajuda","zh":"\u5e2e\u52a9"}"#);
    }

    #[test]
    fn a_word_that_the_loader_needs_is_missed() {
        let reason = english("    LauncherLabel = \"Help\";\n").expect_err("no other word");
        assert!(reason.contains("PanelLabel"), "{reason}");
    }
}

//! The languages of the widget: one file each in `public/text/`. In the site each lies twice: under a name with the hash
//! of its content, kept for good, which the widget asks for; and under its plain name, for widgets of other versions.

use crate::places::{Places, read};
use crate::stamp::{content_hash, files_under};
use crate::steps::Outcome;
use std::path::PathBuf;

/// Where a loader's source wants an object of all languages, each tag with the hash in its file's name:
/// `assets/text/<tag>-<hash>.json`.
const LANGUAGES_PLACE: &str = "__HELPNOOK_LANGUAGES__";

/// A language that there is a file for.
pub(crate) struct Language {
    /// BCP 47.
    tag: String,
    /// The texts, as they stand in the checkout.
    content: String,
}

impl Language {
    /// Where its file lies in the site. The widget makes the same name of the same content: see `build.rs`.
    pub(crate) fn address(&self) -> String {
        format!("assets/text/{}-{}.json", self.tag, self.hash())
    }

    /// The file without the white space at the beginning of its lines.
    pub(crate) fn small(&self) -> String {
        self.content.lines().map(str::trim).collect()
    }

    fn hash(&self) -> String {
        content_hash(self.content.as_bytes())
    }
}

/// Every language, in the order of the tags.
pub(crate) fn all(places: &Places) -> Outcome<Vec<Language>> {
    let is_text = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "json");
    let files = files_under(&places.root.join("public/text"))?.into_iter().filter(is_text);
    files
        .map(|file| {
            let tag = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok(Language { tag, content: read(&file)? })
        })
        .collect()
}

/// A script with the list of languages, where it wants one.
pub(crate) fn fill(script: &str, languages: &[Language]) -> String {
    let entries: Vec<_> = languages.iter().map(|one| format!("{:?}:{:?}", one.tag, one.hash())).collect();
    script.replace(LANGUAGES_PLACE, &format!("{{{}}}", entries.join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str, content: &str) -> Language {
        Language { tag: tag.to_owned(), content: content.to_owned() }
    }

    #[test]
    fn another_content_has_another_address() {
        let (one, other) = (language("de", "{}").address(), language("de", "{ }").address());
        assert_ne!(one, other);
        assert!(one.starts_with("assets/text/de-") && one.ends_with(".json"), "{one}");
    }

    #[test]
    fn a_loader_is_told_every_language() {
        let both = [language("de", "{}"), language("pt-BR", "{}")];
        let hash = both[0].hash();
        assert_eq!(
            fill("const known = __HELPNOOK_LANGUAGES__;", &both),
            format!("const known = {{\"de\":\"{hash}\",\"pt-BR\":\"{hash}\"}};")
        );
    }

    #[test]
    fn a_small_file_says_the_same() {
        let text = "{\n  \"Yes\": \"Ja\",\n  \"No\": \"Nein\"\n}\n";
        assert_eq!(language("de", text).small(), "{\"Yes\": \"Ja\",\"No\": \"Nein\"}");
    }
}

//! `search.synonyms`: words of a site's customers and what its articles call it, a line each.
//!
//! ```toml
//! [search.synonyms]
//! en = [
//!     "trainers, sneakers, running shoes",   # each finds the others
//!     "telly => television, tv set",         # one way: who types telly finds television
//! ]
//! ```

use std::collections::HashSet;

use helpnook_search::Synonym;

use super::fault::{Misplaced, Refusal};
use super::given::Given;
use super::language::canonical_language;
use super::{Config, SynonymLine};

/// The most words of a phrase: longer ones are not looked for.
const WORDS_MAX: usize = 3;
const PHRASE_MAX: usize = 60;
const PHRASES_MAX: usize = 12;
const LINES_MAX: usize = 2_000;

impl SynonymLine {
    /// The line as the search takes it: pairs.
    pub fn pairs(&self) -> impl Iterator<Item = Synonym<'_>> {
        let both_ways = self.means.is_empty();
        self.words.iter().enumerate().flat_map(move |(number, from)| {
            let to = if both_ways { &self.words[number + 1..] } else { &self.means };
            to.iter().map(move |to| Synonym { from, to, both_ways })
        })
    }
}

/// As it is written.
impl std::fmt::Display for SynonymLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words.join(", "))?;
        if self.means.is_empty() { Ok(()) } else { write!(f, " => {}", self.means.join(", ")) }
    }
}

/// `search.synonyms`.
pub(super) fn set_synonyms(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for (key, value) in given.table().ok_or(Refusal::Whole)? {
        let mut fault = |line: Option<usize>, what: String| {
            faults.push(Misplaced { key: key.clone(), item: line, what });
        };
        let Some(language) = canonical_language(&key) else {
            fault(None, format!("{key:?} is not a language tag"));
            continue;
        };
        let Given::List(items) = &value else {
            fault(None, format!("{key} is {value}, not a list of lines"));
            continue;
        };
        if items.len() > LINES_MAX {
            fault(None, format!("{key} has {} lines; at most {LINES_MAX} are taken", items.len()));
        }
        for (number, item) in items.iter().enumerate().take(LINES_MAX) {
            match item
                .text()
                .ok_or_else(|| format!("{item} is not a text"))
                .and_then(|text| line(&language, text))
            {
                Ok(line) => lines.push(line),
                Err(what) => fault(Some(number), what),
            }
        }
    }
    if faults.is_empty() {
        config.search.synonyms = lines;
        Ok(())
    } else {
        Err(Refusal::Misplaced(faults))
    }
}

/// `search.synonyms` as TOML.
pub(super) fn show_synonyms(config: &Config) -> String {
    let mut languages: Vec<&str> = Vec::new();
    for line in &config.search.synonyms {
        if !languages.contains(&line.language.as_str()) {
            languages.push(&line.language);
        }
    }
    let of = |language: &&str| {
        let lines = config.search.synonyms.iter().filter(|line| line.language == **language);
        let lines: Vec<String> = lines.map(|line| format!("{:?}", line.to_string())).collect();
        format!("{language} = [{}]", lines.join(", "))
    };
    format!("{{ {} }}", languages.iter().map(of).collect::<Vec<_>>().join(", "))
}

/// What the setting alone cannot know: synonyms are of the site's languages.
pub(super) fn foreign_synonyms(config: &Config) -> Vec<String> {
    let languages = &config.site.languages;
    let mut seen = HashSet::new();
    let foreign = config.search.synonyms.iter().filter(|line| !languages.contains(&line.language));
    foreign
        .filter(|line| seen.insert(&line.language))
        .map(|line| {
            format!(
                "search.synonyms: the site has no language {}: add it to site.languages, which is {}",
                line.language,
                languages.join(", ")
            )
        })
        .collect()
}

fn line(language: &str, text: &str) -> Result<SynonymLine, String> {
    let mut sides = text.split("=>");
    let words = phrases(text, sides.next().unwrap_or_default())?;
    let means = sides.next().map(|side| phrases(text, side)).transpose()?;
    if sides.next().is_some() {
        return Err(format!("{text:?} has more than one =>"));
    }
    if means.is_none() && words.len() < 2 {
        return Err(format!("{text:?} is one phrase alone; write \"a, b\" or \"a => b\""));
    }
    Ok(SynonymLine { language: language.to_owned(), words, means: means.unwrap_or_default() })
}

fn phrases(line: &str, side: &str) -> Result<Vec<String>, String> {
    let mut phrases: Vec<String> = Vec::new();
    for phrase in side.split(',') {
        let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !phrase.chars().any(char::is_alphanumeric) {
            return Err(format!("{line:?} has an empty phrase"));
        }
        if phrase.split(' ').count() > WORDS_MAX || phrase.chars().count() > PHRASE_MAX {
            return Err(format!(
                "in {line:?}, {phrase:?} has more than {WORDS_MAX} words or {PHRASE_MAX} characters"
            ));
        }
        if phrases.contains(&phrase) {
            return Err(format!("in {line:?}, {phrase:?} stands twice"));
        }
        phrases.push(phrase);
    }
    if phrases.len() > PHRASES_MAX {
        return Err(format!("{line:?} has more than {PHRASES_MAX} phrases"));
    }
    Ok(phrases)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String, bool)> {
        let line = line("en", text).expect("a line that is allowed");
        line.pairs().map(|pair| (pair.from.to_owned(), pair.to.to_owned(), pair.both_ways)).collect()
    }

    #[test]
    fn phrases_with_commas_find_each_other() {
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned(), true);
        assert_eq!(
            pairs("Trainers,  sneakers, running   shoes"),
            [
                pair("trainers", "sneakers"),
                pair("trainers", "running shoes"),
                pair("sneakers", "running shoes")
            ]
        );
    }

    #[test]
    fn an_arrow_holds_one_way() {
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned(), false);
        assert_eq!(
            pairs("telly, box => television"),
            [pair("telly", "television"), pair("box", "television")]
        );
    }

    #[test]
    fn a_line_that_says_nothing_is_refused() {
        for wrong in
            ["", "telly", "a =>", "=> b", "a => b => c", "a,,b", "a, A", "one two three four => x", "?, b"]
        {
            assert!(line("en", wrong).is_err(), "{wrong}");
        }
    }
}

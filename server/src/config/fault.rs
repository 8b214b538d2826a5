//! What is wrong with the settings: where it stands, what was given, what is allowed.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `helpnook.toml:12`, `HELPNOOK_LOG_LEVEL` or `--listen`.
    pub place: String,
    /// What is wrong and what is allowed, in one sentence.
    pub what: String,
}

impl Fault {
    /// A fault at a place.
    pub(super) fn new(place: &str, what: impl Into<String>) -> Self {
        Self { place: place.to_owned(), what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Why a value is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not what is allowed.
    Whole,
    /// A part of it is not: what, and why.
    Part(String),
    /// Some entries of a table are not.
    Misplaced(Vec<Misplaced>),
}

/// An entry of a table that is not allowed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Under which key it stands; empty in a setting that is a list itself.
    pub key: String,
    /// Which item of the list there, from 0; the key itself without.
    pub item: Option<usize>,
    /// What is wrong, and why.
    pub what: String,
}

/// The name of `known` that was probably meant: at most a third of its letters differ.
pub(super) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|name| (distance(wrong, name), name))
        .filter(|(distance, name)| *distance <= (name.len() / 3).max(2))
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed to make `a` of `b` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_name_gets_the_right_one() {
        let known = ["limits.attachments", "limits.attachment_bytes", "log.level"];
        assert_eq!(nearest("limts.attachments", known.into_iter()), Some("limits.attachments"));
        assert_eq!(nearest("loglevel", known.into_iter()), Some("log.level"));
        assert_eq!(nearest("colour", known.into_iter()), None);
    }
}

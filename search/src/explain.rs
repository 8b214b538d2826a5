//! Explain: why an article was found, in words a person can check.

use crate::postings::Marks;
use crate::query::Asked;
use crate::ranking::Ranking;
use crate::slot::How;

/// How a word of an article came to stand for a typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Way {
    /// The same word, perhaps with another ending.
    Same,
    /// Typed apart or together, written the other way.
    Joined,
    /// It begins with what was typed.
    Longer,
    /// A slip of the finger away.
    Slip,
    /// A part of the typed word.
    Part,
    /// A longer word that the typed one is a part of.
    Around,
    /// Another word for it.
    Meaning,
}

/// Where in an article a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Field {
    /// Its title.
    Title,
    /// A heading.
    Heading,
    /// Its category, its tags, or what customers asked before they read it.
    About,
    /// Its body.
    Body,
}

/// One reason for which an article answers a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The word as it was typed.
    pub typed: String,
    /// A spelling of the word that was found, without capitals and accents.
    pub found: String,
    /// How the two belong together.
    pub way: Way,
    /// Where it stands.
    pub fields: Vec<Field>,
    /// What finding it is worth; comparable within one search.
    pub worth: f32,
}

/// The reasons for which an article answers a search.
pub(crate) fn reasons(ranking: &Ranking, text: &str, article: usize) -> Vec<Reason> {
    let mut out = Vec::new();
    for slot in &Asked::read(ranking, text, true).slots {
        for choice in &slot.choices {
            let Some((_, marks)) = ranking.postings(choice.group).find(|&(number, _)| number == article)
            else {
                continue;
            };
            let spelling =
                (0..ranking.spellings()).find(|&number| ranking.group_of(number) == Some(choice.group));
            out.push(Reason {
                typed: text.get(slot.span.0..slot.span.1).unwrap_or("").to_owned(),
                found: spelling.map_or("", |number| ranking.form(number)).to_owned(),
                way: way(choice.how),
                fields: fields(marks),
                worth: choice.worth,
            });
        }
    }
    out
}

fn way(how: How) -> Way {
    match how {
        How::Same | How::Ending => Way::Same,
        How::Joined => Way::Joined,
        How::Longer => Way::Longer,
        How::Slip => Way::Slip,
        How::Split => Way::Part,
        How::Around => Way::Around,
        How::Kin => Way::Meaning,
    }
}

fn fields(marks: Marks) -> Vec<Field> {
    let all = [
        (marks.is_in(Marks::TITLE), Field::Title),
        (marks.is_in(Marks::HEADING), Field::Heading),
        (marks.is_in(Marks::ABOUT), Field::About),
        (marks.body() > 0.0, Field::Body),
    ];
    all.into_iter().filter(|&(is_in, _)| is_in).map(|(_, field)| field).collect()
}

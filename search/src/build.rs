//! Build: articles to an index file. Runs on the server when articles are published.

use std::collections::HashSet;

use crate::bytes::{put_number, put_section};
use crate::file::assemble;
use crate::stem::Language;
use crate::vocabulary::Vocabulary;

/// Longest passage that is kept of a body to show, in characters.
const PASSAGE: usize = 1_000;

/// One published article in one language, as plain text.
#[derive(Debug, Clone, Copy)]
pub struct SourceArticle<'a> {
    /// The article's id; no two may share one.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Headings inside the body.
    pub headings: &'a [&'a str],
    /// The body as plain text, without markup.
    pub body: &'a str,
    /// Name of its category, or empty.
    pub category: &'a str,
    /// Words that its author added for finding it.
    pub tags: &'a [&'a str],
    /// How much it is read or liked, in any unit that rises with it; 0 for unknown.
    pub prior: f32,
}

/// Why no index file could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// Two articles have this id.
    DuplicateId(String),
    /// The file would be over four gigabytes.
    TooLarge,
}

impl core::fmt::Display for BuildError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            BuildError::DuplicateId(id) => write!(out, "two articles have the id {id:?}"),
            BuildError::TooLarge => out.write_str("the articles are too many for one index file"),
        }
    }
}

impl core::error::Error for BuildError {}

/// A word or a short phrase of this site's customers, and what it means in its articles.
#[derive(Debug, Clone, Copy)]
pub struct Synonym<'a> {
    /// What a customer says, at most three words.
    pub from: &'a str,
    /// Words that the articles use for it.
    pub to: &'a str,
    /// Does it hold the other way round as well?
    pub both_ways: bool,
}

/// A search after which customers read an article and needed no ticket.
#[derive(Debug, Clone, Copy)]
pub struct LearnedQuery<'a> {
    /// What they typed.
    pub query: &'a str,
    /// The id of the article they read.
    pub article: &'a str,
    /// How many different people did so.
    pub people: u32,
}

/// What a site knows beside its articles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras<'a> {
    /// The site's synonyms.
    pub synonyms: &'a [Synonym<'a>],
    /// Searches that led to articles.
    pub learned: &'a [LearnedQuery<'a>],
}

impl Extras<'_> {
    /// Fewer people than these could be recognised by what they typed: their searches are not used.
    pub const FEWEST_PEOPLE: u32 = 5;
}

/// Makes the index file of one language. The same articles in the same order give the same bytes.
///
/// # Errors
/// [`BuildError::DuplicateId`] names an id that two articles have.
pub fn build(language: &str, articles: &[SourceArticle<'_>]) -> Result<Vec<u8>, BuildError> {
    build_with(language, articles, &Extras::default())
}

/// Makes the index file of one language, with the site's synonyms and the words of its customers.
///
/// # Errors
/// As [`build`]. Learned queries for an id that no article has are passed over.
pub fn build_with(
    language: &str,
    articles: &[SourceArticle<'_>],
    extras: &Extras<'_>,
) -> Result<Vec<u8>, BuildError> {
    let mut ids = HashSet::new();
    if let Some(second) = articles.iter().find(|article| !ids.insert(article.id)) {
        return Err(BuildError::DuplicateId(second.id.to_owned()));
    }
    let known = Language::of(language);
    let mut ranking = Vec::new();
    write_head(&mut ranking, language, &known, articles);
    Vocabulary::of(&known, articles, extras).write(&mut ranking);
    assemble(&ranking, &text_part(articles)).ok_or(BuildError::TooLarge)
}

fn write_head(out: &mut Vec<u8>, tag: &str, language: &Language, articles: &[SourceArticle<'_>]) {
    put_section(out, tag.as_bytes());
    out.push(u8::from(language.has_compounds));
    let mut endings = Vec::new();
    for ending in language.endings.split_ascii_whitespace() {
        put_section(&mut endings, ending.as_bytes());
    }
    put_section(out, &endings);
    let mut names: Vec<&str> = Vec::new();
    let mut of = Vec::new();
    for article in articles {
        let number = names.iter().position(|&name| name == article.category).unwrap_or_else(|| {
            names.push(article.category);
            names.len() - 1
        });
        put_number(&mut of, number);
    }
    let mut categories = Vec::new();
    for name in names {
        put_section(&mut categories, name.as_bytes());
    }
    put_section(out, &categories);
    let most =
        articles.iter().map(|article| article.prior).filter(|prior| prior.is_finite()).fold(0.0, f32::max);
    let prior: Vec<u8> = articles.iter().map(|article| standing(article.prior, most)).collect();
    put_section(out, &prior);
    put_section(out, &of);
}

/// A prior on a logarithmic scale of 0 to 255, the highest of the site being 255.
fn standing(prior: f32, most: f32) -> u8 {
    if !prior.is_finite() || prior <= 0.0 || most <= 0.0 {
        return 0;
    }
    (255.0 * prior.ln_1p() / most.ln_1p()).round() as u8
}

fn text_part(articles: &[SourceArticle<'_>]) -> Vec<u8> {
    let (mut lengths, mut blob) = (Vec::new(), String::new());
    for article in articles {
        let passage = squeezed(article.body, PASSAGE);
        for piece in [article.id, article.title, &passage] {
            put_number(&mut lengths, piece.len());
            blob.push_str(piece);
        }
    }
    let mut out = Vec::new();
    put_section(&mut out, &lengths);
    out.extend_from_slice(blob.as_bytes());
    out
}

/// The first words of a text with its white space squeezed; a text that goes on ends in an ellipsis.
fn squeezed(text: &str, most: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace().take(most) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        if out.len() > most * 4 {
            break;
        }
    }
    if let Some((end, _)) = out.char_indices().nth(most) {
        out.truncate(end);
        // Half a word is none; where nothing stands between words, the text is cut anywhere.
        if let Some(last) = out.rfind(' ').filter(|last| last * 2 > end) {
            out.truncate(last);
        }
        out.push_str(" …");
    }
    out
}

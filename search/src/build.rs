//! Build: articles to an index file. Runs on the server when articles are published.

use std::collections::{BTreeMap, HashMap};

use crate::bytes::{put_number, put_section};
use crate::file::{LAST_PLACE, Marks, assemble};
use crate::stem::Language;
use crate::words::each_word;

/// Longest passage that is kept of a body to show, in characters.
const PASSAGE: usize = 1_000;
/// As much of a body is read, in bytes; a longer one is found by its beginning.
const BODY: usize = 1 << 20;

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

/// Makes the index file of one language. The same articles in the same order give the same bytes.
///
/// # Errors
/// [`BuildError::DuplicateId`] names an id that two articles have.
pub fn build(language: &str, articles: &[SourceArticle<'_>]) -> Result<Vec<u8>, BuildError> {
    let mut ids = HashMap::new();
    for article in articles {
        if ids.insert(article.id, ()).is_some() {
            return Err(BuildError::DuplicateId(article.id.to_owned()));
        }
    }
    let language_of = Language::of(language);
    let mut vocabulary = Vocabulary::new(&language_of);
    let postings: Vec<_> = articles.iter().map(|article| vocabulary.read(article)).collect();
    let mut ranking = Vec::new();
    write_head(&mut ranking, language, &language_of, articles);
    vocabulary.write(&mut ranking, &postings);
    assemble(&ranking, &text_part(articles)).ok_or(BuildError::TooLarge)
}

/// Where one word stands in one article, while it is counted.
#[derive(Clone, Copy, Default)]
struct Count {
    body: u32,
    marks: u16,
    title: u16,
}

/// All spellings seen so far, and the groups they fall into.
struct Vocabulary<'a> {
    language: &'a Language,
    /// Spelling to its group, in order of spelling.
    forms: BTreeMap<String, usize>,
    /// Stem to its group.
    stems: HashMap<String, usize>,
    is_stop: Vec<bool>,
}

impl<'a> Vocabulary<'a> {
    fn new(language: &'a Language) -> Vocabulary<'a> {
        let mut made =
            Vocabulary { language, forms: BTreeMap::new(), stems: HashMap::new(), is_stop: Vec::new() };
        for word in language.stop_words() {
            // A stop word is a group of its own, so that it does not pull a word of meaning down with it.
            let group = made.is_stop.len();
            made.forms.insert(word.to_owned(), group);
            made.is_stop.push(true);
        }
        made
    }

    /// The group of a spelling; `written` is how it stands in the text.
    fn group(&mut self, folded: &str, written: &str) -> usize {
        if let Some(&group) = self.forms.get(folded) {
            return group;
        }
        let stem = self.language.stem(written);
        let group = *self.stems.entry(stem).or_insert_with(|| {
            self.is_stop.push(false);
            self.is_stop.len() - 1
        });
        self.forms.insert(folded.to_owned(), group);
        group
    }

    /// Counts the words of one article.
    fn read(&mut self, article: &SourceArticle<'_>) -> BTreeMap<usize, Count> {
        let mut counts: BTreeMap<usize, Count> = BTreeMap::new();
        self.each_group(article.title, |group, place, _| {
            let count = counts.entry(group).or_default();
            if count.title == 0 {
                count.title = u16::try_from(place + 1).unwrap_or(LAST_PLACE).min(LAST_PLACE);
            }
        });
        let about = core::iter::once(&article.category).chain(article.tags);
        let fields = article.headings.iter().map(|text| (text, Marks::HEADING));
        for (text, mark) in fields.chain(about.map(|text| (text, Marks::ABOUT))) {
            self.each_group(text, |group, _, is_stop| {
                if !is_stop {
                    counts.entry(group).or_default().marks |= mark;
                }
            });
        }
        self.each_group(beginning(article.body, BODY), |group, _, is_stop| {
            // Nobody finds an article by the "the" in its body.
            if !is_stop {
                counts.entry(group).or_default().body += 1;
            }
        });
        counts
    }

    fn each_group(&mut self, text: &str, mut found: impl FnMut(usize, usize, bool)) {
        each_word(text, |word| {
            let written = if word.is_whole || word.is_pair { word.text } else { &text[word.start..word.end] };
            let group = self.group(word.text, written);
            found(group, word.place, self.is_stop[group]);
        });
    }

    /// Writes the words and the postings, groups in order of their first spelling.
    fn write(&self, out: &mut Vec<u8>, counted: &[BTreeMap<usize, Count>]) {
        let (mut shared, mut groups, mut tails) = (Vec::new(), Vec::new(), Vec::new());
        let mut order: Vec<usize> = Vec::new();
        let mut number_of = vec![usize::MAX; self.is_stop.len()];
        let mut last: &str = "";
        for (form, &group) in &self.forms {
            let kept = shared_start(last, form);
            put_number(&mut shared, kept);
            put_section(&mut tails, &form.as_bytes()[kept..]);
            if number_of[group] == usize::MAX {
                number_of[group] = order.len();
                order.push(group);
                put_number(&mut groups, 0);
            } else {
                put_number(&mut groups, order.len() - number_of[group]);
            }
            last = form;
        }
        let mut stop = Vec::new();
        let mut before = 0;
        for (number, &group) in order.iter().enumerate().filter(|&(_, &group)| self.is_stop[group]) {
            let _ = group;
            put_number(&mut stop, number - before);
            before = number;
        }
        for section in [shared, groups, tails, stop] {
            put_section(out, &section);
        }
        let mut postings: Vec<Vec<(usize, Count)>> = vec![Vec::new(); order.len()];
        for (article, counts) in counted.iter().enumerate() {
            for (&group, &count) in counts {
                postings[number_of[group]].push((article, count));
            }
        }
        write_postings(out, &postings);
    }
}

fn write_postings(out: &mut Vec<u8>, postings: &[Vec<(usize, Count)>]) {
    let (mut counts, mut gaps, mut marks, mut places) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for group in postings {
        put_number(&mut counts, group.len());
        let mut next = 0;
        for &(article, count) in group {
            put_number(&mut gaps, article - next);
            next = article + 1;
            let title = if count.title > 0 { Marks::TITLE } else { 0 };
            marks.push((step(count.body) | count.marks | title) as u8);
            if count.title > 0 {
                places.push(count.title as u8);
            }
        }
    }
    for section in [counts, gaps, marks, places] {
        put_section(out, &section);
    }
}

/// The step of [`crate::file::OFTEN`] for a number of times.
fn step(times: u32) -> u16 {
    match times {
        0..=3 => times as u16,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

fn write_head(out: &mut Vec<u8>, tag: &str, language: &Language, articles: &[SourceArticle<'_>]) {
    put_section(out, tag.as_bytes());
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

/// The first characters of a text with its white space squeezed.
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
    }
    out
}

/// At most this many bytes from the beginning of a text, cut between characters.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many bytes two words share at their start.
fn shared_start(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

//! Concern: what is odd about articles before they are indexed. All of it is handled; some of it deserves a look.

use crate::build::SourceArticle;
use crate::stem::Language;
use crate::vocabulary::BODY;
use crate::words::each_word;

/// Something about an article or its language that makes it harder to find. An index is built all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Concern {
    /// Nothing is known of this language: words are found as they are written, without other endings.
    UnknownLanguage(String),
    /// The article with this id has no title, or none but signs: it is found by its text and shows an empty title.
    NoTitle(String),
    /// The article with this id has no words at all, and is found by nothing.
    NoWords(String),
    /// Only the beginning of this article's body is read.
    LongBody {
        /// The article's id.
        id: String,
        /// Length of the whole body, in bytes.
        bytes: usize,
    },
}

impl core::fmt::Display for Concern {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Concern::UnknownLanguage(tag) => write!(out, "nothing is known of the language {tag:?}"),
            Concern::NoTitle(id) => write!(out, "the article {id:?} has no title"),
            Concern::NoWords(id) => write!(out, "the article {id:?} has no words"),
            Concern::LongBody { id, bytes } => {
                write!(out, "of the article {id:?} only {BODY} of {bytes} bytes are read")
            }
        }
    }
}

/// What is odd about these articles: first of the language, then article by article, in their order.
pub fn concerns(language: &str, articles: &[SourceArticle<'_>]) -> Vec<Concern> {
    let mut found = Vec::new();
    if !Language::is_known(language) {
        found.push(Concern::UnknownLanguage(language.to_owned()));
    }
    for article in articles {
        let id = || article.id.to_owned();
        let others = article.headings.iter().chain(article.tags);
        if !has_word(article.title) {
            let has_others = others.chain([&article.category, &article.body]).any(|text| has_word(text));
            found.push(if has_others { Concern::NoTitle(id()) } else { Concern::NoWords(id()) });
        }
        if article.body.len() > BODY {
            found.push(Concern::LongBody { id: id(), bytes: article.body.len() });
        }
    }
    found
}

fn has_word(text: &str) -> bool {
    let mut has_word = false;
    // A page of text is not read through for its first word.
    let beginning = text.char_indices().nth(1_000).map_or(text, |(end, _)| &text[..end]);
    each_word(beginning, |_| has_word = true);
    has_word
}

//! Index: an opened index file, its lists, and the ways to ask it.

use crate::file::{HEADER, IndexError, parts};
use crate::query::Asked;
use crate::rank::{Best, rank};
use crate::ranking::Ranking;
use crate::snippet::{mark_title, passage};
use crate::texts::Texts;
use crate::title_match::{LOOKED_AT, Literal};
use crate::words::each_word;

/// A search as a customer typed it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// What was typed. Its last word counts as unfinished when nothing follows it.
    pub text: &'a str,
    /// Only articles of the category with this name.
    pub category: Option<&'a str>,
    /// At most this many hits.
    pub limit: usize,
}

/// A piece of text for people; `hit` says that it is what they searched for. Never markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, to be shown as it is.
    pub text: String,
    /// True for a word that was searched for.
    pub hit: bool,
}

/// An article that answers a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article's id.
    pub id: String,
    /// Its title; the runs joined are the whole title.
    pub title: Vec<Run>,
    /// The passage of its body that fits the search best, perhaps empty.
    pub snippet: Vec<Run>,
    /// The name of its category, or empty.
    pub category: String,
    /// How well it fits, above zero; comparable within one answer only.
    pub score: f32,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The article's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The name of its category, or empty.
    pub category: String,
}

/// A category and how many articles it has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CategoryCount {
    /// The category's name; articles without one are not counted.
    pub name: String,
    /// Number of its articles.
    pub articles: usize,
}

/// The articles of one language, ready to be searched.
#[derive(Debug)]
pub struct Index {
    pub(crate) ranking: Ranking,
    texts: Texts,
}

impl Index {
    /// Opens an index file, which the index then owns.
    ///
    /// # Errors
    /// Says what the bytes are instead of an index file that this version reads.
    pub fn open(bytes: Vec<u8>) -> Result<Index, IndexError> {
        let (ranking, _) = parts(&bytes)?;
        let end = HEADER + ranking.len();
        let ranking = Ranking::read(bytes, HEADER..end)?;
        let texts = Texts::read(&ranking.file, end, ranking.articles)?;
        Ok(Index { ranking, texts })
    }

    /// The language tag that the index was made for.
    pub fn language(&self) -> &str {
        &self.ranking.language
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.ranking.articles
    }

    /// True when there is no article.
    pub fn is_empty(&self) -> bool {
        self.ranking.articles == 0
    }

    /// The categories in the order in which the articles first name them.
    pub fn categories(&self) -> Vec<CategoryCount> {
        let mut counts = self.category_counts();
        counts.retain(|count| !count.name.is_empty());
        counts
    }

    /// All categories by their number, also the one without a name.
    pub(crate) fn category_counts(&self) -> Vec<CategoryCount> {
        let names = self.ranking.categories.iter();
        let mut counts: Vec<_> =
            names.map(|name| CategoryCount { name: name.clone(), articles: 0 }).collect();
        for &category in &self.ranking.category_of {
            if let Some(count) = counts.get_mut(category as usize) {
                count.articles += 1;
            }
        }
        counts
    }

    /// The articles that answer a search, best first. A search that says nothing (no word, or
    /// stop words that no title has) gives the popular articles; one that nothing answers gives none.
    pub fn search(&self, query: &Query<'_>) -> Vec<Hit> {
        let asked = Asked::read(&self.ranking, query.text, true);
        let category = query.category.map(|name| self.category_number(name));
        if asked.slots.is_empty() && asked.is_blank {
            return self.popular_hits(category, query.limit);
        }
        self.hits(&asked, category, query.limit)
    }

    /// Articles that may answer a longer text, such as a ticket being typed.
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Hit> {
        self.hits(&Asked::read(&self.ranking, text, false), None, limit)
    }

    /// The search with its unknown words read as the likeliest known ones, if there are any: "did you mean".
    pub fn did_you_mean(&self, text: &str) -> Option<String> {
        let asked = Asked::read(&self.ranking, text, true);
        let mut read: Vec<_> =
            asked.slots.iter().filter_map(|slot| Some((slot.span, slot.read_as?))).collect();
        let first = self.ranked(&asked, None, 1).first().map(|&(article, _)| article);
        let mut out = String::new();
        let mut at = 0;
        while let Some(next) = (0..read.len()).min_by_key(|&number| read[number].0) {
            let ((start, end), spelling) = read.swap_remove(next);
            out.push_str(text.get(at..start)?);
            out.push_str(&self.as_written(self.ranking.form(spelling), first));
            at = end;
        }
        (at > 0).then(|| out + text.get(at..).unwrap_or(""))
    }

    /// A folded spelling as the article writes it, with its capitals and accents.
    fn as_written(&self, spelling: &str, article: Option<usize>) -> String {
        let mut written = None;
        let texts = article.map(|article| {
            [self.texts.title(&self.ranking.file, article), self.texts.passage(&self.ranking.file, article)]
        });
        for text in texts.iter().flatten() {
            each_word(text, |word| {
                if word.text == spelling && written.is_none() {
                    written = text.get(word.start..word.end).map(str::to_owned);
                }
            });
        }
        written.unwrap_or_else(|| spelling.to_owned())
    }

    /// The articles with the highest standing, in the order of the articles where there is none.
    pub fn popular(&self, limit: usize) -> Vec<Entry> {
        self.by_standing(None, limit).into_iter().map(|article| self.entry_of(article)).collect()
    }

    /// The articles of a category, in their own order.
    pub fn entries_in(&self, category: &str) -> Vec<Entry> {
        let number = self.category_number(category);
        let of = self.ranking.category_of.iter().enumerate();
        of.filter(|&(_, &of)| of == number).map(|(article, _)| self.entry_of(article)).collect()
    }

    /// The article with this id.
    pub fn entry(&self, id: &str) -> Option<Entry> {
        let mut articles = 0..self.len();
        articles
            .find(|&article| self.texts.id(&self.ranking.file, article) == id)
            .map(|article| self.entry_of(article))
    }

    /// Why an article answers a search, for those who keep the articles: one reason for each typed word and each
    /// way it was found, the most telling word first. Empty when the article does not answer.
    #[cfg(feature = "build")]
    pub fn explain(&self, query: &Query<'_>, id: &str) -> Vec<crate::Reason> {
        let article = (0..self.len()).find(|&article| self.texts.id(&self.ranking.file, article) == id);
        article.map_or_else(Vec::new, |article| crate::explain::reasons(&self.ranking, query.text, article))
    }

    fn hits(&self, asked: &Asked, category: Option<u32>, limit: usize) -> Vec<Hit> {
        let found = self.ranked(asked, category, limit).into_iter();
        found.map(|(article, score)| self.hit(article, score, asked)).collect()
    }

    /// The articles that answer, by number, with their scores; the best first.
    pub(crate) fn ranked(&self, asked: &Asked, category: Option<u32>, limit: usize) -> Vec<(usize, f32)> {
        let found = rank(&self.ranking, asked, category, limit.max(LOOKED_AT));
        let literal = Literal::new(&self.ranking, asked);
        let mut best = Best::new(limit);
        for (place, (article, score)) in found.into_iter().enumerate() {
            let is_looked_at = place < LOOKED_AT;
            let title = self.texts.title(&self.ranking.file, article);
            best.add(article, if is_looked_at { score * literal.praise(title) } else { score });
        }
        best.in_order()
    }

    fn hit(&self, article: usize, score: f32, asked: &Asked) -> Hit {
        Hit {
            id: self.texts.id(&self.ranking.file, article).to_owned(),
            title: mark_title(&self.ranking, asked, self.texts.title(&self.ranking.file, article)),
            snippet: passage(&self.ranking, asked, self.texts.passage(&self.ranking.file, article)),
            category: self.category_name(article),
            score,
        }
    }

    fn popular_hits(&self, category: Option<u32>, limit: usize) -> Vec<Hit> {
        let asked = Asked::default();
        let articles = self.by_standing(category, limit).into_iter();
        let score = |article: usize| 1.0 + f32::from(self.ranking.prior.get(article).copied().unwrap_or(0));
        articles.map(|article| self.hit(article, score(article), &asked)).collect()
    }

    fn by_standing(&self, category: Option<u32>, limit: usize) -> Vec<usize> {
        let mut best = Best::new(limit);
        for (article, of) in self.ranking.category_of.iter().enumerate() {
            if category.is_none_or(|wanted| *of == wanted) {
                best.add(article, f32::from(self.ranking.prior.get(article).copied().unwrap_or(0)));
            }
        }
        best.in_order().into_iter().map(|(article, _)| article).collect()
    }

    fn entry_of(&self, article: usize) -> Entry {
        Entry {
            id: self.texts.id(&self.ranking.file, article).to_owned(),
            title: self.texts.title(&self.ranking.file, article).to_owned(),
            category: self.category_name(article),
        }
    }

    fn category_name(&self, article: usize) -> String {
        let number = self.ranking.category_of.get(article).copied().unwrap_or(0);
        self.ranking.categories.get(number as usize).cloned().unwrap_or_default()
    }

    /// The number of a category; one that no article has when the name is unknown.
    fn category_number(&self, name: &str) -> u32 {
        let found = self.ranking.categories.iter().position(|known| known == name);
        found.map_or(u32::MAX, |number| number as u32)
    }
}

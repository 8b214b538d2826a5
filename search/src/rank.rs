//! Rank: which articles answer a search, and how well.
//!
//! BM25F over title, headings, body and category, times how much of title and search cover each other, plus
//! words of the search that stand side by side in the title.

use crate::ask::{Asked, rarity};
use crate::file::{Marks, Ranking};

/// BM25: how soon more of the same word stops to count.
const SATURATION: f32 = 1.2;
/// What a word counts for in each field, against once in a body.
const TITLE: f32 = 4.0;
const HEADING: f32 = 2.0;
const ABOUT: f32 = 1.5;
/// How much the length of a body, and of a title, is held against it.
const BODY_LENGTH: f32 = 0.7;
const TITLE_LENGTH: f32 = 0.4;
/// How much it helps that title and search cover each other.
const COVERAGE: f32 = 0.6;
/// What two words side by side count for, against the mean of their rarities.
const PAIR: f32 = 0.8;
/// What the highest standing of all adds.
const PRIOR: f32 = 0.05;

/// What ranking needs of each article, worked out once when an index is opened.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    /// What one body word counts for in this article, from the body's length.
    body: Vec<f32>,
    /// The same for the title.
    title: Vec<f32>,
    /// Rarities of the title's words, summed.
    title_rarity: Vec<f32>,
}

impl Weights {
    pub(crate) fn of(ranking: &Ranking) -> Weights {
        let mut made = Weights {
            body: vec![0.0; ranking.articles],
            title: vec![0.0; ranking.articles],
            title_rarity: vec![0.0; ranking.articles],
        };
        for group in 0..ranking.is_stop.len() as u32 {
            let is_stop = ranking.is_stop.get(group as usize) == Some(&true);
            let weight = if is_stop { 0.0 } else { rarity(ranking.articles, ranking.count(group)) };
            for (article, marks) in ranking.postings(group) {
                made.body[article] += marks.body();
                if marks.title() > 0 {
                    made.title[article] += 1.0;
                    made.title_rarity[article] += weight;
                }
            }
        }
        to_norms(&mut made.body, BODY_LENGTH);
        to_norms(&mut made.title, TITLE_LENGTH);
        made
    }
}

/// Turns lengths into what one word counts for: less in a text longer than the mean.
fn to_norms(lengths: &mut [f32], held: f32) {
    let mean = (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(1.0);
    for length in lengths {
        *length = 1.0 / (1.0 - held + held * *length / mean);
    }
}

/// What has been found of one article.
#[derive(Clone, Copy, Default)]
struct Found {
    score: f32,
    /// What the slot being looked at has found so far.
    slot: f32,
    /// Rarity of the slots found in the title.
    title: f32,
    /// The slot being looked at, found in the title.
    slot_title: f32,
    /// Where in the title the slot before stands, and this one.
    before: u16,
    place: u16,
    pairs: f32,
}

/// The best articles with their scores, best first.
pub(crate) fn rank(
    ranking: &Ranking,
    weights: &Weights,
    asked: &Asked,
    category: Option<u32>,
    limit: usize,
) -> Vec<(usize, f32)> {
    let mut found = vec![Found::default(); ranking.articles];
    let mut touched: Vec<usize> = Vec::new();
    let whole: f32 = asked.slots.iter().map(|slot| slot.weight * slot.rarity).sum();
    let mut rarity_before = 0.0;
    for slot in &asked.slots {
        for article in &mut found {
            article.before = if slot.is_next { article.place } else { 0 };
            article.place = 0;
        }
        let worth = slot.weight * slot.rarity;
        for choice in &slot.choices {
            for (number, marks) in ranking.postings(choice.group) {
                let Some(article) = found.get_mut(number) else { continue };
                if article.score == 0.0 && article.slot == 0.0 {
                    touched.push(number);
                }
                let often = often(weights, number, marks);
                let score = choice.weight * worth * often * (SATURATION + 1.0) / (often + SATURATION);
                article.slot = article.slot.max(score);
                if marks.title() > 0 {
                    article.slot_title = article.slot_title.max(choice.weight * worth);
                    article.place = marks.title();
                }
            }
        }
        for &number in &touched {
            let article = &mut found[number];
            article.score += core::mem::take(&mut article.slot);
            article.title += core::mem::take(&mut article.slot_title);
            if article.before > 0 && article.place == article.before + 1 {
                article.pairs += (worth + rarity_before) / 2.0;
            }
        }
        rarity_before = worth;
    }
    let mut scored: Vec<(usize, f32)> = touched
        .into_iter()
        .filter(|&number| category.is_none_or(|wanted| ranking.category_of.get(number) == Some(&wanted)))
        .map(|number| (number, total(ranking, weights, &found[number], number, whole)))
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored.dedup_by_key(|hit| hit.0);
    scored.truncate(limit);
    scored
}

/// How often a word stands in an article, all fields together.
fn often(weights: &Weights, article: usize, marks: Marks) -> f32 {
    let mut often = marks.body() * weights.body[article];
    if marks.title() > 0 {
        often += TITLE * weights.title[article];
    }
    if marks.is_in_heading() {
        often += HEADING;
    }
    if marks.is_about() {
        often += ABOUT;
    }
    often
}

fn total(ranking: &Ranking, weights: &Weights, article: &Found, number: usize, whole: f32) -> f32 {
    let of_search = article.title / whole.max(f32::MIN_POSITIVE);
    let of_title = (article.title / weights.title_rarity[number].max(0.1)).min(1.0);
    let prior = f32::from(ranking.prior.get(number).copied().unwrap_or(0)) / 255.0;
    (article.score * (1.0 + COVERAGE * (of_search * of_title).sqrt()) + PAIR * article.pairs)
        * (1.0 + PRIOR * prior)
}

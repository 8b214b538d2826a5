//! Rank: which articles answer a search, and how well.
//!
//! BM25F over title, headings, body and category, times how much title and search cover each other. `docs` of the
//! project tells what each part was measured to bring; a part that brought nothing is not here.

use crate::postings::Marks;
use crate::query::Asked;
use crate::ranking::Ranking;
use crate::weight::Weight;

/// BM25: how soon more of the same word stops to count.
const SATURATION: f32 = 2.0;
/// What a word counts for in each field, against once in a body.
const TITLE: f32 = 4.0;
const HEADING: f32 = 2.0;
const ABOUT: f32 = 1.5;
/// How much it helps that title and search cover each other.
const COVERAGE: f32 = 0.5;
/// What the highest standing of all adds.
const PRIOR: f32 = 0.05;

/// What has been found of one article.
#[derive(Clone, Copy, Default)]
struct Found {
    score: f32,
    /// What the slots found in the title are worth.
    title: f32,
    /// The same two for the slot being looked at.
    slot: f32,
    slot_title: f32,
    is_touched: bool,
}

/// The best articles with their scores, best first.
pub(crate) fn rank(
    ranking: &Ranking,
    asked: &Asked,
    category: Option<u32>,
    limit: usize,
) -> Vec<(usize, f32)> {
    let mut found = vec![Found::default(); ranking.articles];
    let mut touched: Vec<usize> = Vec::new();
    for slot in &asked.slots {
        for choice in &slot.choices {
            for (number, marks) in ranking.postings(choice.group) {
                let (Some(article), Some(weight)) = (found.get_mut(number), ranking.weights.get(number))
                else {
                    continue;
                };
                if !article.is_touched {
                    article.is_touched = true;
                    touched.push(number);
                }
                let often = often(weight, marks);
                // Words that stand for the same typed word count once: the best of them.
                article.slot =
                    article.slot.max(choice.worth * often * (SATURATION + 1.0) / (often + SATURATION));
                if marks.is_in(Marks::TITLE) {
                    article.slot_title = article.slot_title.max(choice.worth);
                }
            }
        }
        for &number in &touched {
            if let Some(article) = found.get_mut(number) {
                article.score += core::mem::take(&mut article.slot);
                article.title += core::mem::take(&mut article.slot_title);
            }
        }
    }
    let whole: f32 = asked.slots.iter().map(|slot| slot.worth).sum();
    let is_wanted =
        |number: usize| category.is_none_or(|wanted| ranking.category_of.get(number) == Some(&wanted));
    let mut best = Best::new(limit);
    for number in touched.into_iter().filter(|&number| is_wanted(number)) {
        let (Some(article), Some(weight)) = (found.get(number), ranking.weights.get(number)) else {
            continue;
        };
        let of_search = article.title / whole.max(f32::MIN_POSITIVE);
        let of_title = (article.title / weight.title_rarity.max(0.1)).min(1.0);
        let prior = f32::from(ranking.prior.get(number).copied().unwrap_or(0)) / 255.0;
        let covered = 1.0 + COVERAGE * (of_search * of_title).sqrt();
        best.add(number, article.score * covered * (1.0 + PRIOR * prior));
    }
    best.in_order()
}

/// The best articles, as one number each that rises the worse they are.
pub(crate) struct Best {
    keys: Vec<u64>,
    limit: usize,
}

impl Best {
    /// Up to this many are kept in order as they come; more are sorted in the end.
    const FEW: usize = 64;

    pub(crate) fn new(limit: usize) -> Best {
        Best { keys: Vec::new(), limit }
    }

    /// Adds a number with its score, which is at least zero. Of equal scores the lower number is better.
    pub(crate) fn add(&mut self, number: usize, score: f32) {
        let key = u64::from(!score.max(0.0).to_bits()) << 32 | number as u64;
        if self.limit > Best::FEW {
            self.keys.push(key);
        } else if self.keys.len() < self.limit || self.keys.last().is_some_and(|&last| key < last) {
            let at = self.keys.partition_point(|&before| before < key);
            self.keys.insert(at, key);
            self.keys.truncate(self.limit);
        }
    }

    /// The numbers with their scores, best first.
    pub(crate) fn in_order(mut self) -> Vec<(usize, f32)> {
        if self.limit > Best::FEW {
            sort(&mut self.keys);
            self.keys.truncate(self.limit);
        }
        let number = |key: &u64| ((key & 0xFFFF_FFFF) as usize, f32::from_bits(!((key >> 32) as u32)));
        self.keys.iter().map(number).collect()
    }
}

/// Sorts numbers (Shell's way). All sorting here is of numbers, and the library's way would be a tenth of the engine in
/// a page.
pub(crate) fn sort(numbers: &mut [u64]) {
    let mut gap = numbers.len();
    while gap > 1 {
        gap = (gap * 4 / 9).max(1);
        for at in gap..numbers.len() {
            let mut to = at;
            while to >= gap && numbers[to - gap] > numbers[to] {
                numbers.swap(to - gap, to);
                to -= gap;
            }
        }
    }
}

/// How often a word stands in an article, all fields together.
fn often(weight: &Weight, marks: Marks) -> f32 {
    let mut often = marks.body() * weight.body;
    if marks.is_in(Marks::TITLE) {
        often += TITLE * weight.title;
    }
    if marks.is_in(Marks::HEADING) {
        often += HEADING;
    }
    if marks.is_in(Marks::ABOUT) {
        often += ABOUT;
    }
    often
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_however_many_there_are() {
        for count in [0_u64, 1, 2, 3, 64, 1_000] {
            let mut numbers: Vec<u64> =
                (0..count).map(|number| ((number * 7_919 % 613) << 20) | number).collect();
            let mut expected = numbers.clone();
            expected.sort_unstable();
            sort(&mut numbers);
            assert_eq!(numbers, expected);
        }
    }
}

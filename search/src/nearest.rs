//! Nearest: the categories that a search comes closest to, for a customer whom no article answers.

use crate::index::{CategoryCount, Index};
use crate::query::Asked;
use crate::rank::Best;

/// So many articles speak for their categories.
const SPEAKING: usize = 48;
/// What being the largest category adds, against articles that answer: it orders only those that nothing speaks for.
const SIZE: f32 = 1e-3;

impl Index {
    /// The categories nearest to a search, nearest first and at most `limit`: those whose articles answer it best, in
    /// whatever category was being looked at, and after them the largest ones. Empty only when no article has one.
    pub fn categories_near(&self, text: &str, limit: usize) -> Vec<CategoryCount> {
        let mut counts = self.category_counts();
        let mut spoken = vec![0.0_f32; counts.len()];
        let asked = Asked::read(&self.ranking, text, true);
        for (article, score) in self.ranked(&asked, None, SPEAKING) {
            let category = self.ranking.category_of.get(article).copied().unwrap_or(0);
            if let Some(spoken) = spoken.get_mut(category as usize) {
                *spoken += score;
            }
        }
        let mut best = Best::new(counts.len());
        for (number, (count, spoken)) in counts.iter().zip(&spoken).enumerate() {
            best.add(number, spoken + SIZE * count.articles as f32 / self.len().max(1) as f32);
        }
        let order = best.in_order().into_iter();
        let named = order.filter_map(|(number, _)| counts.get_mut(number).map(core::mem::take));
        named.filter(|count| !count.name.is_empty() && count.articles > 0).take(limit).collect()
    }
}

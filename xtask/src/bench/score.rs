//! Scores of ranked lists, with yes-or-no relevance: nDCG@10, recall@5, and quantiles of times.

/// Ranks beyond this count for nothing.
const TOP: usize = 10;
const RECALL: usize = 5;

/// How good a list is, or the mean of many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Discounted gain over the best possible, 0 to 1.
    pub(super) ndcg: f64,
    /// The share of the relevant articles (of at most five) among the first five.
    pub(super) recall: f64,
}

/// The score of one list of ids, best first. An id that comes twice counts where it came first. A query without a relevant
/// article has no score.
pub(super) fn score(ids: &[String], relevant: &[String]) -> Option<Score> {
    let mut wanted: Vec<&String> = relevant.iter().collect();
    wanted.sort();
    wanted.dedup();
    let mut top: Vec<&String> = Vec::new();
    for id in ids {
        if top.len() < TOP && !top.contains(&id) {
            top.push(id);
        }
    }
    let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
    let is_hit = |id: &&String| wanted.contains(id);
    let gained: f64 = top.iter().enumerate().filter(|(_, id)| is_hit(id)).map(|(rank, _)| gain(rank)).sum();
    let ideal: f64 = (0..wanted.len().min(TOP)).map(gain).sum();
    let hits = top.iter().take(RECALL).filter(|id| is_hit(id)).count();
    let possible = wanted.len().min(RECALL);
    (possible > 0).then(|| Score { ndcg: gained / ideal, recall: hits as f64 / possible as f64 })
}

/// The mean; of no scores it is zero.
pub(super) fn mean(scores: &[Score]) -> Score {
    let count = scores.len().max(1) as f64;
    let sum = |part: fn(&Score) -> f64| scores.iter().map(part).sum::<f64>() / count;
    Score { ndcg: sum(|score| score.ndcg), recall: sum(|score| score.recall) }
}

/// The quantile by nearest rank; of nothing it is zero.
pub(super) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(ids: &[&str], relevant: &[&str]) -> Score {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        score(&list(ids), &list(relevant)).expect("something is relevant")
    }

    fn is_near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-4
    }

    #[test]
    fn the_only_article_in_first_place_is_perfect() {
        assert_eq!(judged(&["a", "b"], &["a"]), Score { ndcg: 1.0, recall: 1.0 });
    }

    #[test]
    fn later_ranks_are_worth_less_by_the_logarithm() {
        // Second place: 1 / log2(3). Sixth: 1 / log2(7), and too late for recall@5.
        assert!(is_near(judged(&["x", "a"], &["a"]).ndcg, 0.6309));
        let sixth = judged(&["1", "2", "3", "4", "5", "a"], &["a"]);
        assert!(is_near(sixth.ndcg, 0.3562) && sixth.recall == 0.0);
        // First and third of two: (1 + 1/2) / (1 + 1/log2(3)).
        assert!(is_near(judged(&["a", "x", "b"], &["a", "b"]).ndcg, 0.9197));
    }

    #[test]
    fn eleventh_place_counts_for_nothing() {
        let ids = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"];
        assert_eq!(judged(&ids, &["a"]), Score { ndcg: 0.0, recall: 0.0 });
        assert_eq!(judged(&[], &["a"]), Score { ndcg: 0.0, recall: 0.0 });
    }

    #[test]
    fn an_id_that_comes_twice_counts_once() {
        assert_eq!(judged(&["a", "a", "b"], &["a", "b"]), Score { ndcg: 1.0, recall: 1.0 });
        assert_eq!(judged(&["a"], &["a", "a"]), Score { ndcg: 1.0, recall: 1.0 });
    }

    #[test]
    fn recall_is_of_five_at_most() {
        let seven = ["a", "b", "c", "d", "e", "f", "g"];
        assert_eq!(judged(&["a", "b", "c", "d", "e"], &seven).recall, 1.0);
        assert_eq!(judged(&["a", "x", "b"], &["a", "b", "c"]).recall, 2.0 / 3.0);
    }

    #[test]
    fn a_query_without_relevant_articles_has_no_score() {
        assert_eq!(score(&["a".to_owned()], &[]), None);
    }

    #[test]
    fn quantiles_are_by_nearest_rank() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((quantile(&values, 0.5), quantile(&values, 0.99)), (50.0, 99.0));
        assert_eq!((quantile(&[7.0], 0.99), quantile(&[], 0.5)), (7.0, 0.0));
    }

    #[test]
    fn means_are_over_all_queries() {
        let scores = [Score { ndcg: 1.0, recall: 1.0 }, Score { ndcg: 0.0, recall: 0.5 }];
        assert_eq!(mean(&scores), Score { ndcg: 0.5, recall: 0.75 });
    }
}

//! What was measured as one table in Markdown.

use super::engines::Measured;
use super::score::Score;

const HEAD: &str = "\
| set (articles) | engine | nDCG@10 plain / typo / cut | recall@5 plain / typo / cut | p50 / p99 ms | load ms | build ms | index br B/article | text br B/article |
|---|---|--:|--:|--:|--:|--:|--:|--:|
";

/// One row for each engine on each set; times are processor time.
pub(super) fn markdown(rows: &[Measured]) -> String {
    rows.iter().fold(HEAD.to_owned(), |table, row| table + &line(row))
}

fn line(row: &Measured) -> String {
    let three = |part: fn(&Score) -> f64| row.scores.each_ref().map(|score| share(part(score))).join(" / ");
    let each = |bytes: u64| format!("{:.0}", bytes as f64 / row.articles.max(1) as f64);
    let time = |ms: Option<f64>| ms.map_or_else(|| "–".to_owned(), milliseconds);
    let text = row.bytes.filter(|(_, text)| *text > 0);
    format!(
        "| {} ({}) | {} | {} | {} | {} / {} | {} | {} | {} | {} |\n",
        row.set,
        row.articles,
        row.engine,
        three(|score| score.ndcg),
        three(|score| score.recall),
        milliseconds(row.times[0]),
        milliseconds(row.times[1]),
        time(row.load_ms),
        time(row.build_ms),
        row.bytes.map_or_else(|| "–".to_owned(), |(ranking, _)| each(ranking)),
        text.map_or_else(|| "–".to_owned(), |(_, text)| each(text)),
    )
}

/// `.908`; `1.000` keeps its one.
fn share(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').map_or_else(|| text.clone(), str::to_owned)
}

/// Two digits that count, as more would say more than was measured.
fn milliseconds(ms: f64) -> String {
    if ms < 10.0 { format!("{ms:.2}") } else { format!("{ms:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_everything_of_one_engine() {
        let score = |ndcg, recall| Score { ndcg, recall };
        let row = Measured {
            set: "shop".to_owned(),
            articles: 50,
            engine: "mine".to_owned(),
            scores: [score(0.9084, 1.0), score(0.5, 0.25), score(0.0, 0.0)],
            times: [0.123, 12.6],
            build_ms: Some(3.0),
            load_ms: None,
            bytes: Some((5_000, 0)),
            found: Vec::new(),
        };
        let told = "| shop (50) | mine | .908 / .500 / .000 | 1.000 / .250 / .000 | 0.12 / 13 | – | 3.00 | 100 | – |\n";
        assert_eq!(line(&row), told);
        let columns = |text: &str| text.matches('|').count();
        assert!(HEAD.lines().all(|line| columns(line) == columns(told)));
    }
}

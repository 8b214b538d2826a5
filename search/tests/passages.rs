//! Which passage of an article a result shows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use helpnook_search::{Index, Query, Run, SourceArticle, build};

const BLANK: SourceArticle<'_> =
    SourceArticle { id: "", title: "", headings: &[], body: "", category: "", tags: &[], prior: 0.0 };

fn open(articles: &[SourceArticle<'_>]) -> Index {
    Index::open(build("en", articles).unwrap()).unwrap()
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn a_long_body_shows_the_passage_that_answers() {
    let filler = "Nothing to see in this sentence at all. ".repeat(15);
    let body = format!("{filler}The warranty covers water damage for two years. {filler}");
    let index = open(&[SourceArticle { id: "w", title: "Terms", body: &body, ..BLANK }]);
    let hits = index.search(&Query { text: "water damage", category: None, limit: 1 });
    let snippet = joined(&hits[0].snippet);
    assert!(snippet.contains("covers water damage"), "{snippet}");
    assert!(snippet.len() < 300, "{snippet}");
}

#[test]
fn a_passage_begins_and_ends_with_a_block_and_not_with_the_dot_between_two() {
    let rows = "Zone A | 3 days · ".repeat(9);
    let body = format!("{rows}The islands | a whole week · {rows}");
    let index = open(&[SourceArticle { id: "t", title: "Times", body: &body, ..BLANK }]);
    let hits = index.search(&Query { text: "islands week", category: None, limit: 1 });
    let snippet = joined(&hits[0].snippet);
    assert!(snippet.starts_with("… The islands | a whole week · Zone A"), "{snippet}");
    let last = snippet.trim_end_matches(" …");
    assert!(last.ends_with(char::is_alphanumeric), "{snippet}");
}

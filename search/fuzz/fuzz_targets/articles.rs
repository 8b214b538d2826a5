//! Hostile articles: whatever is built can be opened and found again: `cargo +nightly fuzz run articles`.
#![no_main]

use helpnook_search::{Extras, Index, LearnedQuery, SourceArticle, Synonym, build_with, concerns};
use libfuzzer_sys::fuzz_target;

mod ask;

fuzz_target!(|pieces: (&str, &str, &str, &str)| {
    let (first, second, third, fourth) = pieces;
    let (headings, tags) = ([fourth], [second]);
    let article = |id, title, body| SourceArticle {
        id,
        title,
        headings: &headings,
        body,
        category: third,
        tags: &tags,
        prior: first.len() as f32,
    };
    let articles = [article("a", first, second), article("b", third, fourth)];
    let synonyms = [Synonym { from: first, to: third, both_ways: second.len() % 2 == 0 }];
    let learned = [LearnedQuery { query: fourth, article: "a", people: 5 }];
    let tags = ["en", "de", "ru", "ar", "tr", "ja", "nl", "fr", second];
    let tag = tags[(first.len() + fourth.len()) % tags.len()];
    let extras = Extras { synonyms: &synonyms, learned: &learned };
    concerns(tag, &articles);
    let file = build_with(tag, &articles, &extras).expect("the ids are different");
    let index = Index::open(file).expect("what was built can be opened");
    for text in [first, second, third, fourth] {
        ask::everything(&index, text);
    }
    assert_eq!(index.entry("a").map(|entry| entry.title).as_deref(), Some(first));
});

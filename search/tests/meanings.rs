//! What customers can count on when they use other words than the articles do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use helpnook_search::{Extras, Index, Query, SourceArticle, Synonym, build, build_with};

const BLANK: SourceArticle<'_> =
    SourceArticle { id: "", title: "", headings: &[], body: "", category: "", tags: &[], prior: 0.0 };

fn article<'a>(id: &'a str, title: &'a str, body: &'a str) -> SourceArticle<'a> {
    SourceArticle { id, title, body, ..BLANK }
}

fn shop() -> Vec<SourceArticle<'static>> {
    vec![
        article("close", "How can I close my account?", "Your data is deleted after 30 days."),
        article("refund", "When do I get my refund?", "Five days after the returned parcel has arrived."),
        article("invoice", "Where do I find my invoices?", "As PDF under Settings, Billing."),
        article("password", "How do I reset my password?", "Choose Forgot password."),
    ]
}

/// The ids that a search finds, best first.
fn found(index: &Index, text: &str) -> Vec<String> {
    index.search(&Query { text, category: None, limit: 9 }).into_iter().map(|hit| hit.id).collect()
}

fn open(articles: &[SourceArticle<'_>]) -> Index {
    Index::open(build("en", articles).unwrap()).unwrap()
}

#[test]
fn other_words_for_the_same_thing_are_found() {
    let index = open(&shop());
    assert_eq!(found(&index, "delete profile ")[0], "close");
    assert_eq!(found(&index, "bill ")[0], "invoice");
}

#[test]
fn a_word_itself_ranks_above_another_word_for_it() {
    let index = open(&[article("kin", "Remove an address", ""), article("same", "Delete an address", "")]);
    assert_eq!(found(&index, "delete address "), ["same", "kin"]);
}

#[test]
fn a_word_that_no_article_says_is_known_for_what_titles_are_about() {
    let index = open(&[
        article("title", "Redeem a voucher", ""),
        article("body", "Gifts", "Each comes with a ribbon, and a spouse may sign for it."),
    ]);
    assert_eq!(found(&index, "coupon "), ["title"]);
    assert!(found(&index, "wife ").is_empty(), "it would have to be spelled in the file for every body");
}

#[test]
fn a_slip_in_a_word_finds_what_else_the_word_may_mean() {
    let index = open(&[article("kin", "Remove an address", ""), article("same", "Delete a note", "")]);
    for text in ["delete ", "deleet "] {
        assert_eq!(found(&index, text), ["same", "kin"], "{text}");
    }
    let index = open(&[article("title", "Redeem a voucher", "")]);
    assert_eq!(found(&index, "copon "), ["title"], "of a word that only customers say, too");
}

#[test]
fn an_unfinished_word_finds_what_else_its_end_may_mean() {
    let index = open(&[article("kin", "Remove an address", ""), article("same", "Delete a note", "")]);
    assert_eq!(found(&index, "delet"), ["same", "kin"]);
}

#[test]
fn a_site_may_name_its_own_synonyms() {
    let synonyms = [
        Synonym { from: "magic key", to: "password", both_ways: false },
        Synonym { from: "Quittung", to: "invoice", both_ways: true },
    ];
    let extras = Extras { synonyms: &synonyms, ..Extras::default() };
    let index = Index::open(build_with("en", &shop(), &extras).unwrap()).unwrap();
    for (text, id) in
        [("magic key ", "password"), ("quittungen ", "invoice"), ("zzz ", ""), ("quittung ", "invoice")]
    {
        assert_eq!(found(&index, text).first().map_or("", String::as_str), id, "{text}");
    }
}

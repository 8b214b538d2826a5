//! What customers can count on when they search.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use helpnook_search::{
    BuildError, Extras, Field, Hit, Index, LearnedQuery, Query, Run, SourceArticle, Way, build, build_with,
};

const BLANK: SourceArticle<'_> =
    SourceArticle { id: "", title: "", headings: &[], body: "", category: "", tags: &[], prior: 0.0 };

fn shop() -> Vec<SourceArticle<'static>> {
    let article = |id, title, body, category| SourceArticle { id, title, body, category, ..BLANK };
    vec![
        article(
            "reset",
            "How do I reset my password?",
            "Open the login page and choose Forgot password. We send a link to your email address.",
            "Account",
        ),
        article(
            "close",
            "How can I close my account?",
            "Go to Settings and choose Close account. Your data is deleted after 30 days.",
            "Account",
        ),
        article(
            "refund",
            "When do I get my refund?",
            "Refunds reach your bank five days after the returned parcel has arrived.",
            "Payments",
        ),
        article(
            "invoice",
            "Where do I find my invoices?",
            "All invoices can be downloaded as PDF under Settings, Billing.",
            "Payments",
        ),
        article(
            "e1042",
            "Error E-1042 at checkout",
            "The card was declined by the bank. Try another card.",
            "Payments",
        ),
        SourceArticle {
            prior: 50.0,
            tags: &["freight"],
            ..article(
                "shipping",
                "Shipping times and costs",
                "Delivery takes 2 to 4 days within the country. Wi-Fi routers ship apart.",
                "Orders",
            )
        },
    ]
}

fn open(articles: &[SourceArticle<'_>]) -> Index {
    Index::open(build("en", articles).unwrap()).unwrap()
}

fn search(text: &str) -> Vec<Hit> {
    open(&shop()).search(&Query { text, category: None, limit: 5 })
}

fn best(text: &str) -> String {
    search(text).into_iter().next().map_or_else(String::new, |hit| hit.id)
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn the_article_that_answers_comes_first() {
    assert_eq!(best("reset password"), "reset");
    assert_eq!(best("download an invoice"), "invoice");
    assert_eq!(best("card declined"), "e1042");
}

#[test]
fn other_endings_of_a_word_are_found() {
    assert_eq!(best("closing accounts "), "close");
    assert_eq!(best("refunding "), "refund");
}

#[test]
fn one_slip_is_forgiven() {
    assert_eq!(best("pasword rest"), "reset");
    assert_eq!(best("my reufnd "), "refund");
    assert_eq!(best("nivoices "), "invoice");
}

#[test]
fn the_word_being_typed_may_be_unfinished() {
    assert_eq!(best("ship"), "shipping");
    assert_eq!(best("where is my inv"), "invoice");
}

#[test]
fn codes_are_found_in_every_spelling() {
    for text in ["E-1042", "e1042", "1042", "error e 1042"] {
        assert_eq!(best(text), "e1042", "{text}");
    }
}

#[test]
fn keys_in_addresses_cost_nothing_and_long_codes_in_titles_are_kept() {
    let key = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgVE2upms";
    let body = format!("See https://example.com/d/{key} for more.");
    let article = |id, title, body| SourceArticle { id, title, body, ..BLANK };
    let index = open(&[article("body", "Sheets", &body), article("title", "Fault 00000000000000A1", "")]);
    assert!(index.search(&Query { text: key, category: None, limit: 1 }).is_empty());
    assert_eq!(index.search(&Query { text: "00000000000000a1 ", category: None, limit: 1 })[0].id, "title");
}

#[test]
fn joined_and_split_words_find_each_other() {
    for text in ["wifi ", "wi-fi", "wi fi "] {
        assert_eq!(best(text), "shipping", "{text}");
    }
}

#[test]
fn tags_find_an_article_that_does_not_say_the_word() {
    assert_eq!(best("freight"), "shipping");
}

#[test]
fn an_empty_search_shows_what_is_popular() {
    for text in ["", "  ", "?!", "🦀"] {
        assert_eq!(best(text), "shipping", "{text:?}");
    }
}

#[test]
fn a_search_of_stop_words_alone_still_answers() {
    assert_eq!(best("how do I "), "reset");
}

#[test]
fn words_that_no_article_has_find_nothing() {
    assert_eq!(best("zebra giraffe "), "");
}

#[test]
fn a_category_narrows_the_answer() {
    let index = open(&shop());
    let hits = index.search(&Query { text: "settings", category: Some("Payments"), limit: 5 });
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["invoice"]);
    assert!(index.search(&Query { text: "settings", category: Some("Nowhere"), limit: 5 }).is_empty());
}

#[test]
fn a_ticket_being_typed_suggests_articles() {
    let text = "Hello, I sent my parcel back two weeks ago and I still have no refund on my bank account. Please help.";
    assert_eq!(open(&shop()).suggest(text, 2).first().map(|hit| hit.id.as_str()), Some("refund"));
}

#[test]
fn runs_joined_are_the_text_and_mark_the_searched_words() {
    let hits = search("reset passwords ");
    let first = hits.first().unwrap();
    assert_eq!(joined(&first.title), "How do I reset my password?");
    let marked: Vec<&str> = first.title.iter().filter(|run| run.hit).map(|run| run.text.as_str()).collect();
    assert_eq!(marked, ["reset", "password"]);
    assert!(joined(&first.snippet).contains("Forgot password"));
}

#[test]
fn stop_words_are_marked_only_where_nothing_else_was_searched() {
    let marked = |text: &str| -> Vec<String> {
        let hits = search(text);
        hits[0].title.iter().filter(|run| run.hit).map(|run| run.text.clone()).collect()
    };
    assert_eq!(marked("where do I find my invoices "), ["find", "invoices"]);
    assert_eq!(marked("how do I "), ["How", "do", "I"]);
}

#[test]
fn a_joined_spelling_is_marked_once() {
    let index = open(&[SourceArticle { id: "a", title: "Log-in with a code", ..BLANK }]);
    for text in ["log-in", "login ", "log in "] {
        let hits = index.search(&Query { text, category: None, limit: 1 });
        assert_eq!(joined(&hits[0].title), "Log-in with a code", "{text}");
        assert_eq!(hits[0].title.first(), Some(&Run { text: "Log-in".into(), hit: true }), "{text}");
    }
}

#[test]
fn lists_follow_the_articles() {
    let index = open(&shop());
    let names: Vec<_> = index.categories().into_iter().map(|count| (count.name, count.articles)).collect();
    assert_eq!(names, [("Account".into(), 2), ("Payments".into(), 3), ("Orders".into(), 1)]);
    assert_eq!(
        index.popular(2).iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(),
        ["shipping", "reset"]
    );
    assert_eq!(index.entries_in("Account").len(), 2);
    assert_eq!(index.entry("refund").unwrap().title, "When do I get my refund?");
    assert!(index.entry("nothing").is_none());
}

#[test]
fn the_same_articles_make_the_same_bytes() {
    assert_eq!(build("en", &shop()).unwrap(), build("en", &shop()).unwrap());
}

#[test]
fn a_second_article_with_the_same_id_is_named() {
    let mut articles = shop();
    articles.push(SourceArticle { id: "refund", ..BLANK });
    assert_eq!(build("en", &articles), Err(BuildError::DuplicateId("refund".into())));
}

#[test]
fn odd_articles_are_indexed_all_the_same() {
    let huge = "word ".repeat(2_000_000);
    let articles = [
        SourceArticle { id: "blank", ..BLANK },
        SourceArticle { id: "huge", title: "Huge", body: &huge, prior: f32::NAN, ..BLANK },
        SourceArticle { id: "signs", title: "?!", body: "🦀", prior: f32::INFINITY, ..BLANK },
    ];
    let file = build("xx-unknown", &articles).unwrap();
    assert!(file.len() < 10_000);
    let index = Index::open(file).unwrap();
    assert_eq!(index.search(&Query { text: "word", category: None, limit: 5 })[0].id, "huge");
}

#[test]
fn no_article_is_no_trouble() {
    let index = open(&[]);
    assert!(index.is_empty());
    assert!(index.search(&Query { text: "refund", category: None, limit: 5 }).is_empty());
    assert!(index.popular(5).is_empty());
    assert!(index.categories().is_empty());
}

#[test]
fn other_scripts_are_searched_without_spaces() {
    let article = |id, title| SourceArticle { id, title, ..BLANK };
    let index = open(&[article("return", "商品を返品する方法"), article("pay", "お支払い方法について")]);
    assert_eq!(index.search(&Query { text: "返品したい", category: None, limit: 5 })[0].id, "return");
    assert_eq!(index.search(&Query { text: "支払い", category: None, limit: 5 })[0].id, "pay");
}

#[test]
fn a_slip_is_answered_with_what_was_meant() {
    let index = open(&shop());
    assert_eq!(
        index.did_you_mean("reset my pasword, please ").as_deref(),
        Some("reset my password, please ")
    );
    assert_eq!(index.did_you_mean("how do i clsoe my account").as_deref(), Some("how do i close my account"));
    assert_eq!(index.did_you_mean("reset my password"), None);
    assert_eq!(index.did_you_mean(""), None);
}

#[test]
fn an_exact_word_ranks_above_a_slip() {
    let article = |id, title| SourceArticle { id, title, ..BLANK };
    let index = open(&[article("slip", "Change the form"), article("exact", "Change the farm")]);
    assert_eq!(index.search(&Query { text: "farm ", category: None, limit: 5 })[0].id, "exact");
}

#[test]
fn what_five_customers_asked_finds_the_article_they_read() {
    let asked = |people| LearnedQuery { query: "cash back", article: "refund", people };
    let first = |people| {
        let learned = [asked(people), LearnedQuery { query: "x", article: "nowhere", people: 9 }];
        let file = build_with("en", &shop(), &Extras { learned: &learned, ..Extras::default() }).unwrap();
        let hits = Index::open(file).unwrap().search(&Query { text: "cash ", category: None, limit: 1 });
        hits.first().map_or_else(String::new, |hit| hit.id.clone())
    };
    assert_eq!(first(5), "refund");
    assert_eq!(first(4), "");
}

#[test]
fn reasons_say_what_was_found_and_where() {
    let reasons = open(&shop()).explain(&Query { text: "pasword ", category: None, limit: 1 }, "reset");
    let first = &reasons[0];
    assert_eq!((first.typed.as_str(), first.found.as_str(), first.way), ("pasword", "password", Way::Slip));
    assert_eq!(first.fields, [Field::Title, Field::Body]);
    assert!(
        open(&shop()).explain(&Query { text: "pasword", category: None, limit: 1 }, "nothing").is_empty()
    );
}

#[test]
fn german_compounds_are_found_by_their_parts_and_the_other_way() {
    let article = |id, title| SourceArticle { id, title, ..BLANK };
    let articles =
        [article("time", "Wie lange ist die Lieferzeit?"), article("bill", "Rechnung für die Adresse")];
    let index = Index::open(build("de", &articles).unwrap()).unwrap();
    for (text, id) in
        [("Zeit der Liefer", "time"), ("Rechnungsadresse ", "bill"), ("Rechnungs-Adresse", "bill")]
    {
        assert_eq!(index.search(&Query { text, category: None, limit: 5 })[0].id, id, "{text}");
    }
}

#[test]
fn the_title_that_says_it_in_the_typed_order_comes_first() {
    let article = |id, title| SourceArticle { id, title, ..BLANK };
    let index = open(&[article("other", "Card to gift order"), article("typed", "Order to gift card")]);
    for (text, id) in [("gift card ", "typed"), ("gift order ", "other")] {
        assert_eq!(index.search(&Query { text, category: None, limit: 1 })[0].id, id, "{text}");
    }
}

#[test]
fn the_typed_spelling_comes_before_another_ending() {
    let article = |id, title| SourceArticle { id, title, ..BLANK };
    let index = open(&[article("ending", "Shipped orders"), article("same", "Shipping orders")]);
    assert_eq!(index.search(&Query { text: "shipping ", category: None, limit: 1 })[0].id, "same");
    assert_eq!(index.search(&Query { text: "shipped ", category: None, limit: 1 })[0].id, "ending");
}

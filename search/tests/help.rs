//! What helps where no article answers, or where something odd comes in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use helpnook_search::{
    BuildError, Concern, Extras, Index, LearnedQuery, Query, SourceArticle, Synonym, Way, build, build_with,
    concerns,
};

const BLANK: SourceArticle<'_> =
    SourceArticle { id: "", title: "", headings: &[], body: "", category: "", tags: &[], prior: 0.0 };

fn shop() -> Vec<SourceArticle<'static>> {
    let article = |id, title, body, category| SourceArticle { id, title, body, category, ..BLANK };
    vec![
        article("close", "Close my account", "Choose Close account under Settings.", "Account"),
        article("reset", "Reset my password", "We send a link to your email address.", "Account"),
        article("refund", "When do I get my refund?", "Five days after the parcel came back.", "Payments"),
        article("invoice", "Where are my invoices?", "Under Settings, Billing.", "Payments"),
        article("cards", "Which cards do you take?", "All that banks give out.", "Payments"),
        article("loose", "About us", "We like routers.", ""),
    ]
}

fn open(language: &str, articles: &[SourceArticle<'_>]) -> Index {
    Index::open(build(language, articles).unwrap()).unwrap()
}

fn near(text: &str) -> Vec<String> {
    open("en", &shop()).categories_near(text, 5).into_iter().map(|count| count.name).collect()
}

#[test]
fn the_categories_of_the_nearest_articles_come_first() {
    assert_eq!(near("pasword "), ["Account", "Payments"]);
    assert_eq!(near("refund"), ["Payments", "Account"]);
}

#[test]
fn without_any_word_in_common_the_largest_category_comes_first() {
    for text in ["zebra giraffe ", "", "?!"] {
        assert_eq!(near(text), ["Payments", "Account"], "{text:?}");
    }
    assert_eq!(open("en", &shop()).categories_near("refund", 1).len(), 1);
    assert!(open("en", &[]).categories_near("refund", 5).is_empty());
}

#[test]
fn a_search_with_the_keyboard_in_another_script_is_understood() {
    let first = |index: &Index, text: &str| {
        let hits = index.search(&Query { text, category: None, limit: 1 });
        hits.first().map_or_else(String::new, |hit| hit.id.clone())
    };
    let english = open("en", &shop());
    for (text, id) in [("зфыыцщкв", "reset"), ("цркут куагтв ", "refund"), ("ινωοιψεσ", "invoice")]
    {
        assert_eq!(first(&english, text), id, "{text}");
    }
    let russian = [SourceArticle { id: "p", title: "Как сменить пароль", ..BLANK }];
    assert_eq!(first(&open("ru", &russian), "cvtybnm gfhjkm "), "p");
    let hebrew = [SourceArticle { id: "h", title: "שכחתי סיסמה", ..BLANK }];
    assert_eq!(first(&open("he", &hebrew), "xhxnv "), "h");
    let reasons = english.explain(&Query { text: "зфыыцщкв ", category: None, limit: 1 }, "reset");
    assert_eq!((reasons[0].found.as_str(), reasons[0].way), ("password", Way::Slip));
}

#[test]
fn odd_articles_are_named() {
    let huge = "word ".repeat(2_000_000);
    let articles = [
        SourceArticle { id: "fine", title: "Fine", ..BLANK },
        SourceArticle { id: "bare", title: " ?! ", body: "Words all the same.", ..BLANK },
        SourceArticle { id: "blank", body: "🦀", ..BLANK },
        SourceArticle { id: "huge", title: "Huge", body: &huge, ..BLANK },
    ];
    let expected = [
        Concern::UnknownLanguage("tlh".into()),
        Concern::NoTitle("bare".into()),
        Concern::NoWords("blank".into()),
        Concern::LongBody { id: "huge".into(), bytes: 10_000_000 },
    ];
    assert_eq!(concerns("tlh", &articles), expected);
    assert_eq!(concerns("de-AT", &shop()), []);
    assert_eq!(expected[1].to_string(), "the article \"bare\" has no title");
    let index = open("tlh", &articles);
    let found = |text| index.search(&Query { text, category: None, limit: 1 })[0].id.clone();
    assert_eq!([found("words same"), found("huge"), found("word ")], ["bare", "huge", "huge"]);
}

#[test]
fn the_same_id_twice_is_named_in_the_error() {
    let twice = [SourceArticle { id: "a", ..BLANK }, SourceArticle { id: "a", title: "Other", ..BLANK }];
    let error = build_with("en", &twice, &Extras::default()).unwrap_err();
    assert_eq!(error, BuildError::DuplicateId("a".into()));
    assert_eq!(error.to_string(), "two articles have the id \"a\"");
}

#[test]
fn of_a_pasted_page_only_the_beginning_is_read() {
    let index = open("en", &shop());
    let page = "My parcel came back and I wait for my refund. ".repeat(200);
    let longer = format!("{page}{}", "Please close my account. ".repeat(40_000));
    for limit in [1, 6] {
        assert_eq!(index.suggest(&longer, limit), index.suggest(&page, limit));
        let search = |text| index.search(&Query { text, category: None, limit });
        assert_eq!(search(&longer), search(&page));
    }
    assert_eq!(index.suggest(&page, 1)[0].id, "refund");
}

#[test]
fn a_ticket_of_many_words_is_answered_by_its_rarest() {
    let index = open("en", &shop());
    let filler: String = (0..300).map(|number| format!("filler{number} ")).collect();
    assert_eq!(index.suggest(&format!("{filler} invoices"), 1)[0].id, "invoice");
}

#[test]
fn a_category_narrows_a_learned_answer_too() {
    let learned = [LearnedQuery { query: "cash back", article: "refund", people: 5 }];
    let file = build_with("en", &shop(), &Extras { learned: &learned, ..Extras::default() }).unwrap();
    let index = Index::open(file).unwrap();
    let found = |category| index.search(&Query { text: "cash ", category, limit: 5 }).len();
    assert_eq!([found(None), found(Some("Payments")), found(Some("Account"))], [1, 1, 0]);
}

#[test]
fn only_words_of_articles_are_suggested() {
    let asked = LearnedQuery { query: "kaboodle refundability", article: "refund", people: 9 };
    let synonym = Synonym { from: "moolah", to: "refund", both_ways: true };
    let extras = Extras { synonyms: &[synonym], learned: &[asked] };
    let index = Index::open(build_with("en", &shop(), &extras).unwrap()).unwrap();
    for (typed, id) in [("kabodle ", "refund"), ("refundabilty ", "refund"), ("moloah ", "refund")] {
        // What customers say is understood with a slip too, and shown to nobody.
        let hits = index.search(&Query { text: typed, category: None, limit: 1 });
        assert_eq!(hits.first().map(|hit| hit.id.as_str()), Some(id), "{typed}");
        assert_eq!(index.did_you_mean(typed), None, "{typed}");
    }
    assert_eq!(index.did_you_mean("invoces ").as_deref(), Some("invoices "));
    assert_eq!(index.did_you_mean("refnd ").as_deref(), Some("refund "));
}

#[test]
fn words_typed_in_latin_letters_are_read_in_the_script_of_the_articles() {
    let articles = [
        SourceArticle { id: "p", title: "Как сменить пароль", ..BLANK },
        SourceArticle { id: "d", title: "Возвращение денег", ..BLANK },
        SourceArticle { id: "w", title: "WhatsApp", ..BLANK },
    ];
    let index = open("ru", &articles);
    let first = |text: &str| {
        let hits = index.search(&Query { text, category: None, limit: 1 });
        hits.first().map_or_else(String::new, |hit| hit.id.clone())
    };
    for (text, id) in [("smenit parol ", "p"), ("vozvrashenie deneg ", "d"), ("paro", "p"), ("watsapp ", "w")]
    {
        assert_eq!(first(text), id, "{text}");
    }
    assert_eq!(index.did_you_mean("parol ").as_deref(), Some("пароль "));
    assert_eq!(first("blub "), "");
}

#[test]
fn syllables_that_were_not_converted_find_borrowed_words() {
    let articles = [
        SourceArticle { id: "p", title: "パスワードを忘れた場合", ..BLANK },
        SourceArticle { id: "r", title: "商品を返品する方法", ..BLANK },
    ];
    let hits = open("ja", &articles).search(&Query { text: "ぱすわーど", category: None, limit: 2 });
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["p"]);
}

#[test]
fn the_last_passage_of_a_long_body_ends_between_words() {
    let body = "word ".repeat(190) + "needle " + &"word ".repeat(90);
    let index = open("en", &[SourceArticle { id: "long", title: "Long", body: &body, ..BLANK }]);
    let hits = index.search(&Query { text: "needle", category: None, limit: 1 });
    let shown: String = hits.first().unwrap().snippet.iter().map(|run| run.text.as_str()).collect();
    assert!(shown.contains("needle") && shown.ends_with("word …"), "{shown}");
}

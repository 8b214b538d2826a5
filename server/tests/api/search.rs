use std::time::Duration;

use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::{ArticleDraft, PutArticle};
use helpnook_contract::agent::{Deflection, GetFigures};
use helpnook_contract::articles::{ArticleQuery, BodyFormat, ListArticles};
use helpnook_contract::interactions::{CreateInteractions, Interaction, InteractionKind, Interactions};
use helpnook_contract::site::{GetSite, LanguageQuery, Site};
use helpnook_server::config::SynonymLine;
use helpnook_server::index::AT_ONCE;
use helpnook_server::store::articles::ImportedArticle;
use serde_json::json;

use crate::support::World;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn shop(world: &World) {
    world.article("returns", "en", "Return a parcel", "Print the label and bring the parcel.", 1).await;
    world.article("pay", "en", "Ways to pay", "By card or on account.", 2).await;
}

async fn site(world: &World) -> Site {
    world.call("", &GetSite::default()).await.expect("the site")
}

async fn found(world: &World, text: &str) -> Vec<String> {
    let query = ArticleQuery { query: Some(text.to_owned()), ..ArticleQuery::default() };
    let page = world.call("", &ListArticles { query }).await.expect("a page");
    page.items.into_iter().map(|hit| hit.id.0).collect()
}

fn device(number: usize) -> String {
    format!("device-made-by-chance-{number:04}")
}

fn solved(device: &str, query: &str, article: &str) -> CreateInteractions {
    let interaction = Interaction {
        kind: InteractionKind::Solved,
        query: Some(query.to_owned()),
        article: Some(ArticleId::from(article)),
        found: None,
    };
    let (device, language) = (device.to_owned(), "en-GB".to_owned());
    CreateInteractions { body: Interactions { device, language, interactions: vec![interaction] } }
}

async fn five_people(world: &World, query: &str, article: &str) {
    for number in 0..5 {
        world.call("", &solved(&device(number), query, article)).await.expect("counted");
    }
}

#[tokio::test]
async fn above_the_cap_no_index_is_named_and_the_server_searches() {
    let world = World::with(|config| config.search.index_articles = 1).await;
    world.article("returns", "en", "Return a parcel", "Print the label.", 1).await;
    world.article("returns", "de", "Paket zurückgeben", "Den Schein drucken.", 1).await;
    assert_eq!(site(&world).await.indexes.len(), 2);
    world.article("pay", "en", "Ways to pay", "By card.", 1).await;
    let above = site(&world).await;
    assert_eq!(above.indexes.iter().map(|index| index.language.as_str()).collect::<Vec<_>>(), ["de"]);
    assert!(above.features.articles && above.features.votes && above.features.interactions);
    assert_eq!(found(&world, "lable").await, ["returns"], "by the same engine, slips forgiven");
}

#[tokio::test]
async fn a_site_says_whether_it_takes_interactions() {
    let world = World::new().await;
    assert!(!site(&world).await.features.interactions, "there is nothing to search");
    shop(&world).await;
    assert!(site(&world).await.features.interactions);
    let off = World::with(|config| config.search.interactions = false).await;
    shop(&off).await;
    assert!(!site(&off).await.features.interactions);
    let refused = off.call("", &solved(&device(1), "label", "returns")).await;
    assert_eq!(refused.expect_err("not taken").status, 404);
}

#[tokio::test]
async fn synonyms_of_the_site_find_articles() {
    let line = |words: &[&str], means: &[&str]| SynonymLine {
        language: "en".to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        means: means.iter().map(|word| (*word).to_owned()).collect(),
    };
    let world = World::with(|config| {
        config.search.synonyms = vec![line(&["flurble"], &["label"]), line(&["zonk", "parcel"], &[])];
    })
    .await;
    shop(&world).await;
    assert_eq!(found(&world, "flurble").await, ["returns"]);
    assert_eq!(found(&world, "zonk").await, ["returns"]);
    let without = World::new().await;
    shop(&without).await;
    assert_eq!(found(&without, "flurble").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_search_that_five_people_solved_is_learned_by_the_next_day() {
    let world = World::new().await;
    shop(&world).await;
    let before = site(&world).await.indexes;
    five_people(&world, "Flurble", "returns").await;
    assert_eq!(site(&world).await.indexes, before, "an index is not downloaded anew all day");
    world.clock.pass(DAY);
    assert_ne!(site(&world).await.indexes, before);
    assert_eq!(found(&world, "flurble").await, ["returns"]);
}

#[tokio::test]
async fn what_fewer_than_five_people_searched_is_not_used() {
    let world = World::new().await;
    shop(&world).await;
    let before = site(&world).await.indexes;
    for _ in 0..3 {
        for number in 0..4 {
            world.call("", &solved(&device(number), "flurble", "returns")).await.expect("counted");
        }
    }
    world.clock.pass(DAY);
    assert_eq!(site(&world).await.indexes, before);
    assert_eq!(found(&world, "flurble").await, Vec::<String>::new());
}

/// Anyone can make up devices.
#[tokio::test]
async fn one_address_is_one_person_a_day() {
    let world = World::with(|config| config.rate.interactions_per_hour = 1_000).await;
    shop(&world).await;
    for day in 1..=5 {
        assert_eq!(world.state.store.learned_searches("en").await.expect("a list"), [], "day {day}");
        for number in 0..6 {
            let spelled = if number % 2 == 0 { "flurble" } else { " Flurble " };
            let call = solved(&device(day * 10 + number), spelled, "returns");
            assert_eq!(world.call("", &call).await.expect("counted").counted, 1);
        }
        world.clock.pass(DAY);
    }
    let learned = world.state.store.learned_searches("en").await.expect("a list");
    assert_eq!(learned.iter().map(|search| search.people).collect::<Vec<_>>(), [5]);
}

#[tokio::test]
async fn what_too_few_searched_is_forgotten_with_its_marks() {
    let world = World::new().await;
    shop(&world).await;
    for number in 0..4 {
        world.call("", &solved(&device(number), "flurble", "returns")).await.expect("counted");
    }
    world.clock.pass(DAY * 91);
    world.state.sweep().await.expect("swept");
    world.call("", &solved(&device(4), "flurble", "returns")).await.expect("counted");
    world.clock.pass(DAY);
    assert_eq!(world.state.store.learned_searches("en").await.expect("a list"), []);
    // The four are new people again.
    five_people(&world, "flurble", "returns").await;
    world.clock.pass(DAY);
    assert_eq!(world.state.store.learned_searches("en").await.expect("a list")[0].people, 5);
}

#[tokio::test]
async fn personal_data_and_unknown_articles_teach_nothing() {
    let world = World::new().await;
    shop(&world).await;
    for query in ["eve@example.com flurble", "order 4711201 flurble", "https://shop.example/flurble"] {
        five_people(&world, query, "returns").await;
    }
    five_people(&world, "flurble", "nowhere").await;
    world.clock.pass(DAY);
    assert_eq!(world.state.store.learned_searches("en").await.expect("a list"), []);
}

#[tokio::test]
async fn interactions_are_counted_for_agents() {
    let world = World::new().await;
    shop(&world).await;
    let body = json!({
        "device": device(1), "language": "de",
        "interactions": [
            {"kind": "searched", "query": "flurble", "found": false},
            {"kind": "searched", "query": "label", "found": true},
            {"kind": "opened", "query": "label", "article": "returns"},
            {"kind": "asked"},
            {"kind": "danced"},
        ],
    });
    let reply = world.post_json("/v1/interactions", "", &body.to_string()).await;
    assert_eq!((reply.status.as_u16(), reply.json()), (201, json!({"counted": 4})));
    let agent = world.agent("Ada").await;
    let deflection = async || world.call(&agent, &GetFigures).await.expect("figures").deflection;
    let told = Deflection { searched: 2, found_nothing: 1, opened: 1, solved: 0, asked: 1 };
    assert_eq!(deflection().await, told);
    world.clock.pass(DAY * 32);
    assert_eq!(deflection().await, Deflection::default());
}

#[tokio::test]
async fn a_wrong_batch_is_refused_by_field_and_counts_nothing() {
    let world = World::new().await;
    shop(&world).await;
    let wrong = json!({
        "device": "eve@example.com", "language": "en",
        "interactions": [{"kind": "solved", "query": "x".repeat(201), "article": ""}],
    });
    let problem = world.post_json("/v1/interactions", "", &wrong.to_string()).await.problem();
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/device", "/interactions/0/query", "/interactions/0/article"]);
    let many = vec![json!({"kind": "asked"}); 51];
    for (interactions, code) in [(json!(many), "too_many"), (json!([]), "empty")] {
        let body = json!({"device": device(1), "language": "en", "interactions": interactions});
        let problem = world.post_json("/v1/interactions", "", &body.to_string()).await.problem();
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
            ("/interactions", code)
        );
    }
    let agent = world.agent("Ada").await;
    let figures = world.call(&agent, &GetFigures).await.expect("figures");
    assert_eq!(figures.deflection, Deflection::default());
}

#[tokio::test]
async fn one_address_sends_so_many_batches_and_no_more() {
    let world = World::with(|config| config.rate.interactions_per_hour = 2).await;
    shop(&world).await;
    let send = async |number| world.call("", &solved(&device(number), "label", "returns")).await;
    assert!(send(1).await.is_ok() && send(2).await.is_ok());
    assert_eq!(send(3).await.expect_err("too many").status, 429);
}

fn parcel(number: u32) -> ImportedArticle {
    ImportedArticle {
        id: ArticleId(format!("a{number}")),
        language: "en".to_owned(),
        title: format!("Parcel {number}"),
        body: "About it.".to_owned(),
        format: BodyFormat::Text,
        category: String::new(),
        tags: Vec::new(),
        popular: 0,
        related: Vec::new(),
    }
}

#[tokio::test]
async fn a_large_index_is_built_while_the_last_one_serves() {
    let world = World::new().await;
    let articles: Vec<_> = (0..=AT_ONCE).map(parcel).collect();
    world.state.store.import_articles(&articles).await.expect("imported");
    let agent = world.agent("Ada").await;
    let first = site(&world).await.indexes.remove(0);
    assert_eq!(first.articles, AT_ONCE + 1);
    for (number, title) in ["Gift wrapping", "Gift cards", "Gift vouchers"].into_iter().enumerate() {
        let put = PutArticle {
            id: ArticleId(format!("gift{number}")),
            query: LanguageQuery { language: Some("en".to_owned()) },
            body: ArticleDraft {
                title: title.to_owned(),
                body: "We do.".to_owned(),
                format: BodyFormat::Text,
                category: String::new(),
                published: true,
            },
        };
        world.call(&agent, &put).await.expect("put");
    }
    // Nobody waits, and in the end everything is there.
    site(&world).await;
    world.state.indexes.settled().await;
    let mut last = site(&world).await.indexes.remove(0);
    if last.articles < AT_ONCE + 4 {
        // A change that came as the building ended: the next reader sets it off.
        world.state.indexes.settled().await;
        last = site(&world).await.indexes.remove(0);
    }
    assert_eq!(last.articles, AT_ONCE + 4);
    assert_ne!(last.url, first.url);
    assert_eq!(found(&world, "gift").await.len(), 3);
}

#[tokio::test]
async fn two_changes_in_one_millisecond_both_count() {
    let world = World::new().await;
    shop(&world).await;
    let agent = world.agent("Ada").await;
    for title in ["Flurble", "Zonk"] {
        let body = ArticleDraft {
            title: title.to_owned(),
            body: "About it.".to_owned(),
            format: BodyFormat::Text,
            category: String::new(),
            published: true,
        };
        let query = LanguageQuery { language: Some("en".to_owned()) };
        world.call(&agent, &PutArticle { id: ArticleId::from("new"), query, body }).await.expect("put");
        assert_eq!(found(&world, title).await, ["new"]);
    }
}

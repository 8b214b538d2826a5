//! Articles of two real sites, in the folder that HELPNOOK_CORPORA names. They may not be given away with the
//! product; without them this test says that it left them out.

use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use helpnook_contract::Page;
use helpnook_contract::articles::ArticleHit;
use helpnook_server::config::Config;
use helpnook_server::import::{ImportRules, Summary, import_path};
use helpnook_server::{AppState, router};
use serde_json::Value;
use tower::ServiceExt;

use crate::program::Folder;

#[tokio::test]
async fn real_articles_are_imported_and_found_by_what_people_asked() {
    let Some(corpora) = std::env::var_os("HELPNOOK_CORPORA").map(PathBuf::from) else {
        println!("left out: HELPNOOK_CORPORA names no folder of question sets");
        return;
    };
    let folder = Folder::new("corpora");
    let mut config = Config { data: folder.path().to_owned(), ..Config::default() };
    config.site.languages = vec!["en".to_owned(), "de".to_owned()];
    let rules = ImportRules { languages: config.site.languages.clone(), language: "en".to_owned() };
    let state = AppState::open(config).await.expect("a server's state");
    let mut refused = |event: helpnook_server::import::ImportEvent<'_>| println!("{event:?}");
    for (name, count) in [("stackfaq-en", 125), ("covid-de", 122)] {
        let path = corpora.join(name).join("articles.json");
        let first = import_path(&state.store, rules.clone(), &path, &mut refused).await.expect("imported");
        assert_eq!(first, Summary { added: count, ..Summary::default() }, "{name}");
        let second = import_path(&state.store, rules.clone(), &path, &mut refused).await.expect("imported");
        assert_eq!(second, Summary { unchanged: count, ..Summary::default() }, "{name}");
    }
    state.refresh_indexes().await.expect("indexes");
    let app = router(state);
    // A first engine finds at least these shares among ten; the search engine's own bench asks for more.
    for (name, language, least) in [("stackfaq-en", "en", 0.8), ("covid-de", "de", 0.5)] {
        let queries = std::fs::read_to_string(corpora.join(name).join("queries.json")).expect("queries");
        let queries: Vec<Value> = serde_json::from_str(&queries).expect("a list");
        let asked: Vec<&Value> = queries.iter().step_by(queries.len() / 100).collect();
        let mut found = 0_usize;
        for query in &asked {
            found += usize::from(is_found(&app, language, query).await);
        }
        let share = found as f64 / asked.len() as f64;
        println!("{name}: {found} of {} questions have their article among the first ten", asked.len());
        assert!(share >= least, "{name}: only {found} of {}", asked.len());
    }
}

async fn is_found(app: &Router, language: &str, query: &Value) -> bool {
    let words: String =
        query["query"].as_str().expect("a question").bytes().map(|b| format!("%{b:02x}")).collect();
    let path = format!("/v1/articles?language={language}&query={words}");
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = app.clone().oneshot(request).await.expect("an answer");
    assert!(response.status().is_success(), "{}: {query}", response.status());
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    let page: Page<ArticleHit> = serde_json::from_slice(&body).expect("hits");
    let relevant = query["relevant"].as_array().expect("a list");
    page.items.iter().take(10).any(|hit| relevant.iter().any(|id| id == hit.id.as_str()))
}

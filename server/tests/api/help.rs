//! The help page as a browser without JavaScript has it: what is shown, what is sent with it, where addresses lead.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::GetAgentArticle;
use helpnook_contract::articles::BodyFormat;
use helpnook_contract::site::LanguageQuery;
use helpnook_server::store::articles::ImportedArticle;

use crate::support::{Reply, World};

/// Two articles in English, one of them in German too.
pub(crate) async fn shop() -> World {
    let world = World::new().await;
    world
        .article(
            "refund",
            "en",
            "When do I get my refund?",
            "Within **five** days. See [returns](article:returns).",
            9,
        )
        .await;
    world.article("refund", "de", "Wann kommt mein Geld?", "In fünf Tagen.", 9).await;
    world.article("returns", "en", "Return an item", "Print the label & send it.", 3).await;
    world
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.to_vec()).expect("text")
}

async fn look(world: &World, address: &str) -> String {
    let reply = world.get(address, "").await;
    assert_eq!(reply.status, StatusCode::OK, "{address}");
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    text(&reply)
}

async fn ask(world: &World, address: &str, name: &str, value: &str) -> Reply {
    world.send(Request::get(address).header(name, value).body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn the_browsers_language_leads_to_the_page() {
    let world = shop().await;
    for (accepted, place) in [("de-AT,en;q=0.5", "/help/de?query=geld"), ("fr", "/help/en?query=geld")] {
        let reply = ask(&world, "/help?query=geld", "accept-language", accepted).await;
        assert_eq!((reply.status, reply.header("location")), (StatusCode::FOUND, place));
        assert!(reply.header("vary").contains("accept-language"));
    }
    let near = world.get("/help/de-AT/refund", "").await;
    assert_eq!((near.status, near.header("location")), (StatusCode::SEE_OTHER, "/help/de/refund"));
}

#[tokio::test]
async fn home_offers_search_topics_and_what_is_often_read() {
    let world = shop().await;
    let html = look(&world, "/help/en").await;
    assert!(html.contains(r#"<html class="helpnook" lang="en" dir="ltr">"#), "{html}");
    assert!(html.contains(r#"<form class="search" role="search" method="get" action="/help/en">"#));
    assert!(html.contains(r#"<a class="link" href="/help/en/refund">When do I get my refund?</a>"#));
    assert!(html.contains(r#"href="/help/en?category=Orders""#));
    assert!(html.contains(r#"href="/help/contact/en""#));
    assert!(html.contains(r#"<a href="/help/de" hreflang="de" lang="de""#));
}

#[tokio::test]
async fn what_matched_is_marked_and_questions_are_not_for_search_engines() {
    let world = shop().await;
    let reply = world.get("/help/en?query=refund", "").await;
    assert_eq!(reply.header("x-robots-tag"), "noindex");
    let html = text(&reply);
    assert!(html.contains("<mark>refund</mark>"), "{html}");
    assert!(html.contains(r#"<meta name="robots" content="noindex">"#));
    assert!(world.get("/help/en", "").await.header("x-robots-tag").is_empty());
    let nothing = look(&world, "/help/en?query=%22%3E%3Cscript%3Exylophone").await;
    assert!(nothing.contains("Nothing found for “&quot;&gt;&lt;script&gt;xylophone”"), "{nothing}");
    assert!(nothing.contains("/help/contact/en?subject=%22%3E%3Cscript%3Exylophone"));
    assert!(!nothing.contains("<script>"));
}

#[tokio::test]
async fn an_article_is_drawn_from_the_allow_list() {
    let world = shop().await;
    let html = look(&world, "/help/en/refund").await;
    assert!(html.contains("<h1>When do I get my refund?</h1>"));
    assert!(html.contains("Within <strong>five</strong> days."));
    assert!(html.contains(r#"<a href="/help/en/returns" rel="noopener noreferrer">returns</a>"#), "{html}");
    assert!(html.contains(r#"<link rel="canonical" href="/help/en/refund">"#));
    assert!(html.contains(r#"<a href="/help/de/refund" hreflang="de""#));
}

#[tokio::test]
async fn an_article_in_another_language_says_so_and_names_its_own_page() {
    let world = shop().await;
    let html = look(&world, "/help/de/returns").await;
    assert!(html.contains(r#"<html class="helpnook" lang="de""#));
    assert!(html.contains(r#"<article lang="en" dir="ltr">"#), "{html}");
    assert!(html.contains(r#"<link rel="canonical" href="/help/en/returns">"#));
    let arabic = World::with(|config| config.site.languages = vec!["ar".to_owned()]).await;
    arabic.article("refund", "ar", "متى أسترد نقودي؟", "خلال خمسة أيام.", 1).await;
    let html = look(&arabic, "/help/ar/refund").await;
    assert!(html.contains(r#"lang="ar" dir="rtl""#), "{html}");
}

#[tokio::test]
async fn pictures_come_from_where_the_article_says_and_from_nowhere_else() {
    let world = shop().await;
    let article = ImportedArticle {
        id: ArticleId::from("pictures"),
        language: "en".to_owned(),
        title: "Pictures".to_owned(),
        body: "<img src='https://cdn.example/a.png' onerror='x()'><script>alert(1)</script><a href='javascript:x()'>y</a>".to_owned(),
        format: BodyFormat::Html,
        category: String::new(),
        tags: Vec::new(),
        popular: 0,
        related: Vec::new(),
    };
    world.state.store.import_article(&article).await.expect("imported");
    let reply = world.get("/help/en/pictures", "").await;
    assert!(reply.header("content-security-policy").contains("img-src 'self' https://cdn.example;"));
    let html = text(&reply);
    assert!(html.contains(r#"<img src="https://cdn.example/a.png""#), "{html}");
    assert!(!html.contains("onerror") && !html.contains("<script") && !html.contains("javascript:"));
    assert!(
        !world.get("/help/en/refund", "").await.header("content-security-policy").contains("cdn.example")
    );
}

#[tokio::test]
async fn no_page_needs_script_or_anything_from_elsewhere() {
    let world = shop().await;
    for address in
        ["/help/en", "/help/en?query=refund", "/help/en/refund", "/help/contact/en", "/help/en/gone"]
    {
        let reply = world.get(address, "").await;
        let policy = reply.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"),
            "{policy}"
        );
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{address}: {policy}");
        let html = text(&reply);
        for inline in ["<script", "<style", " style=", " onclick", "https://"] {
            assert!(!html.contains(inline), "{address} has {inline}");
        }
    }
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let world = shop().await;
    let first = world.get("/help/en/refund", "").await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = ask(&world, "/help/en/refund", "if-none-match", first.header("etag")).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    world.clock.pass(std::time::Duration::from_secs(1));
    world.article("refund", "en", "When do I get my refund?", "Within six days.", 9).await;
    assert_eq!(
        ask(&world, "/help/en/refund", "if-none-match", first.header("etag")).await.status,
        StatusCode::OK
    );
    assert_eq!(world.get("/help/contact/en", "").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_style_sheet_is_kept_for_good_and_has_the_sites_colour() {
    let world = World::with(|config| config.site.accent = Some("#7a3ea1".to_owned())).await;
    let html = look(&world, "/help/en").await;
    let address =
        html.split("href=\"").find(|part| part.starts_with("/help/assets/help-")).expect("a style sheet");
    let address = address.split('"').next().expect("its address");
    let sheet = world.get(address, "").await;
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert!(sheet.header("cache-control").contains("immutable"));
    assert!(text(&sheet).contains(":root{--helpnook-accent:#7a3ea1}"));
    assert_eq!(world.get("/help/assets/help-0.css", "").await.header("cache-control"), "no-cache");
    assert_eq!(world.get("/help/assets/other.css", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn addresses_that_are_none_say_so_to_people() {
    let world = shop().await;
    for address in
        ["/help/tlh", "/help/en/gone", "/help/en/a/b/c", "/help/contact/xx", "/help/en/%00", "/help/%ff"]
    {
        let reply = world.get(address, "").await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{address}");
        assert!(text(&reply).contains("Back to help"), "{address}: {}", text(&reply));
    }
    let broken = world.get("/help/en?cursor=nonsense", "").await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(text(&broken).contains("Back to help"));
}

async fn post(world: &World, address: &str, body: &str, from: &str) -> Reply {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", from)
        .body(Body::from(body.to_owned()));
    world.send(request.expect("a request")).await
}

/// How often an article helped, and how often not.
async fn votes(world: &World, article: &str) -> (u32, u32) {
    let agent = world.agent("Ada").await;
    let call = GetAgentArticle {
        id: ArticleId::from(article),
        query: LanguageQuery { language: Some("en".to_owned()) },
    };
    let found = world.call(&agent, &call).await.expect("the article");
    (found.helpful, found.not_helpful)
}

#[tokio::test]
async fn an_article_asks_whether_it_helped_and_counts_an_address_once_a_day() {
    let world = World::with(|config| config.rate.interactions_per_hour = 60).await;
    world.article("refund", "en", "When do I get my refund?", "Within five days.", 9).await;
    let html = look(&world, "/help/en/refund").await;
    assert!(
        html.contains(r#"<form class="vote" id="vote" method="post" action="/help/en/refund">"#),
        "{html}"
    );
    assert!(html.contains("Did this answer your question?"));
    for _ in 0..2 {
        let reply = post(&world, "/help/en/refund", "helpful=yes", "same-origin").await;
        assert_eq!(
            (reply.status, reply.header("location")),
            (StatusCode::SEE_OTHER, "/help/en/refund?voted=yes#vote")
        );
    }
    assert_eq!(votes(&world, "refund").await, (1, 0));
    let thanked = world.get("/help/en/refund?voted=yes", "").await;
    assert_eq!(thanked.header("cache-control"), "no-store");
    let thanked = text(&thanked);
    assert!(
        thanked.contains("Good to know, thank you.") && !thanked.contains(r#"name="helpful""#),
        "{thanked}"
    );
    post(&world, "/help/en/refund", "helpful=no", "same-origin").await;
    assert_eq!(votes(&world, "refund").await, (1, 1));
}

#[tokio::test]
async fn a_vote_of_another_site_or_for_nothing_is_not_counted() {
    let world = shop().await;
    for (body, from) in
        [("helpful=yes", "cross-site"), ("helpful=perhaps", "same-origin"), ("", "same-origin")]
    {
        let reply = post(&world, "/help/en/refund", body, from).await;
        assert_eq!(reply.header("location"), "/help/en/refund?voted=failed#vote", "{body} {from}");
    }
    assert_eq!(votes(&world, "refund").await, (0, 0));
    assert!(look(&world, "/help/en/refund?voted=failed").await.contains("Your answer did not reach us."));
    let gone = post(&world, "/help/en/gone", "helpful=yes", "same-origin").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_sent_is_answered_in_words() {
    let world = shop().await;
    for address in ["/help", "/help/en", "/help/contact/en/more", "/help/assets/help.css"] {
        let reply = post(&world, address, "x=y", "same-origin").await;
        let said = text(&reply);
        if reply.status == StatusCode::NOT_FOUND {
            assert!(said.contains("Back to help"), "{address}: {said}");
            continue;
        }
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
        assert_eq!(reply.header("allow"), "GET,HEAD", "{address}");
        assert!(
            said.contains("Nothing can be sent to this address") && said.contains("Back to help"),
            "{address}: {said}"
        );
    }
}

#[tokio::test]
async fn a_question_goes_along_into_another_language_or_spelling() {
    let world = shop().await;
    let near = world.get("/help/contact/EN?subject=Lamp%20%26%20tent", "").await;
    assert_eq!(near.header("location"), "/help/contact/en?subject=Lamp%20%26%20tent");
    let asked = look(&world, "/help/en?query=lamp%20%7B%7D").await;
    assert!(asked.contains(r#"href="/help/de?query=lamp%20%7B%7D""#), "{asked}");
}

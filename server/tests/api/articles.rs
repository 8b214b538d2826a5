use axum::http::{Request, StatusCode};
use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::{ArticleDraft, GetAgentArticle, ListAgentArticles, PutArticle};
use helpnook_contract::articles::{ArticleQuery, BodyFormat, CreateVote, GetArticle, ListArticles, Vote};
use helpnook_contract::site::{GetSite, LanguageQuery, Site};
use helpnook_search::{Index, Query};

use crate::support::World;

async fn shop() -> World {
    let world = World::new().await;
    world
        .article("returns", "en", "Return a parcel", "# Label\n\nPrint the *label* and send it back.", 5)
        .await;
    world.article("pay", "en", "Ways to pay", "Card or invoice.", 9).await;
    world.article("returns", "de", "Paket zurückgeben", "Etikett drucken.", 5).await;
    world
}

async fn site(world: &World) -> Site {
    world.call("", &GetSite::default()).await.expect("the site")
}

async fn ids(world: &World, query: ArticleQuery) -> Vec<String> {
    let page = world.call("", &ListArticles { query }).await.expect("a page");
    page.items.into_iter().map(|hit| hit.id.0).collect()
}

fn language(language: &str) -> LanguageQuery {
    LanguageQuery { language: Some(language.to_owned()) }
}

fn draft(title: &str, published: bool) -> ArticleDraft {
    ArticleDraft {
        title: title.to_owned(),
        body: "About vouchers.".to_owned(),
        format: BodyFormat::Markdown,
        category: String::new(),
        published,
    }
}

#[tokio::test]
async fn the_index_is_immutable_under_the_address_that_the_site_names() {
    let world = shop().await;
    let indexes = site(&world).await.indexes;
    assert_eq!(
        indexes.iter().map(|index| (index.language.as_str(), index.articles)).collect::<Vec<_>>(),
        [("en", 2), ("de", 1)]
    );
    let reply = world.get(&indexes[0].url, "").await;
    assert_eq!(reply.header("content-type"), "application/octet-stream");
    assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(reply.body.len() as u64, indexes[0].bytes);
    let index = Index::open(reply.body.to_vec()).expect("an index");
    let hits = index.search(&Query { text: "label", category: None, limit: 5 });
    assert_eq!(hits[0].id, "returns");

    let etag = reply.header("etag").to_owned();
    let again = Request::get("/v1/faq/en/index").header("if-none-match", &etag);
    let again = world.send(again.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("cache-control"), "public, no-cache");
    assert_eq!(world.get("/v1/faq/fr/index", "").await.problem().status, 404);
}

#[tokio::test]
async fn the_index_travels_in_brotli_at_its_smallest_once_that_is_made() {
    let world = shop().await;
    let file = world.get("/v1/faq/en/index", "").await;
    assert_eq!(file.header("content-encoding"), "");
    world.state.indexes.current(&world.state.store, "en").await.expect("an index").pack();
    let request = Request::get("/v1/faq/en/index").header("accept-encoding", "gzip, br");
    let packed = world.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), ("br", "accept-encoding"));
    assert_eq!(packed.header("etag"), file.header("etag"));
    assert!(packed.body.len() < file.body.len());
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut packed.body.as_ref(), &mut unpacked).expect("brotli");
    assert_eq!(unpacked, file.body);
}

#[tokio::test]
async fn publishing_and_withdrawing_make_a_new_index_at_once() {
    let world = shop().await;
    let agent = world.agent("Ada").await;
    let first = site(&world).await.indexes[0].url.clone();
    let mut urls = vec![first];
    for (published, found) in [(true, true), (false, false)] {
        let call = PutArticle {
            id: ArticleId::from("vouchers"),
            query: language("en"),
            body: draft("Vouchers", published),
        };
        world.call(&agent, &call).await.expect("put");
        let query = ArticleQuery { query: Some("voucher".to_owned()), ..ArticleQuery::default() };
        assert_eq!(ids(&world, query).await.contains(&"vouchers".to_owned()), found);
        let call = GetArticle { id: ArticleId::from("vouchers"), query: LanguageQuery::default() };
        assert_eq!(world.call("", &call).await.is_ok(), found);
        urls.push(site(&world).await.indexes[0].url.clone());
    }
    assert_ne!(urls[0], urls[1]);
    assert_eq!(urls[0], urls[2], "the same articles make the same file");
}

#[tokio::test]
async fn what_another_process_imports_is_found_without_a_restart() {
    let world = shop().await;
    assert_eq!(site(&world).await.indexes[0].articles, 2);
    world.clock.pass(std::time::Duration::from_secs(1));
    world.article("gifts", "en", "Gift wrapping", "We wrap it.", 1).await;
    assert_eq!(site(&world).await.indexes[0].articles, 3);
    assert_eq!(
        ids(&world, ArticleQuery { query: Some("gift".to_owned()), ..ArticleQuery::default() }).await,
        ["gifts"]
    );
}

#[tokio::test]
async fn without_words_the_most_popular_come_first() {
    let world = shop().await;
    assert_eq!(ids(&world, ArticleQuery::default()).await, ["pay", "returns"]);
    let category = |name: &str| ArticleQuery { category: Some(name.to_owned()), ..ArticleQuery::default() };
    assert_eq!(ids(&world, category("Orders")).await.len(), 2);
    assert_eq!(ids(&world, category("Nothing")).await.len(), 0);
}

#[tokio::test]
async fn lists_go_on_by_cursor_until_all_were_seen() {
    let world = World::new().await;
    for number in 0..45 {
        world
            .article(&format!("a{number}"), "en", &format!("Parcel {number}"), "About parcels.", number)
            .await;
    }
    for query in [None, Some("parcel".to_owned())] {
        let (mut seen, mut cursor, mut pages) = (Vec::new(), None, 0);
        loop {
            let query = ArticleQuery { query: query.clone(), cursor, ..ArticleQuery::default() };
            let page = world.call("", &ListArticles { query }).await.expect("a page");
            seen.extend(page.items.into_iter().map(|hit| hit.id.0));
            pages += 1;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), pages), (45, 3));
    }
}

#[tokio::test]
async fn the_nearest_language_is_served_and_named() {
    let world = shop().await;
    let served = async |id: &str, wanted: &str| {
        let call = GetArticle { id: ArticleId::from(id), query: language(wanted) };
        world.call("", &call).await.expect("the article").language
    };
    assert_eq!(served("returns", "de-AT").await, "de");
    assert_eq!(served("returns", "DE").await, "de");
    assert_eq!(served("returns", "fr").await, "en");
    assert_eq!(served("pay", "de").await, "en", "an article that is not translated is better than none");
    let german = ArticleQuery { language: Some("de-CH-1996".to_owned()), ..ArticleQuery::default() };
    assert_eq!(ids(&world, german).await, ["returns"]);
}

#[tokio::test]
async fn votes_are_counted_once_and_shown_to_agents() {
    let world = shop().await;
    let call = |helpful| CreateVote {
        id: ArticleId::from("returns"),
        body: Vote { helpful, reason: Some("Too short".to_owned()), language: Some("en".to_owned()) },
    };
    for _ in 0..2 {
        let votes = world.call_under("one", "", &call(true)).await.expect("counted");
        assert_eq!((votes.helpful, votes.not_helpful), (1, 0));
    }
    let votes = world.call("", &call(false)).await.expect("counted");
    assert_eq!((votes.helpful, votes.not_helpful), (1, 1));
    let agent = world.agent("Ada").await;
    let call = GetAgentArticle { id: ArticleId::from("returns"), query: LanguageQuery::default() };
    let article = world.call(&agent, &call).await.expect("the article");
    assert_eq!((article.helpful, article.not_helpful), (1, 1));
    let unknown =
        CreateVote { id: ArticleId::from("no"), body: Vote { helpful: true, reason: None, language: None } };
    assert_eq!(world.call("", &unknown).await.expect_err("unknown").status, 404);
}

#[tokio::test]
async fn agents_list_drafts_without_bodies_and_edit_one_language_exactly() {
    let world = shop().await;
    let agent = world.agent("Ada").await;
    let put =
        PutArticle { id: ArticleId::from("a.draft"), query: language("de"), body: draft("Entwurf", false) };
    world.call(&agent, &put).await.expect("put");
    let list = world.call(&agent, &ListAgentArticles::default()).await.expect("a list");
    assert!(list.items.iter().all(|article| article.body.is_none()));
    let titles: Vec<_> =
        list.items.iter().map(|article| (article.title.as_str(), article.published)).collect();
    assert_eq!(
        titles,
        [("Entwurf", false), ("Paket zurückgeben", true), ("Return a parcel", true), ("Ways to pay", true)]
    );
    let get = |wanted| GetAgentArticle { id: ArticleId::from("a.draft"), query: language(wanted) };
    assert!(world.call(&agent, &get("de")).await.expect("the draft").body.is_some());
    assert_eq!(world.call(&agent, &get("en")).await.expect_err("not in English").status, 404);
    for (id, wanted) in [("a/b", "en"), ("a", "fr"), (&"x".repeat(101), "en")] {
        let put = PutArticle { id: ArticleId::from(id), query: language(wanted), body: draft("x", true) };
        assert_eq!(world.call(&agent, &put).await.expect_err("refused").status, 404, "{id} {wanted}");
    }
    let put = PutArticle { id: ArticleId::from("a"), query: language("en"), body: draft(" ", true) };
    assert_eq!(world.call(&agent, &put).await.expect_err("no title").errors[0].pointer, "/title");
}

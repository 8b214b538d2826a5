//! Reading an article, and saying whether it helped.

use helpnook::host::events::Event;
use helpnook::remote::{Failure, Remote};
use helpnook::screens::article::{ArticleState, Voting};
use helpnook_articles::{Attribute, Node, Rules, from_html};
use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::GetAgentArticle;
use helpnook_contract::articles::BodyFormat;

use crate::support::{Gate, Shop, Trouble, now, run};

const VOTE: &str = "POST /v1/articles/*/votes";
const ARTICLE: &str = "GET /v1/articles/*";

async fn opened(shop: &Shop, id: &str) -> ArticleState {
    let state = ArticleState::new(shop.services(), "https://help.example");
    state.open(ArticleId::from(id));
    shop.settle().await;
    state
}

async fn votes(shop: &Shop, id: &str) -> (u32, u32) {
    let query = helpnook_contract::site::LanguageQuery { language: Some("en".to_owned()) };
    let article = shop.by_agent(&GetAgentArticle { id: ArticleId::from(id), query }).await;
    (article.helpful, article.not_helpful)
}

fn has_only_safe_addresses(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(_) => true,
        Node::Element(element) => {
            let safe = element.attributes.iter().all(|(attribute, value)| {
                !matches!(attribute, Attribute::Href | Attribute::Src)
                    || ["https:", "http:", "mailto:", "tel:", "article:"].iter().any(|s| value.starts_with(s))
            });
            safe && has_only_safe_addresses(&element.children)
        }
    })
}

#[test]
fn a_hostile_article_from_the_backend_becomes_safe_nodes() {
    run(async {
        let shop = Shop::open().await;
        let body = "<h2>Hello</h2><script>steal()</script><img src=x onerror=steal()>\
                    <a href='javascript:steal()'>run</a><a href='https://shop.example/x'>fine</a>\
                    <style>*{display:none}</style><iframe src='https://evil.example'></iframe>";
        shop.publish("evil", "A hostile one", body, BodyFormat::Html, "", 0).await;
        let state = opened(&shop, "evil").await;
        let Remote::Ready(article) = now(|| state.article()) else { panic!("the article is here") };
        let rules = Rules { base: "https://help.example".to_owned(), ..Rules::default() };
        let read = from_html(&article.body, &rules);
        let all = format!("{:?}", read.nodes);
        assert!(all.contains("Hello") && all.contains("https://shop.example/x"), "{all}");
        assert!(has_only_safe_addresses(&read.nodes), "{all}");
        for hostile in ["steal", "display:none", "evil.example", "Script", "Iframe"] {
            assert!(!all.contains(hostile), "{hostile}: {all}");
        }
    });
}

#[test]
fn an_opened_article_is_told_to_the_host_once_and_fetched_once() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = ArticleState::new(services, "https://help.example");
        state.open(ArticleId::from("track"));
        shop.settle().await;
        state.open(ArticleId::from("track"));
        shop.settle().await;
        assert_eq!(shop.wire.count(ARTICLE), 1);
        assert_eq!(services.host.heard(), [Event::ArticleViewed("track".to_owned())]);
    });
}

#[test]
fn the_article_opened_last_is_shown_however_late_the_other_comes() {
    run(async {
        let shop = Shop::open().await;
        let gate = Gate::closed();
        shop.wire.next(ARTICLE, Trouble::LateReply(gate.clone()));
        let state = opened(&shop, "track").await;
        state.open(ArticleId::from("refund"));
        shop.settle().await;
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| state.article()).ready().map(|a| a.id.0.clone()).as_deref(), Some("refund"));
    });
}

#[test]
fn an_article_that_is_gone_is_said_to_be_gone() {
    run(async {
        let shop = Shop::open().await;
        let state = opened(&shop, "never-was").await;
        assert_eq!(now(|| state.article()), Remote::Failed(Failure::NotFound));
    });
}

#[test]
fn an_article_that_did_not_come_can_be_opened_again() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.cut(true);
        let state = opened(&shop, "track").await;
        assert_eq!(now(|| state.article()), Remote::Failed(Failure::Offline));
        shop.wire.cut(false);
        state.open(ArticleId::from("track"));
        shop.settle().await;
        assert!(now(|| state.article()).ready().is_some());
    });
}

#[test]
fn a_double_click_is_one_vote() {
    run(async {
        let shop = Shop::open().await;
        let state = opened(&shop, "track").await;
        state.vote(true);
        state.vote(true);
        state.vote(false);
        shop.settle().await;
        state.vote(true);
        shop.settle().await;
        assert_eq!(now(|| state.voting()), Voting::Counted(true));
        assert_eq!(shop.wire.count(VOTE), 1);
        assert_eq!(votes(&shop, "track").await, (1, 0));
    });
}

#[test]
fn a_vote_whose_reply_was_lost_counts_once_when_it_is_sent_again() {
    run(async {
        let shop = Shop::open().await;
        let state = opened(&shop, "track").await;
        shop.wire.next(VOTE, Trouble::LostReply);
        state.vote(true);
        shop.settle().await;
        assert_eq!(now(|| state.voting()), Voting::Failed(true));
        state.vote(true);
        shop.settle().await;
        assert_eq!(now(|| state.voting()), Voting::Counted(true));
        assert_eq!((shop.wire.count(VOTE), votes(&shop, "track").await), (2, (1, 0)));
    });
}

#[test]
fn another_answer_after_a_vote_that_never_arrived_is_the_one_that_counts() {
    run(async {
        let shop = Shop::open().await;
        let state = opened(&shop, "track").await;
        shop.wire.next(VOTE, Trouble::NoAnswer);
        state.vote(true);
        shop.settle().await;
        state.vote(false);
        shop.settle().await;
        assert_eq!(now(|| state.voting()), Voting::Counted(false));
        assert_eq!(votes(&shop, "track").await, (0, 1));
    });
}

#[test]
fn a_vote_that_arrives_late_says_nothing_about_the_next_article() {
    run(async {
        let shop = Shop::open().await;
        let state = opened(&shop, "track").await;
        let gate = Gate::closed();
        shop.wire.next(VOTE, Trouble::LateReply(gate.clone()));
        state.vote(true);
        shop.settle().await;
        state.open(ArticleId::from("refund"));
        shop.settle().await;
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| state.voting()), Voting::Open);
    });
}

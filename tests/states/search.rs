//! Searching: on the device where there is an index, else by the server; the newest question wins.

use helpnook::remote::{Failure, Remote};
use helpnook::screens::home::HomeState;
use helpnook::state::navigation::Screen;
use helpnook_contract::ArticleId;

use crate::support::{Gate, Shop, Trouble, now, run};

const SEARCH: &str = "GET /v1/articles";
const INDEX: &str = "GET /v1/faq/en/index";

fn ids(home: HomeState) -> Vec<String> {
    let hits = now(|| home.hits());
    hits.ready().into_iter().flatten().map(|hit| hit.id.0.clone()).collect()
}

#[test]
fn a_search_with_the_index_on_the_device_asks_nobody() {
    run(async {
        let shop = Shop::open().await;
        let home = HomeState::new(shop.desk_with_index().await);
        home.search("refund".to_owned());
        assert_eq!(ids(home), ["refund"], "before any task has run");
        home.search("pass".to_owned());
        assert_eq!(ids(home), ["password"], "a word that is still being typed");
        shop.settle().await;
        assert_eq!(shop.wire.count(SEARCH), 0);
    });
}

#[test]
fn what_was_found_is_announced_after_a_pause_and_what_matched_is_marked() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        let said = || now(|| services.announcer.text());
        home.search("zzzzqqqq".to_owned());
        assert_eq!(now(|| home.hits()), Remote::Ready(Vec::new()));
        home.search("refund".to_owned());
        shop.settle().await;
        assert_eq!(said(), "", "nothing is said over the typing");
        shop.later().await;
        assert_eq!(said(), "1 help article found", "and what was typed over is not said at all");
        let hits = now(|| home.hits());
        let hit = &hits.ready().expect("hits")[0];
        assert!(
            hit.title.iter().chain(&hit.snippet).any(|run| run.hit && run.text.to_lowercase() == "refund")
        );
        home.search("refunds".to_owned());
        shop.later().await;
        assert_eq!(said(), "1 help article found\u{a0}", "the same words again are a change");
        home.search("zzzzqqqq".to_owned());
        shop.later().await;
        assert_eq!(said(), "No help article found");
    });
}

#[test]
fn what_was_found_is_not_announced_on_another_screen() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        home.search("refund".to_owned());
        home.open();
        shop.later().await;
        assert_eq!(now(|| services.announcer.text()), "");
    });
}

#[test]
fn nothing_is_looked_for_when_the_box_is_emptied() {
    run(async {
        let shop = Shop::open().await;
        let home = HomeState::new(shop.desk_with_index().await);
        home.search("refund".to_owned());
        home.search("  ".to_owned());
        assert_eq!(now(|| home.hits()), Remote::Idle);
    });
}

#[test]
fn arrow_keys_go_round_through_the_results_and_enter_opens() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        home.search("parcel".to_owned());
        let found = ids(home);
        assert_eq!(found.len(), 2);
        home.step(-1);
        assert_eq!(now(|| home.active()), Some(1), "up from the box is the last");
        home.step(1);
        assert_eq!(now(|| home.active()), Some(0));
        home.step(1);
        home.open();
        assert_eq!(services.navigation.screen_untracked(), Screen::Article(ArticleId(found[1].clone())));
    });
}

#[test]
fn the_server_is_asked_where_there_is_no_index() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.every(INDEX, Trouble::Answer(404, None, serde_json::Value::Null));
        let home = HomeState::new(shop.desk_with_index().await);
        home.search("refund".to_owned());
        assert_eq!(now(|| home.hits()), Remote::Loading);
        shop.settle().await;
        assert_eq!(ids(home), ["refund"]);
    });
}

#[test]
fn a_late_answer_is_dropped_and_the_newest_question_wins() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.every(INDEX, Trouble::Answer(404, None, serde_json::Value::Null));
        let home = HomeState::new(shop.desk_with_index().await);
        let before = shop.wire.count(SEARCH);
        let gate = Gate::closed();
        shop.wire.next(SEARCH, Trouble::LateReply(gate.clone()));
        home.search("refund".to_owned());
        shop.settle().await;
        home.search("password".to_owned());
        shop.settle().await;
        assert_eq!(ids(home), ["password"]);
        gate.open();
        shop.settle().await;
        assert_eq!(ids(home), ["password"]);
        assert_eq!(shop.wire.count(SEARCH) - before, 2);
    });
}

#[test]
fn an_answer_after_the_box_was_emptied_is_dropped() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.every(INDEX, Trouble::Answer(404, None, serde_json::Value::Null));
        let home = HomeState::new(shop.desk_with_index().await);
        let gate = Gate::closed();
        shop.wire.next(SEARCH, Trouble::LateReply(gate.clone()));
        home.search("refund".to_owned());
        shop.settle().await;
        home.search(String::new());
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| home.hits()), Remote::Idle);
    });
}

#[test]
fn a_search_that_fails_says_so_and_looking_again_helps() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.every(INDEX, Trouble::Answer(404, None, serde_json::Value::Null));
        let home = HomeState::new(shop.desk_with_index().await);
        shop.wire.cut(true);
        home.search("refund".to_owned());
        shop.settle().await;
        assert_eq!(now(|| home.hits()), Remote::Failed(Failure::Offline));
        shop.wire.cut(false);
        home.search_again();
        shop.settle().await;
        assert_eq!(ids(home), ["refund"]);
    });
}

#[test]
fn a_broken_index_leaves_the_search_to_the_server_and_panics_nowhere() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.every(INDEX, Trouble::Answer(200, None, serde_json::json!("no index at all")));
        let home = HomeState::new(shop.desk_with_index().await);
        home.search("refund".to_owned());
        shop.settle().await;
        assert_eq!(ids(home), ["refund"]);
    });
}

#[test]
fn categories_and_popular_articles_come_from_the_index() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        assert!(now(|| services.articles.categories()).contains(&("Delivery".to_owned(), 2)));
        let popular: Vec<_> =
            now(|| services.articles.popular()).into_iter().map(|article| article.id.0).collect();
        assert_eq!(popular, ["track", "refund", "missing", "password"]);
        home.browse(Some("Delivery".to_owned()));
        assert_eq!(now(|| home.category()).as_deref(), Some("Delivery"));
        let inside: Vec<_> =
            now(|| services.articles.in_category("Delivery")).into_iter().map(|a| a.id.0).collect();
        assert_eq!(inside.len(), 2);
        assert!(inside.contains(&"track".to_owned()) && inside.contains(&"missing".to_owned()));
    });
}

#[test]
fn an_old_index_that_arrives_after_a_newer_one_is_dropped() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        services.site.refresh();
        shop.settle().await;
        let old = now(|| services.site.get()).expect("the site");
        let gate = Gate::closed();
        shop.wire.next(INDEX, Trouble::LateReply(gate.clone()));
        services.articles.load(&old);
        shop.settle().await;
        let text = helpnook_contract::articles::BodyFormat::Text;
        shop.publish("gift", "Gift cards", "Send a voucher.", text, "Gifts", 10).await;
        shop.state.refresh_indexes().await.expect("indexes");
        services.site.refresh();
        shop.settle().await;
        let new = now(|| services.site.get()).expect("the site");
        assert_ne!(old.indexes[0].url, new.indexes[0].url);
        services.articles.load(&new);
        shop.settle().await;
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| services.articles.find("voucher", None)).len(), 1);
    });
}

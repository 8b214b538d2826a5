//! Beside the results: what was meant, where it is looked for, what was looked for before, and a list that keeps still.

use helpnook::screens::home::HomeState;
use helpnook::state::navigation::Screen;
use helpnook_contract::ArticleId;

use crate::support::{Shop, now, run};

const TELL: &str = "POST /v1/interactions";

fn ids(home: HomeState) -> Vec<String> {
    let hits = now(|| home.hits());
    hits.ready().into_iter().flatten().map(|hit| hit.id.0.clone()).collect()
}

#[test]
fn a_slip_is_answered_with_what_was_probably_meant() {
    run(async {
        let shop = Shop::open().await;
        let home = HomeState::new(shop.desk_with_index().await);
        home.search("reset my pasword please".to_owned());
        assert_eq!(now(|| home.meant()).as_deref(), Some("reset my password please"));
        home.search("refund".to_owned());
        assert_eq!(now(|| home.meant()), None);
    });
}

#[test]
fn a_search_in_a_topic_finds_only_what_is_in_it() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        home.search("refund".to_owned());
        assert_eq!(ids(home), ["refund"]);
        let other = now(|| services.articles.categories()).into_iter().map(|(name, _)| name);
        let own = now(|| home.hits()).ready().expect("hits")[0].category.clone();
        let other = other.into_iter().find(|name| *name != own).expect("two topics");
        home.browse(Some(other));
        assert!(ids(home).is_empty());
        home.browse(Some(own));
        assert_eq!(ids(home), ["refund"]);
        home.browse(None);
        assert_eq!(ids(home), ["refund"]);
    });
}

#[test]
fn a_search_that_led_somewhere_is_kept_once_until_it_is_forgotten() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        for text in ["refund", "password", " refund "] {
            home.search(text.to_owned());
            home.open();
            assert!(matches!(now(|| services.navigation.screen()), Screen::Article(_)));
        }
        home.search("only typed".to_owned());
        assert_eq!(now(|| home.recent()), ["refund", "password"]);
        assert_eq!(now(|| HomeState::new(services).recent()), ["refund", "password"], "after a reload");
        home.forget();
        assert!(now(|| home.recent()).is_empty());
        assert!(now(|| HomeState::new(services).recent()).is_empty());
    });
}

#[test]
fn results_do_not_move_under_a_finger() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.desk_with_index().await;
        let home = HomeState::new(services);
        home.search("refund".to_owned());
        home.hold();
        home.search("password".to_owned());
        assert_eq!(ids(home), ["refund"]);
        home.choose(ArticleId("refund".to_owned()));
        assert_eq!(now(|| services.navigation.screen()), Screen::Article(ArticleId("refund".to_owned())));
        home.release();
        assert_eq!(ids(home), ["password"]);
    });
}

#[test]
fn a_search_that_was_answered_is_told_once_when_the_panel_is_closed() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app_with_index().await;
        app.home.search("money back".to_owned());
        app.home.choose(ArticleId("refund".to_owned()));
        app.article.open(ArticleId("refund".to_owned()));
        shop.settle().await;
        app.article.vote(true);
        shop.settle().await;
        assert_eq!(shop.wire.count(TELL), 0, "nothing is told while somebody reads");
        app.close();
        shop.settle().await;
        assert_eq!(shop.wire.count(TELL), 1);
        let analytics = shop.state.store.deflection().await.expect("the ledger");
        assert_eq!((analytics.searched, analytics.opened, analytics.solved, analytics.asked), (1, 1, 1, 0));
        app.open();
        app.close();
        shop.settle().await;
        assert_eq!(shop.wire.count(TELL), 1, "nothing new, nothing told");
    });
}

#[test]
fn a_site_that_asks_for_nothing_is_told_nothing() {
    run(async {
        let shop = Shop::open_with(|config| config.search.interactions = false).await;
        let app = shop.app_with_index().await;
        app.home.search("money back".to_owned());
        app.home.choose(ArticleId("refund".to_owned()));
        app.close();
        shop.settle().await;
        assert_eq!(shop.wire.count(TELL), 0);
    });
}

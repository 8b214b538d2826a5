//! The site: asked for at each start, remembered for when the backend is away.

use helpnook::platform::timer;
use leptos::prelude::*;

use crate::support::{Shop, Trouble, now, run};

const SITE: &str = "GET /v1/site";

#[test]
fn a_backend_that_is_down_at_the_start_is_asked_until_it_is_back() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.cut(true);
        let app = shop.app();
        app.open();
        shop.settle().await;
        assert!(app.is_open.get_untracked(), "the panel opens all the same");
        assert!(now(|| app.services().site.is_away()));
        assert_eq!(now(|| app.services().site.get()), None);
        shop.later().await;
        assert_eq!(shop.wire.count(SITE), 2);
        shop.wire.cut(false);
        shop.later().await;
        assert!(!now(|| app.services().site.is_away()));
        assert_eq!(
            now(|| app.services().site.get()).map(|site| site.name).as_deref(),
            Some("Fernhill Supply")
        );
        assert_eq!(now(|| app.services().articles.find("refund", None)).len(), 1, "the index came along");
        shop.later().await;
        assert_eq!(shop.wire.count(SITE), 3, "nobody asks any more");
    });
}

#[test]
fn the_remembered_site_is_used_while_the_backend_is_away() {
    run(async {
        let shop = Shop::open().await;
        shop.desk_with_index().await;
        shop.wire.cut(true);
        let services = shop.services();
        assert_eq!(now(|| services.site.get()).map(|site| site.name).as_deref(), Some("Fernhill Supply"));
        services.site.refresh();
        shop.settle().await;
        assert!(now(|| services.site.is_away()));
        assert!(now(|| services.site.get()).is_some());
    });
}

#[test]
fn the_same_asking_is_not_begun_twice() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        services.site.refresh();
        services.site.refresh();
        shop.settle().await;
        assert_eq!(shop.wire.count(SITE), 1);
    });
}

#[test]
fn an_overloaded_backend_and_an_unreadable_one_are_asked_again() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.next(SITE, Trouble::Answer(503, Some(3), serde_json::Value::Null));
        shop.wire.next(SITE, Trouble::Answer(200, None, serde_json::json!({"name": 7})));
        let services = shop.services();
        services.site.refresh();
        for _ in 0..2 {
            shop.settle().await;
            assert!(now(|| services.site.is_away()));
            timer::advance();
        }
        shop.settle().await;
        assert!(!now(|| services.site.is_away()) && now(|| services.site.get()).is_some());
    });
}

#[test]
fn what_is_not_known_yet_is_offered_and_what_is_switched_off_is_not() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        assert!(now(|| services.site.has(|features| features.votes)));
        let off = std::rc::Rc::new(|site: &mut serde_json::Value| site["features"]["votes"] = false.into());
        shop.wire.next(SITE, Trouble::Changed(off));
        services.site.refresh();
        shop.settle().await;
        assert!(!now(|| services.site.has(|features| features.votes)));
        assert!(now(|| services.site.has(|features| features.tickets)));
    });
}

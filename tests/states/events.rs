//! What the page hears of searches and of what does not work.

use helpnook::host::events::{Event, Trouble};

use crate::commands::{app_with_index, tell};
use crate::support::{Shop, run};

#[test]
fn a_search_at_rest_is_told_once_and_its_words_only_where_asked_for() {
    run(async {
        let shop = Shop::open().await;
        let app = app_with_index(&shop).await;
        let searched = || -> Vec<Event> {
            app.services()
                .host
                .heard()
                .into_iter()
                .filter(|event| matches!(event, Event::Searched { .. }))
                .collect()
        };
        for text in ["r", "re", "refund"] {
            app.home.search(text.to_owned());
        }
        shop.later().await;
        assert_eq!(searched(), [Event::Searched { count: 1, query: None }]);
        app.home.search("refund ".to_owned());
        shop.later().await;
        assert_eq!(searched().len(), 1, "the same once more");
        tell(app, "set", r#"{"queries":true}"#);
        app.home.search("zzzzqqqq".to_owned());
        shop.later().await;
        assert_eq!(searched()[1], Event::Searched { count: 0, query: Some("zzzzqqqq".to_owned()) });
    });
}

#[test]
fn trouble_is_told_once_each_time_it_begins() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.cut(true);
        let app = shop.app();
        app.open();
        shop.later().await;
        shop.later().await;
        let away = || {
            let heard = app.services().host.heard();
            heard.into_iter().filter(|event| *event == Event::Error(Trouble::BackendAway)).count()
        };
        assert_eq!(away(), 1);
        assert!(app.explain().backend.away && !app.explain().backend.known);
        shop.wire.cut(false);
        shop.later().await;
        shop.later().await;
        shop.wire.cut(true);
        app.services().site.refresh();
        shop.settle().await;
        assert_eq!(away(), 2);
    });
}

//! What a page tells the widget: where the customer goes, who they are, what is suggested, in which language.

use helpnook::host::command::Command;
use helpnook::platform::page;
use helpnook::remote::Remote;
use helpnook::state::navigation::Screen;
use helpnook::widget::Widget;
use helpnook_browser_json::{self as json, Given};
use helpnook_contract::ArticleId;
use leptos::prelude::*;

use crate::support::{Gate, Shop, Trouble as Fault, now, run};

/// A call as a page makes it; nothing in it may be wrong.
pub(crate) fn tell(app: Widget, name: &str, given: &str) {
    let given = Given::from_value(&json::parse(given).expect("JSON"));
    let (command, line) = Command::parse(name, &given);
    assert_eq!(line, None);
    app.run(command.expect("a command"));
}

/// A widget that was open once: it knows the site and has the index.
pub(crate) async fn app_with_index(shop: &Shop) -> Widget {
    let app = shop.app();
    app.open();
    shop.settle().await;
    app.close();
    app
}

fn suggested(app: Widget) -> Vec<String> {
    now(|| app.services().suggested.articles()).into_iter().map(|article| article.title).collect()
}

#[test]
fn a_page_opens_the_panel_at_any_place_and_back_leads_home() {
    run(async {
        let shop = Shop::open().await;
        let app = app_with_index(&shop).await;
        for (given, screen) in [
            (r#"{"screen":"article","id":"refund"}"#, Screen::Article("refund".into())),
            (r#"{"screen":"compose"}"#, Screen::NewTicket),
            (r#"{"screen":"requests"}"#, Screen::Tickets),
            (r#"{"screen":"request","id":"tkt_x"}"#, Screen::Ticket("tkt_x".into())),
        ] {
            app.close();
            tell(app, "navigate", given);
            assert!(app.is_open.get_untracked());
            assert_eq!(app.services().navigation.screen_untracked(), screen);
            app.services().navigation.back();
            assert_eq!(app.services().navigation.screen_untracked(), Screen::Home);
        }
        tell(app, "navigate", r#"{"screen":"search","query":"refund"}"#);
        assert_eq!(now(|| app.home.text()), "refund");
        assert!(matches!(now(|| app.home.hits()), Remote::Ready(hits) if hits.len() == 1));
        tell(app, "navigate", r#"{"screen":"home"}"#);
        assert_eq!((now(|| app.home.text()), now(|| app.home.hits())), (String::new(), Remote::Idle));
    });
}

#[test]
fn a_part_that_the_backend_lacks_is_told_and_not_shown() {
    run(async {
        let shop = Shop::open().await;
        let off = std::rc::Rc::new(|site: &mut serde_json::Value| site["features"]["tickets"] = false.into());
        shop.wire.next("GET /v1/site", Fault::Changed(off));
        let app = app_with_index(&shop).await;
        page::said();
        tell(app, "navigate", r#"{"screen":"compose"}"#);
        assert!(!app.is_open.get_untracked() && app.services().navigation.screen_untracked() == Screen::Home);
        assert_eq!(page::said(), ["helpnook: navigate: the backend does not offer \"compose\"."]);
        assert_eq!(app.explain().backend.off, ["tickets"]);
    });
}

#[test]
fn a_new_request_is_prefilled_without_losing_what_was_written() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        app.new_ticket.write(|draft| "I wrote this.".clone_into(&mut draft.message));
        app.new_ticket.write(|draft| "Old".clone_into(&mut draft.subject));
        tell(
            app,
            "navigate",
            r#"{"screen":"compose","subject":"Order 7","message":"Hello","name":"Eve","locked":["subject"]}"#,
        );
        let draft = now(|| app.new_ticket.draft());
        assert_eq!((draft.subject.as_str(), draft.message.as_str()), ("Order 7", "I wrote this."));
        assert_eq!(draft.name, "Eve");
        assert!(now(|| app.new_ticket.is_locked("subject")) && !now(|| app.new_ticket.is_locked("message")));
        tell(app, "navigate", r#"{"screen":"compose"}"#);
        assert!(!now(|| app.new_ticket.is_locked("subject")), "the next call says anew what is locked");
    });
}

#[test]
fn who_the_customer_is_fills_the_form_and_is_kept_only_once_they_write() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        tell(app, "identify", r#"{"name":"Eve","email":"eve@example.com"}"#);
        let draft = now(|| app.new_ticket.draft());
        assert_eq!((draft.email.as_str(), draft.name.as_str()), ("eve@example.com", "Eve"));
        assert_eq!(now(|| shop.app().new_ticket.draft()).email, "", "nothing is on the device");
        tell(app, "identify", r#"{"email":"ada@example.com"}"#);
        assert_eq!(now(|| app.new_ticket.draft()).email, "ada@example.com");
        app.new_ticket.write(|draft| "own@example.com".clone_into(&mut draft.email));
        tell(app, "identify", r#"{"email":"eve@example.com"}"#);
        assert_eq!(now(|| app.new_ticket.draft()).email, "own@example.com", "what was typed stays");
        assert!(app.explain().customer.identified);
    });
}

#[test]
fn a_signed_token_is_told_to_be_of_no_use_once_the_backend_has_said_so() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        page::said();
        tell(app, "identify", r#"{"email":"eve@example.com","token":"eyJ"}"#);
        shop.settle().await;
        assert_eq!(page::said(), Vec::<String>::new(), "nobody knows yet");
        app.open();
        shop.settle().await;
        shop.later().await;
        let said = page::said();
        assert!(said.len() == 1 && said[0].contains("takes no signed identity"), "{said:?}");
        app.services().site.refresh();
        shop.settle().await;
        assert_eq!(page::said(), Vec::<String>::new(), "once");
    });
}

#[test]
fn after_a_logout_the_device_knows_nothing_of_the_customer() {
    run(async {
        let shop = Shop::open().await;
        let app = app_with_index(&shop).await;
        let created = shop.ticket(app.services(), "Parcel").await;
        tell(app, "identify", r#"{"name":"Eve","email":"eve@example.com"}"#);
        app.new_ticket.write(|draft| "Secret".clone_into(&mut draft.message));
        tell(app, "navigate", &format!(r#"{{"screen":"request","id":"{}"}}"#, created.id.0));
        app.ticket.open(created.id.clone());
        shop.settle().await;
        app.ticket.write("A reply".to_owned());
        app.home.search("refund".to_owned());
        app.forget();
        shop.settle().await;
        for app in [app, shop.app()] {
            assert_eq!(now(|| app.new_ticket.draft()), Default::default());
            assert_eq!(app.services().ticket_keys.keys(), Vec::<String>::new());
            assert_eq!(now(|| app.ticket.followed()), Remote::Idle);
            assert_eq!((now(|| app.ticket.reply()), now(|| app.home.text())), Default::default());
            assert_eq!(app.services().navigation.screen_untracked(), Screen::Home);
            app.ticket.open(created.id.clone());
            assert_eq!(now(|| app.ticket.reply()), "", "the reply that was being written");
        }
    });
}

#[test]
fn a_request_that_arrives_after_a_logout_is_followed_by_nobody_here() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let gate = Gate::closed();
        shop.wire.next("POST /v1/tickets", Fault::LateReply(gate.clone()));
        app.new_ticket.write(|draft| {
            "Parcel".clone_into(&mut draft.subject);
            "Where is it?".clone_into(&mut draft.message);
            "eve@example.com".clone_into(&mut draft.email);
        });
        assert!(app.new_ticket.submit());
        shop.settle().await;
        app.forget();
        gate.open();
        shop.settle().await;
        assert_eq!(app.services().ticket_keys.keys(), Vec::<String>::new());
        assert_eq!(app.services().navigation.screen_untracked(), Screen::Home);
        assert_eq!(shop.app().services().ticket_keys.keys(), Vec::<String>::new());
        assert_eq!(now(|| shop.app().new_ticket.draft()), Default::default());
    });
}

#[test]
fn suggestions_follow_the_customer_from_page_to_page() {
    run(async {
        let shop = Shop::open().await;
        let app = app_with_index(&shop).await;
        tell(
            app,
            "suggest",
            r#"{"ids":["track"],"rules":[{"url":"/cart*","ids":["refund","track"]},{"url":"/account/*","ids":["password","gone"]}]}"#,
        );
        assert_eq!(suggested(app), ["Track your parcel", "When you get your money back"]);
        app.services().suggested.set_address("https://shop.example/account/me?token=secret".to_owned());
        shop.settle().await;
        assert_eq!(suggested(app), ["Track your parcel", "Reset your password"]);
        let why = app.explain().suggestions;
        assert_eq!(why.page, "https://shop.example/account/me");
        assert_eq!(why.rules.iter().map(|rule| rule.matches).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!((why.shown, why.missing), (vec!["track".into(), "password".into()], vec!["gone".into()]));
        tell(app, "suggest", "{}");
        assert_eq!(suggested(app), Vec::<String>::new());
    });
}

#[test]
fn suggestions_that_no_index_has_are_asked_for_one_by_one() {
    run(async {
        let shop = Shop::open().await;
        let none = std::rc::Rc::new(|site: &mut serde_json::Value| site["indexes"] = serde_json::json!([]));
        shop.wire.next("GET /v1/site", Fault::Changed(none));
        let app = app_with_index(&shop).await;
        tell(app, "suggest", r#"{"ids":["refund","nothing"]}"#);
        shop.settle().await;
        assert_eq!(suggested(app), ["When you get your money back"]);
        assert_eq!(shop.wire.count("GET /v1/articles/refund"), 1);
        app.services().suggested.set_address("https://shop.example/elsewhere".to_owned());
        shop.settle().await;
        assert_eq!(
            shop.wire.count("GET /v1/articles/nothing"),
            1,
            "what is not there is not asked for again"
        );
    });
}

#[test]
fn another_language_changes_what_is_asked_for_and_keeps_the_draft() {
    run(async {
        let shop = Shop::open().await;
        let app = app_with_index(&shop).await;
        app.new_ticket.write(|draft| "Half a sent".clone_into(&mut draft.message));
        tell(app, "navigate", r#"{"screen":"article","id":"refund"}"#);
        app.article.open(ArticleId::from("refund"));
        shop.settle().await;
        let before = shop.wire.count("GET /v1/site");
        tell(app, "set", r#"{"language":"de"}"#);
        shop.settle().await;
        assert_eq!(app.services().i18n.requested(), "de");
        assert_eq!(now(|| app.new_ticket.draft()).message, "Half a sent");
        assert!(now(|| app.article.article()).ready().is_some(), "the article is here again");
        assert_eq!(shop.wire.count("GET /v1/site"), before + 1);
        let why = app.explain().language;
        assert_eq!((why.asked.as_str(), why.articles.as_str()), ("de", "en"));
        assert!(why.why.contains("no index of articles in it"), "{}", why.why);
    });
}

#[test]
fn the_page_that_a_request_comes_from_is_what_the_site_says() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        assert_eq!(now(|| app.services().request_page()).expect("a page").url, "https://shop.example/cart");
        tell(app, "set", r#"{"context":{"title":"Order 7","url":"https://shop.example/orders/7"}}"#);
        let page = now(|| app.services().request_page()).expect("a page");
        assert_eq!(
            (page.url.as_str(), page.title.as_deref()),
            ("https://shop.example/orders/7", Some("Order 7"))
        );
    });
}

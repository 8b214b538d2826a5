//! Replies that are not what the contract says: whatever comes, nothing panics, and what is shown is drawable.

use std::rc::Rc;

use helpnook::remote::Remote;
use helpnook::state::navigation::Screen;
use helpnook::state::survey::SurveyState;
use helpnook::widget::Widget;
use helpnook_contract::ArticleId;
use helpnook_contract::agent::queue::AgentStatus;
use serde_json::{Value, json};

use crate::support::{Shop, Trouble, now, run};

/// What happens to a reply on its way.
type Change = Rc<dyn Fn(&mut Value)>;

/// Every place of a value, as a JSON pointer; the whole is the empty one.
fn places(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(name, inner)| {
            places(inner, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Array(list) => list.iter().take(1).for_each(|inner| places(inner, &format!("{at}/0"), out)),
        _ => {}
    }
}

/// What a field may turn into.
fn wrong() -> [Value; 8] {
    let long = "\u{202e}<b>x</b>\0".repeat(500);
    [Value::Null, json!(-1), json!(1e300), json!(true), json!(""), json!(long), json!([[]]), json!({"a": {}})]
}

/// Every change of one reply: each place missing, of each wrong kind, and with a field too many.
fn changes(reply: &Value) -> Vec<Change> {
    let mut all = Vec::new();
    places(reply, "", &mut all);
    let mut changes: Vec<Change> = Vec::new();
    for place in all {
        for value in wrong() {
            let place = place.clone();
            changes.push(Rc::new(move |reply| {
                if let Some(field) = reply.pointer_mut(&place) {
                    *field = value.clone();
                }
            }));
        }
        let parent = place.clone();
        changes.push(Rc::new(move |reply| {
            if let Some((parent, name)) = parent.rsplit_once('/')
                && let Some(Value::Object(map)) = reply.pointer_mut(parent)
            {
                map.remove(name);
            }
        }));
        changes.push(Rc::new(move |reply| {
            if let Some(Value::Object(map)) = reply.pointer_mut(&place) {
                map.insert("of_a_newer_backend".to_owned(), json!([1]));
            }
        }));
    }
    changes
}

/// The reply that the real server gives to the next such call, caught on its way.
async fn caught(shop: &Shop, call: &str, act: impl FnOnce()) -> Value {
    let seen = Rc::new(std::cell::RefCell::new(Value::Null));
    let keep = seen.clone();
    shop.wire
        .next(call, Trouble::Changed(Rc::new(move |reply: &mut Value| *keep.borrow_mut() = reply.clone())));
    act();
    shop.settle().await;
    let reply = seen.take();
    assert!(!reply.is_null(), "{call} was not called");
    reply
}

/// Everything that the screens show is read once, as the views do.
fn draw(app: Widget) {
    let services = app.services();
    now(|| {
        let site = services.site.get();
        assert!(site.is_some(), "the remembered site stays");
        services.articles.categories();
        services.articles.find("parcel", None);
        services.tickets.unread();
        services.tickets.unrated();
        services.ticket_keys.all();
        app.home.hits();
        app.article.voting();
        app.new_ticket.failure();
        app.ticket.failure();
        services.survey.progress();
        assert!(!matches!(services.tickets.list(), Remote::Loading), "tickets end");
        assert!(!matches!(app.ticket.followed(), Remote::Loading), "the request ends");
        assert!(!matches!(app.article.article(), Remote::Loading), "the article ends");
    });
}

/// Does one thing in a whole widget with each change of the reply to it, and draws what came of it.
async fn try_all(call: &str, prepare: fn(Widget), act: fn(Widget, &str)) -> usize {
    let shop = Shop::open().await;
    let app = shop.app();
    let ticket = shop.ticket(app.services(), "Parcel").await;
    shop.agent_says(&ticket.id, "Which?").await;
    shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
    app.open();
    app.ticket.open(ticket.id.clone());
    app.article.open(ArticleId::from("track"));
    app.home.search("parcel".to_owned());
    shop.settle().await;
    prepare(app);
    let reply = caught(&shop, call, || act(app, &ticket.id.0)).await;
    let changes = changes(&reply);
    let count = changes.len();
    for change in changes {
        let before = shop.wire.count(call);
        prepare(app);
        shop.wire.next(call, Trouble::Changed(change));
        act(app, &ticket.id.0);
        shop.settle().await;
        assert!(shop.wire.count(call) > before, "{call} was called");
        draw(app);
        shop.wire.mend();
        helpnook::platform::timer::advance();
        shop.settle().await;
    }
    count
}

#[test]
fn whatever_the_site_says_the_widget_stands() {
    run(async {
        let count = try_all("GET /v1/site", |_| (), |app, _| app.services().site.refresh()).await;
        assert!(count > 100, "{count}");
    });
}

#[test]
fn whatever_the_list_of_tickets_says_the_widget_stands() {
    run(async {
        let count = try_all("GET /v1/tickets", |_| (), |app, _| app.services().tickets.refresh()).await;
        assert!(count > 100, "{count}");
    });
}

#[test]
fn whatever_a_ticket_says_the_widget_stands() {
    run(async {
        let count = try_all("GET /v1/tickets/*", |_| (), |app, _| app.ticket.refresh()).await;
        assert!(count > 100, "{count}");
    });
}

#[test]
fn whatever_a_thread_says_the_widget_stands() {
    run(async {
        let call = "GET /v1/tickets/*/messages";
        let count = try_all(call, |_| (), |app, _| app.ticket.refresh()).await;
        assert!(count > 50, "{count}");
    });
}

#[test]
fn whatever_an_article_says_the_widget_stands() {
    run(async {
        let away = |app: Widget| app.article.open(ArticleId::from("refund"));
        let back = |app: Widget, _: &str| app.article.open(ArticleId::from("track"));
        let count = try_all("GET /v1/articles/*", away, back).await;
        assert!(count > 50, "{count}");
    });
}

#[test]
fn whatever_a_survey_says_the_widget_stands() {
    run(async {
        // A survey that is due is asked for once: so each try has a question of its own.
        let ask = |app: Widget, ticket: &str| {
            let survey = SurveyState::new(
                app.services().backend,
                app.services().tasks,
                app.services().ticket_keys,
                app.services().host,
            );
            survey.ask(ticket.into());
        };
        let count = try_all("GET /v1/surveys/next", |_| (), ask).await;
        assert!(count > 50, "{count}");
    });
}

#[test]
fn whatever_is_said_to_a_new_ticket_it_is_there_once() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        app.open();
        shop.settle().await;
        let write = move || {
            app.services().navigation.go(Screen::NewTicket);
            app.new_ticket.write(|draft| {
                draft.subject = "Parcel".to_owned();
                draft.message = "Where is it?".to_owned();
                draft.email = "eve@example.com".to_owned();
            });
            app.new_ticket.submit();
        };
        let reply = caught(&shop, "POST /v1/tickets", write).await;
        let mut sent = 1;
        for change in changes(&reply) {
            app.services().announcer.announce(String::new());
            shop.wire.next("POST /v1/tickets", Trouble::Changed(change));
            write();
            shop.settle().await;
            sent += 1;
            // What could not be read is asked for again under its key.
            helpnook::platform::timer::advance();
            shop.settle().await;
            assert!(now(|| app.services().pending_writes.entries()).is_empty());
        }
        assert!(sent > 50, "{sent}");
        assert_eq!(shop.tickets().await, sent);
    });
}

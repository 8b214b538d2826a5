//! Customers whom the page signs in: their requests on every device, and nobody else's.

use std::time::Duration;

use helpnook::host::events::Event;
use helpnook::remote::Remote;
use helpnook::state::pending_writes::{Write, WriteOutcome};
use helpnook::widget::Widget;
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::thread::NewMessage;
use helpnook_server::clock::Moment;
use helpnook_server::config::{Config, Sources, load};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;

use crate::commands::tell;
use crate::support::{Gate, Shop, Trouble, now, run};

pub(crate) const SESSIONS: &str = "POST /v1/sessions";
const SECRET: &str = "what the shop and its helpnook know";

/// A shop that signs its customers in.
pub(crate) async fn shop() -> Shop {
    Shop::open_with(|config: &mut Config| {
        let keys = format!("[{{ kid = '1', algorithm = 'HS256', secret = '{SECRET}' }}]");
        let variables = vec![("HELPNOOK_IDENTITY_KEYS".to_owned(), keys)];
        let loaded = load(Sources { variables, ..Sources::default() }).expect("a key that is allowed");
        config.identity = loaded.config.identity;
    })
    .await
}

/// What the shop's pages say of a customer, from now until so many seconds later.
pub(crate) fn identity_for(shop: &Shop, subject: &str, seconds: i64) -> String {
    let Moment(at) = shop.state.clock.now();
    let claims = json!({
        "sub": subject, "aud": "helpnook", "exp": at / 1000 + seconds, "name": "Eve", "email": "eve@example.com",
    });
    let header = Header { kid: Some("1".to_owned()), ..Header::new(Algorithm::HS256) };
    encode(&header, &claims, &EncodingKey::from_secret(SECRET.as_bytes())).expect("signed")
}

pub(crate) fn identity(shop: &Shop, subject: &str) -> String {
    identity_for(shop, subject, 300)
}

pub(crate) async fn sign_in(shop: &Shop, app: Widget, identity: &str) {
    tell(app, "identify", &json!({ "token": identity }).to_string());
    app.open();
    shop.settle().await;
    // What the site offers was on its way: it is looked at again a second later.
    shop.later().await;
}

pub(crate) fn listed(app: Widget) -> Vec<String> {
    match now(|| app.services().tickets.list()) {
        Remote::Ready(list) => list.into_iter().map(|ticket| ticket.subject).collect(),
        other => panic!("no list: {other:?}"),
    }
}

pub(crate) fn refusals(app: Widget) -> usize {
    app.services().host.heard().into_iter().filter(|event| *event == Event::IdentityRefused).count()
}

pub(crate) fn is_signed_in(app: Widget) -> bool {
    app.explain().customer.is_signed_in
}

#[test]
fn a_customer_sees_follows_and_answers_their_requests_on_another_device() {
    run(async {
        let shop = shop().await;
        let here = shop.app();
        let first = shop.ticket(here.services(), "Sent as a guest").await;
        sign_in(&shop, here, &identity(&shop, "eve")).await;
        assert!(is_signed_in(here) && listed(here) == ["Sent as a guest"]);
        shop.clock.pass(Duration::from_secs(1));
        shop.ticket(here.services(), "Sent while signed in").await;
        shop.agent_says(&first.id, "Which colour?").await;
        shop.agent_moves(&first.id, AgentStatus::Waiting).await;

        let there = shop.app_elsewhere();
        sign_in(&shop, there, &identity(&shop, "eve")).await;
        assert_eq!(listed(there), ["Sent as a guest", "Sent while signed in"]);
        assert_eq!(now(|| there.services().tickets.unread()).len(), 1, "one waits for the customer");
        assert_eq!(now(|| there.new_ticket.draft()).email, "eve@example.com");
        there.ticket.open(first.id.clone());
        shop.settle().await;
        assert!(matches!(now(|| there.ticket.followed()), Remote::Ready(_)));
        let message = NewMessage { body: "Green.".to_owned(), attachments: Vec::new() };
        let (_, outcome) =
            there.services().pending_writes.post(Write::Reply(first.id.clone(), message)).await;
        assert!(matches!(outcome, WriteOutcome::Reply(_)), "{outcome:?}");
        assert_eq!(shop.thread(&first.id).await, ["Where is it?", "Which colour?", "Green."]);

        let again = shop.app_elsewhere();
        again.open();
        shop.settle().await;
        assert!(is_signed_in(again), "the device has kept the session");
        assert_eq!(listed(again).len(), 2);
    });
}

#[test]
fn what_was_answered_elsewhere_before_is_no_news_here_and_nobody_is_asked_twice_how_it_went() {
    run(async {
        let shop = shop().await;
        let here = shop.app();
        sign_in(&shop, here, &identity(&shop, "eve")).await;
        let ticket = shop.ticket(here.services(), "Parcel").await;
        shop.agent_says(&ticket.id, "It is there.").await;
        shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
        let there = shop.app_elsewhere();
        sign_in(&shop, there, &identity(&shop, "eve")).await;
        assert_eq!(listed(there), ["Parcel"]);
        assert_eq!(now(|| there.services().tickets.unread()), []);
        assert_eq!(now(|| there.services().survey.ticket()), None);
        shop.agent_says(&ticket.id, "Or was it not?").await;
        there.services().tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| there.services().tickets.unread()).len(), 1, "what comes from now on is");
    });
}

#[test]
fn another_customer_finds_nothing_of_the_first() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.ticket(app.services(), "Eve's").await;
        app.new_ticket.write(|draft| "Eve's draft".clone_into(&mut draft.message));
        sign_in(&shop, app, &identity(&shop, "bob")).await;
        assert!(is_signed_in(app));
        assert_eq!((listed(app), now(|| app.new_ticket.draft()).message), (Vec::new(), String::new()));
        assert_eq!(shop.wire.count("DELETE /v1/sessions"), 1);
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        assert_eq!(listed(app), ["Eve's"]);
    });
}

#[test]
fn a_logout_ends_the_session_everywhere() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.ticket(app.services(), "Parcel").await;
        let token = now(|| app.services().backend.session());
        let beside = shop.app();
        beside.open();
        shop.settle().await;
        assert!(is_signed_in(beside));
        let gate = Gate::closed();
        shop.wire.next("GET /v1/tickets", Trouble::LateReply(gate.clone()));
        app.services().tickets.refresh();
        shop.settle().await;
        app.forget();
        gate.open();
        shop.settle().await;
        assert_eq!((is_signed_in(app), refusals(app), listed(app)), (false, 0, Vec::new()));
        assert_eq!(now(|| shop.app().services().ticket_keys.all()), []);
        beside.services().tickets.refresh();
        shop.settle().await;
        assert!(!is_signed_in(beside));
        let thief = shop.app_elsewhere();
        thief.services().backend.use_session(token);
        thief.services().tickets.refresh();
        shop.settle().await;
        assert!(!is_signed_in(thief), "the session is no longer taken");
    });
}

#[test]
fn a_logout_meanwhile_is_the_last_word() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        app.open();
        shop.settle().await;
        let gate = Gate::closed();
        shop.wire.next(SESSIONS, Trouble::LateReply(gate.clone()));
        tell(app, "identify", &json!({ "token": identity(&shop, "eve") }).to_string());
        shop.settle().await;
        app.forget();
        gate.open();
        shop.later().await;
        assert_eq!((is_signed_in(app), refusals(app)), (false, 0));
        assert!(!is_signed_in(shop.app()), "nothing of it is on the device");
    });
}

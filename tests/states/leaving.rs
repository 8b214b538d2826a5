//! A widget that is taken out of its page, as single-page apps do: what arrives after that finds nobody and ends quietly.

use std::rc::Rc;

use helpnook::host::events::Host;
use helpnook::i18n::I18n;
use helpnook::services::Services;
use helpnook::state::backend::Backend;
use helpnook::state::device_storage::DeviceStorage;
use helpnook::state::device_storage::stored::Outbox;
use helpnook::widget::Widget;
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::{ArticleId, TicketId};
use leptos::prelude::*;

use crate::support::{Gate, Shop, Trouble, run};

/// Takes a widget away after `act`: at once, or while the reply to `call` is on its way. [`run`] sees tasks that panic.
fn leave(call: &str, act: fn(Widget, TicketId)) {
    for is_at_once in [true, false] {
        run(async {
            let shop = Shop::open().await;
            shop.wire.every("GET /v1/faq/*/index", Trouble::NoAnswer);
            let owner = Owner::new();
            let app = owner.with(|| shop.app());
            let ticket = shop.ticket(app.services(), "Parcel").await;
            shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
            app.open();
            app.ticket.open(ticket.id.clone());
            app.article.open(ArticleId::from("track"));
            app.services().survey.ask(ticket.id.clone());
            shop.settle().await;
            let gate = Gate::closed();
            shop.wire.every(call, Trouble::LateReply(gate.clone()));
            let before = shop.wire.count(call);
            owner.with(|| act(app, ticket.id));
            if !is_at_once {
                shop.settle().await;
                assert!(shop.wire.count(call) > before, "{call} is on its way");
            }
            drop(owner);
            gate.open();
            shop.later().await;
        });
    }
}

#[test]
fn a_request_that_was_reopened() {
    leave("POST /v1/tickets/*/transitions", |app, _| app.ticket.move_to(CustomerStatus::Open));
}

#[test]
fn a_reply_that_was_written() {
    leave("POST /v1/tickets/*/messages", |app, _| {
        app.ticket.write("Hello?".to_owned());
        app.ticket.send();
    });
}

#[test]
fn a_look_at_a_request() {
    leave("GET /v1/tickets/*", |app, _| app.ticket.refresh());
    leave("GET /v1/tickets", |app, _| app.services().tickets.refresh());
}

#[test]
fn a_score_that_was_given() {
    leave("POST /v1/surveys/*/responses", |app, _| app.services().survey.score(5));
    leave("GET /v1/surveys/next", |app, ticket| {
        app.services().survey.withdraw(&ticket);
        app.services().survey.ask(ticket);
    });
}

#[test]
fn an_article_that_was_opened_or_voted_on() {
    leave("GET /v1/articles/*", |app, _| app.article.open(ArticleId::from("refund")));
    leave("POST /v1/articles/*/votes", |app, _| app.article.vote(true));
}

#[test]
fn a_search_that_the_server_answers() {
    leave("GET /v1/articles", |app, _| {
        app.home.search("parcel".to_owned());
        app.home.hold();
    });
}

#[test]
fn a_panel_that_was_opened() {
    leave("GET /v1/site", |app, _| {
        app.close();
        app.open();
    });
}

#[test]
fn what_was_just_sent_is_kept_for_its_own_backend_though_another_widget_left_last() {
    run(async {
        let shop = Shop::open().await;
        let (mine, others) = (Owner::new(), Owner::new());
        let app = mine.with(|| shop.app());
        let ticket = shop.ticket(app.services(), "Parcel").await;
        app.ticket.open(ticket.id);
        shop.settle().await;
        let stored = app.services().storage;
        let storage = DeviceStorage::of("https://other.example");
        others.with(|| {
            let api = Backend::new(Rc::new(shop.wire.clone()));
            Services::new(api, I18n::english(), storage, Host::new(Vec::new()))
        });
        mine.with(|| {
            app.new_ticket.write(|draft| {
                draft.subject = "Lamp".to_owned();
                draft.message = "It flickers.".to_owned();
                draft.email = "eve@example.com".to_owned();
            });
            assert!(app.new_ticket.submit());
            app.ticket.write("Hello?".to_owned());
            app.ticket.send();
        });
        drop(mine);
        drop(others);
        shop.later().await;
        assert!(!storage.has("outbox"), "the other backend is sent nothing");
        let kept = stored.read::<Outbox>().unwrap_or_default().0;
        assert_eq!(kept.len(), 2, "both wait for the next visit");
    });
}

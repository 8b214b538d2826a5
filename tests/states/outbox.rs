//! Writes that must not be lost: kept first, sent until the backend has them, there only once.

use helpnook::remote::Failure;
use helpnook::state::pending_writes::{Write, WriteOutcome};
use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::thread::NewMessage;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::support::{Gate, Shop, Trouble, now, run, ticket_of};

const CREATE: &str = "POST /v1/tickets";
const REPLY: &str = "POST /v1/tickets/*/messages";

fn reply(ticket: &TicketId, body: &str) -> Write {
    Write::Reply(ticket.clone(), NewMessage { body: body.to_owned(), attachments: Vec::new() })
}

#[test]
fn a_ticket_whose_reply_was_lost_is_there_once() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        shop.wire.next(CREATE, Trouble::LostReply);
        let (key, outcome) = services.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        assert_eq!(outcome, WriteOutcome::Kept);
        assert_eq!(shop.tickets().await, 1, "the server has it already");
        shop.later().await;
        let created = now(|| services.pending_writes.ticket_of(&key)).expect("now the widget knows");
        assert!(services.ticket_keys.key_of(&created.id).is_some(), "with its key");
        assert!(now(|| services.pending_writes.entries()).is_empty());
        assert_eq!((shop.wire.count(CREATE), shop.tickets().await), (2, 1));
    });
}

#[test]
fn letters_wait_while_the_backend_is_away_and_then_go_in_order() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        shop.wire.cut(true);
        for text in ["first", "second", "third"] {
            assert_eq!(services.pending_writes.post(reply(&ticket.id, text)).await.1, WriteOutcome::Kept);
        }
        for _ in 0..3 {
            shop.later().await;
        }
        assert_eq!(now(|| services.pending_writes.entries()).len(), 3);
        shop.wire.cut(false);
        shop.later().await;
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "first", "second", "third"]);
        assert!(now(|| services.pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_letter_survives_a_reload_and_goes_by_itself() {
    run(async {
        let shop = Shop::open().await;
        shop.wire.next(CREATE, Trouble::LostReply);
        shop.services().pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        let again = shop.services();
        assert_eq!(now(|| again.pending_writes.entries()).len(), 1);
        shop.settle().await;
        assert!(now(|| again.pending_writes.entries()).is_empty());
        assert_eq!((shop.tickets().await, again.ticket_keys.keys().len()), (1, 1));
    });
}

#[test]
fn a_backend_that_asks_for_patience_gets_the_letter_later() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        for (status, wait) in [(429, Some(60)), (503, Some(3)), (500, None)] {
            shop.wire.next(CREATE, Trouble::Answer(status, wait, Value::Null));
        }
        let outcome = services.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await.1;
        assert_eq!(outcome, WriteOutcome::Kept);
        for _ in 0..3 {
            shop.later().await;
        }
        assert_eq!((shop.wire.count(CREATE), shop.tickets().await), (4, 1));
    });
}

#[test]
fn a_letter_that_is_refused_at_once_is_handed_back() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let (_, outcome) = services.pending_writes.post(Write::Ticket(ticket_of(" "))).await;
        let WriteOutcome::Refused(Failure::Refused(problem)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(problem.errors[0].pointer, "/subject");
        assert!(now(|| services.pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_reply_that_is_refused_later_is_shown_and_can_be_taken_back() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        shop.wire.next(REPLY, Trouble::NoAnswer);
        let (key, _) = services.pending_writes.post(reply(&ticket.id, "too late")).await;
        shop.agent_moves(&ticket.id, AgentStatus::Closed).await;
        shop.later().await;
        assert!(now(|| services.pending_writes.entries())[0].is_refused);
        assert!(now(|| shop.services().pending_writes.entries())[0].is_refused, "also after a reload");
        assert_eq!(services.pending_writes.take_back(&key), Some(reply(&ticket.id, "too late")));
        assert!(now(|| shop.services().pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_refused_letter_does_not_hold_up_the_next() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        shop.wire.cut(true);
        services.pending_writes.post(Write::Ticket(ticket_of(" "))).await;
        services.pending_writes.post(reply(&ticket.id, "still there?")).await;
        shop.wire.cut(false);
        shop.later().await;
        let left = now(|| services.pending_writes.entries());
        assert!(left.len() == 1 && left[0].is_refused, "{left:?}");
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "still there?"]);
    });
}

#[test]
fn a_reply_written_while_an_earlier_one_is_sent_again_goes_too() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        shop.wire.next(REPLY, Trouble::NoAnswer);
        services.pending_writes.post(reply(&ticket.id, "first")).await;
        let gate = Gate::closed();
        shop.wire.next(REPLY, Trouble::LateReply(gate.clone()));
        shop.later().await;
        services.pending_writes.post(reply(&ticket.id, "second")).await;
        gate.open();
        for _ in 0..3 {
            shop.later().await;
        }
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "first", "second"]);
        assert!(now(|| services.pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_reply_written_while_the_first_is_on_its_way_goes_too() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let gate = Gate::closed();
        shop.wire.next(REPLY, Trouble::LateReply(gate.clone()));
        let first = reply(&ticket.id, "first");
        spawn_local(async move {
            services.pending_writes.post(first).await;
        });
        shop.settle().await;
        services.pending_writes.post(reply(&ticket.id, "second")).await;
        gate.open();
        for _ in 0..3 {
            shop.later().await;
        }
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "first", "second"]);
    });
}

#[test]
fn trying_now_while_the_server_is_still_at_it_refuses_nothing() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        shop.wire.cut(true);
        let (key, _) = services.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        shop.wire.cut(false);
        let gate = Gate::closed();
        shop.wire.next(CREATE, Trouble::SlowBody(gate.clone()));
        services.pending_writes.flush();
        shop.settle().await;
        services.pending_writes.flush();
        shop.settle().await;
        assert!(now(|| services.pending_writes.entries()).iter().all(|entry| !entry.is_refused));
        gate.open();
        shop.settle().await;
        assert!(now(|| services.pending_writes.ticket_of(&key)).is_some());
        assert_eq!(shop.tickets().await, 1);
    });
}

#[test]
fn a_ticket_sent_by_two_tries_at_once_is_told_once() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        shop.wire.cut(true);
        services.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        shop.wire.cut(false);
        let gate = Gate::closed();
        shop.wire.next(CREATE, Trouble::Late(gate.clone()));
        services.pending_writes.flush();
        shop.settle().await;
        services.pending_writes.flush();
        shop.settle().await;
        gate.open();
        shop.settle().await;
        assert_eq!(shop.tickets().await, 1);
        assert_eq!(services.host.heard().len(), 1, "{:?}", services.host.heard());
    });
}

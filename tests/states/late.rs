//! One request after another: what arrives late belongs to the one that it was asked for.

use helpnook::remote::{Failure, Remote};
use helpnook::screens::ticket::TicketState;
use helpnook_contract::TicketId;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::TicketStatus;

use crate::support::{Gate, Shop, Trouble, now, run};

const REPLY: &str = "POST /v1/tickets/*/messages";
const TICKET: &str = "GET /v1/tickets/*";
const MOVE: &str = "POST /v1/tickets/*/transitions";

#[test]
fn a_request_on_show_is_not_replaced_by_a_late_answer_about_another() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let state = TicketState::new(services);
        let gate = Gate::closed();
        shop.wire.next(TICKET, Trouble::LateReply(gate.clone()));
        state.open(ticket.id);
        shop.settle().await;
        state.open(TicketId::from("tkt_00000000000000000000000000"));
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| state.followed()), Remote::Failed(Failure::NotFound));
    });
}

#[test]
fn a_change_of_one_request_never_shows_on_another() {
    run(async {
        let shop = Shop::open().await;
        let (services, first) = shop.desk_with_ticket().await;
        let second = shop.ticket(services, "Refund").await;
        let state = TicketState::new(services);
        state.open(first.id);
        shop.settle().await;
        let gate = Gate::closed();
        shop.wire.next(MOVE, Trouble::LateReply(gate.clone()));
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        state.open(second.id.clone());
        shop.settle().await;
        gate.open();
        shop.settle().await;
        let followed = now(|| state.followed());
        assert_eq!(followed.ready().map(|f| f.ticket.id.clone()), Some(second.id));
    });
}

#[test]
fn a_look_that_began_before_a_change_does_not_undo_it_on_the_screen() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let state = TicketState::new(services);
        state.open(ticket.id);
        shop.settle().await;
        let gate = Gate::closed();
        shop.wire.next(TICKET, Trouble::LateReply(gate.clone()));
        state.refresh();
        shop.settle().await;
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        gate.open();
        shop.settle().await;
        let followed = now(|| state.followed());
        assert_eq!(followed.ready().map(|f| f.ticket.status), Some(TicketStatus::Solved));
    });
}

#[test]
fn what_is_typed_for_another_request_survives_a_reply_that_arrives() {
    run(async {
        let shop = Shop::open().await;
        let (services, first) = shop.desk_with_ticket().await;
        let second = shop.ticket(services, "Refund").await;
        let state = TicketState::new(services);
        state.open(first.id);
        shop.settle().await;
        let gate = Gate::closed();
        shop.wire.next(REPLY, Trouble::LateReply(gate.clone()));
        state.write("Hello?".to_owned());
        state.send();
        shop.settle().await;
        state.open(second.id);
        state.write("About the refund".to_owned());
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| state.reply()), "About the refund");
    });
}

#[test]
fn a_thread_that_never_ends_does_not_keep_the_widget_busy_for_ever() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let endless = std::rc::Rc::new(|page: &mut serde_json::Value| page["next"] = "1".into());
        shop.wire.every("GET /v1/tickets/*/messages", Trouble::Changed(endless));
        let state = TicketState::new(services);
        state.open(ticket.id);
        let mut turns = 0;
        while matches!(now(|| state.followed()), Remote::Loading) {
            tokio::task::yield_now().await;
            turns += 1;
            assert!(shop.wire.count("GET /v1/tickets/*/messages") < 1_000, "after {turns} turns");
        }
    });
}

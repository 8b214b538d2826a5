//! One request: its thread, the reply, solving and reopening.

use helpnook::panels::request::RequestState;
use helpnook::remote::{Failure, Remote};
use helpnook::screen::Screen;
use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::{TicketAction, TicketStatus};
use leptos::prelude::*;

use crate::support::{Gate, Shop, Trouble, now, run};

const REPLY: &str = "POST /v1/tickets/*/messages";
const TICKET: &str = "GET /v1/tickets/*";
const MOVE: &str = "POST /v1/tickets/*/transitions";

fn bodies(state: RequestState) -> Vec<String> {
    let followed = now(|| state.followed());
    followed.ready().map(|f| f.messages.iter().map(|m| m.body.clone()).collect()).unwrap_or_default()
}

fn status(state: RequestState) -> Option<TicketStatus> {
    now(|| state.followed()).ready().map(|followed| followed.ticket.status)
}

async fn opened(shop: &Shop) -> (RequestState, TicketId) {
    let (desk, ticket) = shop.desk_with_ticket().await;
    let state = RequestState::new(desk);
    state.open(ticket.id.clone());
    shop.settle().await;
    (state, ticket.id)
}

#[test]
fn a_reply_appears_in_the_thread_and_its_box_is_empty() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        shop.agent_says(&id, "Which parcel?").await;
        state.write("  The green one. ".to_owned());
        state.send();
        shop.settle().await;
        assert_eq!(bodies(state), ["Where is it?", "Which parcel?", "The green one."]);
        assert_eq!(now(|| state.reply()), "");
        assert_eq!(shop.thread(&id).await, bodies(state));
    });
}

#[test]
fn a_double_click_sends_one_reply_and_an_empty_one_is_not_sent() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        state.write(" ".to_owned());
        state.send();
        assert_eq!(now(|| state.failure()).as_deref(), Some("Write what we can do for you."));
        state.write("Hello?".to_owned());
        state.send();
        state.send();
        shop.settle().await;
        assert_eq!(shop.wire.count(REPLY), 1);
        assert_eq!(shop.thread(&id).await, ["Where is it?", "Hello?"]);
    });
}

#[test]
fn a_half_written_reply_is_found_again_after_a_reload() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        state.write("Half a sen".to_owned());
        let again = RequestState::new(shop.desk());
        again.open(id);
        assert_eq!(now(|| again.reply()), "Half a sen");
    });
}

#[test]
fn solving_and_reopening_show_at_once_and_survive_a_look_again() {
    run(async {
        let shop = Shop::open().await;
        let (state, _) = opened(&shop).await;
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        assert_eq!(status(state), Some(TicketStatus::Solved));
        assert_eq!(bodies(state), ["Where is it?"]);
        state.move_to(CustomerStatus::Open);
        shop.settle().await;
        assert_eq!(status(state), Some(TicketStatus::Open));
        state.refresh();
        shop.settle().await;
        assert_eq!(status(state), Some(TicketStatus::Open));
    });
}

#[test]
fn a_change_that_does_not_arrive_is_said_and_can_be_tried_again() {
    run(async {
        let shop = Shop::open().await;
        let (state, _) = opened(&shop).await;
        shop.wire.next(MOVE, Trouble::NoAnswer);
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        assert_eq!(now(|| state.failure()).as_deref(), Some("That did not reach us. Please try again."));
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        assert_eq!((status(state), now(|| state.failure())), (Some(TicketStatus::Solved), None));
    });
}

#[test]
fn a_change_that_came_too_late_shows_how_it_stands_now() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        shop.agent_moves(&id, AgentStatus::Closed).await;
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        assert_eq!(status(state), Some(TicketStatus::Closed));
    });
}

#[test]
fn a_reply_to_a_closed_request_is_kept_and_the_way_on_is_said() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        shop.agent_moves(&id, AgentStatus::Closed).await;
        state.write("One more thing".to_owned());
        state.send();
        shop.settle().await;
        let said = now(|| state.failure()).expect("it is said");
        assert!(said.starts_with("This request is closed. Write to us anew"), "{said}");
        assert_eq!(now(|| state.reply()), "One more thing", "nothing typed is lost");
        let followed = now(|| state.followed());
        assert!(!followed.ready().expect("shown").ticket.can.contains(&TicketAction::Reply));
    });
}

#[test]
fn the_same_answer_again_draws_nothing_anew() {
    run(async {
        let shop = Shop::open().await;
        let (state, id) = opened(&shop).await;
        let drawn = StoredValue::new(0);
        Effect::new(move |_| {
            state.followed();
            drawn.update_value(|count| *count += 1);
        });
        shop.settle().await;
        assert_eq!(drawn.get_value(), 1);
        state.refresh();
        shop.settle().await;
        assert_eq!(drawn.get_value(), 1);
        shop.agent_says(&id, "News").await;
        state.refresh();
        shop.settle().await;
        assert_eq!(drawn.get_value(), 2);
    });
}

#[test]
fn what_is_on_show_stays_while_the_backend_is_away() {
    run(async {
        let shop = Shop::open().await;
        let (state, _) = opened(&shop).await;
        shop.wire.cut(true);
        state.refresh();
        shop.settle().await;
        assert_eq!(bodies(state), ["Where is it?"]);
    });
}

#[test]
fn a_request_without_a_key_on_this_device_is_gone() {
    run(async {
        let shop = Shop::open().await;
        let state = RequestState::new(shop.desk());
        state.open(TicketId::from("tkt_00000000000000000000000000"));
        shop.settle().await;
        assert_eq!(now(|| state.followed()), Remote::Failed(Failure::Gone));
    });
}

#[test]
#[ignore = "the widget does not hold this yet"]
fn a_request_on_show_is_not_replaced_by_a_late_answer_about_another() {
    run(async {
        let shop = Shop::open().await;
        let (desk, ticket) = shop.desk_with_ticket().await;
        let state = RequestState::new(desk);
        let gate = Gate::closed();
        shop.wire.next(TICKET, Trouble::LateReply(gate.clone()));
        state.open(ticket.id);
        shop.settle().await;
        state.open(TicketId::from("tkt_00000000000000000000000000"));
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| state.followed()), Remote::Failed(Failure::Gone));
    });
}

#[test]
#[ignore = "the widget does not hold this yet"]
fn a_change_of_one_request_never_shows_on_another() {
    run(async {
        let shop = Shop::open().await;
        let (desk, first) = shop.desk_with_ticket().await;
        let second = shop.ticket(desk, "Refund").await;
        let state = RequestState::new(desk);
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
#[ignore = "the widget does not hold this yet"]
fn a_look_that_began_before_a_change_does_not_undo_it_on_the_screen() {
    run(async {
        let shop = Shop::open().await;
        let (state, _) = opened(&shop).await;
        let gate = Gate::closed();
        shop.wire.next(TICKET, Trouble::LateReply(gate.clone()));
        state.refresh();
        shop.settle().await;
        state.move_to(CustomerStatus::Solved);
        shop.settle().await;
        gate.open();
        shop.settle().await;
        assert_eq!(status(state), Some(TicketStatus::Solved));
    });
}

#[test]
#[ignore = "the widget does not hold this yet"]
fn what_is_typed_for_another_request_survives_a_reply_that_arrives() {
    run(async {
        let shop = Shop::open().await;
        let (desk, first) = shop.desk_with_ticket().await;
        let second = shop.ticket(desk, "Refund").await;
        let state = RequestState::new(desk);
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
#[ignore = "the widget does not hold this yet"]
fn a_thread_that_never_ends_does_not_keep_the_widget_busy_for_ever() {
    run(async {
        let shop = Shop::open().await;
        let (desk, ticket) = shop.desk_with_ticket().await;
        let endless = std::rc::Rc::new(|page: &mut serde_json::Value| page["next"] = "1".into());
        shop.wire.every("GET /v1/tickets/*/messages", Trouble::Changed(endless));
        let state = RequestState::new(desk);
        state.open(ticket.id);
        let mut turns = 0;
        while matches!(now(|| state.followed()), Remote::Loading) {
            tokio::task::yield_now().await;
            turns += 1;
            assert!(shop.wire.count("GET /v1/tickets/*/messages") < 1_000, "after {turns} turns");
        }
    });
}

#[test]
fn looking_again_happens_while_the_panel_is_open_and_no_longer() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let ticket = shop.ticket(app.desk, "Parcel").await;
        app.open();
        app.desk.way.go(Screen::Request(ticket.id.clone()));
        app.request.open(ticket.id.clone());
        shop.settle().await;
        shop.agent_says(&ticket.id, "News").await;
        shop.later().await;
        assert_eq!(bodies(app.request), ["Where is it?", "News"]);
        assert_eq!(now(|| app.desk.live.get()), "News", "and is read out");
        app.close();
        shop.later().await;
        let calls = shop.wire.count(TICKET);
        shop.later().await;
        assert_eq!(shop.wire.count(TICKET), calls);
    });
}

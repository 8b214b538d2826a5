//! One request: its thread, the reply, solving and reopening.

use helpnook::remote::{Failure, Remote};
use helpnook::screens::ticket::TicketState;
use helpnook::state::navigation::Screen;
use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::{TicketAction, TicketStatus};
use leptos::prelude::*;

use crate::support::{Shop, Trouble, now, run};

const REPLY: &str = "POST /v1/tickets/*/messages";
const TICKET: &str = "GET /v1/tickets/*";
const MOVE: &str = "POST /v1/tickets/*/transitions";

fn bodies(state: TicketState) -> Vec<String> {
    let followed = now(|| state.followed());
    followed.ready().map(|f| f.messages.iter().map(|m| m.body.clone()).collect()).unwrap_or_default()
}

fn status(state: TicketState) -> Option<TicketStatus> {
    now(|| state.followed()).ready().map(|followed| followed.ticket.status)
}

async fn opened(shop: &Shop) -> (TicketState, TicketId) {
    let (services, ticket) = shop.desk_with_ticket().await;
    let state = TicketState::new(services);
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
        assert_eq!(now(|| state.fault()), "Write your reply first.");
        state.write("Hello?".to_owned());
        assert_eq!(now(|| state.fault()), "", "typing takes the fault away");
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
        let again = TicketState::new(shop.services());
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
        let drawn = RwSignal::new(0);
        Effect::new(move |_| {
            state.followed();
            drawn.update(|count| *count += 1);
        });
        shop.settle().await;
        assert_eq!(drawn.get_untracked(), 1);
        state.refresh();
        shop.settle().await;
        assert_eq!(drawn.get_untracked(), 1);
        shop.agent_says(&id, "News").await;
        state.refresh();
        shop.settle().await;
        assert_eq!(drawn.get_untracked(), 2);
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
        let state = TicketState::new(shop.services());
        state.open(TicketId::from("tkt_00000000000000000000000000"));
        shop.settle().await;
        assert_eq!(now(|| state.followed()), Remote::Failed(Failure::NotFound));
    });
}

#[test]
fn looking_again_happens_while_the_panel_is_open_and_no_longer() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let ticket = shop.ticket(app.services(), "Parcel").await;
        app.open();
        app.services().navigation.go(Screen::Ticket(ticket.id.clone()));
        app.ticket.open(ticket.id.clone());
        shop.settle().await;
        shop.agent_says(&ticket.id, "News").await;
        shop.later().await;
        assert_eq!(bodies(app.ticket), ["Where is it?", "News"]);
        assert_eq!(now(|| app.services().announcer.text()), "New reply from Mia: News", "and is read out");
        app.close();
        shop.later().await;
        let calls = shop.wire.count(TICKET);
        shop.later().await;
        assert_eq!(shop.wire.count(TICKET), calls);
    });
}

//! The rules of a ticket's status.

use helpnook_contract::agent::queue::{AgentStatus, TicketChange, UpdateTicket};
use helpnook_contract::thread::{CreateMessage, CustomerStatus, NewMessage};
use helpnook_contract::tickets::{Actor, GetTicket, Ticket, TicketAction, TicketCreated, TicketStatus};
use helpnook_contract::{Problem, ProblemKind, TicketId};

use crate::support::{World, bearer};

async fn see(world: &World, ticket: &TicketCreated) -> Ticket {
    world.call(&bearer(&ticket.ticket_key), &GetTicket { id: ticket.id.clone() }).await.expect("the ticket")
}

async fn reply(world: &World, ticket: &TicketCreated) -> Result<(), Problem> {
    let body = NewMessage { body: "More".to_owned(), attachments: Vec::new() };
    world.call(&bearer(&ticket.ticket_key), &CreateMessage { id: ticket.id.clone(), body }).await.map(|_| ())
}

async fn give(world: &World, agent: &str, id: &TicketId, status: AgentStatus) -> Result<Ticket, Problem> {
    let call = UpdateTicket { id: id.clone(), body: TicketChange { status } };
    world.call(agent, &call).await.map(|ticket| ticket.ticket)
}

#[tokio::test]
async fn a_ticket_goes_back_and_forth_and_keeps_its_history() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    assert_eq!(see(&world, &ticket).await.can, [TicketAction::Reply, TicketAction::Solve]);

    reply(&world, &ticket).await.expect("sent");
    assert_eq!(
        see(&world, &ticket).await.status,
        TicketStatus::New,
        "more words of the customer's change nothing"
    );
    world.agent_says(&agent, &ticket.id, "On its way", false).await;
    assert_eq!(see(&world, &ticket).await.status, TicketStatus::Waiting);
    reply(&world, &ticket).await.expect("sent");
    assert_eq!(see(&world, &ticket).await.status, TicketStatus::Open);

    world.clock.pass(std::time::Duration::from_secs(60));
    let solved = world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    assert_eq!(solved.can, [TicketAction::Reply, TicketAction::Reopen, TicketAction::Rate]);
    reply(&world, &ticket).await.expect("a reply reopens");
    let seen = see(&world, &ticket).await;
    let history: Vec<_> = seen.history.iter().map(|change| (change.to, change.by)).collect();
    assert_eq!(
        history,
        [
            (TicketStatus::New, Actor::Customer),
            (TicketStatus::Waiting, Actor::Agent),
            (TicketStatus::Open, Actor::Customer),
            (TicketStatus::Solved, Actor::Customer),
            (TicketStatus::Open, Actor::Customer),
        ]
    );
    assert_eq!(seen.history[0].at, "2023-11-14T22:13:20Z");
    assert_eq!(seen.history[3].at, "2023-11-14T22:14:20Z");
}

#[tokio::test]
async fn a_solved_ticket_can_be_reopened_and_nothing_else() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let refused = world.customer_moves(&ticket, CustomerStatus::Open).await.expect_err("not solved yet");
    assert_eq!((refused.status, refused.kind), (409, ProblemKind::NotAllowedNow));
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    assert_eq!(world.customer_moves(&ticket, CustomerStatus::Solved).await.expect_err("solved").status, 409);
    let open = world.customer_moves(&ticket, CustomerStatus::Open).await.expect("reopened");
    assert_eq!(open.status, TicketStatus::Open);
}

#[tokio::test]
async fn a_closed_ticket_says_to_send_a_new_one() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    assert_eq!(give(&world, &agent, &ticket.id, AgentStatus::Closed).await.expect("closed").can, []);
    for refused in [
        reply(&world, &ticket).await.expect_err("closed"),
        world.customer_moves(&ticket, CustomerStatus::Open).await.expect_err("closed"),
        give(&world, &agent, &ticket.id, AgentStatus::Open).await.expect_err("closed"),
    ] {
        assert_eq!((refused.status, refused.kind), (409, ProblemKind::TicketClosed));
        assert!(refused.detail.expect("a way on").contains("new ticket"));
    }
    world.agent_says(&agent, &ticket.id, "A note for us", true).await;
    assert_eq!(see(&world, &ticket).await.history.len(), 2);
}

#[tokio::test]
async fn a_note_opens_a_new_ticket_and_stays_unseen() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    let before = see(&world, &ticket).await;
    world.clock.pass(std::time::Duration::from_secs(60));
    world.agent_says(&agent, &ticket.id, "Ask the carrier", true).await;
    assert_eq!(see(&world, &ticket).await.status, TicketStatus::Open);
    assert_eq!(see(&world, &ticket).await.created_at, before.created_at);
    let address = format!("/v1/tickets/{}/messages", ticket.id);
    let thread = world.get(&address, &bearer(&ticket.ticket_key)).await.json();
    assert_eq!(thread["items"].as_array().expect("items").len(), 1);
    let changed = see(&world, &ticket).await.updated_at;
    world.clock.pass(std::time::Duration::from_secs(60));
    world.agent_says(&agent, &ticket.id, "Asked", true).await;
    assert_eq!(see(&world, &ticket).await.updated_at, changed, "a note moves no time that the customer sees");
}

#[tokio::test]
async fn the_same_status_again_changes_nothing() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    for _ in 0..2 {
        give(&world, &agent, &ticket.id, AgentStatus::Open).await.expect("open");
    }
    assert_eq!(see(&world, &ticket).await.history.len(), 2);
}

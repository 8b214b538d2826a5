use std::time::Duration;

use helpnook_contract::SurveyId;
use helpnook_contract::agent::{Figures, GetFigures, GetMe};
use helpnook_contract::site::{GetSite, ReplyTime};
use helpnook_contract::surveys::{Answer, CreateResponse, NewResponse, ResponseState};
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::{GetTicket, TicketCreated, TicketStatus};

use crate::support::{World, bearer};

async fn figures(world: &World, agent: &str) -> Figures {
    world.call(agent, &GetFigures).await.expect("figures")
}

/// A ticket answered after so many seconds.
async fn answered(world: &World, agent: &str, seconds: u64) -> TicketCreated {
    let ticket = world.ticket().await;
    world.clock.pass(Duration::from_secs(seconds));
    world.agent_says(agent, &ticket.id, "Yes", false).await;
    ticket
}

#[tokio::test]
async fn reply_times_are_told_once_five_tickets_were_answered() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    assert_eq!(figures(&world, &agent).await.first_response, None);
    for seconds in [60, 600, 120, 3_599] {
        answered(&world, &agent, seconds).await;
    }
    let asked = world.ticket().await;
    assert_eq!(asked.expected_reply, None, "four are not enough for a promise");
    assert!(figures(&world, &agent).await.first_response.is_some(), "agents see what there is");
    let last = answered(&world, &agent, 30).await;
    let told = Some(ReplyTime { usual_minutes: 2, nine_of_ten_minutes: 60 });
    assert_eq!(world.call("", &GetSite::default()).await.expect("the site").reply_time, told);
    assert_eq!(figures(&world, &agent).await.first_response, told);
    let see = async |ticket: &TicketCreated| {
        let call = GetTicket { id: ticket.id.clone() };
        world.call(&bearer(&ticket.ticket_key), &call).await.expect("the ticket").expected_reply
    };
    assert_eq!((see(&asked).await, see(&last).await), (told, None));

    world.clock.pass(Duration::from_secs(31 * 24 * 60 * 60));
    assert_eq!(world.call("", &GetSite::default()).await.expect("the site").reply_time, None);
}

#[tokio::test]
async fn notes_are_no_answers() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    world.agent_says(&agent, &ticket.id, "A note", true).await;
    assert_eq!(figures(&world, &agent).await.first_response, None);
}

#[tokio::test]
async fn csat_is_the_share_of_fours_and_fives() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    assert_eq!(figures(&world, &agent).await.csat, None);
    for (score, state) in [
        (Some(5), ResponseState::Complete),
        (Some(4), ResponseState::Partial),
        (Some(3), ResponseState::Complete),
        (Some(1), ResponseState::Complete),
        (None, ResponseState::Dismissed),
    ] {
        let ticket = world.ticket().await;
        world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
        let answers =
            score.map(|score| Answer { question: "score".to_owned(), score: Some(score), text: None });
        let body =
            NewResponse { ticket: Some(ticket.id.clone()), answers: answers.into_iter().collect(), state };
        let call = CreateResponse { id: SurveyId::from("csat"), body };
        world.call(&bearer(&ticket.ticket_key), &call).await.expect("rated");
    }
    world.ticket().await;
    let figures = figures(&world, &agent).await;
    assert_eq!((figures.ratings, figures.csat), (4, Some(0.5)));
    let tickets: Vec<_> = figures.tickets.iter().map(|count| (count.status, count.count)).collect();
    assert_eq!(tickets, [(TicketStatus::New, 1), (TicketStatus::Solved, 5)]);
}

#[tokio::test]
async fn a_token_tells_its_agent() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let me = world.call(&agent, &GetMe).await.expect("me");
    assert_eq!(me.name, "Ada");
    assert_eq!(
        world.call(&world.agent("Ada").await, &GetMe).await.expect("me").id,
        me.id,
        "two tokens, one agent"
    );
}

use helpnook_contract::agent::queue::{GetAgentTicket, Rating};
use helpnook_contract::surveys::{
    Answer, CreateResponse, GetNextSurvey, NewResponse, NextSurvey, NextSurveyQuery, ResponseChange,
    ResponseState, SurveyReason, SurveyResponse, UpdateResponse,
};
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::TicketCreated;
use helpnook_contract::{Problem, ProblemKind, SurveyId};

use crate::support::{World, bearer};

async fn next(world: &World, ticket: &TicketCreated) -> NextSurvey {
    let query = NextSurveyQuery { trigger: "ticket_solved".to_owned(), ticket: Some(ticket.id.clone()) };
    world.call(&bearer(&ticket.ticket_key), &GetNextSurvey { query }).await.expect("a decision")
}

fn score(score: u8) -> Answer {
    Answer { question: "score".to_owned(), score: Some(score), text: None }
}

fn comment(text: &str) -> Answer {
    Answer { question: "comment".to_owned(), score: None, text: Some(text.to_owned()) }
}

async fn respond(
    world: &World,
    ticket: &TicketCreated,
    answers: Vec<Answer>,
    state: ResponseState,
) -> Result<SurveyResponse, Problem> {
    let body = NewResponse { ticket: Some(ticket.id.clone()), answers, state };
    world.call(&bearer(&ticket.ticket_key), &CreateResponse { id: SurveyId::from("csat"), body }).await
}

async fn solved(world: &World) -> TicketCreated {
    let ticket = world.ticket().await;
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    ticket
}

#[tokio::test]
async fn a_solved_ticket_is_rated_once_for_each_time_it_is_solved() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    assert_eq!(next(&world, &ticket).await.reason, SurveyReason::NotSolved);
    let early = respond(&world, &ticket, vec![score(5)], ResponseState::Complete).await;
    assert_eq!(early.expect_err("not solved").kind, ProblemKind::NotAllowedNow);

    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    let due = next(&world, &ticket).await;
    let survey = due.survey.expect("due");
    assert_eq!((due.reason, survey.id.as_str()), (SurveyReason::Due, "csat"));
    let asked: Vec<_> =
        survey.questions.iter().map(|each| (each.id.as_str(), each.min, each.max, each.required)).collect();
    assert_eq!(asked, [("score", 1, 5, true), ("comment", 1, 5, false)]);

    respond(&world, &ticket, vec![score(2)], ResponseState::Complete).await.expect("rated");
    assert_eq!(next(&world, &ticket).await.reason, SurveyReason::Answered);
    let again = respond(&world, &ticket, vec![score(5)], ResponseState::Complete).await;
    assert_eq!(again.expect_err("rated").kind, ProblemKind::SurveyAnswered);

    world.customer_moves(&ticket, CustomerStatus::Open).await.expect("reopened");
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved again");
    assert_eq!(next(&world, &ticket).await.reason, SurveyReason::Due);
    respond(&world, &ticket, vec![score(4)], ResponseState::Complete).await.expect("rated again");
    let agent = world.agent("Ada").await;
    let rating = world.call(&agent, &GetAgentTicket { id: ticket.id }).await.expect("the ticket").rating;
    assert_eq!(rating.expect("the latest").score, 4);
}

#[tokio::test]
async fn a_score_comes_first_and_its_comment_later() {
    let world = World::new().await;
    let ticket = solved(&world).await;
    let first = respond(&world, &ticket, vec![score(5)], ResponseState::Partial).await.expect("kept");
    let change = |answers, state| UpdateResponse {
        id: SurveyId::from("csat"),
        response: first.id.clone(),
        body: ResponseChange { answers, state },
    };
    let key = bearer(&ticket.ticket_key);
    let call = change(vec![score(4), comment(" Quick and kind ")], ResponseState::Complete);
    let whole = world.call(&key, &call).await.expect("added");
    assert_eq!(
        (whole.answers, whole.state),
        (vec![score(4), comment("Quick and kind")], ResponseState::Complete)
    );
    let agent = world.agent("Ada").await;
    let rating =
        world.call(&agent, &GetAgentTicket { id: ticket.id.clone() }).await.expect("the ticket").rating;
    let expected = Rating {
        score: 4,
        comment: Some("Quick and kind".to_owned()),
        at: "2023-11-14T22:13:20Z".to_owned(),
    };
    assert_eq!(rating, Some(expected));

    let stranger = solved(&world).await;
    let call = change(vec![score(1)], ResponseState::Complete);
    assert_eq!(world.call(&bearer(&stranger.ticket_key), &call).await.expect_err("not theirs").status, 404);
    assert_eq!(world.call("", &call).await.expect_err("nobody").status, 401);
}

#[tokio::test]
async fn a_dismissed_survey_does_not_come_back() {
    let world = World::new().await;
    let ticket = solved(&world).await;
    respond(&world, &ticket, Vec::new(), ResponseState::Dismissed).await.expect("dismissed");
    let decision = next(&world, &ticket).await;
    assert_eq!((decision.reason, decision.survey), (SurveyReason::Dismissed, None));
}

#[tokio::test]
async fn answers_that_do_not_fit_are_pointed_at() {
    let world = World::new().await;
    let ticket = solved(&world).await;
    let odd = Answer { question: "colour".to_owned(), score: None, text: None };
    for (answers, pointer, code) in [
        (vec![score(6)], "/answers/0/score", "out_of_range"),
        (vec![score(0)], "/answers/0/score", "out_of_range"),
        (vec![comment("x"), odd], "/answers/1/question", "not_allowed"),
        (vec![score(5), comment(&"x".repeat(5001))], "/answers/1/text", "too_long"),
        (vec![], "/answers", "empty"),
    ] {
        let problem = respond(&world, &ticket, answers, ResponseState::Complete).await.expect_err("refused");
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
            (422, pointer, code)
        );
    }
    respond(&world, &ticket, vec![score(5)], ResponseState::Complete)
        .await
        .expect("nothing was kept of those");
}

#[tokio::test]
async fn no_survey_listens_to_other_triggers() {
    let world = World::new().await;
    let query = NextSurveyQuery { trigger: "page_left".to_owned(), ticket: None };
    let decision = world.call("", &GetNextSurvey { query }).await.expect("a decision");
    assert_eq!((decision.reason, decision.survey), (SurveyReason::NoneForTrigger, None));
}

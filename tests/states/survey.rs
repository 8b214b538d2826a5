//! How it went: asked once after a ticket is solved, the score first, a comment after it.

use helpnook::host::events::Event;
use helpnook::remote::Failure;
use helpnook::services::Services;
use helpnook::state::survey::Progress;
use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::{AgentStatus, GetAgentTicket};
use helpnook_contract::thread::CustomerStatus;
use leptos::prelude::*;

use crate::support::{Gate, Shop, Trouble, now, run};

const ANSWER: &str = "POST /v1/surveys/*/responses";
const ADD: &str = "PATCH /v1/surveys/*/responses/*";

async fn solved(shop: &Shop) -> (Services, TicketId) {
    let (services, ticket) = shop.desk_with_ticket().await;
    shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
    services.survey.ask(ticket.id.clone());
    shop.settle().await;
    (services, ticket.id)
}

async fn rating(shop: &Shop, ticket: &TicketId) -> Option<(u8, Option<String>)> {
    let ticket = shop.by_agent(&GetAgentTicket { id: ticket.clone() }).await;
    ticket.rating.map(|rating| (rating.score, rating.comment))
}

#[test]
fn a_survey_is_due_once_a_ticket_is_solved_and_not_before() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let ticket = shop.ticket(app.services(), "Parcel").await;
        app.open();
        shop.settle().await;
        assert_eq!(now(|| app.services().survey.ticket()), None);
        shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
        app.services().tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| app.services().survey.ticket()), Some(ticket.id.clone()));
        assert!(now(|| app.services().survey.due(&ticket.id)).is_some());
    });
}

#[test]
fn the_score_arrives_with_one_tap_and_the_comment_joins_it() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        services.survey.score(5);
        services.survey.score(5);
        shop.settle().await;
        assert!(matches!(now(|| services.survey.progress()), Progress::Scored(5, _)));
        assert_eq!(rating(&shop, &id).await, Some((5, None)));
        assert_eq!(services.host.heard().last(), Some(&Event::SurveyAnswered(5)));
        services.survey.comment.set(" Kind and quick. ".to_owned());
        services.survey.finish();
        shop.settle().await;
        assert_eq!(now(|| services.survey.progress()), Progress::Done(5));
        assert_eq!(rating(&shop, &id).await, Some((5, Some("Kind and quick.".to_owned()))));
        assert_eq!((shop.wire.count(ANSWER), shop.wire.count(ADD)), (1, 1));
    });
}

#[test]
fn of_scores_that_arrow_keys_pass_by_the_last_counts() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        for score in [1, 2, 3, 4] {
            services.survey.score(score);
        }
        shop.settle().await;
        assert!(matches!(now(|| services.survey.progress()), Progress::Scored(4, _)));
        assert_eq!(rating(&shop, &id).await, Some((4, None)));
        assert_eq!((shop.wire.count(ANSWER), shop.wire.count(ADD)), (1, 1), "the ones between were not sent");
    });
}

#[test]
fn a_changed_mind_changes_the_score_and_a_bad_one_counts_like_any() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        services.survey.score(4);
        shop.settle().await;
        services.survey.score(1);
        shop.settle().await;
        assert!(matches!(now(|| services.survey.progress()), Progress::Scored(1, _)));
        assert_eq!(rating(&shop, &id).await, Some((1, None)));
        services.survey.finish();
        shop.settle().await;
        assert_eq!(now(|| services.survey.progress()), Progress::Done(1));
    });
}

#[test]
fn the_same_score_tapped_again_is_no_failure() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        services.survey.score(4);
        shop.settle().await;
        services.survey.score(4);
        shop.settle().await;
        assert_eq!(now(|| services.survey.failure()), None);
        assert_eq!(rating(&shop, &id).await, Some((4, None)));
    });
}

#[test]
fn a_score_that_the_survey_does_not_know_is_refused_and_said() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        services.survey.score(9);
        shop.settle().await;
        assert!(matches!(now(|| services.survey.failure()), Some(Failure::Refused(_))));
        assert_eq!(now(|| services.survey.progress()), Progress::Asked);
        assert_eq!(rating(&shop, &id).await, None);
    });
}

#[test]
fn a_score_whose_reply_was_lost_is_one_answer_when_it_is_tapped_again() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        shop.wire.next(ANSWER, Trouble::LostReply);
        services.survey.score(4);
        shop.settle().await;
        assert_eq!(now(|| services.survey.failure()), Some(Failure::Offline));
        services.survey.score(4);
        shop.settle().await;
        assert_eq!(now(|| services.survey.failure()), None);
        assert!(matches!(now(|| services.survey.progress()), Progress::Scored(4, _)));
        assert_eq!(rating(&shop, &id).await, Some((4, None)));
    });
}

#[test]
fn who_declines_is_not_asked_again_on_any_device() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        services.survey.dismiss();
        shop.settle().await;
        assert_eq!(now(|| services.survey.ticket()), None);
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.unrated()), None);
        let again = shop.services();
        again.ticket_keys.mark_rated(&id, false);
        again.survey.ask(id.clone());
        shop.settle().await;
        assert_eq!(now(|| again.survey.ticket()), None);
        assert!(again.ticket_keys.find(&id).expect("held").is_rated, "the backend knew");
    });
}

#[test]
fn who_declines_is_not_asked_by_an_answer_that_was_on_its_way() {
    run(async {
        let shop = Shop::open().await;
        let (services, id) = solved(&shop).await;
        // Two looks at once, as the list's and the request's own: one answers, the other is late.
        services.survey.withdraw(&id);
        let gate = Gate::closed();
        shop.wire.next("GET /v1/surveys/next", Trouble::LateReply(gate.clone()));
        services.survey.ask(id.clone());
        shop.settle().await;
        services.survey.ask(id.clone());
        shop.settle().await;
        assert_eq!(now(|| services.survey.ticket()), Some(id));
        services.survey.dismiss();
        gate.open();
        shop.settle().await;
        assert_eq!(now(|| services.survey.ticket()), None);
    });
}

#[test]
fn a_comment_being_written_is_not_swept_away_by_another_solved_ticket() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let services = app.services();
        for subject in ["Parcel", "Refund"] {
            let ticket = shop.ticket(services, subject).await;
            shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
        }
        app.open();
        shop.settle().await;
        let asked = now(|| services.survey.ticket()).expect("one is asked about");
        services.survey.score(2);
        shop.settle().await;
        services.survey.comment.set("What I want to say is".to_owned());
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.survey.ticket()), Some(asked));
        assert_eq!(now(|| services.survey.comment.get()), "What I want to say is");
    });
}

#[test]
fn a_ticket_reopened_and_solved_anew_may_be_rated_anew() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let services = app.services();
        let ticket = shop.ticket(services, "Parcel").await;
        app.ticket.open(ticket.id.clone());
        shop.settle().await;
        let mut responses = Vec::new();
        for round in 1..=2 {
            app.ticket.move_to(CustomerStatus::Solved);
            shop.settle().await;
            assert_eq!(now(|| services.survey.ticket()), Some(ticket.id.clone()), "round {round}");
            assert_eq!(now(|| services.survey.progress()), Progress::Asked, "round {round}");
            services.survey.score(3);
            shop.settle().await;
            let Progress::Scored(3, response) = now(|| services.survey.progress()) else {
                panic!("round {round}")
            };
            responses.push(response);
            app.ticket.move_to(CustomerStatus::Open);
            shop.settle().await;
        }
        assert_ne!(responses[0], responses[1], "two answers, not one told twice");
    });
}

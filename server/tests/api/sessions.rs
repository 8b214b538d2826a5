//! What a session opens, what it makes a customer's, and how it ends.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::sessions::{CreateSession, NewSession};
use helpnook_contract::surveys::{Answer, CreateResponse, NewResponse, ResponseState};
use helpnook_contract::thread::{
    CreateMessage, CreateTransition, CustomerStatus, ListMessages, MessagesQuery, NewMessage, Transition,
};
use helpnook_contract::tickets::{CreateTicket, CursorQuery, GetTicket, ListTickets, TicketCreated};
use helpnook_contract::{ProblemKind, SurveyId};

use crate::attachments::upload;
use crate::signing::{keys, only};
use crate::support::{Reply, World, bearer, new_ticket, request};

const ENDED: ProblemKind = ProblemKind::SessionEnded;

/// The ids of what this caller's list has, over all its pages.
async fn listed(world: &World, authorization: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut query = CursorQuery::default();
    loop {
        let page = world.call(authorization, &ListTickets { query }).await.expect("a list");
        ids.extend(page.items.into_iter().map(|item| item.id.0));
        match page.next {
            Some(cursor) => query = CursorQuery { cursor: Some(cursor) },
            None => return ids,
        }
    }
}

async fn end(world: &World, authorization: &str) -> Reply {
    let request = Request::delete("/v1/sessions").header("authorization", authorization);
    world.send(request.body(Body::empty()).expect("a request")).await
}

async fn ticket_by(world: &World, authorization: &str) -> TicketCreated {
    world.call(authorization, &CreateTicket { body: new_ticket("Parcel") }).await.expect("a ticket")
}

/// Calls every route that a ticket's key opens; tells each route's status.
async fn every_door(world: &World, authorization: &str, ticket: &TicketCreated, file: &str) -> Vec<u16> {
    let id = ticket.id.as_str();
    let rating = serde_json::json!({"ticket": id, "answers": [{"question": "score", "score": 5}], "state": "complete"});
    let posts = [
        (format!("/v1/tickets/{id}/messages"), serde_json::json!({"body": "More"})),
        (format!("/v1/tickets/{id}/transitions"), serde_json::json!({"to": "solved"})),
        ("/v1/surveys/csat/responses".to_owned(), rating),
    ];
    let mut statuses = Vec::new();
    for address in
        [format!("/v1/tickets/{id}"), format!("/v1/tickets/{id}/messages"), format!("/v1/attachments/{file}")]
    {
        statuses.push(world.get(&address, authorization).await.status.as_u16());
    }
    for (address, body) in posts {
        statuses.push(world.post_json(&address, authorization, &body.to_string()).await.status.as_u16());
    }
    let next = format!("/v1/surveys/next?trigger=ticket_solved&ticket={id}");
    statuses.push(world.get(&next, authorization).await.status.as_u16());
    statuses
}

#[tokio::test]
async fn a_ticket_sent_in_a_session_is_there_on_another_device() {
    let world = World::signing().await;
    let phone = bearer(&world.sign_in("eve", &[]).await.token);
    let ticket = ticket_by(&world, &phone).await;
    let desk = bearer(&world.sign_in("eve", &[]).await.token);
    assert_eq!(listed(&world, &desk).await, [ticket.id.as_str()]);
    let seen = world.call(&desk, &GetTicket { id: ticket.id.clone() }).await.expect("the ticket");
    assert_eq!(seen.reference, ticket.reference);
    assert_eq!(listed(&world, &bearer(&world.sign_in("bob", &[]).await.token)).await, Vec::<String>::new());

    let agent = world.agent("Ada").await;
    let address = format!("/v1/agent/tickets/{}", ticket.id);
    let known = world.get(&address, &agent).await.json()["signed_in"].clone();
    let said = serde_json::json!({"subject": "eve", "email": "eve@shop.example", "name": "Eve"});
    assert_eq!(known, said, "agents see who the site says it is, beside what was typed");
    let other = format!("/v1/agent/tickets/{}", world.ticket().await.id);
    assert!(world.get(&other, &agent).await.json().get("signed_in").is_none());
}

#[tokio::test]
async fn a_session_and_an_identity_open_every_door_that_a_key_opens_and_to_no_other_ticket() {
    let world = World::signing().await;
    for authorization in [bearer(&world.sign_in("eve", &[]).await.token), world.identity("eve")] {
        let file = upload(&world, "a.txt", b"words").await;
        let mut new = new_ticket("Parcel");
        new.attachments = vec![file.id.clone()];
        let ticket = world.call(&authorization, &CreateTicket { body: new }).await.expect("a ticket");
        let file = file.id.as_str();
        let bob = world.sign_in("bob", &[]).await.token;
        for stranger in [bearer(&bob), world.identity("bob"), world.identity("never-seen")] {
            assert_eq!(every_door(&world, &stranger, &ticket, file).await, [404; 7]);
        }
        let dead = bearer("ses_00000000000000000000000000");
        assert_eq!(every_door(&world, &dead, &ticket, file).await, [401; 7]);
        let doors = every_door(&world, &authorization, &ticket, file).await;
        assert_eq!(doors, [200, 200, 200, 201, 200, 201, 200]);
        let key = bearer(&ticket.ticket_key);
        world.call(&key, &GetTicket { id: ticket.id }).await.expect("its own key opens it, too");
    }
}

#[tokio::test]
async fn agents_routes_take_no_session() {
    let world = World::signing().await;
    for customer in [bearer(&world.sign_in("eve", &[]).await.token), world.identity("eve")] {
        for address in ["/v1/agent/me", "/v1/agent/tickets", "/v1/agent/figures", "/v1/agent/articles"] {
            assert_eq!(world.get(address, &customer).await.status, StatusCode::UNAUTHORIZED, "{address}");
        }
    }
}

#[tokio::test]
async fn the_devices_tickets_become_the_customers_and_nobody_elses_do() {
    let world = World::signing().await;
    let (mine, bobs) = (world.ticket().await, world.ticket().await);
    world.sign_in("bob", &[&bobs]).await;
    let unknown = TicketCreated { ticket_key: "tk_00000000000000000000000000".to_owned(), ..mine.clone() };
    let session = world.sign_in("eve", &[&mine, &bobs, &unknown]).await;
    assert_eq!(listed(&world, &bearer(&session.token)).await, [mine.id.as_str()]);
    assert_eq!(listed(&world, &world.identity("bob")).await, [bobs.id.0]);
    world.sign_in("bob", &[&mine]).await;
    assert_eq!(listed(&world, &world.identity("eve")).await, [mine.id.0], "it stays where it is");

    let keys = vec!["tk_x".to_owned(); 101];
    let call = CreateSession { body: NewSession { ticket_keys: keys } };
    let problem = world.call(&world.identity("eve"), &call).await.expect_err("refused");
    assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, "/ticket_keys"));
}

#[tokio::test]
async fn a_list_of_session_and_keys_has_each_ticket_once_over_all_pages() {
    let world = World::with(|config| {
        keys(config);
        config.rate.tickets_per_hour = 0;
    })
    .await;
    let session = bearer(&world.sign_in("eve", &[]).await.token);
    let mut expected = Vec::new();
    let mut sent_keys = Vec::new();
    for number in 0..60 {
        // Some share their moment.
        world.clock.pass(Duration::from_millis(number % 3));
        let by = if number % 2 == 0 { session.as_str() } else { "" };
        let ticket = ticket_by(&world, by).await;
        expected.push(ticket.id.0);
        // Keys of tickets that are the customer's, too.
        sent_keys.push(ticket.ticket_key);
    }
    ticket_by(&world, &world.identity("bob")).await;
    let all = format!("TicketKeys {}, {}", session.trim_start_matches("Bearer "), sent_keys.join(", "));
    let mut list = listed(&world, &all).await;
    assert_eq!(list.len(), 60);
    list.sort();
    expected.sort();
    assert_eq!(list, expected);
    assert_eq!(listed(&world, &session).await.len(), 30);

    let full = format!("{all}, {}", vec!["tk_x"; 40].join(", "));
    assert_eq!(listed(&world, &full).await.len(), 60, "a session beside a hundred keys");
    for too_much in
        [format!("{full}, tk_x"), format!("TicketKeys {0}, {0}", session.trim_start_matches("Bearer "))]
    {
        assert_eq!(world.get("/v1/tickets", &too_much).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_told_to_and_is_never_passed_over_after() {
    let world = World::signing().await;
    let (token, other) = (world.sign_in("eve", &[]).await.token, world.sign_in("eve", &[]).await.token);
    let device = world.ticket().await;
    let session = bearer(&token);
    let reply = end(&world, &session).await;
    assert_eq!((reply.status, reply.body.len()), (StatusCode::NO_CONTENT, 0));
    assert_eq!(end(&world, &session).await.problem().kind, ENDED);
    let list = format!("TicketKeys {token}, {}", device.ticket_key);
    assert_eq!(world.get("/v1/tickets", &list).await.problem().kind, ENDED);
    assert_eq!(world.get("/v1/tickets", &session).await.problem().kind, ENDED);
    let refused =
        world.call(&session, &CreateTicket { body: new_ticket("Parcel") }).await.expect_err("refused");
    assert_eq!((refused.status, refused.kind), (401, ENDED));
    let agent = world.agent("Ada").await;
    let queue = world.get("/v1/agent/tickets", &agent).await.json();
    assert_eq!(queue["items"].as_array().map(Vec::len), Some(1), "nothing was written");
    assert_eq!(listed(&world, &bearer(&other)).await.len(), 0, "the customer's other session goes on");
    for nobody in ["", "Bearer x", &bearer(&device.ticket_key), &world.identity("eve")] {
        assert_eq!(end(&world, nobody).await.problem().kind, ProblemKind::Unauthorised);
    }
}

#[tokio::test]
async fn a_session_ends_after_a_day() {
    let world = World::signing().await;
    let session = bearer(&world.sign_in("eve", &[]).await.token);
    world.clock.pass(Duration::from_millis(24 * 60 * 60 * 1000 - 1));
    assert_eq!(world.get("/v1/tickets", &session).await.status, StatusCode::OK);
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(world.get("/v1/tickets", &session).await.problem().kind, ENDED);
    assert_eq!(end(&world, &session).await.problem().kind, ENDED);
}

#[tokio::test]
async fn a_session_ends_with_the_key_that_signed_it() {
    let world = World::signing().await;
    let by_es = bearer(&world.sign_in("eve", &[]).await.token);
    let identity = bearer(&crate::signing::signed("ed", &world.claims("eve")));
    let by_ed = bearer(&world.begin(&identity, &[]).await.expect("signed in").token);
    let world = world.restarted_with(|config| only(config, &["ed", "hs"])).await;
    assert_eq!(world.get("/v1/tickets", &by_es).await.problem().kind, ENDED);
    assert_eq!(world.get("/v1/tickets", &by_ed).await.status, StatusCode::OK);
    let world = world.restarted().await;
    assert_eq!(world.get("/v1/tickets", &by_ed).await.problem().kind, ENDED, "the site has no keys any more");
}

#[tokio::test]
async fn the_oldest_of_more_than_fifty_sessions_ends() {
    let world = World::signing().await;
    let mut sessions = Vec::new();
    for _ in 0..51 {
        world.clock.pass(Duration::from_millis(1));
        sessions.push(bearer(&world.sign_in("eve", &[]).await.token));
    }
    world.sign_in("bob", &[]).await;
    for (number, is_ended) in [(0, true), (1, false), (50, false)] {
        let reply = world.get("/v1/tickets", &sessions[number]).await;
        assert_eq!(reply.status == StatusCode::UNAUTHORIZED, is_ended, "{number}");
    }
}

#[tokio::test]
async fn a_repeated_signing_in_gets_the_same_token_and_one_by_another_identity_does_not() {
    let world = World::signing().await;
    let call = CreateSession { body: NewSession::default() };
    let identity = world.identity("eve");
    let first = world.send(request(&call, &identity, "one")).await;
    let repeat = world.send(request(&call, &identity, "one")).await;
    assert_eq!((first.status, &first.body), (StatusCode::CREATED, &repeat.body));
    assert_eq!(repeat.header("idempotency-replayed"), "true");
    let token = first.json()["token"].as_str().expect("a token").to_owned();
    assert_eq!(world.get("/v1/tickets", &bearer(&token)).await.status, StatusCode::OK);
    let bob = world.call_under("one", &world.identity("bob"), &call).await.expect("signed in");
    assert_ne!(bob.token, token);
    world.clock.pass(Duration::from_secs(700));
    assert_eq!(world.send(request(&call, &identity, "one")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_write_repeated_after_the_session_was_renewed_happens_once() {
    let world = World::signing().await;
    let old = bearer(&world.sign_in("eve", &[]).await.token);
    let call = CreateTicket { body: new_ticket("Parcel") };
    let ticket = world.call_under("one", &old, &call).await.expect("a ticket");
    let body = NewMessage { body: "More".to_owned(), attachments: Vec::new() };
    let reply = CreateMessage { id: ticket.id.clone(), body };
    let message = world.call_under("two", &old, &reply).await.expect("a message");
    end(&world, &old).await;
    let refused = world.send(request(&call, &old, "one")).await;
    assert_eq!(refused.problem().kind, ENDED, "who may not call gets no kept reply either");

    for new in [bearer(&world.sign_in("eve", &[]).await.token), world.identity("eve")] {
        let again = world.call_under("one", &new, &call).await.expect("the first reply");
        assert_eq!((&again.id, &again.ticket_key), (&ticket.id, &ticket.ticket_key));
        assert_eq!(world.call_under("two", &new, &reply).await.expect("the first reply").id, message.id);
        assert_eq!(listed(&world, &new).await.len(), 1);
    }
    let bob = world.identity("bob");
    assert_eq!(world.call_under("two", &bob, &reply).await.expect_err("not his").status, 404);
}

#[tokio::test]
async fn a_signed_in_customer_solves_rates_and_reads_the_thread() {
    let world = World::signing().await;
    let session = bearer(&world.sign_in("eve", &[]).await.token);
    let ticket = ticket_by(&world, &session).await;
    let solve = CreateTransition { id: ticket.id.clone(), body: Transition { to: CustomerStatus::Solved } };
    world.call(&session, &solve).await.expect("solved");
    let answer = Answer { question: "score".to_owned(), score: Some(4), text: None };
    let body =
        NewResponse { ticket: Some(ticket.id.clone()), answers: vec![answer], state: ResponseState::Partial };
    let rated =
        world.call(&session, &CreateResponse { id: SurveyId::from("csat"), body }).await.expect("rated");
    let change = format!("/v1/surveys/csat/responses/{}", rated.id);
    let body = r#"{"answers": [{"question": "comment", "text": "Fine"}], "state": "complete"}"#;
    for (who, status) in [(&world.identity("bob"), 404), (&session, 200)] {
        let request =
            Request::patch(&change).header("authorization", who).header("content-type", "application/json");
        let request = request.header("idempotency-key", helpnook_server::random::id("key_"));
        let reply = world.send(request.body(Body::from(body)).expect("a request")).await;
        assert_eq!(reply.status.as_u16(), status);
    }
    let thread = ListMessages { id: ticket.id, query: MessagesQuery::default() };
    assert_eq!(world.call(&session, &thread).await.expect("the thread").items.len(), 1);
}

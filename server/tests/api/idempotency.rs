use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::ProblemKind;
use helpnook_contract::tickets::{CreateTicket, ListTickets};

use crate::support::{World, bearer, new_ticket, request};

async fn count(world: &World) -> usize {
    let agent = world.agent("Ada").await;
    let queue = world.get("/v1/agent/tickets", &agent).await;
    queue.json()["items"].as_array().expect("items").len()
}

#[tokio::test]
async fn a_hundred_repeats_at_once_make_one_ticket() {
    let world = World::with(|config| config.rate.tickets_per_hour = 0).await;
    let call = CreateTicket { body: new_ticket("Parcel") };
    let world = std::sync::Arc::new(world);
    let repeats: Vec<_> = (0..100)
        .map(|_| {
            let (world, request) = (world.clone(), request(&call, "", "one"));
            tokio::spawn(async move { world.send(request).await })
        })
        .collect();
    let mut bodies = std::collections::HashSet::new();
    for repeat in repeats {
        let reply = repeat.await.expect("no panic");
        match reply.status {
            StatusCode::CREATED => {
                bodies.insert(reply.body);
            }
            StatusCode::CONFLICT => assert_eq!(reply.header("retry-after"), "1"),
            other => panic!("{other}"),
        }
    }
    assert_eq!(bodies.len(), 1);
    assert_eq!(count(&world).await, 1);
}

#[tokio::test]
async fn a_repeat_gets_the_first_reply() {
    let world = World::new().await;
    let call = CreateTicket { body: new_ticket("Parcel") };
    let first = world.send(request(&call, "", "one")).await;
    world.clock.pass(std::time::Duration::from_secs(60));
    let repeat = world.send(request(&call, "", "one")).await;
    assert_eq!((first.status, &first.body), (repeat.status, &repeat.body));
    assert_eq!((first.header("idempotency-replayed"), repeat.header("idempotency-replayed")), ("", "true"));
    assert_eq!(count(&world).await, 1);
}

#[tokio::test]
async fn another_body_under_the_same_key_is_refused() {
    let world = World::new().await;
    world.call_under("one", "", &CreateTicket { body: new_ticket("Parcel") }).await.expect("created");
    let refused = world.call_under("one", "", &CreateTicket { body: new_ticket("Letter") }).await;
    let problem = refused.expect_err("refused");
    assert_eq!((problem.status, problem.kind), (422, ProblemKind::IdempotencyKeyReused));
    assert_eq!(count(&world).await, 1);
}

#[tokio::test]
async fn a_refused_write_may_be_corrected_under_its_key() {
    let world = World::new().await;
    let refused = world.call_under("one", "", &CreateTicket { body: new_ticket("") }).await;
    assert_eq!(refused.expect_err("refused").status, 422);
    world.call_under("one", "", &CreateTicket { body: new_ticket("Parcel") }).await.expect("created");
}

#[tokio::test]
async fn a_missing_or_impossible_key_is_refused() {
    let world = World::new().await;
    let call = CreateTicket { body: new_ticket("Parcel") };
    for key in ["", "with space", "ümlaut", &"x".repeat(256)] {
        let reply = world.send(request(&call, "", key)).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{key:?}");
        assert_eq!(reply.problem().kind, ProblemKind::IdempotencyKeyMissing);
    }
    let without = Request::post("/v1/tickets").header("content-type", "application/json");
    let reply = world.send(without.body(Body::from("{}")).expect("a request")).await;
    assert_eq!(reply.problem().status, 400);
    world.call_under(&"x".repeat(255), "", &call).await.expect("the longest key is taken");
}

#[tokio::test]
async fn callers_and_routes_have_keys_of_their_own() {
    let world = World::new().await;
    let (one, other) = (world.ticket().await, world.ticket().await);
    for ticket in [&one, &other] {
        let call = helpnook_contract::thread::CreateTransition {
            id: ticket.id.clone(),
            body: helpnook_contract::thread::Transition {
                to: helpnook_contract::thread::CustomerStatus::Solved,
            },
        };
        world.call_under("same", &bearer(&ticket.ticket_key), &call).await.expect("solved");
    }
    world.call_under("same", "", &CreateTicket { body: new_ticket("Parcel") }).await.expect("created");
}

#[tokio::test]
async fn replies_are_kept_for_a_day_and_then_dropped() {
    let world = World::new().await;
    let call = CreateTicket { body: new_ticket("Parcel") };
    let first = world.call_under("one", "", &call).await.expect("created");
    world.clock.pass(std::time::Duration::from_secs(25 * 60 * 60));
    world.state.sweep().await.expect("swept");
    assert_eq!(world.call_under("one", "", &call).await.expect("repeated").id, first.id);
    world.clock.pass(std::time::Duration::from_secs(25 * 60 * 60));
    world.state.sweep().await.expect("swept");
    assert_ne!(world.call_under("one", "", &call).await.expect("created").id, first.id);
    let list = world.call(&["TicketKeys ", &first.ticket_key].concat(), &ListTickets::default()).await;
    assert_eq!(list.expect("a list").items.len(), 1);
}

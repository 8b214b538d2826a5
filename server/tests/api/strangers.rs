//! Nobody reads or changes what is not theirs: tried on every route that the description names.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::SurveyId;
use helpnook_contract::surveys::{Answer, CreateResponse, NewResponse, ResponseState};
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::ListTickets;
use serde_json::{Value, json};

use crate::attachments::upload;
use crate::support::{World, bearer, new_ticket};

/// What anyone may call. A new route is not public by accident: it must be named here.
const PUBLIC: [&str; 12] = [
    "get /healthz",
    "get /openapi.json",
    "get /v1/articles",
    "get /v1/articles/{id}",
    "get /v1/articles/{id}/reasons",
    "get /v1/faq/{language}/index",
    "get /v1/site",
    "get /v1/surveys/next",
    "post /v1/articles/{id}/votes",
    "post /v1/attachments",
    "post /v1/interactions",
    "post /v1/tickets",
];

/// Every route that needs someone, on things of Eve's: method, address, body.
async fn guarded(world: &World) -> Vec<(String, String, Value)> {
    let file = upload(world, "a.txt", b"a secret text").await;
    let mut new = new_ticket("A secret parcel");
    new.attachments = vec![file.id.clone()];
    let ticket =
        world.call("", &helpnook_contract::tickets::CreateTicket { body: new }).await.expect("a ticket");
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    let answer = Answer { question: "score".to_owned(), score: Some(5), text: None };
    let body = NewResponse {
        ticket: Some(ticket.id.clone()),
        answers: vec![answer],
        state: ResponseState::Complete,
    };
    let rating = CreateResponse { id: SurveyId::from("csat"), body };
    let rating = world.call(&bearer(&ticket.ticket_key), &rating).await.expect("rated");

    let description: Value = serde_json::from_str(helpnook_server::openapi::json()).expect("JSON");
    let mut guarded = Vec::new();
    let mut public = Vec::new();
    for (path, item) in description["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let security = operation["security"].as_array();
            if security.is_none_or(|all| all.iter().any(|one| one == &json!({}))) {
                public.push(format!("{method} {path}"));
                continue;
            }
            let id = match path.as_str() {
                path if path.contains("surveys") => "csat",
                path if path.contains("attachments") => file.id.as_str(),
                path if path.contains("articles") => "returns",
                _ => ticket.id.as_str(),
            };
            let address = path.replace("{id}", id).replace("{response}", rating.id.as_str());
            let body = match path.as_str() {
                path if path.ends_with("/responses") => {
                    json!({"ticket": ticket.id, "answers": [], "state": "dismissed"})
                }
                path if path.contains("/responses/") => json!({"answers": [], "state": "dismissed"}),
                path if path.ends_with("/transitions") => json!({"to": "open"}),
                path if path.ends_with("/messages") => json!({"body": "Let me in"}),
                "/v1/sessions" => json!({"ticket_keys": [ticket.ticket_key]}),
                path if path.contains("articles") => {
                    json!({"title": "x", "body": "x", "format": "text", "published": true})
                }
                _ => json!({"status": "closed"}),
            };
            guarded.push((method.to_uppercase(), address, body));
        }
    }
    public.sort();
    assert_eq!(public, PUBLIC);
    assert!(guarded.len() >= 19, "{guarded:?}");
    guarded
}

async fn try_as(
    world: &World,
    authorization: &str,
    (method, address, body): &(String, String, Value),
) -> (StatusCode, String) {
    let mut request = Request::builder().method(method.as_str()).uri(address);
    if !authorization.is_empty() {
        request = request.header("authorization", authorization);
    }
    if method != "GET" {
        request = request.header("content-type", "application/json");
        request = request.header("idempotency-key", helpnook_server::random::id("key_"));
    }
    let body = if method == "GET" { Body::empty() } else { Body::from(body.to_string()) };
    let reply = world.send(request.body(body).expect("a request")).await;
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    if !reply.status.is_success() {
        reply.problem();
    }
    (reply.status, text)
}

#[tokio::test]
async fn anonymous_callers_get_401_on_every_guarded_route() {
    let world = World::signing().await;
    for route in guarded(&world).await {
        for nobody in [
            "",
            "Basic ZXZlOmV2ZQ==",
            "Bearer",
            "Bearer x",
            "Bearer x.y.z",
            "Bearer hnk_00000000000000000000000000",
            "Bearer ses_00000000000000000000000000",
        ] {
            let (status, text) = try_as(&world, nobody, &route).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{nobody:?} {route:?}: {text}");
        }
    }
}

#[tokio::test]
async fn strangers_learn_and_change_nothing_on_any_route() {
    let world = World::signing().await;
    let routes = guarded(&world).await;
    let by_key = bearer(&world.ticket().await.ticket_key);
    let by_session = bearer(&world.sign_in("bob", &[]).await.token);
    for stranger in [&by_key, &by_session] {
        // Everybody has a list of their own, and may end their own session.
        for route in routes.iter().filter(|route| route.0 != "DELETE" || stranger == &by_key) {
            let (status, text) = try_as(&world, stranger, route).await;
            let refused = [StatusCode::NOT_FOUND, StatusCode::UNAUTHORIZED].contains(&status);
            assert!(refused || route.1 == "/v1/tickets", "{route:?}: {status} {text}");
            assert!(!text.contains("secret"), "{route:?}: {text}");
        }
    }
    let agent = world.agent("Ada").await;
    let queue = world.get("/v1/agent/tickets?status=solved", &agent).await.json();
    assert_eq!(queue["items"][0]["ticket"]["subject"], "A secret parcel", "it still stands as Eve left it");
    assert_eq!(queue["items"][0]["score"], 5);
}

#[tokio::test]
async fn an_unknown_ticket_and_a_wrong_key_look_the_same() {
    let world = World::new().await;
    let (mine, other) = (world.ticket().await, world.ticket().await);
    let key = bearer(&mine.ticket_key);
    let wrong = world.get(&["/v1/tickets/", other.id.as_str()].concat(), &key).await;
    let unknown = world.get("/v1/tickets/tkt_00000000000000000000000000", &key).await;
    assert_eq!((wrong.status, &wrong.body), (unknown.status, &unknown.body));
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let address = |id: &str| format!("/v1/surveys/next?trigger=ticket_solved&ticket={id}");
    assert_eq!(world.get(&address(other.id.as_str()), &key).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get(&address(other.id.as_str()), "").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_revoked_token_opens_nothing_not_even_a_kept_reply() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    let call = helpnook_contract::agent::queue::UpdateTicket {
        id: ticket.id.clone(),
        body: helpnook_contract::agent::queue::TicketChange {
            status: helpnook_contract::agent::queue::AgentStatus::Open,
        },
    };
    world.call_under("one", &agent, &call).await.expect("changed");
    assert_eq!(world.state.store.revoke_tokens("Ada").await.expect("revoked"), 1);
    assert_eq!(world.call_under("one", &agent, &call).await.expect_err("refused").status, 401);
}

#[tokio::test]
async fn lists_take_a_hundred_keys_and_no_more() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let keys = |count: usize| {
        let unknown = vec!["tk_00000000000000000000000000"; count - 1].join(", ");
        format!("TicketKeys {unknown}, {}", ticket.ticket_key)
    };
    let list = world.call(&keys(100), &ListTickets::default()).await.expect("a list");
    assert_eq!(list.items.iter().map(|item| &item.id).collect::<Vec<_>>(), [&ticket.id]);
    assert_eq!(world.call(&keys(101), &ListTickets::default()).await.expect_err("refused").status, 400);
}

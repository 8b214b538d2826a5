//! Bad input of every kind gets a problem, and never more than that.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::ProblemKind;

use crate::support::{Reply, World, bearer};

async fn post(world: &World, kind: &str, body: impl Into<Body>) -> Reply {
    let request = Request::post("/v1/tickets").header("idempotency-key", helpnook_server::random::id("key_"));
    let request = if kind.is_empty() { request } else { request.header("content-type", kind) };
    world.send(request.body(body.into()).expect("a request")).await
}

#[tokio::test]
async fn unknown_addresses_are_problems() {
    let world = World::new().await;
    for address in ["/v1", "/v1/", "/v1/nothing", "/v1/tickets/a/b/c/d", "/v1/%ff", "/v1/site/"] {
        let problem = world.get(address, "").await.problem();
        assert_eq!((problem.status, problem.kind), (404, ProblemKind::NoSuchAddress), "{address}");
    }
}

#[tokio::test]
async fn wrong_methods_are_problems_that_name_the_right_ones() {
    let world = World::new().await;
    for (method, address, allowed) in [
        ("DELETE", "/v1/tickets", "GET,HEAD,POST"),
        ("POST", "/v1/site", "GET,HEAD"),
        ("PUT", "/v1/attachments", "POST"),
        ("TRACE", "/v1/agent/me", "GET,HEAD"),
        ("POST", "/healthz", "GET,HEAD"),
    ] {
        let request = Request::builder().method(method).uri(address).body(Body::empty()).expect("a request");
        let reply = world.send(request).await;
        assert_eq!((reply.problem().status, reply.header("allow")), (405, allowed), "{method} {address}");
    }
}

#[tokio::test]
async fn broken_json_is_refused_with_its_place() {
    let world = World::new().await;
    for broken in ["", "{", "{\"subject\": nul}", "[1,2", "<html>", "{}{}", "{\"subject\": 1e999}"] {
        let problem = post(&world, "application/json", broken.to_owned()).await.problem();
        assert!([400, 422].contains(&problem.status), "{broken} {problem:?}");
        if problem.status == 400 {
            assert!(problem.detail.expect("the place").contains("line 1 column"), "{broken}");
        }
    }
    let bytes = post(&world, "application/json", vec![b'"', 0xff, b'"']).await.problem();
    assert!([400, 422].contains(&bytes.status));
}

#[tokio::test]
async fn wrong_types_and_missing_fields_are_pointed_at() {
    let world = World::new().await;
    for (body, pointer) in [
        (r#"{"subject":5,"message":"m","requester":{"email":"a@b.cd"}}"#, "/subject"),
        (r#"{"subject":"s","message":"m","requester":{"email":null}}"#, "/requester/email"),
        (r#"{"subject":"s","message":"m","requester":"eve"}"#, "/requester"),
        (r#"{"subject":"s","message":"m","requester":{"email":"eve"}}"#, "/requester/email"),
        (r#"{"subject":" ","message":"m","requester":{"email":"a@b.cd"}}"#, "/subject"),
        (r#"{"subject":"s","message":"a\u0000b","requester":{"email":"a@b.cd"}}"#, "/message"),
        (r#"{"subject":"s","message":"m","requester":{"email":"a@b.cd"},"category":"no"}"#, "/category"),
        (
            r#"{"subject":"s","message":"m","requester":{"email":"a@b.cd"},"attachments":[7]}"#,
            "/attachments/0",
        ),
    ] {
        let problem = post(&world, "application/json", body).await.problem();
        assert_eq!(problem.status, 422, "{body}");
        assert_eq!(
            problem.errors.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(),
            [pointer],
            "{body}"
        );
    }
    let missing = post(&world, "application/json", "{}").await.problem();
    assert!(missing.errors[0].detail.contains("subject"), "{missing:?}");
}

#[tokio::test]
async fn every_fault_of_a_ticket_is_told_at_once() {
    let world = World::new().await;
    let body = r#"{"subject":"","message":" ","requester":{"email":"x","name":""}}"#;
    let problem = post(&world, "application/json", body).await.problem();
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/subject", "/message", "/requester/email", "/requester/name"]);
}

#[tokio::test]
async fn other_content_types_and_too_large_bodies_are_refused() {
    let world = World::new().await;
    for kind in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let problem = post(&world, kind, "{}").await.problem();
        assert_eq!(problem.status, 415, "{kind}");
        assert!(problem.detail.expect("what is taken").contains("application/json"));
    }
    let large = format!("{{\"subject\":\"{}\"}}", "x".repeat(300 * 1024));
    let problem = post(&world, "application/json; charset=utf-8", large).await.problem();
    assert_eq!(problem.status, 413);
    assert!(problem.detail.expect("the limit").contains("262144"));
}

#[tokio::test]
async fn queries_are_checked_and_unknown_names_in_them_passed_over() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    for address in ["/v1/articles?cursor=x", "/v1/articles?language=a&language=b", "/v1/surveys/next"] {
        assert_eq!(world.get(address, "").await.problem().status, 400, "{address}");
    }
    assert_eq!(world.get("/v1/agent/tickets?status=lost", &agent).await.problem().status, 400);
    for address in
        ["/v1/articles?utm_source=x&query=%00%F0%9F%98%80", "/v1/site?language=%00", "/v1/articles?query="]
    {
        assert_eq!(world.get(address, "").await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn every_reply_forbids_sniffing_and_private_ones_are_not_stored() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let address = format!("/v1/tickets/{}", ticket.id);
    for reply in [world.get(&address, &bearer(&ticket.ticket_key)).await, world.get(&address, "").await] {
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert!(reply.header("x-request-id").starts_with("req_"));
    }
    assert_eq!(world.get(&address, "").await.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn a_lost_database_is_503_and_says_nothing_of_why() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    assert_eq!(world.get("/healthz", "").await.status, StatusCode::OK);
    world.state.store.close().await;
    for reply in [
        world.get("/healthz", "").await,
        world.get(&format!("/v1/tickets/{}", ticket.id), &bearer(&ticket.ticket_key)).await,
        world
            .post_json("/v1/tickets", "", r#"{"subject":"s","message":"m","requester":{"email":"a@b.cd"}}"#)
            .await,
    ] {
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_ne!(reply.header("retry-after"), "");
        let said = reply.problem().detail.expect("a way on");
        assert!(!said.contains("sql") && !said.contains("pool"), "{said}");
    }
}

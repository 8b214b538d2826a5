use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use helpnook_contract::ProblemKind;

use crate::support::{Reply, World};

const SHOP: &str = "https://shop.example";

async fn world() -> World {
    World::with(|config| config.origins = vec![SHOP.to_owned()]).await
}

async fn from(world: &World, method: Method, address: &str, origin: &str, asks: Option<&str>) -> Reply {
    let mut request = Request::builder().method(method).uri(address).header("host", "help.example");
    request = request.header("origin", origin);
    if let Some(asks) = asks {
        request = request.header("access-control-request-method", asks);
    }
    world.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_listed_origin_may_read_and_write() {
    let world = world().await;
    let read = from(&world, Method::GET, "/v1/site", SHOP, None).await;
    assert_eq!((read.status, read.header("access-control-allow-origin")), (StatusCode::OK, SHOP));
    assert!(read.header("access-control-expose-headers").contains("retry-after"));
    assert!(read.headers.get_all("vary").iter().any(|vary| vary == "origin"));

    let asked = from(&world, Method::OPTIONS, "/v1/tickets", SHOP, Some("POST")).await;
    assert_eq!(asked.status, StatusCode::NO_CONTENT);
    assert_eq!(asked.header("access-control-allow-headers"), "authorization, content-type, idempotency-key");
    assert_eq!(asked.header("access-control-allow-methods"), "GET, POST, PUT, PATCH, DELETE");
    assert_eq!(asked.header("access-control-allow-credentials"), "", "there are no cookies to send");

    let refused = from(&world, Method::POST, "/v1/tickets", SHOP, None).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "only for want of a key");
    assert_eq!(refused.header("access-control-allow-origin"), SHOP, "its page may read why");
}

#[tokio::test]
async fn another_origin_reads_nothing_and_writes_nothing() {
    let world = world().await;
    for origin in ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example"]
    {
        let read = from(&world, Method::GET, "/v1/site", origin, None).await;
        assert_eq!(read.header("access-control-allow-origin"), "", "{origin}");
        assert!(read.headers.get_all("vary").iter().any(|vary| vary == "origin"));
        let write = from(&world, Method::POST, "/v1/tickets", origin, None).await;
        assert_eq!(write.problem().kind, ProblemKind::ForeignOrigin);
        assert_eq!(write.status, StatusCode::FORBIDDEN);
        let asked = from(&world, Method::OPTIONS, "/v1/tickets", origin, Some("POST")).await;
        assert_eq!(asked.header("access-control-allow-origin"), "");
    }
}

#[tokio::test]
async fn the_servers_own_pages_need_no_listing() {
    let world = world().await;
    for own in ["https://help.example", "http://help.example"] {
        let read = from(&world, Method::GET, "/v1/site", own, None).await;
        assert_eq!(read.header("access-control-allow-origin"), own);
    }
}

#[tokio::test]
async fn a_star_lets_everyone_in() {
    let world = World::with(|config| config.origins = vec!["*".to_owned()]).await;
    let read = from(&world, Method::GET, "/v1/site", "https://any.example", None).await;
    assert_eq!(read.header("access-control-allow-origin"), "https://any.example");
}

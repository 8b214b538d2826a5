use std::fs;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use helpnook_server::{serve, site_files};
use tower::ServiceExt;

use crate::program::Folder;

/// A site with a page, a loader, hashed files and the console.
fn site(name: &str) -> (Folder, Router) {
    let folder = Folder::new(name);
    folder.write("site/index.html", "<!doctype html><title>Shop</title>");
    folder.write("site/console/index.html", "<!doctype html><title>Console</title>");
    folder.write("site/frame.html", "<!doctype html><title>Help</title>");
    folder.write("site/embed.js", "plain");
    folder.write("site/embed.js.br", "as brotli");
    folder.write("site/embed.js.gz", "as gzip");
    folder.write("site/assets/helpnook-0123456789abcdef_bg.wasm", b"\0asm");
    folder.write("site/text/de.json", "{}");
    folder.write("secret.txt", "secret");
    let site = site_files::routes(Some(folder.path().join("site")), &["https://shop.example".to_owned()]);
    let api = Router::new().fallback(|| async { (StatusCode::IM_A_TEAPOT, "the API") });
    (folder, serve::app(api, site))
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of ASCII"))
    }
}

async fn ask(app: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = app.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    let body = String::from_utf8(body.to_vec()).expect("text");
    Answer { status: parts.status, headers: parts.headers, body }
}

async fn get(app: &Router, path: &str) -> Answer {
    ask(app, Method::GET, path, &[]).await
}

#[tokio::test]
async fn files_have_their_type_and_may_be_used_by_other_sites() {
    let (_folder, app) = site("site-types");
    let types = [
        ("/", "text/html; charset=utf-8"),
        ("/console/", "text/html; charset=utf-8"),
        ("/embed.js", "text/javascript"),
        ("/assets/helpnook-0123456789abcdef_bg.wasm", "application/wasm"),
        ("/text/de.json", "application/json"),
    ];
    for (path, kind) in types {
        let answer = get(&app, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        // A page tells little of where one came from; scripts are asked for often, so they carry no word too many.
        assert_eq!(answer.header("referrer-policy").is_empty(), !kind.starts_with("text/html"), "{path}");
    }
}

#[tokio::test]
async fn pages_run_only_the_sites_own_scripts() {
    let (_folder, app) = site("site-policy");
    for path in ["/", "/console/"] {
        let answer = get(&app, path).await;
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "style-src 'self';"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
    }
    assert!(
        get(&app, "/console/").await.header("content-security-policy").contains("frame-ancestors 'none'")
    );
}

#[tokio::test]
async fn files_with_a_hash_are_kept_for_good_and_others_are_checked_again() {
    let (folder, app) = site("site-caching");
    let hashed = get(&app, "/assets/helpnook-0123456789abcdef_bg.wasm").await;
    assert!(hashed.header("cache-control").contains("immutable"));
    let loader = get(&app, "/embed.js").await;
    assert_eq!(loader.header("cache-control"), "max-age=300");
    let tag = loader.header("etag").to_owned();
    let known = ask(&app, Method::GET, "/embed.js", &[("if-none-match", &tag)]).await;
    assert_eq!(
        (known.status, known.body.as_str(), known.header("etag")),
        (StatusCode::NOT_MODIFIED, "", &*tag)
    );
    fs::write(folder.path().join("site/embed.js"), "changed").expect("written");
    let changed = ask(&app, Method::GET, "/embed.js", &[("if-none-match", &tag)]).await;
    assert_eq!((changed.status, changed.body.as_str()), (StatusCode::OK, "changed"));
}

#[tokio::test]
async fn smaller_file_is_sent_to_whoever_takes_it() {
    let (_folder, app) = site("site-codings");
    let cases = [
        ("gzip, deflate, br", "br", "as brotli"),
        ("gzip;q=1.0, br;q=0", "gzip", "as gzip"),
        ("identity", "", "plain"),
        ("", "", "plain"),
    ];
    for (accepted, coding, body) in cases {
        let answer = ask(&app, Method::GET, "/embed.js", &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.header("content-encoding"), answer.body.as_str()), (coding, body), "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-type"), "text/javascript");
    }
    let answer = ask(&app, Method::GET, "/text/de.json", &[("accept-encoding", "br")]).await;
    assert_eq!(
        (answer.header("content-encoding"), answer.body.as_str()),
        ("", "{}"),
        "no smaller one is there"
    );
}

#[tokio::test]
async fn head_has_everything_but_the_body() {
    let (_folder, app) = site("site-head");
    let answer = ask(&app, Method::HEAD, "/embed.js", &[]).await;
    assert_eq!(
        (answer.status, answer.body.as_str(), answer.header("content-length")),
        (StatusCode::OK, "", "5")
    );
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let (_folder, app) = site("site-traversal");
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/text/../../secret.txt"]
    {
        let answer = get(&app, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.body.contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn unknown_files_are_told_to_people_and_to_programs() {
    let (_folder, app) = site("site-missing");
    let page = ask(&app, Method::GET, "/nothing", &[("accept", "text/html")]).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (StatusCode::NOT_FOUND, "text/plain; charset=utf-8")
    );
    let problem = ask(&app, Method::GET, "/nothing", &[("accept", "application/json")]).await;
    assert_eq!(
        (problem.status, problem.header("content-type")),
        (StatusCode::NOT_FOUND, "application/problem+json")
    );
    for path in ["/text", "/embed.js/x", "/text/"] {
        assert_eq!(get(&app, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let written = ask(&app, Method::POST, "/embed.js", &[]).await;
    assert_eq!((written.status, written.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
    assert_eq!(get(&app, "/console").await.header("location"), "/console/");
}

#[tokio::test]
async fn api_keeps_its_addresses() {
    let (_folder, app) = site("site-api");
    for path in ["/v1", "/v1/site", "/v1/nothing", "/healthz", "/openapi.json"] {
        assert_eq!(get(&app, path).await.body, "the API", "{path}");
    }
    assert_eq!(get(&app, "/v1x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_frame_page_stands_in_frames_of_listed_origins_alone() {
    let (_folder, app) = site("site-frame");
    let page = get(&app, "/frame.html").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(policy.ends_with("frame-ancestors 'self' https://shop.example"), "{policy}");
    assert_eq!(page.header("cross-origin-embedder-policy"), "credentialless");
    assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
}

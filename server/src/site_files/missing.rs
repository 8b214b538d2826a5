//! What is said when there is no such file: to programs as a problem, to people in a sentence.

use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use helpnook_contract::Problem;

/// There is no such file.
pub(super) fn file(headers: &HeaderMap) -> Response {
    say(headers, StatusCode::NOT_FOUND, "not_found", "Not found", "There is nothing at this address.")
}

/// The file is there, and only its operator can find out why it is not given.
pub(super) fn unreadable() -> Response {
    text(StatusCode::INTERNAL_SERVER_ERROR, "This file cannot be read. The server's log says why.\n")
}

/// Files are read, not written.
pub(super) async fn method(headers: HeaderMap) -> Response {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut reply =
        say(&headers, status, "method_not_allowed", "Method not allowed", "Files are read with GET or HEAD.");
    reply.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    reply
}

/// The server runs without a site.
pub(super) fn site() -> Response {
    text(
        StatusCode::NOT_FOUND,
        "Helpnook's API is served here, but not the widget and the console: this program was built without them.\n\n\
         Build the site and start anew with\n\n    helpnook-server serve --site-dir FOLDER\n\n\
         or build the program with them in it: cargo xtask dist\n",
    )
}

fn say(headers: &HeaderMap, status: StatusCode, kind: &str, title: &str, detail: &str) -> Response {
    let wants_json =
        headers.get_all(ACCEPT).iter().any(|value| value.to_str().is_ok_and(|value| value.contains("json")));
    if !wants_json {
        return text(status, &format!("{title}. {detail}\n"));
    }
    let problem = Problem {
        kind: format!("urn:helpnook:problem:{kind}"),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: Some(detail.to_owned()),
        errors: Vec::new(),
    };
    let mut reply = (status, axum::Json(problem)).into_response();
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    reply
}

fn text(status: StatusCode, text: &str) -> Response {
    let headers = [("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff")];
    (status, headers, text.to_owned()).into_response()
}

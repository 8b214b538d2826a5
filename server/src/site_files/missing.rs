//! What is said when there is no such file: to programs as a problem, to people in a sentence.

use axum::http::header::{ACCEPT, ALLOW, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::problem::Refusal;

/// There is no such file.
pub(super) fn file(headers: &HeaderMap) -> Response {
    say(headers, Refusal::NoRoute, StatusCode::NOT_FOUND, "Not found. There is nothing at this address.\n")
}

/// The file is there, and only its operator can find out why it is not given.
pub(super) fn unreadable() -> Response {
    text(StatusCode::INTERNAL_SERVER_ERROR, "This file cannot be read. The server's log says why.\n")
}

/// Files are read, not written.
pub(super) async fn method(headers: HeaderMap) -> Response {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut reply = say(&headers, Refusal::MethodNotAllowed, status, "Files are read with GET or HEAD.\n");
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

fn say(headers: &HeaderMap, refusal: Refusal, status: StatusCode, sentence: &str) -> Response {
    let mut wanted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    if wanted.any(|value| value.contains("json")) { refusal.into_response() } else { text(status, sentence) }
}

fn text(status: StatusCode, text: &str) -> Response {
    let headers = [("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff")];
    (status, headers, text.to_owned()).into_response()
}

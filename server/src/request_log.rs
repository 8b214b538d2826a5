//! One line a request, without personal data: no address of the caller, no query, no ids, no bodies.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::clock::Stopwatch;
use crate::random;

/// Tells a request in the log and in its reply, so that a report can be matched with the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Logs the request and gives its reply what every reply has: an id, `nosniff`, and `no-store` unless it says otherwise.
pub async fn request_log(request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let id = random::id("req_");
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let _inside = span.enter();
    let status = response.status().as_u16();
    tracing::info!(%method, route, status, ms = watch.milliseconds(), "served");
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

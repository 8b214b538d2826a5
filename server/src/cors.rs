//! Which pages of other origins may call: those on the operator's list.
//!
//! A page that is not on it gets no CORS headers, so its browser keeps replies from it, and its writes are refused before
//! anything is done. Calls without `Origin` do not come from another page and pass.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Refusal;
use crate::state::AppState;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
const SENT: HeaderValue = HeaderValue::from_static("authorization, content-type, idempotency-key");
const EXPOSED: HeaderValue = HeaderValue::from_static("retry-after, etag, idempotency-replayed");
/// Two hours, the most that any browser keeps a preflight.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");

/// Lets allowed origins in and keeps the writes of others out.
pub async fn cors(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return varying(next.run(request).await);
    };
    let is_allowed = is_allowed(&origin, request.headers(), &state.config.origins);
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_write = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_allowed && (is_preflight || is_write) {
        let named = String::from_utf8_lossy(origin.as_bytes()).into_owned();
        return varying(Refusal::ForeignOrigin(named).into_response());
    }
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    if is_allowed {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if is_preflight {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, SENT);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        }
    }
    varying(response)
}

/// Caches must not give one origin's reply to another.
fn varying(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    response
}

fn is_allowed(origin: &HeaderValue, headers: &HeaderMap, allowed: &[String]) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    // A proxy may speak TLS for the server, so the scheme of its own address is not known here.
    let own = origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == host);
    own || allowed.iter().any(|each| each == "*" || each.eq_ignore_ascii_case(origin))
}

//! The hosted help page: everything a customer needs in pages that want neither JavaScript nor wasm.
//!
//! It calls the same handlers as the widget does, in this process: the same search, the same limits, the same promise
//! that a repeated send makes one ticket.
//!
//! ```text
//! GET  /help                      to the language that the browser asks for
//! GET  /help/{language}           home; ?query= searches, ?category= browses
//! GET  /help/{language}/{id}      one article; POST says whether it helped
//! GET  /help/contact/{language}   the form (?subject= fills it in); POST sends it
//! GET  /help/assets/{name}        style sheet, and the script of the page that says "sent"
//! ```

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, extract::Request, middleware::Next};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::problem;
use crate::state::AppState;

/// One article.
mod article;
/// Style sheet and script.
mod assets;
/// The form as it is sent: what may go wrong, and what is then shown.
mod contact;
/// The form as it is drawn.
mod form;
/// The files of the form.
mod form_files;
/// The proof that a form is one of ours, and its key.
mod form_key;
/// Search, topics, often read.
mod home;
/// The frame of every page, and how long it may be kept.
mod page;
/// An article's nodes as markup.
mod prose;
/// A form as a browser sends it, with files or without.
mod received;
/// What follows a request that was sent.
mod sent;
/// Who looks at which language of the site.
mod visit;
/// Whether an article helped.
mod vote;
/// The words, in the customer's language.
pub mod words;

/// Every page below `/help`.
pub fn routes(state: &AppState) -> Router<AppState> {
    let key = form_key::FormKey::of(&state.config.data);
    let contact = get(contact::show).post(contact::send);
    let contact = contact.layer(DefaultBodyLimit::max(received::most_bytes(state)));
    Router::new()
        .route("/help", get(choose_language))
        .route("/help/", get(choose_language))
        .route("/help/assets/{name}", get(assets::get_asset))
        .route("/help/contact/{language}", contact)
        .route("/help/{language}", get(home::show))
        .route("/help/{language}/{id}", get(article::show).post(vote::send))
        .route("/help/{language}/", get(home::show))
        .route("/help/{language}/{id}/{*rest}", get(visit::no_page))
        .method_not_allowed_fallback(visit::takes_nothing)
        .layer(DefaultBodyLimit::max(received::FORM_BYTES))
        .layer(Extension(key))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(from_fn_with_state(state.clone(), for_people))
        .layer(CompressionLayer::new())
}

/// `GET /help`: to the first language of the browser that the site has; a question comes along.
async fn choose_language(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = visit::preferred(&state.config.site.languages, wanted.unwrap_or_default());
    let query = uri.query().map(|query| ["?", query].concat()).unwrap_or_default();
    let to = ["/help/", language, &query].concat();
    let Ok(to) = HeaderValue::from_str(&to) else { return StatusCode::BAD_REQUEST.into_response() };
    let about = [
        (header::LOCATION, to),
        (header::VARY, HeaderValue::from_static("accept-language")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (StatusCode::FOUND, about).into_response()
}

/// What every page has. Addresses hold questions, which no other site is told; and a refusal that came as JSON is put in words.
async fn for_people(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes() == b"application/problem+json") {
        response = visit::in_words(&state, response.status()).await;
    }
    // Not `no-referrer`: the form's own `Origin` would be withheld, too.
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

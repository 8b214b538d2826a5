//! The bundled Helpnook backend: the contract's calls over one SQLite file.
//!
//! # Map, in reading order
//!
//! * [`config`]: what an operator may set. [`state`]: what every call shares.
//! * [`routes`]: one file for each topic of the contract; [`router`] lists every call.
//! * At the edge, before a handler runs: [`request_log`], [`cors`], [`framing`], [`address`], [`auth`], [`holder`], [`identity`],
//!   [`limits`], [`json_body`], [`idempotency`].
//! * [`problem`]: the one error, the only place that picks a status. [`openapi`]: the description of all this.
//! * [`store`]: the database, file by file the same topics as the routes; [`files`] and [`media_type`]: attached files.
//! * [`index`]: articles to search index.
//! * [`clock`], [`random`], [`secret`], [`reference`](mod@reference): the time, and what is made by chance.
//! * [`serve`], [`site_files`], [`logs`]: listening and stopping, the built widget and console, the log.
//! * [`help`]: the same calls as pages for people, without JavaScript.
//! * [`import`], [`demo`]: articles from files; the demo shop.
//!
//! # What holds everywhere
//!
//! * Routes never name sqlx, the store never names axum, nobody but `clock` asks the time.
//! * Every write happens once for its `Idempotency-Key`; its reply is kept in the same transaction.
//! * Every refusal is `application/problem+json`; nothing that went wrong inside is told outside.
//! * The log holds no personal data.

/// What stands in an address.
pub mod address;
/// Who calls.
pub mod auth;
/// The only clock.
pub mod clock;
/// What an operator may set.
pub mod config;
/// Which pages of other origins may call.
pub mod cors;
/// The demo shop.
pub mod demo;
/// The folder of attached files.
pub mod files;
/// Who may show what in a frame.
pub mod framing;
/// The hosted help page.
pub mod help;
/// Who may open tickets.
pub mod holder;
/// Writes that happen once.
pub mod idempotency;
/// Who a customer is, as the site says.
pub mod identity;
/// Articles from files.
pub mod import;
/// The search index of each language.
pub mod index;
/// JSON from someone who is not trusted.
pub mod json_body;
/// How often one address may write.
pub mod limits;
/// Where the log goes, and in which form.
pub mod logs;
/// What a file is, told from its bytes.
pub mod media_type;
/// The description of the API.
pub mod openapi;
/// The one error.
pub mod problem;
/// The only randomness.
pub mod random;
/// A ticket's reference for people.
pub mod reference;
/// One line a request.
pub mod request_log;
/// The contract's calls.
pub mod routes;
/// Keys that give access.
pub mod secret;
/// From a listening socket to the last answer.
pub mod serve;
/// The built widget and console.
pub mod site_files;
/// What every call shares.
pub mod state;
/// What is kept.
pub mod store;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, patch, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub use state::{AppState, StartError};

use routes::agent::{self, editing, queue};
use routes::{articles, attachments, interactions, meta, sessions, site, surveys, thread, tickets};

/// Every call, in the order in which a customer meets them; then the agents'.
///
/// Everything below `/v1` is answered here, unknown addresses and wrong methods too; what else there is (the site's
/// files) the caller mounts around it.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/v1/site", get(site::get_site))
        .route("/v1/faq/{language}/index", get(articles::get_faq_index))
        .route("/v1/articles", get(articles::list_articles))
        .route("/v1/articles/{id}", get(articles::get_article))
        .route("/v1/articles/{id}/reasons", get(articles::list_reasons))
        .route("/v1/articles/{id}/votes", post(articles::create_vote))
        .route("/v1/interactions", post(interactions::create_interactions))
        .route("/v1/attachments", post(attachments::upload_attachment))
        .route("/v1/sessions", post(sessions::create_session).delete(sessions::end_session))
        .route("/v1/tickets", get(tickets::list_tickets).post(tickets::create_ticket))
        .route("/v1/tickets/{id}", get(tickets::get_ticket))
        .route("/v1/tickets/{id}/messages", get(thread::list_messages).post(thread::create_message))
        .route("/v1/tickets/{id}/transitions", post(thread::create_transition))
        .route("/v1/attachments/{id}", get(attachments::get_attachment))
        .route("/v1/surveys/next", get(surveys::get_next_survey))
        .route("/v1/surveys/{id}/responses", post(surveys::create_response))
        .route("/v1/surveys/{id}/responses/{response}", patch(surveys::update_response))
        .route("/v1/agent/me", get(agent::get_me))
        .route("/v1/agent/tickets", get(queue::list_queue))
        .route("/v1/agent/tickets/{id}", get(queue::get_agent_ticket).patch(queue::update_ticket))
        .route(
            "/v1/agent/tickets/{id}/messages",
            get(queue::list_agent_messages).post(queue::create_agent_message),
        )
        .route("/v1/agent/articles", get(editing::list_agent_articles))
        .route("/v1/agent/articles/{id}", get(editing::get_agent_article).put(editing::put_article))
        .route("/v1/agent/figures", get(agent::get_figures))
        .route("/healthz", get(meta::get_health))
        .route("/openapi.json", get(meta::get_description))
        .fallback(meta::no_route)
        .method_not_allowed_fallback(meta::method_not_allowed)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(map_response(framing::unframed))
        .layer(from_fn_with_state(state.clone(), cors::cors))
        .merge(help::routes(&state))
        .layer(from_fn(request_log::request_log))
        .with_state(state)
}

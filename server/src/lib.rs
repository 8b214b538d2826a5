//! The bundled Helpnook backend: the contract's calls over one SQLite file.
//!
//! # Map, in reading order
//!
//! * [`config`]: what an operator may set. [`state`]: what every call shares.
//! * [`routes`]: one file for each topic of the contract; [`router`] lists every call.
//! * At the edge, before a handler runs: [`request_log`], [`cors`], [`auth`], [`limits`], [`json_body`], [`idempotency`].
//! * [`problem`]: the one error, the only place that picks a status.
//! * [`store`]: the database, file by file the same topics as the routes; [`files`] and [`media_type`]: attached files.
//! * [`index`] and [`plain_text`]: articles to search index.
//! * [`clock`], [`random`], [`secret`], [`reference`](mod@reference): the time, and what is made by chance.
//! * [`serve`], [`site_files`], [`logs`]: listening and stopping, the built widget and console, the log.
//! * [`import`], [`demo`]: articles from files; the demo shop.
//!
//! # What holds everywhere
//!
//! * Routes never name sqlx, the store never names axum, nobody but `clock` asks the time.
//! * Every write happens once for its `Idempotency-Key`; its reply is kept in the same transaction.
//! * Every refusal is `application/problem+json`; nothing that went wrong inside is told outside.
//! * The log holds no personal data.

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
/// Writes that happen once.
pub mod idempotency;
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
/// An article's body without markup.
pub mod plain_text;
/// The one error.
pub mod problem;
/// The only randomness.
pub mod random;
/// A ticket's reference for people.
pub mod reference;
/// One line a request.
pub mod request_log;
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

pub use state::{AppState, StartError};

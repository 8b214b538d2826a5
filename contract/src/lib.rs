//! The REST contract, version 1, between the widget and any backend.
//!
//! Every call is described once: a struct with its method, its address, its body and its
//! reply ([`Endpoint`]). The server takes bodies and replies from here, the widget addresses
//! and replies, so the two sides cannot drift. Rules beyond the types:
//!
//! - Every write except DELETE carries `Idempotency-Key` (1 to 255 visible ASCII characters). A repeat gets the
//!   first reply again; another body under the same key is refused with 422, one still running
//!   with 409, a missing key with 400.
//! - Every error is [`Problem`], sent as `application/problem+json` (RFC 9457).
//! - Tokens travel in `Authorization`, never in an address: `Bearer <ticket key, session or API token>`, or
//!   `TicketKeys <key>, <key>, …` for a list of tickets. A session's token is a key to all tickets of its customer, and
//!   replaces a ticket key in every call.
//! - Times are RFC 3339 in UTC, languages BCP 47. Lists are cursor pages ([`Page`]).
//! - Enumerations may grow: a reader maps an unknown value to `Unknown`.
//!
//! This crate has no network, no clock, no storage and no web framework.

/// Calls of agents.
pub mod agent;
/// Help articles: search, read, vote.
pub mod articles;
/// Files.
pub mod attachments;
/// A call: method, address, body, reply.
pub mod endpoint;
/// Typed fields, parsed by the form and by the server with the same code.
pub mod field;
/// Opaque identifiers.
pub mod id;
/// Interactions: searches, opened articles, solved questions.
pub mod interactions;
/// The error of every call.
pub mod problem;
/// Why a search finds an article.
pub mod reasons;
/// Customers whom the site has signed in.
pub mod sessions;
/// The site: name, languages, features, limits.
pub mod site;
/// Ratings.
pub mod surveys;
/// Messages, replies, status changes.
pub mod thread;
/// Tickets as their requester sees them.
pub mod tickets;

pub use endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
pub use id::*;
pub use problem::{FieldProblem, Problem, ProblemKind};

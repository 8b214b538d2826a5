//! The REST contract, version 1: what the widget and any backend say to each other.
//!
//! Every call is described once: a struct that names its method, its address, its body and its
//! reply ([`Endpoint`]). The server takes its routes and bodies from here, the widget its addresses
//! and replies, so the two sides cannot drift. What the types cannot say:
//!
//! - Every write but DELETE carries `Idempotency-Key` (1 to 255 visible ASCII characters). A repeat gets the
//!   first reply again; another body under the same key is refused with 422, one still running
//!   with 409, a missing key with 400.
//! - Every error is [`Problem`], sent as `application/problem+json` (RFC 9457).
//! - Tokens travel in `Authorization`, never in an address: `Bearer <ticket key, session or API token>`, or
//!   `TicketKeys <key>, <key>, …` where a list of tickets is asked for. A session's token is a key to all tickets of its
//!   customer, and stands wherever a ticket's key does.
//! - Times are RFC 3339 in UTC, languages BCP 47. Lists are cursor pages ([`Page`]).
//! - Enumerations may grow: a reader takes an unknown value as `Unknown`.
//!
//! This crate knows no network, no clock, no storage and no web framework.

/// The agents' side.
pub mod agent;
/// Help articles: search, read, vote.
pub mod articles;
/// Files.
pub mod attachments;
/// A call: method, address, body, reply.
pub mod endpoint;
/// What people type, parsed once by the form and by the server alike.
pub mod field;
/// Opaque identifiers.
pub mod id;
/// What was searched, opened and solved.
pub mod interactions;
/// The one error.
pub mod problem;
/// Why a search finds an article.
pub mod reasons;
/// Customers whom the site has signed in.
pub mod sessions;
/// What a site offers.
pub mod site;
/// Ratings.
pub mod surveys;
/// Messages, replies, changes of status.
pub mod thread;
/// Tickets as their requester sees them.
pub mod tickets;

pub use endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
pub use id::*;
pub use problem::{FieldProblem, Problem, ProblemKind};

//! The contract's calls, one file for each of its topics. Each handler stands below its description for OpenAPI.

/// The agents' side.
pub mod agent;
/// Help articles: index, search, read, vote.
pub mod articles;
/// Files.
pub mod attachments;
/// The deflection ledger.
pub mod interactions;
/// Whether the server works, what it can do, and what it does not know.
pub mod meta;
/// Customers whom the site has signed in.
pub mod sessions;
/// What the site offers.
pub mod site;
/// Ratings.
pub mod surveys;
/// Messages and changes of status.
pub mod thread;
/// Tickets as their requester sees them.
pub mod tickets;

//! The host page's side: what it sets, what it says, what it hears.

/// Calls of the host page, parsed.
pub mod command;
/// Events that the host page hears.
pub mod events;
/// Settings of the host page, parsed.
pub mod options;

//! Views that know no screen: they are given texts, values and callbacks.

/// The files beside a message.
pub mod attachments;
/// The message about a pending write.
pub mod delivery;
/// A text field with its label, hint and error.
pub mod field;
/// Text with the matches of a search marked.
pub mod highlighted;
/// Icons.
pub mod icon;
/// The button that opens the panel, where no loader draws one.
#[cfg(not(feature = "chunks"))]
pub mod launcher;
/// A list of links.
pub mod links;
/// A sentence that stands out, with an action.
pub mod notice;
/// An article's nodes.
pub mod prose;
/// A scale to choose from.
pub mod rating;
/// A measured reply time in words.
pub mod reply_time;
/// A list whose rows keep their elements while it changes.
pub mod rows;
/// A ticket's status.
pub mod status_badge;

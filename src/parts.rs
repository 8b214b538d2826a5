//! Views that know no domain word: they are given texts, values and what to do.

/// A text field with its label, hint and error.
pub mod field;
/// Small pictures.
pub mod icon;
/// The button that opens the panel.
pub mod launcher;
/// A list of links to go on.
pub mod links;
/// A sentence that stands out, with a way on.
pub mod notice;
/// An article's nodes.
pub mod prose;
/// A scale to choose from.
pub mod rating;
/// What changes, as a part reads it.
pub mod read;
/// Text with what matched marked.
pub mod runs;

//! Help article search: finds the article that answers a customer, on the customer's own device.
//!
//! The server makes one index file for each language when articles are published; the widget downloads it and
//! searches it at every keystroke, and the server searches the same file for clients that have none. One crate
//! does both, so the two always agree.
//!
//! # Map, in reading order
//!
//! * `fold`, `words`: what is one word, on both sides.
//! * `stem`, `vocabulary`, `packing`, `warning`, `build` (feature `build`): articles to file. Stemming happens here alone: the file holds
//!   every spelling with the group of spellings it belongs to, and what a word may also mean, so a page needs
//!   neither stemmer nor thesaurus.
//! * `bits`, `bytes`, `file`, `forms`, `postings`, `weight`, `ranking`, `texts`: the file's layout; nothing in it is believed before it is checked.
//!   What every search needs is unfolded at once, and lists of articles when they are asked for.
//! * `index`: an opened file, its lists, and the ways to ask it.
//! * `spelling`, `layout`, `romanised`, `slot`, `query`: what a customer typed, as groups with what finding them is worth.
//! * `rank`: which articles answer it; `title_match`: which of the best say it in the same words; `snippet`: which passage to show; `nearest`: where to look when none does; `explain` (feature `build`): why.
//!
//! # What holds everywhere
//!
//! * No I/O, no clock, no randomness, no web types: bytes in, bytes or hits out.
//! * Nothing here panics on a hostile file or query; see `tests/hostile.rs`.
//! * Hits carry runs of plain text, never markup.

mod bits;
#[cfg(feature = "build")]
mod build;
mod bytes;
#[cfg(feature = "build")]
mod explain;
mod file;
mod fold;
mod forms;
mod index;
mod layout;
mod nearest;
#[cfg(feature = "build")]
mod packing;
mod postings;
mod query;
mod rank;
mod ranking;
mod romanised;
mod slot;
mod snippet;
mod spelling;
#[cfg(feature = "build")]
mod stem;
mod texts;
mod title_match;
#[cfg(feature = "build")]
mod vocabulary;
#[cfg(feature = "build")]
mod warning;
mod weight;
mod words;

#[cfg(feature = "build")]
pub use build::{BuildError, Extras, LearnedQuery, SourceArticle, Synonym, build, build_with};
#[cfg(feature = "build")]
pub use explain::{Field, Reason, Way};
pub use file::{FILE_VERSION, IndexError, parts};
pub use index::{CategoryCount, Entry, Hit, Index, Query, Run};
#[cfg(feature = "build")]
pub use warning::{Concern, concerns};

//! An article's body from a backend that is not trusted, as a tree of allow-listed nodes.
//!
//! The view turns the tree into elements and text one by one; no part of it is ever parsed by the browser,
//! so nothing can change its meaning on the way. Tags and attributes are closed enums, addresses have passed
//! [`addresses`], and what is not allowed was never built.
//!
//! ```text
//! HTML ----- tokens - markup (character_references) --------\
//!                                                             tree (nesting, names, values, addresses) -> Article
//! Markdown - blocks (containers, line) - inlines (pieces) ---/
//! ```
//!
//! Markdown is CommonMark with tables and strikethrough; raw HTML in it takes the same way as an HTML article.
//! Every step is linear in the source, and absent are: regular expressions, Unicode tables, recursion that
//! follows the nesting of the source beyond [`Limits::depth`].

mod addresses;
mod blocks;
mod character_references;
mod containers;
mod emphasis;
mod inlines;
mod line;
mod markdown;
mod markup;
mod names;
mod nesting;
mod pieces;
mod plain_text;
mod raw_html;
mod references;
mod tables;
mod tokens;
mod tree;
mod values;

pub use names::{Attribute, Tag};
pub use plain_text::{PlainText, to_text};

/// A piece of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Text to be shown as it is: character references are resolved, control characters are gone.
    Text(String),
    /// An allowed element.
    Element(Element),
}

/// An allowed element with allowed attributes; each attribute occurs at most once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// Checked attributes, in the order of the source.
    pub attributes: Vec<(Attribute, String)>,
    /// What it holds; at most [`Limits::depth`] levels.
    pub children: Vec<Node>,
}

impl Element {
    /// The value of `attribute`, if the element has it.
    #[must_use]
    pub fn value(&self, attribute: Attribute) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value.as_str())
    }
}

/// An article that is safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The top level of the article.
    pub nodes: Vec<Node>,
    /// Whether a limit, or markup that never ends, kept a part of the source out or flattened its nesting.
    pub is_cut: bool,
}

/// What an article may do and how large it may get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Absolute `https:` (or `http:`) address of the article or its backend; relative addresses are resolved
    /// against it. Empty or anything else: relative addresses are refused.
    pub base: String,
    /// How many levels a heading sinks: with 2, the article's `h1` becomes `h3`. Results stay in `h2`..`h6`.
    pub heading_offset: u8,
    /// Upper bounds.
    pub limits: Limits,
}

impl Default for Rules {
    fn default() -> Self {
        Self { base: String::new(), heading_offset: 2, limits: Limits::default() }
    }
}

/// Upper bounds of an article; what exceeds them is left out and reported in [`Article::is_cut`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of source that are read.
    pub bytes: usize,
    /// Elements and texts that are built.
    pub nodes: usize,
    /// Levels of elements; deeper ones are left out and their children kept. 64 at most.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 10_000_000, nodes: 20_000, depth: 64 }
    }
}

/// Reads an article written in HTML. Never fails: broken markup gives what can be made of it.
#[must_use]
pub fn from_html(source: &str, rules: &Rules) -> Article {
    let (source, is_cut) = within(source, rules.limits.bytes);
    let mut tree = tree::Tree::new(rules);
    tree.html(source);
    tree.finish(is_cut)
}

/// Reads an article written in Markdown. Never fails: every text is Markdown.
#[must_use]
pub fn from_markdown(source: &str, rules: &Rules) -> Article {
    let (source, is_cut) = within(source, rules.limits.bytes);
    let mut tree = tree::Tree::new(rules);
    let is_short = markdown::read(source, rules, &mut tree);
    tree.finish(is_cut || is_short)
}

/// The start of `source` that fits into `bytes`, and whether something was left out.
fn within(source: &str, bytes: usize) -> (&str, bool) {
    if source.len() <= bytes {
        return (source, false);
    }
    let mut end = bytes;
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    (part(source, 0, end), true)
}

/// `text[from..to]`, or nothing where that range is not in it: slicing that cannot panic.
fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}

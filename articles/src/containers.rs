//! The blocks of a Markdown text while they are being read: quotes and lists that contain, paragraphs and the like
//! that do not.
//!
//! The outcome is flat: a container is opened, what is in it follows, [`Block::End`] closes it. Link definitions
//! are collected on the way, since a link may use one that comes later.

use super::line::Fence;
use super::raw_html::BlockEnd;
use super::references::References;

pub(super) enum Block {
    Quote,
    /// A list, by its index in [`Blocks::is_loose`]; ordered from this number.
    List(usize, Option<u32>),
    Item,
    /// The end of the innermost container.
    End,
    Paragraph(String),
    Heading(u8, String),
    Code(String),
    Html(String),
    Rule,
    /// Number of columns; a line per row, the header first.
    Table(usize, String),
}

pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    /// Per list, whether its items are set apart from one another.
    pub(super) is_loose: Vec<bool>,
    pub(super) references: References,
    /// Whether there were more than `most` blocks.
    pub(super) is_cut: bool,
}

pub(super) struct Container {
    pub(super) kind: Kind,
    /// The list it is, or is an item of.
    pub(super) list: usize,
    pub(super) has_child: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Quote,
    /// A list of items with this mark.
    List(u8),
    /// An item whose content starts in this column, counted from the item's parent.
    Item(usize),
}

pub(super) enum Leaf {
    None,
    Paragraph,
    Fenced(Fence),
    Indented,
    Html(BlockEnd),
    Table(usize),
}

pub(super) struct Parser {
    pub(super) open: Vec<Container>,
    pub(super) leaf: Leaf,
    pub(super) text: String,
    /// The last line was blank for containers from this depth on.
    pub(super) blank: Option<usize>,
    pub(super) out: Blocks,
}

impl Parser {
    /// Remembers a blank line; a quote around it has its mark in the line, so outside it nothing was blank.
    pub(super) fn note_blank(&mut self, depth: usize) {
        let quote = self.open.iter().take(depth).rposition(|container| container.kind == Kind::Quote);
        self.blank = Some(quote.map_or(0, |index| index + 1));
    }

    /// Makes room for a new block in the container at `depth`.
    pub(super) fn begin(&mut self, depth: usize) {
        self.close_down_to(depth);
        if matches!(self.open.last(), Some(Container { kind: Kind::List(_), .. })) {
            self.close_down_to(depth - 1);
        }
        self.count_child();
    }

    /// Notes that the innermost container gets a child. After a blank line that sets a list's items apart.
    pub(super) fn count_child(&mut self) {
        let depth = self.open.len();
        let is_apart = self.blank.take().is_some_and(|blank| depth >= blank);
        if let Some(parent) = self.open.last_mut() {
            if is_apart
                && parent.has_child
                && parent.kind != Kind::Quote
                && let Some(is_loose) = self.out.is_loose.get_mut(parent.list)
            {
                *is_loose = true;
            }
            parent.has_child = true;
        }
    }

    pub(super) fn push(&mut self, kind: Kind, list: usize, block: Block) {
        self.open.push(Container { kind, list, has_child: false });
        self.out.blocks.push(block);
    }

    pub(super) fn close_down_to(&mut self, depth: usize) {
        self.close_leaf();
        while self.open.len() > depth {
            self.open.pop();
            self.out.blocks.push(Block::End);
        }
    }

    pub(super) fn close_leaf(&mut self) {
        let leaf = std::mem::replace(&mut self.leaf, Leaf::None);
        if matches!(leaf, Leaf::Paragraph) {
            self.take_definitions();
        }
        let mut text = std::mem::take(&mut self.text);
        let block = match leaf {
            Leaf::None => return,
            Leaf::Paragraph if text.is_empty() => return,
            Leaf::Paragraph => Block::Paragraph(text.trim_ascii().to_owned()),
            Leaf::Fenced(_) => Block::Code(text),
            Leaf::Indented => {
                while text.ends_with('\n') {
                    let kept = text.trim_end_matches('\n').len();
                    text.truncate(kept);
                    let last = text.rfind('\n').map_or(0, |at| at + 1);
                    if text.get(last..).is_some_and(|last| last.trim_ascii().is_empty()) {
                        text.truncate(last);
                    }
                }
                text.push('\n');
                Block::Code(text)
            }
            Leaf::Html(_) => Block::Html(text),
            Leaf::Table(columns) => Block::Table(columns, text),
        };
        self.out.blocks.push(block);
    }

    /// Takes link definitions off the start of the open paragraph.
    pub(super) fn take_definitions(&mut self) {
        let taken = self.out.references.define(&self.text);
        self.text.drain(..taken);
    }
}

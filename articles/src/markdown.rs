//! Writes the blocks of a Markdown text into the tree.

use super::blocks::read as read_blocks;
use super::containers::{Block, Blocks};
use super::names::{Attribute, Tag};
use super::references::References;
use super::tree::Tree;
use super::{Rules, inlines, tables, values};

/// Adds the article `source` to the tree; whether a limit kept something out.
pub(super) fn read(source: &str, rules: &Rules, tree: &mut Tree) -> bool {
    // A node takes up to three blocks: its start, its text, its end.
    let Blocks { blocks, is_loose, references, is_cut } =
        read_blocks(source, rules.limits.nodes.saturating_mul(3));
    let mut writer = Writer { tree, references, is_loose, open: Vec::new(), is_cut };
    for block in &blocks {
        if writer.tree.is_full() {
            return true;
        }
        writer.block(block);
    }
    writer.is_cut
}

struct Writer<'t, 'a> {
    tree: &'t mut Tree<'a>,
    references: References,
    is_loose: Vec<bool>,
    /// Open containers, and for an item whether its paragraphs are set apart.
    open: Vec<(Tag, bool)>,
    is_cut: bool,
}

impl Writer<'_, '_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Quote => self.start(Tag::Blockquote, true, Vec::new()),
            Block::List(list, number) => {
                let is_loose = self.is_loose.get(*list).copied().unwrap_or(true);
                let tag = if number.is_some() { Tag::Ol } else { Tag::Ul };
                let start = number
                    .filter(|number| *number != 1)
                    .map(|number| (Attribute::Start, values::decimal(number)));
                self.start(tag, is_loose, start.into_iter().collect());
            }
            Block::Item => {
                let is_loose = self.open.last().is_none_or(|(_, is_loose)| *is_loose);
                self.start(Tag::Li, is_loose, Vec::new());
            }
            Block::End => {
                self.tree.stop_dropping();
                if let Some((tag, _)) = self.open.pop() {
                    self.tree.close(tag);
                }
            }
            Block::Paragraph(text) if self.open.last().is_none_or(|(_, is_loose)| *is_loose) => {
                self.element(Tag::P, text);
            }
            Block::Paragraph(text) => self.inlines(text),
            Block::Heading(level, text) => {
                self.element(Tag::heading(*level, self.tree.rules.heading_offset), text)
            }
            Block::Code(code) => {
                self.tree.open(Tag::Pre, Vec::new());
                self.tree.open(Tag::Code, Vec::new());
                self.tree.text(code);
                self.tree.close(Tag::Code);
                self.tree.close(Tag::Pre);
            }
            Block::Html(html) => self.tree.html(html),
            Block::Rule => self.tree.open(Tag::Hr, Vec::new()),
            Block::Table(columns, rows) => self.table(*columns, rows),
        }
    }

    fn start(&mut self, tag: Tag, is_loose: bool, attributes: Vec<(Attribute, String)>) {
        self.open.push((tag, is_loose));
        self.tree.open(tag, attributes);
    }

    fn element(&mut self, tag: Tag, text: &str) {
        self.tree.open(tag, Vec::new());
        self.inlines(text);
        self.tree.close(tag);
    }

    fn inlines(&mut self, text: &str) {
        let was_dropping = self.tree.is_dropping();
        self.is_cut |= !inlines::read(text, &mut self.references, self.tree);
        if !was_dropping {
            self.tree.stop_dropping();
        }
    }

    fn table(&mut self, columns: usize, rows: &str) {
        self.tree.open(Tag::Table, Vec::new());
        let mut rows = rows.lines();
        self.tree.open(Tag::Thead, Vec::new());
        self.row(columns, rows.next().unwrap_or(""), Tag::Th);
        self.tree.close(Tag::Thead);
        self.tree.open(Tag::Tbody, Vec::new());
        for row in rows {
            self.row(columns, row, Tag::Td);
        }
        self.tree.close(Tag::Table);
    }

    /// Adds a row of exactly `columns` cells.
    fn row(&mut self, columns: usize, row: &str, tag: Tag) {
        if self.tree.is_full() {
            self.is_cut = true;
            return;
        }
        self.tree.open(Tag::Tr, Vec::new());
        let mut cells = tables::cells(row).into_iter();
        for _ in 0..columns {
            if self.tree.is_full() {
                break;
            }
            let scope = (tag == Tag::Th).then(|| (Attribute::Scope, "col".to_owned()));
            self.tree.open(tag, scope.into_iter().collect());
            self.inlines(&cells.next().unwrap_or_default());
            self.tree.close(tag);
        }
        self.tree.close(Tag::Tr);
    }
}

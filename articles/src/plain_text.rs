//! An article as plain text, for a search index: the same tree that is drawn, so that what is found is what is read.

use crate::{Attribute, Element, Node, Tag};

/// An article without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// The words; paragraphs, headings, items and rows on lines of their own. A block that does not end as a sentence does
    /// ends in a dot between words (` ·`), so that a passage does not read it as one with what follows; cells are told
    /// apart by ` | `.
    pub text: String,
    /// The headings in their order.
    pub headings: Vec<String>,
}

/// The dot between two blocks of which the first does not end as a sentence does.
const BETWEEN: &str = " ·";

/// The line between two cells.
const CELL: &str = " | ";

/// The last characters of a block that needs no dot after it.
const ENDS: &str = ".!?:;,…·。！？：；、،؛؟।";

/// The words of an article.
#[must_use]
pub fn to_text(nodes: &[Node]) -> PlainText {
    let mut plain = PlainText::default();
    write(nodes, &mut plain, false);
    plain.text.truncate(plain.text.trim_end().trim_end_matches(BETWEEN).len());
    plain
}

/// Writes nodes. `is_code` keeps the lines of preformatted text; elsewhere a line of the source is none of the text.
fn write(nodes: &[Node], plain: &mut PlainText, is_code: bool) {
    for node in nodes {
        match node {
            Node::Text(text) if is_code => plain.text.push_str(text),
            Node::Text(text) => plain.text.push_str(&text.replace(['\r', '\n'], " ")),
            Node::Element(element) => write_element(element, plain, is_code),
        }
    }
}

fn write_element(element: &Element, plain: &mut PlainText, is_code: bool) {
    let children = &element.children;
    match element.tag {
        Tag::Br => plain.text.push(' '),
        Tag::Img => {
            plain.text.push(' ');
            plain.text.push_str(element.value(Attribute::Alt).unwrap_or_default());
            plain.text.push(' ');
        }
        Tag::Td | Tag::Th => {
            write(children, plain, is_code);
            end_cell(&mut plain.text);
        }
        Tag::Tr => {
            write(children, plain, is_code);
            end_row(&mut plain.text);
        }
        tag if tag.is_heading() => {
            begin_block(&mut plain.text);
            let start = plain.text.len();
            write(children, plain, is_code);
            let heading = plain.text.get(start..).unwrap_or_default().trim().to_owned();
            plain.headings.push(heading);
            end_block(&mut plain.text);
        }
        tag if tag.is_inline() => write(children, plain, is_code),
        tag => {
            begin_block(&mut plain.text);
            write(children, plain, is_code || tag == Tag::Pre);
            end_block(&mut plain.text);
        }
    }
}

/// Ends the block before, unless a cell has just begun.
fn begin_block(text: &mut String) {
    if !text.ends_with(CELL) {
        end_block(text);
    }
}

/// Ends a block of text, if one has begun.
fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    let Some(last) = text.chars().next_back() else { return };
    if !ENDS.contains(last) {
        text.push_str(BETWEEN);
    }
    text.push('\n');
}

/// Ends a cell of a row.
fn end_cell(text: &mut String) {
    text.truncate(text.trim_end().trim_end_matches(BETWEEN).len());
    text.push_str(CELL);
}

/// Ends a row: its last cells may be empty.
fn end_row(text: &mut String) {
    text.truncate(text.trim_end_matches(['|', ' ']).len());
    end_block(text);
}

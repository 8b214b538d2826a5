//! What each line of a Markdown text begins or goes on with: CommonMark's block structure, and tables.

use super::containers::{Block, Blocks, Kind, Leaf, Parser};
use super::line::{Fence, Line, Marker, heading, is_rule, underline};
use super::raw_html::{BlockEnd, block_start, has_end};
use super::references::References;
use super::tables;

/// Containers in one another; further ones are text. The tree could not show them anyway.
const DEEPEST: usize = 32;

/// Reads `source` into at most about `most` blocks.
pub(super) fn read(source: &str, most: usize) -> Blocks {
    let out =
        Blocks { blocks: Vec::new(), is_loose: Vec::new(), references: References::new(), is_cut: false };
    let mut parser = Parser { open: Vec::new(), leaf: Leaf::None, text: String::new(), blank: None, out };
    let mut rest = source;
    while !rest.is_empty() {
        if parser.out.blocks.len() >= most {
            parser.out.is_cut = true;
            break;
        }
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or("");
        parser.line(line);
    }
    parser.close_down_to(0);
    parser.out
}

impl Parser {
    fn line(&mut self, text: &str) {
        let mut line = Line::new(text);
        let mut depth = self.continued(&mut line);
        if depth == self.open.len() && self.continue_leaf(&line) {
            return;
        }
        let is_lazy = depth < self.open.len();
        let mut has_opened = false;
        while !line.is_blank() {
            let indent = line.indent();
            let is_paragraph = matches!(self.leaf, Leaf::Paragraph);
            if indent >= 4 {
                if !is_paragraph {
                    self.begin(depth);
                    line.skip(4);
                    self.leaf = Leaf::Indented;
                    line.push_to(&mut self.text);
                    return;
                }
                break;
            }
            let rest = line.rest();
            let is_interrupting = is_paragraph && !is_lazy;
            if rest.starts_with('>') && depth < DEEPEST {
                self.begin(depth);
                line.skip(indent);
                line.advance(1);
                line.skip(1);
                self.push(Kind::Quote, 0, Block::Quote);
            } else if is_interrupting && self.end_paragraph_with(rest) {
                return;
            } else if let Some(marker) = self.marker(rest, depth, is_interrupting) {
                self.item(&mut line, marker, indent, depth);
            } else if self.open_leaf(&line, depth, indent, is_paragraph) {
                return;
            } else {
                break;
            }
            depth = self.open.len();
            has_opened = true;
        }
        let is_started = has_opened && line.is_blank();
        self.rest_of_line(&line, depth, is_lazy && !has_opened);
        if is_started {
            // A bare marker begins an item; that line sets nothing apart.
            self.blank = None;
        }
    }

    /// Matches the open containers against the line; returns how many go on.
    fn continued(&self, line: &mut Line) -> usize {
        for (depth, container) in self.open.iter().enumerate() {
            let indent = line.indent();
            match container.kind {
                Kind::Quote if indent < 4 && line.rest().starts_with('>') => {
                    line.skip(indent);
                    line.advance(1);
                    line.skip(1);
                }
                Kind::List(_) => {}
                Kind::Item(offset) if indent >= offset && !line.is_blank() => {
                    line.skip(offset);
                }
                Kind::Item(offset) if line.is_blank() && container.has_child => {
                    line.skip(offset);
                }
                _ => return depth,
            }
        }
        self.open.len()
    }

    /// Adds the line to open code or HTML; false if it must be looked at for other blocks.
    fn continue_leaf(&mut self, line: &Line) -> bool {
        let mut line = line.clone();
        match self.leaf {
            Leaf::Fenced(fence) => {
                if line.indent() < 4 && fence.is_end(line.rest()) {
                    self.close_leaf();
                } else {
                    line.skip(fence.indent);
                    line.push_to(&mut self.text);
                }
            }
            Leaf::Indented if line.indent() >= 4 || line.is_blank() => {
                if line.is_blank() {
                    self.note_blank(self.open.len());
                    line.skip(4);
                    line.push_to(&mut self.text);
                    return true;
                }
                line.skip(4);
                line.push_to(&mut self.text);
            }
            Leaf::Html(BlockEnd::Containing(ends)) => {
                line.push_to(&mut self.text);
                if has_end(line.rest(), ends) {
                    self.close_leaf();
                }
            }
            Leaf::Html(BlockEnd::BlankLine) if !line.is_blank() => line.push_to(&mut self.text),
            _ => return false,
        }
        self.blank = None;
        true
    }

    /// An underline or delimiter row turns the open paragraph into a heading or table.
    fn end_paragraph_with(&mut self, rest: &str) -> bool {
        if let Some(level) = underline(rest) {
            self.take_definitions();
            if !self.text.is_empty() {
                let text = std::mem::take(&mut self.text);
                self.leaf = Leaf::None;
                self.out.blocks.push(Block::Heading(level, text.trim_ascii().to_owned()));
                return true;
            }
        }
        let Some(columns) = tables::delimiter_row(rest) else {
            return false;
        };
        let header = self.text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        if self.text.get(header..).map(|header| tables::cells(header).len()) != Some(columns) {
            return false;
        }
        let header = self.text.split_off(header);
        self.close_leaf();
        self.text = header;
        self.leaf = Leaf::Table(columns);
        true
    }

    fn marker(&self, rest: &str, depth: usize, is_interrupting: bool) -> Option<Marker> {
        let marker = Marker::start(rest).filter(|_| !is_rule(rest) && depth + 1 < DEEPEST)?;
        let is_empty = super::part(rest, marker.length, rest.len()).trim_ascii().is_empty();
        let may_interrupt = !is_empty && marker.number.is_none_or(|number| number == 1);
        (!is_interrupting || may_interrupt).then_some(marker)
    }

    fn item(&mut self, line: &mut Line, marker: Marker, indent: usize, depth: usize) {
        line.skip(indent);
        line.advance(marker.length);
        let width = indent + marker.length;
        let space = line.indent();
        let gap = if line.is_blank() || space > 4 { 1 } else { space };
        line.skip(gap);
        let kind = Kind::List(marker.mark);
        let is_same =
            depth.checked_sub(1).and_then(|last| self.open.get(last)).is_some_and(|last| last.kind == kind);
        if is_same {
            self.close_down_to(depth);
            self.count_child();
        } else {
            self.begin(depth);
            let list = self.out.is_loose.len();
            self.out.is_loose.push(false);
            self.push(kind, list, Block::List(list, marker.number));
            self.count_child();
        }
        let list = self.open.last().map_or(0, |list| list.list);
        self.push(Kind::Item(width + gap), list, Block::Item);
    }

    /// Starts a block that contains no others, other than a paragraph.
    fn open_leaf(&mut self, line: &Line, depth: usize, indent: usize, is_paragraph: bool) -> bool {
        let rest = line.rest();
        if let Some((level, text)) = heading(rest) {
            self.begin(depth);
            self.out.blocks.push(Block::Heading(level, text.to_owned()));
        } else if let Some(fence) = Fence::start(rest, indent) {
            self.begin(depth);
            self.leaf = Leaf::Fenced(fence);
        } else if let Some(end) = block_start(rest, is_paragraph) {
            self.begin(depth);
            self.leaf = Leaf::Html(end);
            line.push_to(&mut self.text);
            if matches!(end, BlockEnd::Containing(ends) if has_end(rest, ends)) {
                self.close_leaf();
            }
        } else if is_rule(rest) {
            self.begin(depth);
            self.out.blocks.push(Block::Rule);
        } else {
            return false;
        }
        true
    }

    /// What no block has claimed: a blank line, a line of a paragraph or a row of a table.
    fn rest_of_line(&mut self, line: &Line, depth: usize, is_lazy: bool) {
        if line.is_blank() {
            self.close_down_to(depth);
            self.note_blank(depth);
            return;
        }
        let goes_on = match self.leaf {
            Leaf::Paragraph => true,
            Leaf::Table(_) => !is_lazy,
            _ => false,
        };
        if !goes_on {
            self.begin(depth);
            self.leaf = Leaf::Paragraph;
        }
        self.blank = None;
        self.text.push_str(line.rest());
        self.text.push('\n');
    }
}

//! Builds the article: elements open and close as the source says, and only in places where they make sense.
//!
//! Broken nesting is repaired the way browsers do it where readers would notice (lists, tables, paragraphs), and
//! simply where they would not.

use super::character_references::push_clean;
use super::markup::Dropping;
use super::names::{Attribute, Tag};
use super::{Article, Element, Node, Rules, nesting};

/// More levels than this are never built: views and drops recurse.
const DEEPEST: usize = 64;

pub(super) struct Tree<'a> {
    pub(super) rules: &'a Rules,
    top: Vec<Node>,
    /// Elements whose end has not come, outermost first.
    pub(super) open: Vec<Element>,
    nodes: usize,
    pub(super) is_cut: bool,
    /// What comes next stands on a new line, because a left-out block began or ended here.
    is_new_line: bool,
    /// A line feed right after `<pre>` is not content.
    pub(super) is_pre_start: bool,
    pub(super) dropping: Option<Dropping>,
    /// Per tag, elements that were too deep to be built and have not ended.
    too_deep: [u32; Tag::ALL.len()],
}

impl<'a> Tree<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        Self {
            rules,
            top: Vec::new(),
            open: Vec::new(),
            nodes: 0,
            is_cut: false,
            is_new_line: false,
            is_pre_start: false,
            dropping: None,
            too_deep: [0; Tag::ALL.len()],
        }
    }

    fn is_too_deep(&self) -> bool {
        self.open.len() >= self.rules.limits.depth.min(DEEPEST)
    }

    /// Whether more would only be thrown away.
    pub(super) fn is_full(&self) -> bool {
        self.nodes >= self.rules.limits.nodes
    }

    pub(super) fn finish(mut self, is_cut: bool) -> Article {
        self.close_down_to(0);
        let is_cut = is_cut || self.is_cut || self.dropping.is_some();
        Article { nodes: self.top, is_cut }
    }

    /// Adds text whose character references are resolved. Control characters go.
    pub(super) fn text(&mut self, text: &str) {
        let mut clean = String::with_capacity(text.len());
        push_clean(&mut clean, text);
        let text = clean.as_str();
        let text = if self.is_pre_start { text.strip_prefix('\n').unwrap_or(text) } else { text };
        self.is_pre_start = false;
        if text.is_empty() || self.dropping.is_some() {
            return;
        }
        let is_blank = is_blank(text);
        if is_blank && !self.is_in_pre() && self.is_between_blocks() {
            return;
        }
        if !is_blank {
            self.make_room(None);
        }
        if let Some(Node::Text(before)) = self.siblings().last_mut() {
            before.push_str(text);
        } else {
            self.add(Node::Text(text.to_owned()));
        }
    }

    /// Opens an element; one that cannot have contents is added at once.
    pub(super) fn open(&mut self, tag: Tag, attributes: Vec<(Attribute, String)>) {
        if self.dropping.is_some() {
            return;
        }
        if self.is_part_of_too_deep(tag) {
            self.count_too_deep(tag);
            self.break_line();
        } else if !self.make_room(Some(tag)) {
            self.break_line();
        } else if matches!(tag, Tag::Img | Tag::Br | Tag::Hr) && !self.is_too_deep() {
            self.add(Node::Element(Element { tag, attributes, children: Vec::new() }));
        } else {
            self.push(tag, attributes);
        }
    }

    pub(super) fn push(&mut self, tag: Tag, attributes: Vec<(Attribute, String)>) {
        if self.is_too_deep() {
            self.count_too_deep(tag);
        } else if self.is_full() {
            self.is_cut = true;
        } else {
            self.nodes += 1;
            self.open.push(Element { tag, attributes, children: Vec::new() });
        }
    }

    fn count_too_deep(&mut self, tag: Tag) {
        self.is_cut = true;
        if let Some(count) = self.too_deep.get_mut(tag as usize) {
            *count += 1;
        }
    }

    /// Whether `tag` belongs to a list or table that was not built; it must not end up in the one around that.
    fn is_part_of_too_deep(&self, tag: Tag) -> bool {
        let wholes: &[Tag] = match tag {
            Tag::Li => &[Tag::Ul, Tag::Ol],
            Tag::Dt | Tag::Dd => &[Tag::Dl],
            Tag::Thead | Tag::Tbody | Tag::Tr | Tag::Th | Tag::Td | Tag::Caption => &[Tag::Table],
            _ => &[],
        };
        wholes.iter().any(|whole| self.too_deep.get(*whole as usize).is_some_and(|count| *count > 0))
    }

    /// Closes the innermost `tag` that is in reach, and what is open in it.
    pub(super) fn close(&mut self, tag: Tag) {
        if self.dropping.is_some() {
            return;
        }
        if let Some(count) = self.too_deep.get_mut(tag as usize).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        let is_wanted = |open: Tag| open == tag || (tag.is_heading() && open.is_heading());
        for (index, element) in self.open.iter().enumerate().rev() {
            if is_wanted(element.tag) {
                self.close_down_to(index);
                return;
            }
            if nesting::holds_back(element.tag, tag) {
                return;
            }
        }
    }

    /// Closes open elements until `depth` are left.
    pub(super) fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(element) = self.open.pop()
        {
            self.too_deep = [0; Tag::ALL.len()];
            if element.children.is_empty() && !element.tag.may_be_empty() {
                continue;
            }
            self.siblings().push(Node::Element(element));
        }
    }

    /// A left-out block begins or ends: a paragraph cannot go on across it, and neither can a line.
    pub(super) fn break_line(&mut self) {
        self.close(Tag::P);
        self.is_new_line = true;
    }

    /// Puts what follows on a line of its own if a left-out block asked for it. Blank text before a block goes.
    pub(super) fn start_line(&mut self, is_block: bool) {
        let is_wanted = std::mem::take(&mut self.is_new_line) && !is_block && !self.is_too_deep();
        if is_wanted && self.siblings().last().is_some_and(|last| !is_block_or_break(last)) {
            self.add(Node::Element(Element { tag: Tag::Br, attributes: Vec::new(), children: Vec::new() }));
        }
        if is_block && !self.is_in_pre() {
            self.siblings().pop_if(|last| matches!(last, Node::Text(text) if is_blank(text)));
        }
    }

    fn is_in_pre(&self) -> bool {
        self.open.iter().any(|element| element.tag == Tag::Pre)
    }

    pub(super) fn siblings(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some(parent) => &mut parent.children,
            None => &mut self.top,
        }
    }

    fn add(&mut self, node: Node) {
        if self.is_full() {
            self.is_cut = true;
            return;
        }
        self.nodes += 1;
        self.siblings().push(node);
    }

    /// Whether blank text at this place only separates blocks.
    fn is_between_blocks(&mut self) -> bool {
        let parent = self.open.last().map(|element| element.tag);
        if parent.is_some_and(Tag::is_structure) {
            return true;
        }
        !parent.is_some_and(Tag::is_inline) && self.siblings().last().is_none_or(is_block_or_break)
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

fn is_block_or_break(node: &Node) -> bool {
    matches!(node, Node::Element(element) if !element.tag.is_inline() || element.tag == Tag::Br)
}

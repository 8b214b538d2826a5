//! Where elements may stand: which open elements end before a new one, and which ones it needs around it.

use super::names::Tag;
use super::tree::Tree;
use super::{Element, Node};

/// Whether an open element keeps the end tag of `closing` from reaching further out.
pub(super) fn holds_back(open: Tag, closing: Tag) -> bool {
    use Tag::*;
    match closing {
        Table => false,
        Thead | Tbody | Tr | Td | Th | Caption => open == Table,
        Li => matches!(open, Ul | Ol | Td | Th | Caption),
        Dt | Dd => matches!(open, Dl | Td | Th | Caption),
        Ul | Ol | Dl | Blockquote | Figure | Details | Pre => matches!(open, Td | Th | Caption),
        _ => is_holder(open),
    }
}

/// Elements that hold flowing content; what is open inside them ends with them.
fn is_holder(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Li | Dt | Dd | Td | Th | Caption | Blockquote | Figure | Details)
}

impl Tree<'_> {
    /// Closes and opens what must be so that `child` (or text) may come next. False if it has no place here:
    /// a table row outside a table, say.
    pub(super) fn make_room(&mut self, child: Option<Tag>) -> bool {
        use Tag::*;
        let is_block = child.is_some_and(|tag| !tag.is_inline());
        if let Some(tag) = child {
            match tag {
                Li => self.inside(&[Ul, Ol], Ul),
                Dt | Dd => self.inside(&[Dl], Dl),
                Thead | Tbody | Caption => return self.inside_table(&[Table]),
                Tr => {
                    if !self.inside_table(&[Thead, Tbody, Table]) {
                        return false;
                    }
                    self.wrap(Table, Tbody);
                }
                Td | Th => {
                    if !self.inside_table(&[Tr, Thead, Tbody, Table]) {
                        return false;
                    }
                    self.wrap(Table, Tbody);
                    self.wrap(Thead, Tr);
                    self.wrap(Tbody, Tr);
                }
                Summary | Figcaption => {
                    self.close(P);
                    let holder = if tag == Summary { Details } else { Figure };
                    if self.parent() != Some(holder) {
                        return false;
                    }
                }
                A => self.close(A),
                _ if is_block => {
                    self.close(P);
                    if tag.is_heading() && self.parent().is_some_and(Tag::is_heading) {
                        self.close(tag);
                    }
                }
                _ => {}
            }
            if matches!(tag, Li | Dt | Dd | Tr | Td | Th) {
                self.start_line(true);
                return true;
            }
        }
        self.leave_structure();
        self.start_line(is_block);
        true
    }

    fn parent(&self) -> Option<Tag> {
        self.open.last().map(|element| element.tag)
    }

    /// Closes down to the innermost of `lists` in the same holder; opens `missing` where there is none.
    fn inside(&mut self, lists: &[Tag], missing: Tag) {
        let mut depth = self.open.len();
        let mut passed_item = false;
        while let Some(element) = depth.checked_sub(1).and_then(|index| self.open.get(index)) {
            if lists.contains(&element.tag) {
                self.close_down_to(depth);
                return;
            }
            // The item of this very list may be passed once; any other holder is a new place.
            let is_item = matches!(element.tag, Tag::Li | Tag::Dt | Tag::Dd);
            if is_holder(element.tag) && (!is_item || passed_item) {
                break;
            }
            passed_item |= is_item;
            depth -= 1;
        }
        self.close(Tag::P);
        self.leave_structure();
        self.push(missing, Vec::new());
    }

    fn inside_table(&mut self, parts: &[Tag]) -> bool {
        match self.open.iter().rposition(|element| parts.contains(&element.tag)) {
            Some(index) => {
                self.close_down_to(index + 1);
                true
            }
            None => false,
        }
    }

    fn wrap(&mut self, parent: Tag, missing: Tag) {
        if self.parent() == Some(parent) {
            self.push(missing, Vec::new());
        }
    }

    /// Gives content that stands directly in a list or table an item or cell: the last one, or a new one.
    fn leave_structure(&mut self) {
        use Tag::*;
        while let Some(parent) = self.parent().filter(|parent| parent.is_structure()) {
            let depth = self.open.len();
            let missing = match parent {
                Ul | Ol => Li,
                Dl => Dd,
                Table => Tbody,
                Tr => Td,
                _ => Tr,
            };
            if !self.reopen() {
                self.push(missing, Vec::new());
            }
            if self.open.len() == depth {
                return; // As deep as it may get.
            }
        }
    }

    /// Opens the last child of a list or row again.
    fn reopen(&mut self) -> bool {
        let is_place = |tag: Tag| matches!(tag, Tag::Li | Tag::Dt | Tag::Dd | Tag::Td | Tag::Th);
        let siblings = self.siblings();
        if !matches!(siblings.last(), Some(Node::Element(Element { tag, .. })) if is_place(*tag)) {
            return false;
        }
        if let Some(Node::Element(element)) = siblings.pop() {
            self.open.push(element);
        }
        true
    }
}

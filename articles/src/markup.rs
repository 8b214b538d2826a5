//! Writes HTML into the tree: what of it is kept, unwrapped or left out with all it contains.

use super::character_references::decode;
use super::names::{Attribute, Meaning, Tag, meaning};
use super::tokens::{StartTag, Token, Tokens};
use super::tree::Tree;
use super::values;

/// An element that is left out with its contents.
pub(super) struct Dropping {
    name: String,
    is_text: bool,
    levels: usize,
}

impl Tree<'_> {
    /// Adds HTML, which may be a part of what began in an earlier call.
    pub(super) fn html(&mut self, source: &str) {
        let mut tokens = Tokens::new(source);
        self.skip_dropped_text(&mut tokens);
        while let Some(token) = tokens.next() {
            if self.is_full() {
                self.is_cut = true;
                return;
            }
            match token {
                Token::Text(text) if self.dropping.is_none() => self.text(&decode(text)),
                Token::Text(_) => {}
                Token::Start(tag) => {
                    self.start(&tag);
                    self.skip_dropped_text(&mut tokens);
                }
                Token::End(name) => self.end(name),
            }
        }
        self.is_cut |= tokens.is_cut;
    }

    fn skip_dropped_text(&self, tokens: &mut Tokens) {
        if let Some(dropping) = self.dropping.as_ref().filter(|dropping| dropping.is_text) {
            tokens.skip_to_end_tag(&dropping.name);
        }
    }

    /// Ends what a left-out element without an end would take along; Markdown does so where a paragraph ends.
    pub(super) fn stop_dropping(&mut self) {
        self.is_cut |= self.dropping.take().is_some();
    }

    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    fn start(&mut self, tag: &StartTag) {
        let meaning = meaning(tag.name);
        if let Some(dropping) = &mut self.dropping {
            let is_same = dropping.name.eq_ignore_ascii_case(tag.name);
            dropping.levels += usize::from(is_same && !dropping.is_text && !tag.is_self_closing);
            return;
        }
        match meaning {
            Meaning::Unwrap => {}
            Meaning::Boundary => self.break_line(),
            Meaning::Drop | Meaning::DropText => {
                let is_foreign =
                    tag.name.eq_ignore_ascii_case("svg") || tag.name.eq_ignore_ascii_case("math");
                if !(is_foreign && tag.is_self_closing) {
                    let is_text = meaning == Meaning::DropText;
                    self.dropping = Some(Dropping { name: tag.name.to_owned(), is_text, levels: 1 });
                }
            }
            Meaning::Heading(level) => {
                self.keep(Tag::heading(level, self.rules.heading_offset), tag);
            }
            Meaning::Keep(known) => self.keep(known, tag),
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(dropping) = &mut self.dropping {
            dropping.levels -= usize::from(dropping.name.eq_ignore_ascii_case(name));
            if dropping.levels == 0 {
                self.dropping = None;
            }
            return;
        }
        match meaning(name) {
            Meaning::Keep(tag) => self.close(tag),
            Meaning::Heading(level) => self.close(Tag::heading(level, self.rules.heading_offset)),
            Meaning::Boundary => self.break_line(),
            _ => {}
        }
    }

    fn keep(&mut self, tag: Tag, source: &StartTag) {
        let mut attributes = Vec::new();
        for (attribute, raw) in &source.attributes {
            if let Some(value) = values::checked(tag, *attribute, &decode(raw), self.rules) {
                attributes.push((*attribute, value));
            }
        }
        let has = |wanted: Attribute| attributes.iter().any(|(attribute, _)| *attribute == wanted);
        match tag {
            Tag::A if !has(Attribute::Href) => {}
            Tag::Img if !has(Attribute::Src) => {
                if let Some((_, alt)) = attributes.iter().find(|(attribute, _)| *attribute == Attribute::Alt)
                {
                    self.text(alt);
                }
            }
            Tag::Img => {
                // Without an alternative text, screen readers read the address out.
                if !has(Attribute::Alt) {
                    attributes.push((Attribute::Alt, String::new()));
                }
                self.open(tag, attributes);
            }
            _ => {
                self.open(tag, attributes);
                self.is_pre_start = tag == Tag::Pre;
            }
        }
    }
}

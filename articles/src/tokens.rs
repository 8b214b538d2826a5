//! A lenient HTML tokenizer: start tags, end tags, text. It follows the HTML standard in where a tag, an
//! attribute, a comment begins and ends, so that it reads nothing as text that a browser would read as markup.
//!
//! Comments, doctypes, processing instructions and CDATA sections are skipped. A construct that never ends takes
//! the rest of the source with it, as in browsers, and is reported in [`Tokens::is_cut`].

use super::names::Attribute;
use super::part;

pub(super) enum Token<'a> {
    /// Text with its character references unresolved.
    Text(&'a str),
    Start(StartTag<'a>),
    End(&'a str),
}

pub(super) struct StartTag<'a> {
    pub(super) name: &'a str,
    /// Known attributes, the first of each; values have their character references unresolved.
    pub(super) attributes: Vec<(Attribute, &'a str)>,
    pub(super) is_self_closing: bool,
}

pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    pub(super) is_cut: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, is_cut: false }
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at;
            if start >= self.source.len() {
                return None;
            }
            if self.byte(0) != Some(b'<') {
                self.at += 1;
                self.skip_to(|byte| byte == b'<');
                return Some(Token::Text(part(self.source, start, self.at)));
            }
            match self.byte(1) {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    if let Some(tag) = self.start_tag() {
                        return Some(Token::Start(tag));
                    }
                }
                Some(b'/') => match self.byte(2) {
                    Some(letter) if letter.is_ascii_alphabetic() => {
                        self.at += 2;
                        if let Some(tag) = self.start_tag() {
                            return Some(Token::End(tag.name));
                        }
                    }
                    Some(_) => self.skip_past(">"),
                    None => return self.text_to_next(start),
                },
                Some(b'!') if self.rest().starts_with("<!--") => self.skip_comment(),
                Some(b'!' | b'?') => self.skip_past(">"),
                _ => return self.text_to_next(start),
            }
        }
    }

    /// Goes on at the next end tag called `name`, or at the end of the source.
    pub(super) fn skip_to_end_tag(&mut self, name: &str) {
        while self.at < self.source.len() {
            self.skip_to(|byte| byte == b'<');
            let end = self.at + 2 + name.len();
            let found = self.source.as_bytes().get(self.at + 2..end);
            let is_whole =
                self.source.as_bytes().get(end).is_none_or(|byte| is_space(*byte) || b"/>".contains(byte));
            if self.byte(1) == Some(b'/')
                && is_whole
                && found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            {
                return;
            }
            self.at += 1;
        }
        self.at = self.source.len();
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        part(self.source, self.at, self.source.len())
    }

    fn skip_to(&mut self, is_end: fn(u8) -> bool) {
        while self.byte(0).is_some_and(|byte| !is_end(byte)) {
            self.at += 1;
        }
    }

    fn skip_past(&mut self, end: &str) {
        match self.rest().find(end) {
            Some(found) => self.at += found + end.len(),
            None => self.cut(),
        }
    }

    fn skip_comment(&mut self) {
        self.at += 4;
        let rest = self.rest();
        if rest.starts_with('>') {
            self.at += 1;
        } else if rest.starts_with("->") {
            self.at += 2;
        } else {
            // The earlier of the two ends; each search sees every byte once, since the rest is cut without one.
            let mut from = 0;
            while let Some(found) = part(rest, from, rest.len()).find("--") {
                let after = from + found + 2;
                let tail = part(rest, after, rest.len());
                if tail.starts_with('>') {
                    self.at += after + 1;
                    return;
                }
                if tail.starts_with("!>") {
                    self.at += after + 2;
                    return;
                }
                from = after - 1;
            }
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.at = self.source.len();
        self.is_cut = true;
    }

    /// A `<` that starts nothing is text, together with what follows.
    fn text_to_next(&mut self, start: usize) -> Option<Token<'a>> {
        self.at += 1;
        self.skip_to(|byte| byte == b'<');
        Some(Token::Text(part(self.source, start, self.at)))
    }

    /// Reads from the tag's name to its `>`; `None` if the source ends before.
    fn start_tag(&mut self) -> Option<StartTag<'a>> {
        let start = self.at;
        self.skip_to(|byte| is_space(byte) || byte == b'/' || byte == b'>');
        let name = part(self.source, start, self.at);
        let mut tag = StartTag { name, attributes: Vec::new(), is_self_closing: false };
        loop {
            self.skip_to(|byte| !is_space(byte));
            match self.byte(0) {
                None => {
                    self.is_cut = true;
                    return None;
                }
                Some(b'>') => {
                    self.at += 1;
                    return Some(tag);
                }
                Some(b'/') => {
                    self.at += 1;
                    tag.is_self_closing = self.byte(0) == Some(b'>');
                }
                Some(_) => self.attribute(&mut tag),
            }
        }
    }

    fn attribute(&mut self, tag: &mut StartTag<'a>) {
        let start = self.at;
        self.at += 1;
        self.skip_to(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = part(self.source, start, self.at);
        self.skip_to(|byte| !is_space(byte));
        let value = if self.byte(0) == Some(b'=') {
            self.at += 1;
            self.skip_to(|byte| !is_space(byte));
            self.value()
        } else {
            ""
        };
        if let Some(attribute) = Attribute::from_name(name)
            && !tag.attributes.iter().any(|(known, _)| *known == attribute)
        {
            tag.attributes.push((attribute, value));
        }
    }

    fn value(&mut self) -> &'a str {
        let quote = self.byte(0);
        let is_quoted = matches!(quote, Some(b'"' | b'\''));
        self.at += usize::from(is_quoted);
        let start = self.at;
        match quote {
            Some(b'"') => self.skip_to(|byte| byte == b'"'),
            Some(b'\'') => self.skip_to(|byte| byte == b'\''),
            _ => self.skip_to(|byte| is_space(byte) || byte == b'>'),
        }
        let value = part(self.source, start, self.at);
        self.at += usize::from(is_quoted);
        value
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

//! A Markdown text inside a block: code, links, images, emphasis, raw HTML, escapes. It is read into pieces first,
//! since emphasis and links are only known at their ends.

use super::emphasis::{Run, pair};
use super::names::Tag;
use super::part;
use super::pieces::{Piece, write};
use super::raw_html::{self, Unfinished};
use super::references::{References, Target, inline_target, label, markdown_reference};
use super::tree::Tree;

/// Pieces of one text; what follows them stays as it is written.
const MOST_PIECES: usize = 200_000;

/// Runs of more backticks than this open no code.
const LONGEST_TICKS: usize = 64;

struct Bracket {
    /// Its place among the pieces.
    piece: usize,
    /// How many unpaired runs stood before it.
    runs: usize,
    /// Where the text in it starts.
    start: usize,
    is_image: bool,
    /// Whether another bracket opened in it, so that its text is no label.
    has_inner: bool,
}

struct Scanner<'a, 'r> {
    text: &'a str,
    at: usize,
    references: &'r mut References,
    pieces: Vec<Piece<'a>>,
    runs: Vec<Run>,
    unpaired: Vec<usize>,
    brackets: Vec<Bracket>,
    /// Brackets before this one hold a link already and open no other.
    linked: usize,
    /// Bit per length of backtick run that has no end ahead.
    endless_ticks: u64,
    unfinished: Unfinished,
}

/// Adds `text` to the tree; whether all of it was read.
pub(super) fn read(text: &str, references: &mut References, tree: &mut Tree) -> bool {
    let mut scanner = Scanner {
        text,
        at: 0,
        references,
        pieces: Vec::new(),
        runs: Vec::new(),
        unpaired: Vec::new(),
        brackets: Vec::new(),
        linked: 0,
        endless_ticks: 0,
        unfinished: Unfinished::default(),
    };
    while scanner.at < text.len() && scanner.pieces.len() < MOST_PIECES {
        scanner.piece();
    }
    let rest = part(text, scanner.at, text.len());
    scanner.pieces.push(Piece::Text(rest));
    pair(&mut scanner.runs, &scanner.unpaired);
    write(&scanner.pieces, &scanner.runs, tree);
    rest.is_empty()
}

impl<'a> Scanner<'a, '_> {
    fn rest(&self) -> &'a str {
        part(self.text, self.at, self.text.len())
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = part(self.text, self.at, self.at + bytes);
        self.at += bytes;
        taken
    }

    fn piece(&mut self) {
        let rest = self.rest();
        match rest.as_bytes().first() {
            Some(b'\\') => self.backslash(rest),
            Some(b'\n') => self.line_end(),
            Some(b'`') => self.code(rest),
            Some(mark @ (b'*' | b'_' | b'~')) => self.run(*mark, rest),
            Some(b'<') => self.angle(rest),
            Some(b'&') => match markdown_reference(rest) {
                Some((character, length)) => {
                    self.at += length;
                    self.pieces.push(Piece::Character(character));
                }
                None => self.literal(1),
            },
            Some(b'!') if rest.starts_with("![") => self.bracket(2),
            Some(b'[') => self.bracket(1),
            Some(b']') => self.close_bracket(),
            _ => {
                let is_special = |byte: u8| b"\\\n`*_~<&![]".contains(&byte);
                let length = rest.bytes().skip(1).position(is_special).map_or(rest.len(), |at| at + 1);
                self.literal(length);
            }
        }
    }

    fn literal(&mut self, bytes: usize) {
        let text = self.take(bytes);
        self.pieces.push(Piece::Text(text));
    }

    fn backslash(&mut self, rest: &'a str) {
        match rest.as_bytes().get(1) {
            Some(b'\n') => {
                self.at += 2;
                self.pieces.push(Piece::Break);
            }
            Some(byte) if byte.is_ascii_punctuation() => {
                self.at += 1;
                self.literal(1);
            }
            _ => self.literal(1),
        }
    }

    /// Two spaces before the end of a line break it.
    fn line_end(&mut self) {
        let mut is_hard = false;
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            is_hard = text.ends_with("  ");
            *text = text.trim_end_matches([' ', '\t']);
        }
        self.at += 1;
        self.pieces.push(if is_hard { Piece::Break } else { Piece::Character('\n') });
    }

    fn code(&mut self, rest: &'a str) {
        let ticks = |text: &str| text.bytes().take_while(|byte| *byte == b'`').count();
        let length = ticks(rest);
        let bit = 1_u64.checked_shl(u32::try_from(length).unwrap_or(u32::MAX)).unwrap_or(0);
        if length < LONGEST_TICKS && self.endless_ticks & bit == 0 {
            let mut end = length;
            while let Some(found) = part(rest, end, rest.len()).find('`') {
                end += found;
                let run = ticks(part(rest, end, rest.len()));
                if run == length {
                    self.pieces.push(Piece::Code(part(rest, length, end)));
                    self.at += end + length;
                    return;
                }
                end += run;
            }
            self.endless_ticks |= bit;
        }
        self.literal(length);
    }

    fn run(&mut self, mark: u8, rest: &'a str) {
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        if mark == b'~' && length > 2 {
            return self.literal(length);
        }
        let before = part(self.text, 0, self.at).chars().next_back().unwrap_or(' ');
        let after = part(rest, length, rest.len()).chars().next().unwrap_or(' ');
        self.at += length;
        self.unpaired.push(self.runs.len());
        self.pieces.push(Piece::Run(self.runs.len()));
        self.runs.push(Run::new(mark, length, before, after));
    }

    fn angle(&mut self, rest: &'a str) {
        if let Some(length) = autolink(rest) {
            let text = part(rest, 1, length - 1);
            let is_mail = !text.contains(':');
            let address = if is_mail { ["mailto:", text].concat() } else { text.to_owned() };
            self.pieces.push(Piece::Start(Box::new(Target { address, title: String::new() }), Tag::A));
            self.pieces.push(Piece::Text(text));
            self.pieces.push(Piece::End(Tag::A));
            self.at += length;
        } else if let Some(length) = raw_html::inline(rest, &mut self.unfinished) {
            let html = self.take(length);
            self.pieces.push(Piece::Html(html));
        } else {
            self.literal(1);
        }
    }

    fn bracket(&mut self, length: usize) {
        let piece = self.pieces.len();
        self.literal(length);
        if let Some(outer) = self.brackets.last_mut() {
            outer.has_inner = true;
        }
        let (runs, start) = (self.unpaired.len(), self.at);
        self.brackets.push(Bracket { piece, runs, start, is_image: length == 2, has_inner: false });
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else {
            return self.literal(1);
        };
        let is_spent = !bracket.is_image && self.brackets.len() < self.linked;
        self.linked = self.linked.min(self.brackets.len());
        let found = if is_spent { None } else { self.target(&bracket) };
        let Some((target, end)) = found else {
            return self.literal(1);
        };
        let tag = if bracket.is_image { Tag::Img } else { Tag::A };
        if let Some(piece) = self.pieces.get_mut(bracket.piece) {
            *piece = Piece::Start(Box::new(target), tag);
        }
        self.pieces.push(Piece::End(tag));
        self.at = end;
        pair(&mut self.runs, self.unpaired.get(bracket.runs..).unwrap_or(&[]));
        self.unpaired.truncate(bracket.runs);
        if tag == Tag::A {
            self.linked = self.brackets.len();
        }
    }

    /// The target of the bracket that closes here, and where its notation ends.
    fn target(&mut self, bracket: &Bracket) -> Option<(Target, usize)> {
        let after = self.at + 1;
        if self.text.as_bytes().get(after) == Some(&b'(')
            && let Some(found) = inline_target(self.text, after + 1)
        {
            return Some(found);
        }
        let second = label(part(self.text, after, self.text.len()));
        if let Some(length) = second.filter(|length| *length > 2) {
            let target = self.references.find(part(self.text, after + 1, after + length - 1))?;
            return Some((target, after + length));
        }
        if bracket.has_inner {
            return None;
        }
        let target = self.references.find(part(self.text, bracket.start, self.at))?;
        Some((target, after + second.unwrap_or(0)))
    }
}

/// The length of `<https://…>` or `<name@host>`.
fn autolink(rest: &str) -> Option<usize> {
    // It ends before the next `<`, so that a text full of them is searched once.
    let length = part(rest, 1, rest.len()).find(|c: char| c <= ' ' || c == '<' || c == '>')?;
    let end = length + 1;
    if rest.as_bytes().get(end) != Some(&b'>') {
        return None;
    }
    let text = part(rest, 1, end);
    let is_scheme = |scheme: &str| {
        (2..=32).contains(&scheme.len())
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    };
    let is_plain = |part: &str, extra: &[u8]| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || extra.contains(&byte))
    };
    let is_web = text.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
    let is_mail = text.split_once('@').is_some_and(|(name, host)| {
        is_plain(name, b".!#$%&'*+/=?^_`{|}~-") && host.split('.').all(|label| is_plain(label, b"-"))
    });
    (is_web || is_mail).then_some(end + 1)
}

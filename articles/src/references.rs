//! Link destinations, titles and labels, and the definitions `[label]: destination "title"`.

use std::collections::BTreeMap;

use super::character_references::{decode, reference};
use super::part;

/// Where a link or image goes.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) address: String,
    pub(super) title: String,
}

/// The link definitions of an article.
pub(super) struct References {
    targets: BTreeMap<String, Target>,
    /// Bytes of targets that may still be handed out. A long address that is used again and again would grow
    /// the article beyond its source.
    budget: usize,
}

/// Bytes of a label, as CommonMark has it.
const LONGEST_LABEL: usize = 999;

/// Bytes that targets may add to an article.
const BUDGET: usize = 1_000_000;

impl References {
    pub(super) fn new() -> Self {
        Self { targets: BTreeMap::new(), budget: BUDGET }
    }

    /// Takes the definitions at the start of a paragraph; returns how many bytes they fill.
    pub(super) fn define(&mut self, paragraph: &str) -> usize {
        let mut taken = 0;
        while let Some((label, target, length)) = definition(part(paragraph, taken, paragraph.len())) {
            self.targets.entry(label).or_insert(target);
            taken += length;
        }
        taken
    }

    /// The target that was defined for `label`.
    pub(super) fn find(&mut self, label: &str) -> Option<Target> {
        if self.targets.is_empty() || label.len() > LONGEST_LABEL {
            return None;
        }
        let target = self.targets.get(&normal(label))?;
        self.budget = self.budget.checked_sub(target.address.len() + target.title.len())?;
        Some(target.clone())
    }
}

/// Labels match without regard to case and to the amount of white space.
fn normal(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split_ascii_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        word.chars().for_each(|letter| push_folded(&mut normal, letter));
    }
    normal
}

/// Appends a letter in lower case: Latin, Greek and Cyrillic by their place in Unicode. The library's table of all letters
/// would be 7 kB of a page.
fn push_folded(out: &mut String, letter: char) {
    let code = u32::from(letter);
    let lower = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        // Capitals and small letters by turns, beginning with a capital: at even places, then at odd ones.
        0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        0x178 => 0xff,
        0xdf | 0x1e9e => return out.push_str("ss"),
        other => other,
    };
    out.push(char::from_u32(lower).unwrap_or(letter));
}

fn definition(text: &str) -> Option<(String, Target, usize)> {
    let label = label(text)?;
    let key = normal(part(text, 1, label - 1));
    if key.is_empty() || text.as_bytes().get(label) != Some(&b':') {
        return None;
    }
    let start = skip_space(text, label + 1);
    let (address, end) = destination(text, start)?;
    let line_end = |at: usize| {
        let at = at + part(text, at, text.len()).bytes().take_while(|byte| b" \t".contains(byte)).count();
        match text.as_bytes().get(at) {
            None => Some(at),
            Some(b'\n') => Some(at + 1),
            Some(_) => None,
        }
    };
    let title_start = skip_space(text, end);
    let titled = (title_start > end).then(|| title(text, title_start)).flatten();
    if let Some((title, title_end)) = titled
        && let Some(length) = line_end(title_end)
    {
        return Some((key, Target { address, title }, length));
    }
    Some((key, Target { address, title: String::new() }, line_end(end)?))
}

/// Where the label ends that starts with the `[` of `text`, its `]` included.
pub(super) fn label(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'[') {
        return None;
    }
    let mut at = 1;
    while at <= LONGEST_LABEL + 1 {
        match bytes.get(at)? {
            b']' => return Some(at + 1),
            b'[' => return None,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// What follows `](`: the target, and where the `)` ends.
pub(super) fn inline_target(text: &str, start: usize) -> Option<(Target, usize)> {
    let start = skip_space(text, start);
    let (address, end) = destination(text, start).unwrap_or((String::new(), start));
    let title_start = skip_space(text, end);
    let titled = (title_start > end).then(|| title(text, title_start)).flatten();
    let (title, end) = titled.unwrap_or((String::new(), end));
    let end = skip_space(text, end);
    (text.as_bytes().get(end) == Some(&b')')).then_some((Target { address, title }, end + 1))
}

/// Past white space with at most one line end.
fn skip_space(text: &str, mut at: usize) -> usize {
    let mut lines = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        lines += usize::from(*byte == b'\n');
        if !b" \t\n".contains(byte) || lines > 1 {
            break;
        }
        at += 1;
    }
    at
}

/// A destination at `start`, and where it ends.
fn destination(text: &str, start: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let is_pointed = bytes.get(start) == Some(&b'<');
    let first = start + usize::from(is_pointed);
    let mut at = first;
    let mut parentheses = 0_u32;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'>' if is_pointed => return Some((unescape(part(text, first, at)), at + 1)),
            b'\n' | b'<' if is_pointed => return None,
            _ if is_pointed => {}
            0..=b' ' | 0x7f => break,
            b'(' if parentheses == 32 => return None,
            b'(' => parentheses += 1,
            b')' if parentheses == 0 => break,
            b')' => parentheses -= 1,
            _ => {}
        }
        at += 1;
    }
    (!is_pointed && at > start && parentheses == 0).then(|| (unescape(part(text, start, at)), at))
}

/// A title in quotes or parentheses at `start`, and where it ends.
fn title(text: &str, start: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let close = match bytes.get(start)? {
        b'(' => b')',
        quote @ (b'"' | b'\'') => *quote,
        _ => return None,
    };
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            byte if byte == close => return Some((unescape(part(text, start + 1, at)), at + 1)),
            b'(' if close == b')' => return None,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Resolves backslash escapes and character references.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(part(rest, 0, at));
        rest = part(rest, at, rest.len());
        let escaped = rest.strip_prefix('\\').and_then(|after| after.chars().next());
        let (character, length) = match escaped.filter(char::is_ascii_punctuation) {
            Some(character) => (character, 2),
            None => markdown_reference(rest).unwrap_or((if rest.starts_with('&') { '&' } else { '\\' }, 1)),
        };
        out.push(character);
        rest = part(rest, length, rest.len());
    }
    out.push_str(rest);
    // An unescaped `&` is never part of a reference here; control characters go, as everywhere.
    decode(&out.replace('&', "&amp;"))
}

/// A character reference as Markdown has it: with its semicolon.
pub(super) fn markdown_reference(text: &str) -> Option<(char, usize)> {
    reference(text).filter(|(_, length)| text.as_bytes().get(length - 1) == Some(&b';'))
}

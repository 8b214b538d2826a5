//! One line of Markdown: indentation in columns, and what a line may begin.

use super::part;

/// A place in a line. Tabs reach to the next multiple of four columns and may be consumed in parts.
#[derive(Clone)]
pub(super) struct Line<'a> {
    text: &'a str,
    at: usize,
    column: usize,
    /// Columns of a tab that are not consumed yet.
    pending: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, column: 0, pending: 0 }
    }

    /// Columns of white space ahead.
    pub(super) fn indent(&self) -> usize {
        let mut ahead = self.clone();
        ahead.skip(usize::MAX)
    }

    /// Consumes up to `columns` of white space; returns how many.
    pub(super) fn skip(&mut self, columns: usize) -> usize {
        let start = self.column;
        while self.column - start < columns {
            if self.pending > 0 {
                self.pending -= 1;
                self.column += 1;
                continue;
            }
            match self.text.as_bytes().get(self.at) {
                Some(b' ') => self.pending = 1,
                Some(b'\t') => self.pending = 4 - self.column % 4,
                _ => break,
            }
            self.at += 1;
        }
        self.column - start
    }

    /// Consumes `bytes` that are not white space.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }

    /// What follows the white space.
    pub(super) fn rest(&self) -> &'a str {
        part(self.text, self.at, self.text.len()).trim_start_matches([' ', '\t'])
    }

    pub(super) fn is_blank(&self) -> bool {
        self.rest().is_empty()
    }

    /// Appends what is left, white space included, as a line.
    pub(super) fn push_to(&self, text: &mut String) {
        for _ in 0..self.pending {
            text.push(' ');
        }
        text.push_str(part(self.text, self.at, self.text.len()));
        text.push('\n');
    }
}

/// `# Heading #`: level and text.
pub(super) fn heading(rest: &str) -> Option<(u8, &str)> {
    let level = rest.bytes().take(7).take_while(|byte| *byte == b'#').count();
    let after = part(rest, level, rest.len());
    if !(1..=6).contains(&level) || !(after.is_empty() || after.starts_with([' ', '\t'])) {
        return None;
    }
    let text = after.trim_matches([' ', '\t']);
    let without = text.trim_end_matches('#');
    let is_closed = without.is_empty() || without.ends_with([' ', '\t']);
    let text = if is_closed { without.trim_end_matches([' ', '\t']) } else { text };
    Some((u8::try_from(level).unwrap_or(6), text))
}

/// `===` or `---` under a paragraph: the level of the heading it makes.
pub(super) fn underline(rest: &str) -> Option<u8> {
    let rest = rest.trim_end_matches([' ', '\t']);
    let mark = rest.bytes().next()?;
    match mark {
        b'=' | b'-' if rest.bytes().all(|byte| byte == mark) => Some(if mark == b'=' { 1 } else { 2 }),
        _ => None,
    }
}

/// `---`, `* * *`: a thematic break.
pub(super) fn is_rule(rest: &str) -> bool {
    let Some(mark @ (b'-' | b'*' | b'_')) = rest.bytes().next() else {
        return false;
    };
    rest.bytes().all(|byte| byte == mark || byte == b' ' || byte == b'\t')
        && rest.bytes().filter(|byte| *byte == mark).take(3).count() == 3
}

/// The start of fenced code.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
    /// Columns before the fence, taken off the lines in it too.
    pub(super) indent: usize,
}

impl Fence {
    pub(super) fn start(rest: &str, indent: usize) -> Option<Self> {
        let mark = *rest.as_bytes().first().filter(|byte| **byte == b'`' || **byte == b'~')?;
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let info = part(rest, length, rest.len());
        (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some(Self { mark, length, indent })
    }

    pub(super) fn is_end(self, rest: &str) -> bool {
        let length = rest.bytes().take_while(|byte| *byte == self.mark).count();
        length >= self.length && part(rest, length, rest.len()).trim_ascii().is_empty()
    }
}

/// The start of a list item.
#[derive(Clone, Copy)]
pub(super) struct Marker {
    /// The bullet, or what follows the number: items with the same one make a list.
    pub(super) mark: u8,
    /// The number of an ordered item.
    pub(super) number: Option<u32>,
    /// Bytes of the marker itself.
    pub(super) length: usize,
}

impl Marker {
    pub(super) fn start(rest: &str) -> Option<Self> {
        let bytes = rest.as_bytes();
        let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let mark = *bytes.get(digits)?;
        let is_mark = if digits == 0 { b"-+*".contains(&mark) } else { b".)".contains(&mark) };
        if !is_mark || digits > 9 || bytes.get(digits + 1).is_some_and(|byte| !b" \t".contains(byte)) {
            return None;
        }
        let value =
            |digits: &str| digits.bytes().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let number = (digits > 0).then(|| value(part(rest, 0, digits)));
        Some(Self { mark, number, length: digits + 1 })
    }
}

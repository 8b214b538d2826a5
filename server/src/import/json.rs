//! A JSON list of objects, row by row: the list may be larger than memory, and a row that is broken takes no other with
//! it.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::draft::{Draft, Place, Refused};

/// The most bytes of one row.
const ROW_MAX: usize = 10_000_000;

/// The rows of a list, read as they are asked for. After an error of reading there are no more.
pub(super) struct Rows<R> {
    reader: R,
    file: String,
    line: usize,
    row: usize,
    state: State,
}

/// A row that is an object, and where it stands.
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) fields: Map<String, Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    InList,
    AfterList,
    End,
}

/// A row as it stands in the file.
struct Raw {
    bytes: Vec<u8>,
    line: usize,
    is_too_large: bool,
    ended_by: Option<u8>,
}

impl<R: BufRead> Rows<R> {
    /// The rows of a file; `file` is its name for reports.
    pub(super) fn new(file: &str, reader: R) -> Self {
        Self { reader, file: file.to_owned(), line: 1, row: 0, state: State::Start }
    }

    fn refuse(&self, line: usize, row: Option<usize>, reason: impl Into<String>) -> Refused {
        Refused { place: Place { file: self.file.clone(), line, row }, reasons: vec![reason.into()] }
    }

    /// The next byte that is no white space (nor the mark that some editors put before everything).
    fn skip_blank(&mut self) -> std::io::Result<Option<u8>> {
        while let Some(byte) = self.take()? {
            let is_mark = self.state == State::Start && b"\xef\xbb\xbf".contains(&byte);
            if !is_mark && !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
        }
        Ok(None)
    }

    fn take(&mut self) -> std::io::Result<Option<u8>> {
        let Some(byte) = self.reader.fill_buf()?.first().copied() else { return Ok(None) };
        self.reader.consume(1);
        self.line += usize::from(byte == b'\n');
        Ok(Some(byte))
    }

    /// Reads up to the comma or bracket that ends the row. A missing quote shall spoil one row and not the rest: JSON
    /// has no line breaks in strings, so a string ends with its line at the latest, and after such a line the next
    /// that begins with a brace begins a row.
    fn raw(&mut self) -> std::io::Result<Raw> {
        let mut raw = Raw { bytes: Vec::new(), line: self.line, is_too_large: false, ended_by: None };
        let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
        let (mut is_broken, mut is_line_start) = (false, false);
        while let Some(byte) = self.reader.fill_buf()?.first().copied() {
            if is_broken && is_line_start && byte == b'{' {
                raw.ended_by = Some(b',');
                break;
            }
            self.take()?;
            is_line_start = byte == b'\n' || is_line_start && byte.is_ascii_whitespace();
            match byte {
                b'\n' => {
                    is_broken |= is_string;
                    (is_string, is_escaped) = (false, false);
                }
                _ if is_escaped => is_escaped = false,
                b'\\' if is_string => is_escaped = true,
                b'"' => is_string = !is_string,
                _ if is_string => {}
                b',' | b']' if depth == 0 => {
                    raw.ended_by = Some(byte);
                    break;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if raw.bytes.is_empty() && byte.is_ascii_whitespace() {
                raw.line = self.line;
            } else if raw.bytes.len() < ROW_MAX {
                raw.bytes.push(byte);
            } else {
                raw.is_too_large = true;
            }
        }
        while raw.bytes.last().is_some_and(u8::is_ascii_whitespace) {
            raw.bytes.pop();
        }
        Ok(raw)
    }

    fn step(&mut self) -> std::io::Result<Option<Result<Row, Refused>>> {
        if self.state == State::Start {
            let first = self.skip_blank()?;
            if first != Some(b'[') {
                self.state = State::End;
                return Ok(Some(Err(self.refuse(
                    self.line,
                    None,
                    "it is not a JSON list: the first sign is not [",
                ))));
            }
            self.state = State::InList;
        }
        if self.state == State::InList {
            let raw = self.raw()?;
            self.row += 1;
            match raw.ended_by {
                Some(b',') => {}
                Some(_) => self.state = State::AfterList,
                None => {
                    self.state = State::End;
                    return Ok(Some(Err(self.refuse(
                        raw.line,
                        Some(self.row),
                        "the list is cut off: it has no ]",
                    ))));
                }
            }
            let is_empty_list = self.row == 1 && self.state == State::AfterList && raw.bytes.is_empty();
            if !is_empty_list {
                return Ok(Some(self.read(&raw)));
            }
        }
        if self.state == State::AfterList {
            self.state = State::End;
            if self.skip_blank()?.is_some() {
                return Ok(Some(Err(self.refuse(self.line, None, "something stands after the list"))));
            }
        }
        Ok(None)
    }

    fn read(&self, raw: &Raw) -> Result<Row, Refused> {
        let row = Some(self.row);
        if raw.is_too_large {
            return Err(self.refuse(raw.line, row, format!("it has more than {} MB", ROW_MAX / 1_000_000)));
        }
        if raw.bytes.is_empty() {
            return Err(self.refuse(raw.line, row, "there is nothing between two commas"));
        }
        let text = std::str::from_utf8(&raw.bytes).map_err(|error| {
            let line = raw.bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            self.refuse(raw.line + line, row, "it is not UTF-8")
        })?;
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let what = message.split(" at line ").next().unwrap_or_default();
            self.refuse(raw.line + error.line().saturating_sub(1), row, format!("it is not JSON: {what}"))
        })?;
        let Value::Object(fields) = value else {
            return Err(self.refuse(raw.line, row, "it is not an object {…}"));
        };
        Ok(Row { place: Place { file: self.file.clone(), line: raw.line, row }, fields })
    }
}

/// The article of a row.
///
/// # Errors
/// Everything that is of another kind than it should be.
pub(super) fn draft(row: Row) -> Result<Draft, Refused> {
    let Row { place, mut fields } = row;
    let mut reasons = Vec::new();
    let mut text = |key: &str| {
        text_of(&mut fields, key).unwrap_or_else(|reason| {
            reasons.push(reason);
            None
        })
    };
    let mut draft = Draft {
        place: place.clone(),
        id: text("id"),
        title: text("title"),
        body: text("body"),
        format: text("format"),
        category: text("category"),
        locale: text("locale"),
        popular: text("popular"),
        ..Draft::default()
    };
    for (key, list) in [("tags", &mut draft.tags), ("related", &mut draft.related)] {
        match list_of(&mut fields, key) {
            Ok(items) => *list = items,
            Err(reason) => reasons.push(reason),
        }
    }
    if reasons.is_empty() { Ok(draft) } else { Err(Refused { place, reasons }) }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = std::io::Result<Result<Row, Refused>>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step();
        if step.is_err() {
            self.state = State::End;
        }
        step.transpose()
    }
}

/// A string; a whole number is taken as it is written, since ids of other systems often are numbers.
pub(super) fn text_of(fields: &mut Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match fields.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("{key} is not a string")),
    }
}

fn list_of(fields: &mut Map<String, Value>, key: &str) -> Result<Vec<String>, String> {
    let reason = || format!("{key} is not a list of strings");
    match fields.remove(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => {
            let text = |item| if let Value::String(text) = item { Ok(text) } else { Err(reason()) };
            items.into_iter().map(text).collect()
        }
        Some(_) => Err(reason()),
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;

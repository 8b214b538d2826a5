//! A table in CSV (RFC 4180): the first line names the columns; commas, semicolons or tabs between them, as that line has
//! it; quotes around what holds them.

use super::draft::{Place, Refused};

/// The most bytes of one row. A quote that is never closed shall not swallow the whole file.
const ROW_MAX: usize = 100_000;

/// A row: what stands under each name, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) place: Place,
    fields: Vec<(String, String)>,
}

impl Row {
    /// What stands under a name, without white space around it; nothing where the field is empty.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
    }
}

/// The rows of a table; empty lines are none.
pub(super) fn rows(file: &str, content: &[u8]) -> Vec<Result<Row, Refused>> {
    let refused = |line: usize, row: Option<usize>, reason: String| Refused {
        place: Place { file: file.to_owned(), line, row },
        reasons: vec![reason],
    };
    let text = match std::str::from_utf8(content) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => {
            let line = content[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            return vec![Err(refused(line, None, "it is not UTF-8".to_owned()))];
        }
    };
    let head = text.lines().next().unwrap_or_default();
    let between = [',', ';', '\t'].into_iter().max_by_key(|sign| head.matches(*sign).count()).unwrap_or(',');
    let mut lines = Lines { rest: text, line: 1, between };
    let Some((_, Ok(names))) = lines.next() else {
        return vec![Err(refused(1, None, "it has no first line that names the columns".to_owned()))];
    };
    let names: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let read = |(number, (line, fields)): (usize, (usize, Result<Vec<String>, String>))| {
        let row = Some(number + 1);
        let fields = fields.map_err(|reason| refused(line, row, reason))?;
        if fields.len() != names.len() {
            let reason = format!("it has {} fields where the first line has {}", fields.len(), names.len());
            return Err(refused(line, row, reason));
        }
        let place = Place { file: file.to_owned(), line, row };
        Ok(Row { place, fields: names.iter().cloned().zip(fields).collect() })
    };
    lines.enumerate().map(read).collect()
}

/// Rows with the line at which each begins.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
    between: char,
}

impl Iterator for Lines<'_> {
    type Item = (usize, Result<Vec<String>, String>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(rest) = self.rest.strip_prefix('\n').or_else(|| self.rest.strip_prefix("\r\n")) {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        let begin = self.line;
        let (mut fields, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
        let mut signs = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, sign)) = signs.next() {
            match sign {
                '"' if is_quoted && signs.next_if(|(_, next)| *next == '"').is_some() => field.push('"'),
                '"' if is_quoted => is_quoted = false,
                '"' if field.is_empty() => is_quoted = true,
                '\n' if !is_quoted => {
                    end = at + 1;
                    break;
                }
                sign if sign == self.between && !is_quoted => fields.push(std::mem::take(&mut field)),
                sign => field.push(sign),
            }
            if at > ROW_MAX {
                break;
            }
        }
        if is_quoted {
            // The row ends with its line: a missing quote shall spoil no other.
            let line_end = self.rest.find('\n').map_or(self.rest.len(), |at| at + 1);
            self.rest = &self.rest[line_end..];
            self.line += 1;
            return Some((begin, Err("a quote is not closed".to_owned())));
        }
        fields.push(field.trim_end_matches('\r').to_owned());
        self.line += self.rest[..end].matches('\n').count();
        self.rest = &self.rest[end..];
        Some((begin, Ok(fields)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(usize, String, String), String>> {
        let told = |row: Result<Row, Refused>| match row {
            Ok(row) => {
                let field = |name| row.field(name).unwrap_or("-").to_owned();
                Ok((row.place.line, field("query"), field("people")))
            }
            Err(refused) => Err(refused.to_string()),
        };
        rows("s.csv", text.as_bytes()).into_iter().map(told).collect()
    }

    fn row(line: usize, query: &str, people: &str) -> Result<(usize, String, String), String> {
        Ok((line, query.to_owned(), people.to_owned()))
    }

    #[test]
    fn quotes_hold_commas_quotes_and_lines() {
        let table = "\u{feff}Query,People\r\n\"a, \"\"b\"\"\",5\r\n\r\n\"two\nlines\",6\n c ,\n";
        assert_eq!(read(table), [row(2, "a, \"b\"", "5"), row(4, "two\nlines", "6"), row(6, "c", "-")]);
    }

    #[test]
    fn the_first_line_says_what_stands_between() {
        assert_eq!(read("query;people\na, b;5"), [row(2, "a, b", "5")]);
        assert_eq!(read("people\tquery\n5\ta"), [row(2, "a", "5")]);
    }

    #[test]
    fn a_broken_row_spoils_no_other() {
        let told = read("query,people\n\"open,5\nfine,6\nshort\n");
        assert_eq!(told[0], Err("s.csv:2: row 1: a quote is not closed".to_owned()));
        assert_eq!(told[1], row(3, "fine", "6"));
        assert_eq!(told[2], Err("s.csv:4: row 3: it has 1 fields where the first line has 2".to_owned()));
    }

    #[test]
    fn a_table_without_columns_is_told() {
        assert_eq!(read(""), [Err("s.csv:1: it has no first line that names the columns".to_owned())]);
        let latin = rows("s.csv", b"query\nK\xe4se\n");
        assert!(matches!(&latin[..], [Err(refused)] if refused.to_string() == "s.csv:2: it is not UTF-8"));
    }
}

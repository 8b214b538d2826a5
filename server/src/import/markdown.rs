//! One Markdown file with front matter.

use std::borrow::Cow;

use super::draft::{Draft, Place, Refused};
use super::front_matter::{self, Entry, Value};

/// Reads a file's content. `file` is its name for reports; its stem is the article's id where the head gives none.
///
/// # Errors
/// What cannot be read: bad UTF-8, a head that is none.
pub(super) fn read(file: &str, content: &[u8]) -> Result<Draft, Refused> {
    let refuse = |line, reasons| {
        let place = Place { file: file.to_owned(), line, row: None };
        Err(Refused { place, reasons })
    };
    let text = match std::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            let line = content[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            return refuse(line, vec!["it is not UTF-8".to_owned()]);
        }
    };
    let (entries, body) = match front_matter::split(text) {
        Ok(parts) => parts,
        Err(faults) => {
            let first = faults.first().map_or(1, |(line, _)| *line);
            let name = |(line, what): (usize, String)| {
                if line == first { what } else { format!("line {line}: {what}") }
            };
            return refuse(first, faults.into_iter().map(name).collect());
        }
    };
    let mut draft = Draft {
        place: Place { file: file.to_owned(), line: 1, row: None },
        id: stem(file).map(Cow::into_owned),
        body: Some(body.to_owned()),
        ..Draft::default()
    };
    let mut reasons = Vec::new();
    for entry in entries {
        reasons.extend(set(&mut draft, entry).err());
    }
    if reasons.is_empty() { Ok(draft) } else { refuse(1, reasons) }
}

/// Puts an entry into its field. Keys of other tools are left alone.
fn set(draft: &mut Draft, entry: Entry) -> Result<(), String> {
    let Entry { key, value, line } = entry;
    match (key.as_str(), value) {
        ("id", Value::Text(text)) => draft.id = Some(text),
        ("title", Value::Text(text)) => draft.title = Some(text),
        ("format", Value::Text(text)) => draft.format = Some(text),
        ("category", Value::Text(text)) => draft.category = Some(text),
        ("locale", Value::Text(text)) => draft.locale = Some(text),
        ("popular", Value::Text(text)) => draft.popular = Some(text),
        ("tags", Value::List(items)) => draft.tags = items,
        ("related", Value::List(items)) => draft.related = items,
        ("tags" | "related", Value::Text(text)) if text.is_empty() => {}
        ("tags" | "related", Value::Text(_)) => {
            return Err(format!("line {line}: {key} is not a list: [a, b]"));
        }
        ("id" | "title" | "format" | "category" | "locale" | "popular", Value::List(_)) => {
            return Err(format!("line {line}: {key} is a list, not a text"));
        }
        _ => {}
    }
    Ok(())
}

fn stem(file: &str) -> Option<Cow<'_, str>> {
    std::path::Path::new(file).file_stem().map(|stem| stem.to_string_lossy())
}

//! The lines between `---` at the head of a Markdown file: `key: value`, with strings, numbers and lists of strings.
//!
//! A small part of YAML, read here rather than by a YAML crate: the widely used one is no longer maintained, a file's
//! author needs the line of a mistake, and YAML's surprises (`no` is false, `1.10` is 1.1, a second colon starts a map)
//! would change what an article says. Whatever is not of this part is refused with a hint, never guessed.

/// A key with its value, and the line it stands on, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) line: usize,
}

/// What a key can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A string, or a number as it is written.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
}

/// What cannot be read, and on which line, from 1.
pub(super) type Fault = (usize, String);

/// Takes a file apart: the entries of its head and its body.
///
/// # Errors
/// Every line that cannot be read.
pub(super) fn split(text: &str) -> Result<(Vec<Entry>, &str), Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(vec![(1, "it has no front matter: the first line is not ---".to_owned())]);
    }
    let mut at = first.len();
    let mut head = Vec::new();
    for line in lines {
        at += line.len();
        if line.trim_end() == "---" {
            return entries(&head).map(|entries| (entries, text[at..].trim_start_matches(['\r', '\n'])));
        }
        head.push(line.trim_end());
    }
    Err(vec![(1, "its front matter has no end: there is no second line ---".to_owned())])
}

fn entries(head: &[&str]) -> Result<Vec<Entry>, Vec<Fault>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut faults: Vec<Fault> = Vec::new();
    for (index, line) in head.iter().enumerate() {
        let number = index + 2;
        if line.is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let read = match line.trim_start().strip_prefix('-') {
            Some(item) if item.is_empty() || item.starts_with(' ') => add_item(&mut entries, item.trim()),
            _ => entry(line, number).and_then(|entry| {
                match entries.iter().find(|other| other.key == entry.key) {
                    Some(other) => {
                        Err(format!("the key {} stands on line {} already", other.key, other.line))
                    }
                    None => {
                        entries.push(entry);
                        Ok(())
                    }
                }
            }),
        };
        faults.extend(read.err().map(|what| (number, what)));
    }
    if faults.is_empty() { Ok(entries) } else { Err(faults) }
}

/// `- item` under a key that has no value yet, or a list begun in the same way.
fn add_item(entries: &mut [Entry], item: &str) -> Result<(), String> {
    let item = scalar(item)?;
    match entries.last_mut().map(|entry| &mut entry.value) {
        Some(Value::List(items)) => items.push(item),
        Some(value @ Value::Text(_)) if *value == Value::Text(String::new()) => {
            *value = Value::List(vec![item])
        }
        _ => return Err("a list entry stands under no key".to_owned()),
    }
    Ok(())
}

fn entry(line: &str, number: usize) -> Result<Entry, String> {
    let (key, value) = line.split_once(':').ok_or("it is not \"key: value\"")?;
    if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
        return Err(format!(
            "{key:?} is no key: keys are letters, digits, _ and -, with nothing before them"
        ));
    }
    if !value.is_empty() && !value.starts_with(' ') {
        return Err("there is no space after the colon".to_owned());
    }
    let value = value.trim();
    let value = match value.strip_prefix('[') {
        Some(rest) => Value::List(flow_list(rest)?),
        None => Value::Text(scalar(value)?),
    };
    Ok(Entry { key: key.to_owned(), value, line: number })
}

/// `a, "b, c", d]`: what stands after `[`.
fn flow_list(text: &str) -> Result<Vec<String>, String> {
    let mut items = Vec::new();
    let mut rest = text.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            return if is_blank(after) {
                Ok(items)
            } else {
                Err("something stands after the list".to_owned())
            };
        }
        let (item, after) = if rest.starts_with(['"', '\'']) {
            quoted(rest)?
        } else {
            let end = rest.find([',', ']']).ok_or("the list has no ] on its line")?;
            (plain(rest[..end].trim())?, &rest[end..])
        };
        if item.is_empty() {
            return Err("the list has an empty entry".to_owned());
        }
        items.push(item);
        rest = after.trim_start();
        rest = match rest.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if rest.starts_with(']') => rest,
            None => return Err("the list has no comma or ] after an entry".to_owned()),
        };
    }
}

fn scalar(text: &str) -> Result<String, String> {
    if !text.starts_with(['"', '\'']) {
        return plain(text);
    }
    let (value, after) = quoted(text)?;
    if is_blank(after) { Ok(value) } else { Err("something stands after the closing quote".to_owned()) }
}

/// Bare words, up to a comment. What YAML would read as something else must be quoted.
fn plain(text: &str) -> Result<String, String> {
    let text =
        if text.starts_with('#') { "" } else { text.split(" #").next().unwrap_or_default().trim_end() };
    let is_special = text.starts_with(['[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', ',', '?']);
    if is_special || text.contains(": ") || text.ends_with(':') {
        return Err(format!("{text:?} has to stand in quotes: \"…\""));
    }
    Ok(text.to_owned())
}

/// A text in quotes, and what stands after them.
fn quoted(text: &str) -> Result<(String, &str), String> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    let quote = letters.next().map_or('"', |(_, quote)| quote);
    while let Some((at, letter)) = letters.next() {
        if letter == quote {
            let rest = &text[at + letter.len_utf8()..];
            if quote == '\'' && rest.starts_with('\'') {
                letters.next();
                value.push('\'');
                continue;
            }
            return Ok((value, rest));
        }
        if letter == '\\' && quote == '"' {
            value.push(match letters.next() {
                Some((_, 'n')) => '\n',
                Some((_, 't')) => '\t',
                Some((_, same @ ('"' | '\\' | '/'))) => same,
                _ => return Err("after \\ only \\, \", n and t are known".to_owned()),
            });
            continue;
        }
        value.push(letter);
    }
    Err(format!("the quote {quote} is not closed on its line"))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || text.trim_start().starts_with('#') && text.starts_with(' ')
}

#[cfg(test)]
#[path = "front_matter_tests.rs"]
mod tests;

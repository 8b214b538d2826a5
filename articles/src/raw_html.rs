//! HTML inside Markdown: which lines begin and end a block of it, and how far a tag in a line reaches.

use super::part;

/// What ends a block of HTML.
#[derive(Clone, Copy)]
pub(super) enum BlockEnd {
    /// A line that contains one of these, in any case.
    Containing(&'static [&'static str]),
    BlankLine,
}

/// Whether the line `rest` begins a block of HTML, and what ends the block.
pub(super) fn block_start(rest: &str, is_in_paragraph: bool) -> Option<BlockEnd> {
    let after = rest.strip_prefix('<')?;
    if after.starts_with("!--") {
        return Some(BlockEnd::Containing(&["-->"]));
    }
    if after.starts_with('?') {
        return Some(BlockEnd::Containing(&["?>"]));
    }
    if after.starts_with("![CDATA[") {
        return Some(BlockEnd::Containing(&["]]>"]));
    }
    if after
        .strip_prefix('!')
        .is_some_and(|after| after.starts_with(|first: char| first.is_ascii_alphabetic()))
    {
        return Some(BlockEnd::Containing(&[">"]));
    }
    let is_end = after.starts_with('/');
    let name = after.strip_prefix('/').unwrap_or(after);
    let name = part(name, 0, name.bytes().take_while(u8::is_ascii_alphanumeric).count());
    let next = part(after, name.len() + usize::from(is_end), after.len());
    let is_whole = next.is_empty() || next.starts_with([' ', '\t', '>']) || next.starts_with("/>");
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is_whole && !is_end && is_one_of(&["script", "pre", "style", "textarea"]) && !next.starts_with('/') {
        return Some(BlockEnd::Containing(&["</script>", "</pre>", "</style>", "</textarea>"]));
    }
    if is_whole && is_one_of(BLOCKS) {
        return Some(BlockEnd::BlankLine);
    }
    let length = if is_in_paragraph { None } else { tag(rest) };
    let is_alone = length.is_some_and(|length| part(rest, length, rest.len()).trim_ascii().is_empty());
    is_alone.then_some(BlockEnd::BlankLine)
}

/// Whether `line` contains one of `ends`, in any case.
pub(super) fn has_end(line: &str, ends: &[&str]) -> bool {
    let line = line.as_bytes();
    ends.iter().any(|end| line.windows(end.len()).any(|window| window.eq_ignore_ascii_case(end.as_bytes())))
}

/// Searches that found nothing, so that a text full of unfinished comments is not searched again and again.
#[derive(Default)]
pub(super) struct Unfinished([bool; 4]);

/// The length of the tag, comment, declaration or instruction that `rest` starts with.
pub(super) fn inline(rest: &str, unfinished: &mut Unfinished) -> Option<usize> {
    let ends = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")];
    for ((start, end), is_unfinished) in ends.into_iter().zip(&mut unfinished.0) {
        if !rest.starts_with(start) {
            continue;
        }
        if rest.starts_with("<!-->") {
            return Some(5);
        }
        if rest.starts_with("<!--->") {
            return Some(6);
        }
        if start == "<!" && !rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        if *is_unfinished {
            return None;
        }
        let found = part(rest, start.len(), rest.len()).find(end);
        *is_unfinished = found.is_none();
        return found.map(|found| start.len() + found + end.len());
    }
    tag(rest)
}

/// The length of the complete start or end tag that `rest` starts with.
fn tag(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let is_end = bytes.get(1) == Some(&b'/');
    let mut at = 1 + usize::from(is_end);
    if bytes.first() != Some(&b'<') || !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    at = after(bytes, at, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    loop {
        let space = after(bytes, at, |byte| byte.is_ascii_whitespace());
        let has_space = space > at;
        at = space;
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'/' if !is_end && bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
            first if !is_end && has_space && (first.is_ascii_alphabetic() || b"_:".contains(first)) => {
                at = attribute(bytes, at)?;
            }
            _ => return None,
        }
    }
}

/// Where the attribute that starts at `at` ends.
fn attribute(bytes: &[u8], at: usize) -> Option<usize> {
    let end = after(bytes, at, |byte| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte));
    let equals = after(bytes, end, |byte| byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return Some(end);
    }
    let value = after(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
    let end = match bytes.get(value)? {
        b'"' => after(bytes, value + 1, |byte| byte != b'"') + 1,
        b'\'' => after(bytes, value + 1, |byte| byte != b'\'') + 1,
        _ => after(bytes, value, |byte| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte)),
    };
    (end > value && end <= bytes.len()).then_some(end)
}

/// The first place from `at` on whose byte is not `wanted`.
fn after(bytes: &[u8], mut at: usize, wanted: fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|byte| wanted(*byte)) {
        at += 1;
    }
    at
}

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
    "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
];

//! An article's body as plain text, for the search index: no markup, headings apart.

use helpnook_contract::articles::BodyFormat;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A body without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// The words; paragraphs, headings, items and rows on lines of their own. One that does not end as a sentence does
    /// ends in a dot between words (` ·`), so that what runs on behind it in a passage is not read as one with it; cells
    /// are told apart by ` | `.
    pub text: String,
    /// The headings.
    pub headings: Vec<String>,
}

/// Takes the markup off.
pub fn plain_text(body: &str, format: BodyFormat) -> PlainText {
    let mut plain = match format {
        BodyFormat::Markdown => markdown(body),
        BodyFormat::Html => html(body),
        BodyFormat::Text => PlainText { text: body.to_owned(), headings: Vec::new() },
    };
    plain.text.truncate(plain.text.trim_end().trim_end_matches(BETWEEN).len());
    plain
}

/// What stands between two blocks of which the first does not end as a sentence does.
const BETWEEN: &str = " ·";

/// What stands between two cells.
const CELL: &str = " | ";

/// What a block ends in that needs nothing more to be read as ended.
const ENDS: &str = ".!?:;,…·。！？：；、،؛؟।";

/// Ends a block of text, if one has begun.
fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    let Some(last) = text.chars().next_back() else { return };
    if !ENDS.contains(last) {
        text.push_str(BETWEEN);
    }
    text.push('\n');
}

/// Ends a cell of a row that goes on.
fn end_cell(text: &mut String) {
    text.truncate(text.trim_end().trim_end_matches(BETWEEN).len());
    text.push_str(CELL);
}

/// Ends a row, if one has begun: its last cells may be empty.
fn end_row(text: &mut String) {
    text.truncate(text.trim_end_matches(['|', ' ']).len());
    end_block(text);
}

fn markdown(body: &str) -> PlainText {
    let mut plain = PlainText::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) => {
                plain.text.push_str(&words);
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Html(markup) => plain.text.push_str(&html(&markup).text),
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                plain.headings.extend(heading.take());
                end_block(&mut plain.text);
            }
            Event::SoftBreak | Event::HardBreak => plain.text.push(' '),
            Event::Rule
            | Event::Start(Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                end_block(&mut plain.text)
            }
            Event::End(TagEnd::TableCell) => end_cell(&mut plain.text),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => end_row(&mut plain.text),
            _ => {}
        }
    }
    plain
}

/// Elements whose content no reader sees.
const UNSEEN: [&str; 4] = ["script", "style", "template", "title"];
/// Elements that do not end a word.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u", "wbr",
];

fn html(body: &str) -> PlainText {
    let mut plain = PlainText::default();
    let mut heading: Option<usize> = None;
    let mut is_in_row = false;
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        push_words(&mut plain.text, &rest[..at]);
        let tag = &rest[at + 1..];
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            plain.text.push('<');
            rest = tag;
            continue;
        }
        let (end, close) = if tag.starts_with("!--") { ("-->", 3) } else { (">", 1) };
        let Some(length) = tag.find(end) else { break };
        rest = &tag[length + close..];
        let is_end = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if !is_end && UNSEEN.contains(&name.as_str()) {
            let close = ["</", &name].concat();
            let end = rest
                .as_bytes()
                .windows(close.len())
                .position(|part| part.eq_ignore_ascii_case(close.as_bytes()));
            rest = end.map_or("", |end| &rest[end..]);
        } else if matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            if !is_end {
                end_block(&mut plain.text);
                heading = Some(plain.text.len());
            } else if let Some(start) = heading.take() {
                let words = plain.text.get(start..).unwrap_or("").trim();
                plain.headings.push(words.trim_end_matches(BETWEEN).to_owned());
                end_block(&mut plain.text);
            }
        } else if matches!(name.as_str(), "br" | "img") {
            plain.text.push(' ');
        } else if matches!(name.as_str(), "td" | "th") {
            // A cell and a row end where the next begins: their own end may be left out.
            if !is_end && is_in_row {
                end_cell(&mut plain.text);
            }
            is_in_row = true;
        } else if matches!(name.as_str(), "tr" | "table") {
            end_row(&mut plain.text);
            is_in_row = false;
        } else if !name.is_empty() && !INLINE.contains(&name.as_str()) {
            end_block(&mut plain.text);
        }
    }
    if !rest.contains('<') {
        push_words(&mut plain.text, rest);
    }
    plain
}

/// The words between two tags: a line of the source is none of the text.
fn push_words(text: &mut String, source: &str) {
    text.push_str(&decoded(source).replace(['\r', '\n'], " "));
}

/// Text with its character references read: numbers, and the names that articles use.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let read =
            rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((character(&rest[..end])?, end)));
        match read {
            Some((character, end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    const NAMES: [(&str, char); 27] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("shy", '\u{ad}'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("Auml", 'Ä'),
        ("Ouml", 'Ö'),
        ("Uuml", 'Ü'),
        ("szlig", 'ß'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("bdquo", '„'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("euro", '€'),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_loses_its_marks_and_keeps_its_headings() {
        let plain = plain_text(
            "# Pay *now*\n\nBy [card](x).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            BodyFormat::Markdown,
        );
        assert_eq!(plain.headings, ["Pay now"]);
        assert_eq!(plain.text, "Pay now ·\nBy card.\na | b ·\n1 | 2");
    }

    #[test]
    fn cells_items_and_headings_of_html_are_told_apart() {
        let html = "<h2>Prices</h2><table><tr><th>Zone<th>Cost</tr><tr><td><p>A</p></td><td>4\n€</td><td></td></tr></table>\n\
                    <ul><li>Letters,</li><li><p>Parcels</p></li></ul><p>One<br>line, <img src=x>two.</p>";
        let plain = plain_text(html, BodyFormat::Html);
        assert_eq!(plain.headings, ["Prices"]);
        assert_eq!(
            plain.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "Prices · Zone | Cost · A | 4 € · Letters, Parcels · One line, two."
        );
    }

    #[test]
    fn html_in_markdown_keeps_its_lines_apart() {
        let plain = plain_text("<p>One\ntwo</p>\n\nThree\n", BodyFormat::Markdown);
        assert_eq!(plain.text.split_whitespace().collect::<Vec<_>>(), ["One", "two", "·", "Three"]);
    }

    #[test]
    fn a_list_in_an_item_begins_on_a_line_of_its_own() {
        let plain = plain_text("1. Then you can:\n   - change it\n   - cancel it\n", BodyFormat::Markdown);
        assert_eq!(
            plain.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "Then you can: change it · cancel it"
        );
    }

    #[test]
    fn html_loses_its_tags_and_what_nobody_sees() {
        let plain = plain_text(
            "<style>p{}</style><h2 class=x>Rück&shy;gabe</h2><p>In <b>30</b> Tagen &amp; 1 &lt; 2<script>bad()</SCRIPT>",
            BodyFormat::Html,
        );
        assert_eq!(plain.headings, ["Rück\u{ad}gabe"]);
        assert_eq!(
            plain.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "Rück\u{ad}gabe · In 30 Tagen & 1 < 2"
        );
    }

    #[test]
    fn broken_html_ends_somewhere() {
        for broken in ["<", "<p", "a <b> c <", "<!-- x", "&#99999999;", "<script>", "&", "1 < 2", "</"] {
            plain_text(broken, BodyFormat::Html);
        }
        assert_eq!(plain_text("1 < 2", BodyFormat::Html).text, "1 < 2");
    }
}

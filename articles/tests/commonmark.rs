//! The examples of the CommonMark specification 0.31.2 (`tests/commonmark/spec.txt`, with its licence beside it): each is
//! drawn as the specification says, through the same allow-list, or is on the list of those that are not, with the reason.

#[path = "fixtures/outline.rs"]
mod outline;

use outline::{html, markdown};

struct Example {
    number: usize,
    section: String,
    source: String,
    expected: String,
}

/// The examples: a fence of backticks and `example`, the Markdown, a line with a dot, the HTML.
fn examples() -> Vec<Example> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commonmark/spec.txt");
    let spec = std::fs::read_to_string(file).expect("the specification");
    let fence = "`".repeat(32);
    let (mut examples, mut section) = (Vec::new(), String::new());
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(&fence) {
            let until = |end: &str, lines: &mut std::str::Lines<'_>| {
                let taken: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
                taken.iter().map(|line| line.replace('→', "\t") + "\n").collect::<String>()
            };
            let source = until(".", &mut lines);
            let expected = until(&fence, &mut lines);
            let number = examples.len() + 1;
            examples.push(Example { number, section: section.clone(), source, expected });
        } else if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
    }
    examples
}

/// The examples that are drawn otherwise, on purpose.
const REFUSED: [(usize, &str); 7] = [
    (20, BACKSLASH),
    (
        25,
        "character references have the names that articles use, not all 2,231: others stay as they are written",
    ),
    (28, "a number beyond Unicode is read as in HTML, as U+FFFD"),
    (40, "a tab at the start of a paragraph is not seen, and left out"),
    (202, BACKSLASH),
    (502, BACKSLASH),
    (603, BACKSLASH),
];

/// Browsers read a backslash in an address as a slash, so that it leads elsewhere than it seems to.
const BACKSLASH: &str = "an address with a backslash is no link";

/// An outline without what makes no difference to a reader: line ends of the source beside blocks and line breaks, and
/// percent-encoding, which browsers add themselves.
fn comparable(outline: &str) -> String {
    let mut text = outline.replace("<br>\n", "<br>").replace("\n</s>", "</s>").replace("</h2>\n", "</h2>");
    for block in ["<ul>", "<ol", "<blockquote>", "<pre>"] {
        text = text.replace(&["\n", block].concat(), block);
    }
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    // Debug writes a quotation mark with a backslash before it, and a no-break space by its number.
    String::from_utf8_lossy(&bytes).replace("\\\"", "\"").replace("\\u{a0}", "\u{a0}")
}

#[test]
fn examples_are_drawn_as_specified_or_refused_with_a_reason() {
    let examples = examples();
    assert_eq!(examples.len(), 652, "the whole specification is read");
    let mut faults = Vec::new();
    for Example { number, section, source, expected } in examples {
        let (drawn, wanted) = (comparable(&markdown(&source)), comparable(&html(&expected)));
        let refused = REFUSED.iter().find(|(refused, _)| *refused == number);
        match refused {
            None if drawn != wanted => {
                faults.push(format!(
                    "{number} ({section}): {source:?}\n  drawn  {drawn:?}\n  wanted {wanted:?}"
                ));
            }
            Some((_, reason)) if drawn == wanted => {
                faults.push(format!("{number} ({section}) is drawn as specified, but listed: {reason}"));
            }
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

//! Nothing that an article contains can run, load or look like anything but an article.
//!
//! Attacks are in `fixtures/attacks_*.txt`, one a line, control characters as their Unicode pictures.
//! Each is read as HTML and as Markdown, alone and mixed with others, and the outcome is checked against lists that
//! this test keeps for itself.

use std::collections::BTreeSet;

use helpnook_articles::{Article, Element, Node, Rules, from_html, from_markdown};

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "a", "img", "strong", "em", "s", "sub", "sup",
    "kbd", "br", "hr", "figure", "figcaption", "details", "summary",
];

fn attacks() -> Vec<String> {
    let files = [
        include_str!("fixtures/attacks_html.txt"),
        include_str!("fixtures/attacks_addresses.txt"),
        include_str!("fixtures/attacks_markdown.txt"),
    ];
    let pictures = [('␤', "\n"), ('␀', "\0"), ('␉', "\t"), ('␍', "\r"), ('␌', "\x0c")];
    let lines = files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with("## "));
    lines
        .map(|line| pictures.iter().fold(line.to_owned(), |line, (from, to)| line.replace(*from, to)))
        .collect()
}

fn all_rules() -> [Rules; 3] {
    let with = |base: &str| Rules { base: base.to_owned(), ..Rules::default() };
    [with(""), with("https://help.test/en/articles/7"), with("http://localhost:8080")]
}

/// Panics unless the article consists of what is allowed and nothing else.
fn check(source: &str, rules: &Rules, article: &Article) {
    let mut count = 0;
    check_nodes(&article.nodes, 1, rules, &mut count, &|why| {
        panic!("{why}\nsource: {source:?}\nbase: {:?}\narticle: {article:?}", rules.base)
    });
    assert!(count <= rules.limits.nodes, "{count} nodes from {source:?}");
}

fn check_nodes(nodes: &[Node], depth: usize, rules: &Rules, count: &mut usize, fail: &dyn Fn(&str)) {
    for node in nodes {
        *count += 1;
        match node {
            Node::Text(text) => {
                if text.is_empty() || text.chars().any(|c| (c < ' ' && c != '\n' && c != '\t') || c == '\x7f')
                {
                    fail("empty text or control character");
                }
            }
            Node::Element(element) => {
                if depth > rules.limits.depth {
                    fail("too deep");
                }
                check_element(element, rules, fail);
                check_nodes(&element.children, depth + 1, rules, count, fail);
            }
        }
    }
}

fn check_element(element: &Element, rules: &Rules, fail: &dyn Fn(&str)) {
    let tag = element.tag.name();
    if !TAGS.contains(&tag) {
        fail("tag");
    }
    if ["img", "br", "hr"].contains(&tag) && !element.children.is_empty() {
        fail("children of a void element");
    }
    let mut seen = BTreeSet::new();
    for (attribute, value) in &element.attributes {
        if !seen.insert(attribute.name()) {
            fail("attribute twice");
        }
        let is_allowed = match (tag, attribute.name()) {
            ("a", "href") => is_link(value),
            ("img", "src") => {
                is_web(value, "https://") || (rules.base.starts_with("http://") && is_web(value, "http://"))
            }
            ("img", "alt") | ("a" | "img", "title") => {
                !value.contains(|c: char| c < ' ' && c != '\n' && c != '\t')
            }
            ("img", "width" | "height") => is_number(value, 10_000),
            ("td" | "th", "colspan" | "rowspan") => is_number(value, 100),
            ("ol", "start") => is_number(value, 999_999_999),
            ("th", "scope") => ["row", "col", "rowgroup", "colgroup"].contains(&value.as_str()),
            (_, "dir") => ["ltr", "rtl", "auto"].contains(&value.as_str()),
            (_, "lang") => value.len() <= 35 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
            _ => false,
        };
        if !is_allowed {
            fail(attribute.name());
        }
    }
    if tag == "a" && !seen.contains("href") {
        fail("link without address");
    }
    if tag == "img" && !(seen.contains("src") && seen.contains("alt")) {
        fail("image without address or alternative text");
    }
}

fn is_link(value: &str) -> bool {
    if value.chars().any(|c| c.is_control() || c.is_whitespace() && c != '\u{a0}' || "\"<>`\\".contains(c)) {
        return false;
    }
    let id = |rest: &str| {
        rest.contains(|c: char| c != '.')
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    let is_mail = |rest: &str| {
        let (recipient, fields) = rest.split_once('?').unwrap_or((rest, "body="));
        let is_known = |field: &str| {
            let name = field.split('=').next().unwrap_or_default().to_ascii_lowercase();
            name == "subject" || name == "body"
        };
        recipient.contains('@')
            && !recipient.contains([':', '%', ',', ';', '&'])
            && fields.split('&').all(is_known)
            && !["%0a", "%0d"].iter().any(|end| rest.to_ascii_lowercase().contains(end))
    };
    is_web(value, "https://")
        || is_web(value, "http://")
        || value.strip_prefix("article:").is_some_and(id)
        || value.strip_prefix("mailto:").is_some_and(is_mail)
        || value.strip_prefix("tel:").is_some_and(|rest| !rest.contains(|c: char| c.is_ascii_alphabetic()))
}

fn is_web(value: &str, scheme: &str) -> bool {
    let Some(rest) = value.strip_prefix(scheme) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.starts_with(':') && !host.contains(['@', '%', '\\', ' '])
}

fn is_number(value: &str, most: u32) -> bool {
    value.parse::<u32>().is_ok_and(|number| number <= most && number.to_string() == value)
}

fn check_both(source: &str, rules: &Rules) {
    check(source, rules, &from_html(source, rules));
    check(source, rules, &from_markdown(source, rules));
}

#[test]
fn no_attack_gets_through_alone() {
    let attacks = attacks();
    let distinct: BTreeSet<&String> = attacks.iter().collect();
    assert!(distinct.len() >= 400, "only {} attacks were read", distinct.len());
    for attack in &attacks {
        for rules in &all_rules() {
            check_both(attack, rules);
        }
    }
}

/// Contexts that change how a browser reads what is in them.
#[test]
fn no_attack_gets_through_inside_other_markup() {
    #[rustfmt::skip]
    let around = [
        ("<p>", "</p>"), ("<table><tr><td>", "</table>"), ("<ul><li>", "</ul>"),
        ("<a href=https://ok.test>", "</a>"), ("<svg>", "</svg>"), ("<math><mtext>", "</math>"),
        ("<template>", "</template>"), ("<pre>", "</pre>"),
        ("<a title=\"", "\" href=https://ok.test>x</a>"), ("<img alt='", "' src=https://ok.test/a.png>"),
        ("<!--", "-->"), ("- ", ""), ("> ", ""), ("[", "](https://ok.test)"),
        ("![", "](https://ok.test/a.png)"), ("[x](<", ">)"), ("[r]\n\n[r]: ", ""),
        ("| a |\n|---|\n| ", " |"), ("`", ""),
    ];
    let rules = &all_rules()[1];
    for attack in attacks() {
        for (before, after) in around {
            check_both(&format!("{before}{attack}{after}"), rules);
        }
    }
}

/// Deterministic numbers (xorshift), so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("48 bits fit") % sides.max(1)
    }

    fn place(&mut self, text: &str) -> usize {
        let mut place = self.roll(text.len() + 1);
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    }
}

#[test]
fn no_mixture_of_attacks_gets_through() {
    let attacks = attacks();
    #[rustfmt::skip]
    let bits = [
        "<", ">", "\"", "'", "&", "=", "/", "\0", "\n", "\n\n", "\t", "`", "[", "]", "(", ")", "![", "](",
        "<!--", "-->", "</p>", "<p>", "<li>", "</li>", "<td>", "</table>", "<svg>", "</svg>", "<script>",
        "</script>", "<a href=\"", "javascript:", "https://ok.test", "\\", "*", "_", "~~", "- ", "> ",
        "    ", "```", "&#58;", "&colon;", "|", "|-|",
    ];
    let rules = all_rules();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for round in 0..40_000 {
        let mut source = attacks[dice.roll(attacks.len())].clone();
        for _ in 0..=dice.roll(4) {
            let place = dice.place(&source);
            match dice.roll(5) {
                0 => source.insert_str(place, bits[dice.roll(bits.len())]),
                1 => source.insert_str(place, &attacks[dice.roll(attacks.len())]),
                2 => source.push_str(&attacks[dice.roll(attacks.len())]),
                3 => {
                    let other = dice.place(&source);
                    source.replace_range(place.min(other)..place.max(other), "");
                }
                _ => source.truncate(place),
            }
        }
        let rules = &rules[round % rules.len()];
        check(&source, rules, &from_html(&source, rules));
        check(&source, rules, &from_markdown(&source, rules));
    }
}

#[test]
fn no_long_attack_gets_through() {
    for attack in attacks() {
        for times in [50, 500] {
            check_both(&attack.repeat(times), &all_rules()[1]);
        }
    }
}

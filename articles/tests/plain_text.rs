//! The plain text of an article, for a search index.

use helpnook_articles::{Rules, from_html, from_markdown, to_text};

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn html(source: &str) -> (String, Vec<String>) {
    let plain = to_text(&from_html(source, &Rules::default()).nodes);
    (words(&plain.text), plain.headings)
}

fn markdown(source: &str) -> (String, Vec<String>) {
    let plain = to_text(&from_markdown(source, &Rules::default()).nodes);
    (plain.text, plain.headings)
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_headings() {
    let (text, headings) = markdown("# Pay *now*\n\nBy [card](x).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    assert_eq!(headings, ["Pay now"]);
    assert_eq!(text, "Pay now ·\nBy card.\na | b ·\n1 | 2");
}

#[test]
fn lines_of_code_stay_lines_and_lines_of_text_do_not() {
    let (text, _) = markdown("One\nline\n\n```\nfirst\nsecond\n```\n");
    assert_eq!(text, "One line ·\nfirst\nsecond");
}

#[test]
fn cells_items_and_headings_of_html_are_told_apart() {
    let source = "<h2>Prices</h2><table><tr><th>Zone<th>Cost</tr><tr><td><p>A</p></td><td>4\n€</td><td></td></tr></table>\n\
                  <ul><li>Letters,</li><li><p>Parcels</p></li></ul><p>One<br>line, <img src=x>two.</p>";
    let (text, headings) = html(source);
    assert_eq!(headings, ["Prices"]);
    assert_eq!(text, "Prices · Zone | Cost · A | 4 € · Letters, Parcels · One line, two.");
}

#[test]
fn paragraphs_in_cells_end_no_row() {
    let source = "<table><tr><td>A</td><td><p>B</p><p>C</p></td><td>D</td></tr></table>";
    assert_eq!(html(source).0, "A | B · C | D");
}

#[test]
fn html_in_markdown_keeps_its_lines_apart() {
    assert_eq!(words(&markdown("<p>One\ntwo</p>\n\nThree\n").0), "One two · Three");
}

#[test]
fn a_list_in_an_item_begins_on_a_line_of_its_own() {
    let (text, _) = markdown("1. Then you can:\n   - change it\n   - cancel it\n");
    assert_eq!(words(&text), "Then you can: change it · cancel it");
}

#[test]
fn a_picture_gives_its_description() {
    let rules = Rules { base: "https://shop.example/".to_owned(), ..Rules::default() };
    let article = from_markdown("See ![the blue button](a.png)here.", &rules);
    assert_eq!(words(&to_text(&article.nodes).text), "See the blue button here.");
}

#[test]
fn html_loses_its_tags_and_what_is_not_shown() {
    let source = "<style>p{}</style><h2 class=x>Rück&shy;gabe</h2><p>In <b>30</b> Tagen &amp; 1 &lt; 2<script>bad()</SCRIPT>";
    let (text, headings) = html(source);
    assert_eq!(headings, ["Rück\u{ad}gabe"]);
    assert_eq!(text, "Rück\u{ad}gabe · In 30 Tagen & 1 < 2");
}

#[test]
fn broken_html_ends_somewhere() {
    for broken in ["<", "<p", "a <b> c <", "<!-- x", "&#99999999;", "<script>", "&", "</"] {
        html(broken);
    }
    assert_eq!(html("1 < 2").0, "1 < 2");
}

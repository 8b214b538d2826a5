//! Articles as help centres write them keep their structure, and no size or nesting of an article does harm.
//!
//! The articles are in `fixtures`, each with the tree it must become beside it.

#[path = "fixtures/outline.rs"]
mod outline;

use helpnook_articles::{Article, Limits, Node, Rules, from_html, from_markdown};
use outline::{rules, tree};

macro_rules! articles {
    ($read:ident, $extension:literal, $($name:ident)*) => {$(
        #[test]
        fn $name() {
            let article = $read(
                include_str!(concat!("fixtures/", stringify!($name), $extension)),
                &Rules { heading_offset: 2, ..rules() },
            );
            let expected = include_str!(concat!("fixtures/", stringify!($name), ".tree"));
            assert_eq!(tree(&article), expected);
            assert!(!article.is_cut);
        }
    )*};
}

mod markdown_keeps_its_structure {
    use super::*;
    articles!(from_markdown, ".md", password delivery nested api umlaute mixed plain quotes);
}

mod html_keeps_its_structure {
    use super::*;
    articles!(from_html, ".html", editor table divs figure faq sloppy widgets);
}

type Read = fn(&str, &Rules) -> Article;

/// Levels and number of elements and texts.
fn size(nodes: &[Node]) -> (usize, usize) {
    nodes.iter().fold((0, 0), |(levels, count), node| match node {
        Node::Text(_) => (levels, count + 1),
        Node::Element(element) => {
            let (below, inside) = size(&element.children);
            (levels.max(below + 1), count + inside + 1)
        }
    })
}

fn text(nodes: &[Node]) -> String {
    let texts = nodes.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => text(&element.children),
    });
    texts.collect()
}

#[test]
fn nesting_is_cut_at_the_depth_limit_and_text_is_kept() {
    for (open, levels) in
        [("<blockquote>", 64), ("<ul><li>", 64), ("<b>", 64), ("<table><tr><td>", 64), ("<div>", 0)]
    {
        let article = from_html(&format!("{}deep", open.repeat(10_000)), &rules());
        assert_eq!(size(&article.nodes).0, levels, "{open}");
        assert_eq!(text(&article.nodes), "deep", "{open}");
        assert_eq!(article.is_cut, levels > 0, "{open}");
    }
    for open in ["> ", "- ", "1. ", "*a **b ", "![", "[", "<b>"] {
        let article = from_markdown(&format!("{}deep", open.repeat(10_000)), &rules());
        assert!(size(&article.nodes).0 <= 64, "{open}");
        assert!(text(&article.nodes).ends_with("deep"), "{open}");
    }
}

#[test]
fn elements_after_too_deep_ones_stand_where_they_belong() {
    let source = format!("{}x{}<p>after</p>", "<blockquote>".repeat(100), "</blockquote>".repeat(100));
    let article = from_html(&source, &rules());
    assert_eq!(article.nodes.len(), 2);
    assert!(matches!(&article.nodes[1], Node::Element(element) if text(&element.children) == "after"));
}

#[test]
fn depth_limit_cannot_be_raised_beyond_what_views_can_take() {
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let article = from_html(&"<b>x".repeat(10_000), &Rules { limits, ..rules() });
    assert_eq!(size(&article.nodes).0, 64);
}

#[test]
fn node_limit_cuts_and_is_reported() {
    let limits = Limits { nodes: 100, ..Limits::default() };
    let rules = Rules { limits, ..rules() };
    let cases: [(&str, Read); 5] = [
        ("<p>a", from_html),
        ("<ul><li>a</ul>", from_html),
        ("a\n\n", from_markdown),
        ("- a\n", from_markdown),
        ("*a* ", from_markdown),
    ];
    for (source, read) in cases {
        let article = read(&source.repeat(1_000), &rules);
        let (_, count) = size(&article.nodes);
        assert!((50..=100).contains(&count), "{count} nodes from {source:?}");
        assert!(article.is_cut, "{source:?}");
    }
}

#[test]
fn byte_limit_cuts_between_characters_and_is_reported() {
    for bytes in 0..=6 {
        let limits = Limits { bytes, ..Limits::default() };
        let article = from_html("äöü", &Rules { limits, ..rules() });
        assert_eq!(text(&article.nodes), "äöü".get(..bytes / 2 * 2).unwrap_or_default());
        assert_eq!(article.is_cut, bytes < 6);
    }
}

#[test]
fn wide_tables_and_repeated_definitions_do_not_multiply() {
    let wide = format!("{}\n{}\n{}", "|a".repeat(5_000), "|-".repeat(5_000), "|\n".repeat(100_000));
    assert!(from_markdown(&wide, &rules()).is_cut);
    let long = format!("[a]: https://ok.test/{}\n\n{}", "b".repeat(2_000), "[a] ".repeat(100_000));
    let article = from_markdown(&long, &rules());
    // Ten thousand links of 2,000 bytes would fit into the node limit.
    assert!(outline::outline(&article.nodes).len() < 2_000_000);
}

#[test]
fn ten_megabytes_are_read() {
    let html = "<div><p>Some text with <b>bold</b> words.</p></div>\n";
    let markdown = "Some *text* with [a link](https://ok.test).\n\n";
    assert!(from_html(&html.repeat(10_000_000 / html.len()), &rules()).is_cut);
    assert!(from_markdown(&markdown.repeat(10_000_000 / markdown.len()), &rules()).is_cut);
    let _ = from_html(&"<div>".repeat(2_000_000), &rules());
    let words = "word ".repeat(1_900_000);
    let article = from_markdown(&words, &rules());
    assert!(text(&article.nodes) == words.trim_end() && !article.is_cut);
}

/// Sources for which careless parsers look at the same place again and again: this test would not end.
#[test]
fn repetitive_sources_take_linear_time() {
    #[rustfmt::skip]
    let html = ["<b>", "<", "<a b=\"", "<a b='x <a b='", "<!--", "<script>", "</script", "&", "&amp;", "<td>", "</p>"];
    #[rustfmt::skip]
    let markdown = [
        "> ", "- ", "* a\n", "*a **b_c ", "[", "![", "[a](", "[a](b \"", "![[]()", "`", "`` ` ", "<", "<!--", "<?", "<a b='",
        "a\n", "|", "\\", "[a]: b\n", "    a\n\n", "~~~\n", "a\n---\n", "<b>",
    ];
    for source in html {
        let _ = from_html(&source.repeat(400_000 / source.len()), &rules());
    }
    for source in markdown {
        let _ = from_markdown(&source.repeat(400_000 / source.len()), &rules());
    }
}

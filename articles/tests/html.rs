//! What an article in HTML becomes, rule by rule.

#[path = "fixtures/outline.rs"]
mod outline;

use helpnook_articles::{Rules, from_html};
use outline::{html, rules};

#[test]
fn known_elements_stay_and_old_names_become_new_ones() {
    assert_eq!(
        html("<p>a <b>b</b> <i>c</i> <del>d</del></p>"),
        "<p>a <strong>b</strong> <em>c</em> <s>d</s></p>"
    );
    assert_eq!(html("<P>a<BR/>b<HR>"), "<p>a<br>b</p><hr>");
    assert_eq!(
        html("<sub>a</sub><sup>b</sup><kbd>c</kbd><tt>d</tt>"),
        "<sub>a</sub><sup>b</sup><kbd>c</kbd><code>d</code>"
    );
}

#[test]
fn unknown_elements_go_and_their_children_stay() {
    assert_eq!(html("<p><font color=red>a <blink>b</blink></font> <x-y>c</x-y></p>"), "<p>a b c</p>");
}

#[test]
fn left_out_blocks_keep_their_lines_apart() {
    assert_eq!(html("<div>a</div><div>b</div><div><p>c</p></div>d"), "a<br>b<p>c</p>d");
}

#[test]
fn dropped_elements_take_their_contents_along() {
    for name in [
        "script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title",
        "select", "noembed", "noframes", "xmp", "audio", "video", "canvas", "applet", "datalist",
    ] {
        let source = format!("<p>a<{name}>b<i>c</i></{name}>d</p>");
        assert_eq!(html(&source), "<p>ad</p>", "{name}");
    }
}

#[test]
fn dropped_element_without_end_takes_the_rest_and_is_reported() {
    for source in ["a<script>b", "a<svg>b</p>c", "a<!-- b", "a<p title='b", "a<?b"] {
        let article = from_html(source, &rules());
        assert_eq!(outline::outline(&article.nodes), "a", "{source}");
        assert!(article.is_cut, "{source}");
    }
    assert!(!from_html("<p>a<b>b", &rules()).is_cut);
}

#[test]
fn headings_sink_by_the_offset_and_stay_headings() {
    let with = |heading_offset| Rules { heading_offset, ..rules() };
    let outline =
        |offset| outline::outline(&from_html("<h1>a</h1><h3>b</h3><h6>c</h6>", &with(offset)).nodes);
    assert_eq!(outline(2), "<h3>a</h3><h5>b</h5><h6>c</h6>");
    assert_eq!(outline(0), "<h2>a</h2><h3>b</h3><h6>c</h6>");
    assert_eq!(outline(255), "<h6>a</h6><h6>b</h6><h6>c</h6>");
}

#[test]
fn empty_headings_links_and_paragraphs_are_left_out() {
    assert_eq!(
        html("<h2></h2><p> </p><a href=https://ok.test></a><b></b><ul><li></ul>"),
        "<ul><li></li></ul>"
    );
}

#[test]
fn only_listed_attributes_with_listed_values_stay() {
    assert_eq!(
        html("<p id=a class=b style=c onclick=d lang=de dir=RTL>x"),
        "<p lang=\"de\" dir=\"rtl\">x</p>"
    );
    assert_eq!(
        html("<ol start=3><li value=7>x</ol><ol start=-1><li>y"),
        "<ol start=\"3\"><li>x</li></ol><ol><li>y</li></ol>"
    );
    let table = html("<table><tr><th scope=ROW colspan=02 rowspan=101>a<td colspan=0 headers=b>c</table>");
    assert_eq!(
        table,
        "<table><tbody><tr><th scope=\"row\" colspan=\"2\">a</th><td>c</td></tr></tbody></table>"
    );
    assert_eq!(
        html("<img src=a.png width=40px height=1e9 title=t srcset=b>"),
        "<img src=\"https://help.test/en/articles/a.png\" width=\"40\" title=\"t\" alt=\"\">"
    );
}

#[test]
fn first_of_two_equal_attributes_counts() {
    assert_eq!(html("<a href=https://a.test HREF=https://b.test>a</a>"), "<a href=\"https://a.test\">a</a>");
    assert_eq!(html("<a href=javascript:x href=https://ok.test>a</a>"), "a");
}

#[test]
fn character_references_are_resolved_once() {
    assert_eq!(
        html("<p>&lt;b&gt; &amp;lt; &auml;&#228;&#xE4; &euro; &bdquo;x&ldquo; &ndash;"),
        "<p><b> &lt; äää € „x“ –</p>"
    );
    assert_eq!(
        html("<p>&#128; &#0; &#xD800; &#x110000; &nope; &copy=1 a&b &"),
        "<p>€ \u{fffd} \u{fffd} \u{fffd} &nope; &copy=1 a&b &</p>"
    );
    assert_eq!(html("<p>&nbsp;|&lt|&amp;"), "<p>\u{a0}|<|&</p>");
}

#[test]
fn control_characters_go_from_text() {
    assert_eq!(html("<p>a\0b&#8;c&#27;d\r\ne\rf&Tab;g"), "<p>abcd\ne\nf\tg</p>");
}

#[test]
fn comments_and_declarations_go() {
    assert_eq!(
        html("<!DOCTYPE html>a<!-- <p>b -->c<!-->d<!--e--!>f<?php g ?>h<![CDATA[i]]>j</ k>l"),
        "acdfhjl"
    );
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    assert_eq!(html("<p>1 < 2 <3 a<"), "<p>1 < 2 <3 a<</p>");
}

#[test]
fn unclosed_items_and_paragraphs_end_where_browsers_end_them() {
    assert_eq!(
        html("<p>a<p>b<ul><li>c<li>d<ul><li>e</ul><li>f</ul>"),
        "<p>a</p><p>b</p><ul><li>c</li><li>d<ul><li>e</li></ul></li><li>f</li></ul>"
    );
    assert_eq!(html("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>");
}

#[test]
fn lists_and_tables_get_the_parts_they_lack() {
    assert_eq!(html("<li>a<li>b"), "<ul><li>a</li><li>b</li></ul>");
    assert_eq!(html("<ul><li>a</li><ul><li>b</ul></ul>"), "<ul><li>a<ul><li>b</li></ul></li></ul>");
    assert_eq!(
        html("<table><td>a<tr><td>b"),
        "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    );
    assert_eq!(
        html("<table>a<tr><td>b"),
        "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    );
    assert_eq!(html("<td>a</td><tr>b"), "a<br>b");
}

#[test]
fn end_tags_do_not_reach_out_of_cells_and_items() {
    assert_eq!(
        html("<b>a<table><td>b</b>c</table>d</b>e"),
        "<strong>a<table><tbody><tr><td>bc</td></tr></tbody></table>d</strong>e"
    );
    assert_eq!(html("<ul><li>a</p></b></ol>b</ul>"), "<ul><li>ab</li></ul>");
}

#[test]
fn link_in_a_link_ends_the_first() {
    assert_eq!(
        html("<a href=https://a.test>a<a href=https://b.test>b</a>c</a>"),
        "<a href=\"https://a.test\">a</a><a href=\"https://b.test\">b</a>c"
    );
}

#[test]
fn preformatted_text_keeps_its_lines() {
    assert_eq!(html("<pre>\n  a\n\n  b\n</pre>"), "<pre>  a\n\n  b\n</pre>");
    assert_eq!(html("<pre><code>\n</code></pre>"), "<pre><code>\n</code></pre>");
}

#[test]
fn summary_and_captions_stand_only_where_they_belong() {
    assert_eq!(html("<summary>a</summary><figcaption>b</figcaption><caption>c</caption>"), "a<br>b<br>c");
    assert_eq!(
        html("<details open><summary>a</summary><p>b</details>"),
        "<details><summary>a</summary><p>b</p></details>"
    );
}

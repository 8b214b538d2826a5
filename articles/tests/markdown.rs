//! What an article in Markdown becomes. The examples are from the CommonMark specification where it has one.

#[path = "fixtures/outline.rs"]
mod outline;

use helpnook_articles::from_markdown;
use outline::{markdown, rules};

/// Every case as (source, outcome).
fn all(cases: &[(&str, &str)]) {
    for (source, outcome) in cases {
        assert_eq!(markdown(source), *outcome, "{source:?}");
    }
}

#[test]
fn headings_are_marked_before_or_below() {
    all(&[
        ("## a", "<h2>a</h2>"),
        ("### a *b* ###", "<h3>a <em>b</em></h3>"),
        ("####### a", "<p>####### a</p>"),
        ("#a", "<p>#a</p>"),
        ("## a\\#", "<h2>a#</h2>"),
        ("a\nb\n===", "<h2>a\nb</h2>"),
        ("a\n---", "<h2>a</h2>"),
        ("a\n\n---", "<p>a</p><hr>"),
    ]);
}

#[test]
fn thematic_breaks_need_three_marks() {
    all(&[
        ("***", "<hr>"),
        (" - - -", "<hr>"),
        ("__", "<p>__</p>"),
        ("- a\n***\n- b", "<ul><li>a</li></ul><hr><ul><li>b</li></ul>"),
    ]);
}

#[test]
fn paragraphs_join_lines_and_may_break_them() {
    all(&[
        ("a\nb\n\nc", "<p>a\nb</p><p>c</p>"),
        ("a  \nb\\\nc", "<p>a<br>b<br>c</p>"),
        ("  a\n      b", "<p>a\nb</p>"),
        ("a\r\nb\rc", "<p>a\nb\nc</p>"),
    ]);
}

#[test]
fn lists_nest_by_indentation_and_are_tight_or_loose() {
    all(&[
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("- a\n+ b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("1. a\n\n   b\n\n       c", "<ol><li><p>a</p><p>b</p><pre><code>c\n</code></pre></li></ol>"),
        ("a\n14. b", "<p>a\n14. b</p>"),
        ("- a\n-\n- b", "<ul><li>a</li><li></li><li>b</li></ul>"),
        ("* a\n  > b\n  >\n* c", "<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>"),
        ("-\tfoo\n\n\tbar", "<ul><li><p>foo</p><p>bar</p></li></ul>"),
    ]);
}

#[test]
fn quotes_hold_blocks_and_may_be_lazy() {
    all(&[
        ("> ## a\n> b\nc", "<blockquote><h2>a</h2><p>b\nc</p></blockquote>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
        ("> ```\na", "<blockquote><pre></pre></blockquote><p>a</p>"),
        ("> > a\nb", "<blockquote><blockquote><p>a\nb</p></blockquote></blockquote>"),
    ]);
}

#[test]
fn code_is_kept_as_it_is() {
    all(&[
        ("```rust\n<b> *a*\n\n  b\n```\nc", "<pre><code><b> *a*\n\n  b\n</code></pre><p>c</p>"),
        ("~~~\n```\n~~~", "<pre><code>```\n</code></pre>"),
        ("    a\n\n\n    b\n\nc", "<pre><code>a\n\n\nb\n</code></pre><p>c</p>"),
        ("```\na", "<pre><code>a\n</code></pre>"),
        ("  ```\n  a\n    b\n  ```", "<pre><code>a\n  b\n</code></pre>"),
        ("`a *b* &amp; <c>`", "<p><code>a *b* &amp; <c></code></p>"),
        ("`` a ` b ``", "<p><code>a ` b</code></p>"),
        ("``a`", "<p>``a`</p>"),
        ("a\n    b", "<p>a\nb</p>"),
    ]);
}

#[test]
fn emphasis_follows_the_delimiter_rules() {
    all(&[
        ("*a* __b__ ***c***", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em></p>"),
        ("a * b * c", "<p>a * b * c</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("foo*bar*baz", "<p>foo<em>bar</em>baz</p>"),
        ("*a **b** c*", "<p><em>a <strong>b</strong> c</em></p>"),
        ("**a*", "<p>*<em>a</em></p>"),
        ("*a _b* c_", "<p><em>a _b</em> c_</p>"),
        ("*foo**bar**baz*", "<p><em>foo<strong>bar</strong>baz</em></p>"),
        ("~~a~~ ~b~ ~~~c~~~ ~~d~", "<p><s>a</s> <s>b</s> ~~~c~~~ ~~d~</p>"),
        ("**Ä**ö", "<p><strong>Ä</strong>ö</p>"),
    ]);
}

#[test]
fn links_are_inline_by_reference_or_automatic() {
    all(&[
        ("[a *b*](https://c.test \"d\")", "<p><a href=\"https://c.test\" title=\"d\">a <em>b</em></a></p>"),
        ("[a](<https://b.test/c d>)", "<p><a href=\"https://b.test/c%20d\">a</a></p>"),
        ("[a](https://b.test/(c))", "<p><a href=\"https://b.test/(c)\">a</a></p>"),
        ("[a](article:42)", "<p><a href=\"article:42\">a</a></p>"),
        ("[a][B c]\n\n[b  C]: https://d.test\n  'e'", "<p><a href=\"https://d.test\" title=\"e\">a</a></p>"),
        (
            "[a] [a][]\n\n[a]: https://b.test",
            "<p><a href=\"https://b.test\">a</a> <a href=\"https://b.test\">a</a></p>",
        ),
        ("[a]: https://b.test\n[a]: https://c.test\n\n[a]", "<p><a href=\"https://b.test\">a</a></p>"),
        (
            "<https://a.test/?b=*c*> <d@e.test>",
            "<p><a href=\"https://a.test/?b=*c*\">https://a.test/?b=*c*</a> <a href=\"mailto:d@e.test\">d@e.test</a></p>",
        ),
        (
            "[a [b](https://c.test)](https://d.test)",
            "<p>[a <a href=\"https://c.test\">b</a>](https://d.test)</p>",
        ),
        ("[a](b c)", "<p>[a](b c)</p>"),
        ("[a][missing] [b]", "<p>[a][missing] [b]</p>"),
        ("*[a*](https://b.test)", "<p>*<a href=\"https://b.test\">a*</a></p>"),
    ]);
}

#[test]
fn link_with_a_refused_address_leaves_its_text() {
    all(&[
        ("[a *b*](javascript:c) d", "<p>a <em>b</em> d</p>"),
        ("<javascript:a>", "<p>javascript:a</p>"),
        ("[a][b]\n\n[b]: data:text/html,c", "<p>a</p>"),
    ]);
}

#[test]
fn images_take_their_text_as_alternative() {
    all(&[
        (
            "![a *b* `c`](https://d.test/e.png \"f\")",
            "<p><img src=\"https://d.test/e.png\" alt=\"a b c\" title=\"f\"></p>",
        ),
        (
            "![a [b](https://c.test)](https://d.test/e.png)",
            "<p><img src=\"https://d.test/e.png\" alt=\"a b\"></p>",
        ),
        (
            "[![a](https://b.test/c.png)](https://d.test)",
            "<p><a href=\"https://d.test\"><img src=\"https://b.test/c.png\" alt=\"a\"></a></p>",
        ),
        ("![a](http://b.test/c.png)", "<p>a</p>"),
    ]);
}

#[test]
fn tables_have_a_header_and_as_many_cells_as_it() {
    let head = "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>";
    all(&[
        (
            "| a | b |\n| - | :-: |\n| *c* | d \\| e |",
            &format!("{head}<tbody><tr><td><em>c</em></td><td>d | e</td></tr></tbody></table>"),
        ),
        (
            "a | b\n-|-\nc\nd | e | f\n\ng",
            &format!(
                "{head}<tbody><tr><td>c</td><td></td></tr><tr><td>d</td><td>e</td></tr></tbody></table><p>g</p>"
            ),
        ),
        ("a | b\n-|-\n> c", &format!("{head}</table><blockquote><p>c</p></blockquote>")),
        ("a | b\n-", "<h2>a | b</h2>"),
        ("a | b\n|-|", "<p>a | b\n|-|</p>"),
        ("x\na | b\n-|-", &format!("<p>x</p>{head}</table>")),
    ]);
}

#[test]
fn raw_html_takes_the_same_way_as_an_html_article() {
    all(&[
        ("a <b onclick=c>d</b> <script>e</script>f", "<p>a <strong>d</strong> f</p>"),
        ("<div>\n*a*\n\n*b*\n</div>", "\n*a*\n<p><em>b</em></p>"),
        (
            "<details>\n<summary>a</summary>\n\n- b\n\n</details>",
            "<details><summary>a</summary><ul><li>b</li></ul></details>",
        ),
        ("<script>\n\na\n</script>\n\nb", "<p>b</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("1 <2 and 3> a <b", "<p>1 <2 and 3> a <b</p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
    ]);
}

#[test]
fn dropped_element_without_end_takes_its_paragraph_only() {
    let article = from_markdown("Use the <select> element.\n\nNext.", &rules());
    assert_eq!(outline::outline(&article.nodes), "<p>Use the </p><p>Next.</p>");
    assert!(article.is_cut);
}

#[test]
fn escapes_and_references_are_text() {
    all(&[
        ("\\*a\\* \\<b> \\[c](d) \\z", "<p>*a* <b> [c](d) \\z</p>"),
        ("&auml; &lt;b&gt; &amp;lt; &#65;&#x42; &nope; &copy", "<p>ä <b> &lt; AB &nope; &copy</p>"),
        ("&#42;a&#42;", "<p>*a*</p>"),
    ]);
}

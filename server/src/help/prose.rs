//! An article's nodes as markup. Elements and attributes come from closed lists, texts and values are escaped, and
//! addresses have passed the allow-list: what an article says stays what it says.

use helpnook_articles::{Attribute, Element, Node, Rules, Tag, from_html, from_markdown};
use helpnook_contract::articles::{Article, BodyFormat};
use maud::{Markup, PreEscaped};
use url::{Origin, Url};

/// Stands for this server while an article is read: its own address is for proxies to know. `.invalid` names nobody.
const HERE: &str = "https://here.invalid";

/// An article to be shown.
pub(super) struct Prose {
    /// Its text.
    pub(super) markup: Markup,
    /// Whether it was too long to be shown in full.
    pub(super) is_cut: bool,
    /// The other origins that its pictures come from.
    pub(super) pictures: Vec<String>,
}

/// Reads an article; its links to other articles lead to their pages below `home`.
pub(super) fn prose(article: &Article, home: &str) -> Prose {
    // The page has the only `h1`; what an article begins with, `h1` or `h2`, comes right below.
    let rules = Rules { base: [HERE, "/"].concat(), heading_offset: 0, ..Rules::default() };
    let read = match article.format {
        BodyFormat::Html => from_html(&article.body, &rules),
        BodyFormat::Markdown => from_markdown(&article.body, &rules),
        BodyFormat::Text => {
            helpnook_articles::Article { nodes: vec![Node::Text(article.body.clone())], is_cut: false }
        }
    };
    let mut drawing = Drawing { html: String::new(), pictures: Vec::new(), home };
    drawing.nodes(&read.nodes);
    Prose { markup: PreEscaped(drawing.html), is_cut: read.is_cut, pictures: drawing.pictures }
}

struct Drawing<'a> {
    html: String,
    pictures: Vec<String>,
    home: &'a str,
}

impl Drawing<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.escaped(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        // What may be wider than the page scrolls by itself, by keyboard too.
        let is_wide = matches!(element.tag, Tag::Table | Tag::Pre);
        if is_wide {
            self.html.push_str("<div class=\"prose__wide\" tabindex=\"0\">");
        }
        self.html.push('<');
        self.html.push_str(element.tag.name());
        for (attribute, value) in &element.attributes {
            self.attribute(*attribute, value);
        }
        match element.tag {
            Tag::Img => self.html.push_str(" loading=\"lazy\" referrerpolicy=\"no-referrer\""),
            Tag::A => self.html.push_str(" rel=\"noopener noreferrer\""),
            _ => {}
        }
        self.html.push('>');
        if !matches!(element.tag, Tag::Img | Tag::Br | Tag::Hr) {
            // The reader of HTML drops a line feed right after `<pre>`: one of the article's own must not be it.
            if element.tag == Tag::Pre {
                self.html.push('\n');
            }
            self.nodes(&element.children);
            self.html.push_str("</");
            self.html.push_str(element.tag.name());
            self.html.push('>');
        }
        if is_wide {
            self.html.push_str("</div>");
        }
    }

    fn attribute(&mut self, attribute: Attribute, value: &str) {
        self.html.push(' ');
        self.html.push_str(attribute.name());
        self.html.push_str("=\"");
        match attribute {
            Attribute::Href | Attribute::Src => {
                let address = self.address(value);
                if attribute == Attribute::Src {
                    self.pictures.extend(origin(&address).filter(|origin| !self.pictures.contains(origin)));
                }
                self.escaped(&address);
            }
            _ => self.escaped(value),
        }
        self.html.push('"');
    }

    /// An address as this site writes it: articles by their pages, its own files without its name.
    fn address(&self, value: &str) -> String {
        if let Some(id) = value.strip_prefix("article:") {
            return [self.home, "/", id].concat();
        }
        match value.strip_prefix(HERE) {
            Some(path) if path.starts_with('/') && !path.starts_with("//") => path.to_owned(),
            _ => value.to_owned(),
        }
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                other => self.html.push(other),
            }
        }
    }
}

/// The origin of an address elsewhere, if a policy can name it: a policy is ASCII, so `bücher.example` is
/// `xn--bcher-kva.example` there, as the browser asks for it.
fn origin(address: &str) -> Option<String> {
    let origin = Url::parse(address).ok()?.origin();
    let host = matches!(&origin, Origin::Tuple(..)).then(|| origin.ascii_serialization())?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]/".contains(&byte);
    host.bytes().all(is_plain).then_some(host)
}

#[cfg(test)]
mod tests {
    use helpnook_contract::ArticleId;

    use super::*;

    fn drawn(format: BodyFormat, body: &str) -> (String, Vec<String>) {
        let article = Article {
            id: ArticleId::from("a"),
            title: String::new(),
            body: body.to_owned(),
            format,
            category: String::new(),
            related: Vec::new(),
            language: "en".to_owned(),
            updated_at: String::new(),
        };
        let prose = prose(&article, "/help/en");
        (prose.markup.into_string(), prose.pictures)
    }

    #[test]
    fn what_is_allowed_is_drawn_and_all_else_is_text() {
        let (html, _) = drawn(
            BodyFormat::Markdown,
            "# Title\n\nA **word** & a [link](article:refund-time) <script>x</script>",
        );
        assert_eq!(
            html,
            "<h2>Title</h2><p>A <strong>word</strong> &amp; a <a href=\"/help/en/refund-time\" \
             rel=\"noopener noreferrer\">link</a> </p>"
        );
        assert_eq!(drawn(BodyFormat::Text, "<b>\"&").0, "&lt;b&gt;&quot;&amp;");
    }

    #[test]
    fn addresses_of_this_site_have_no_name_and_those_of_others_stay() {
        let (html, pictures) = drawn(
            BodyFormat::Html,
            "<img src='/a.png'><img src='https://cdn.example/b.png?x=\"'><img src='https://cdn.example/c.png'>\
             <a href='/returns'>r</a><a href='//other.example/x'>o</a><a href='https://here.invalid//evil.example'>e</a>",
        );
        assert!(html.contains("<img src=\"/a.png\""), "{html}");
        assert!(html.contains("href=\"/returns\""), "{html}");
        assert!(html.contains("href=\"https://other.example/x\""), "{html}");
        assert!(html.contains("href=\"https://here.invalid//evil.example\""), "{html}");
        assert_eq!(pictures, ["https://cdn.example"]);
    }

    #[test]
    fn no_picture_adds_a_directive_to_the_policy() {
        for bad in ["https://a;script-src *", "https://a,b/x", "https://a b/x", "javascript:x", "https:///x"]
        {
            assert_eq!(origin(bad).filter(|origin| origin.contains([';', ',', ' '])), None, "{bad}");
        }
        let (_, pictures) = drawn(BodyFormat::Html, "<img src='https://bilder.bücher.example/a.png'>");
        assert_eq!(pictures, ["https://bilder.xn--bcher-kva.example"]);
        assert_eq!(origin("https://cdn.example:8443/x").as_deref(), Some("https://cdn.example:8443"));
    }
}

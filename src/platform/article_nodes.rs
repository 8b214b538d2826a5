//! An article's nodes in the page: made one by one, so that nothing is ever read as markup.

use helpnook_articles::Node;

/// The attribute by which a link leads to another article.
#[cfg(target_arch = "wasm32")]
const ARTICLE: &str = "data-article";

/// Puts nodes below an element, in the place of what was there.
#[cfg(target_arch = "wasm32")]
pub fn fill(parent: &web_sys::Element, nodes: &[Node]) {
    parent.set_text_content(None);
    if let Some(document) = parent.owner_document() {
        append(&document, parent, nodes);
    }
}

#[cfg(target_arch = "wasm32")]
fn append(document: &web_sys::Document, parent: &web_sys::Element, nodes: &[Node]) {
    use helpnook_articles::{Attribute, Tag};

    for node in nodes {
        match node {
            Node::Text(text) => {
                let _ = parent.append_child(&document.create_text_node(text));
            }
            Node::Element(element) => {
                let Ok(made) = document.create_element(element.tag.name()) else { continue };
                let set = |name: &str, value: &str| {
                    let _ = made.set_attribute(name, value);
                };
                for (attribute, value) in &element.attributes {
                    match (attribute, value.strip_prefix("article:")) {
                        (Attribute::Href, Some(id)) => {
                            set("href", "#");
                            set(ARTICLE, id);
                        }
                        (Attribute::Href, None) => {
                            set("href", value);
                            set("target", "_blank");
                            set("rel", "noopener noreferrer");
                        }
                        _ => set(attribute.name(), value),
                    }
                }
                if element.tag == Tag::Img {
                    set("loading", "lazy");
                    set("referrerpolicy", "no-referrer");
                }
                append(document, &made, &element.children);
                // What may be wider than the panel scrolls by itself, by keyboard too.
                if matches!(element.tag, Tag::Table | Tag::Pre)
                    && let Ok(frame) = document.create_element("div")
                {
                    let _ = frame.set_attribute("class", "prose__wide");
                    let _ = frame.set_attribute("tabindex", "0");
                    let _ = frame.append_child(&made);
                    let _ = parent.append_child(&frame);
                } else {
                    let _ = parent.append_child(&made);
                }
            }
        }
    }
}

/// The article to which a click leads, if it does; the page then stays where it is.
#[cfg(target_arch = "wasm32")]
pub fn article_of(event: &web_sys::Event) -> Option<String> {
    use wasm_bindgen::JsCast;
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let id = target.closest(&["a[", ARTICLE, "]"].concat()).ok()??.get_attribute(ARTICLE)?;
    event.prevent_default();
    Some(id)
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
    use super::Node;

    /// Natively there is no page.
    pub fn fill<T>(_parent: &T, _nodes: &[Node]) {}

    /// Natively nothing is clicked.
    pub fn article_of(_event: &web_sys::Event) -> Option<String> {
        None
    }
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{article_of, fill};

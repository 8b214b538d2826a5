//! An article's nodes, drawn.

use crate::signal::watch;

use crate::browser::nodes;
use crate::browser::place::Place;
use crate::safe_html::Node;
use crate::view::{View, el};

/// Draws nodes; `follow` is called with the id of another article when a link leads there.
pub fn prose(content: Vec<Node>, language: String, follow: impl Fn(String) + 'static) -> View {
    let place = Place::new();
    watch(move |_| {
        if let Some(place) = place.get() {
            nodes::fill(&place, &content);
        }
    });
    let go = move |event| {
        if let Some(id) = nodes::article_of(&event) {
            follow(id);
        }
    };
    el("div").class("prose").attr("lang", language).at(place).on("click", go).into()
}

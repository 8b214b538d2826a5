//! An article's nodes, drawn.

use leptos::html::Div;
use leptos::prelude::*;

use crate::browser::nodes;
use crate::safe_html::Node;

/// Draws nodes; `follow` is called with the id of another article when a link leads there.
pub fn prose(content: Vec<Node>, language: String, follow: impl Fn(String) + 'static) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            nodes::fill(&place, &content);
        }
    });
    let go = move |event: leptos::ev::MouseEvent| {
        if let Some(id) = nodes::article_of(&event) {
            follow(id);
        }
    };
    view! { <div class="prose" lang=language node_ref=place on:click=go></div> }
}

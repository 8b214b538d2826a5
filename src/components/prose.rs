//! An article's nodes, drawn.

use crate::reactive::effect;
use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;

use crate::platform::article_nodes;
use helpnook_articles::Node;

/// Draws nodes; `follow` is called with the id of another article when a link leads there.
#[component]
pub(crate) fn Prose(content: Vec<Node>, language: String, follow: Callback<String>) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    effect(move |_| {
        if let Some(root) = root.get() {
            article_nodes::fill(&root, &content);
        }
    });
    let on_click = move |event: MouseEvent| {
        if let Some(id) = article_nodes::article_of(&event) {
            follow.run(id);
        }
    };
    view! { <div class="prose" lang=language node_ref=root on:click=on_click></div> }
}

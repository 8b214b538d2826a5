//! Text with the matches of a search marked: nodes, never markup.

use helpnook_contract::articles::Run;
use leptos::prelude::*;

/// Draws runs of text; those that match are marked.
#[component]
pub(crate) fn Highlighted(runs: Vec<Run>) -> impl IntoView {
    let draw =
        |run: Run| if run.hit { view! { <mark>{run.text}</mark> }.into_any() } else { run.text.into_any() };
    runs.into_iter().map(draw).collect::<Vec<AnyView>>()
}

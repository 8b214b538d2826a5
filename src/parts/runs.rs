//! Text with what matched marked: nodes, never markup.

use helpnook_contract::articles::Run;
use leptos::prelude::*;

/// Draws runs of text.
pub fn runs(runs: Vec<Run>) -> impl IntoView {
    runs.into_iter()
        .map(|run| if run.hit { view! { <mark>{run.text}</mark> }.into_any() } else { run.text.into_any() })
        .collect_view()
}

//! A list whose rows keep their elements while it changes.

use leptos::prelude::*;

use super::links::unique;

/// One row for each key, drawn once: a row that moves keeps its elements and its handlers, and reads from signals what
/// changes in it. One component for every list, because
/// `For` is compiled anew for each type of row or key.
#[component]
pub(crate) fn Rows(
    /// The keys in their order; a repeated key has one row.
    #[prop(into)]
    keys: Signal<Vec<String>>,
    /// Draws the row of a key.
    row: Callback<String, AnyView>,
) -> impl IntoView {
    view! {
        <For
            each=move || unique(keys.get(), String::clone)
            key=String::clone
            children=move |key| row.run(key)
        />
    }
}

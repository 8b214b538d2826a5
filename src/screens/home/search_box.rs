//! The search box: a combobox over the list of results.

use crate::reactive::memo;
use leptos::ev::{Event, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::HomeState;
use super::search_results::{LIST_ID, hit_id};
use crate::components::icon::{Icon, Picture};
use crate::i18n::TextKey;
use crate::platform::{focus, keyboard};
use crate::services::Services;

/// The search box; results follow with each keystroke.
#[component]
pub(crate) fn SearchBox(state: HomeState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let root = NodeRef::<Div>::new();
    let on_keydown = move |event: KeyboardEvent| {
        match keyboard::key(&event).as_deref() {
            Some("ArrowDown") => state.step(1),
            Some("ArrowUp") => state.step(-1),
            Some("Enter") => state.open(),
            Some("Escape") if !untrack(|| state.text()).is_empty() => {
                event.stop_propagation();
                state.search(String::new());
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(parent) = root.get_untracked().and_then(|root| root.parent_element()) {
            focus::reveal(&parent, "[aria-selected=true]");
        }
    };
    let on_input = move |event: Event| {
        state.search(event_target_value(&event));
        if let Some(root) = root.get_untracked() {
            focus::back_to_top(&root, ".panel__body");
        }
    };
    let clear = move |_| {
        state.search(String::new());
        if let Some(root) = root.get_untracked() {
            focus::move_to(&root, ".search__input");
        }
    };
    let has_text = memo(move || !state.text().is_empty());
    view! {
        <div class="search" node_ref=root>
            <Picture icon=Icon::Search />
            <input
                class="search__input"
                type="text"
                role="combobox"
                data-focus=""
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-label=i18n.t(TextKey::SearchLabel)
                placeholder=i18n.t(TextKey::SearchPlaceholder)
                aria-autocomplete="list"
                aria-expanded=move || if state.has_hits() { "true" } else { "false" }
                aria-controls=move || state.has_hits().then_some(LIST_ID)
                aria-activedescendant=move || state.active().map(hit_id)
                prop:value=move || state.text()
                on:input=on_input
                on:keydown=on_keydown
            />
            {move || {
                has_text.get().then(|| {
                    view! {
                        <button
                            type="button"
                            class="search__clear"
                            aria-label=i18n.t(TextKey::ClearSearch)
                            on:click=clear
                        >
                            <Picture icon=Icon::Close />
                        </button>
                    }
                        .into_any()
                })
            }}
        </div>
    }
}

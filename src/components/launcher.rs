//! The button that opens the panel, where no loader draws one.

use leptos::prelude::*;

use super::icon::{Icon, Picture};

/// The launcher: a disclosure button.
#[component]
pub fn Launcher(
    /// The button's text.
    label: Signal<String>,
    /// True while the panel is open.
    is_open: RwSignal<bool>,
    /// Opens or closes the panel.
    toggle: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="launcher"
            aria-haspopup="dialog"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:click=move |_| toggle.run(())
        >
            <Picture icon=Icon::Help />
            " "
            <span>{label}</span>
        </button>
    }
}

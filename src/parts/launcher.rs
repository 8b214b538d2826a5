//! The button that opens the panel, where no loader draws one.

use super::one::handler;
use leptos::prelude::*;

use super::icon::{Icon, icon};

/// Draws the launcher: a disclosure button.
pub fn launcher(label: String, is_open: Signal<bool>, toggle: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="launcher" aria-haspopup="dialog" aria-expanded=move || is_open.get().to_string()
            on:click=handler(move |_| toggle())>
            {icon(Icon::Help)} <span>{label}</span>
        </button>
    }
}

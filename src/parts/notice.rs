//! A sentence that stands out, with a way on.

use super::one::handler;
use leptos::prelude::*;

use super::icon::{Icon, icon};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// Something went well.
    Good,
    /// Something needs attention.
    Alert,
}

/// A sentence, and what can be done about it.
pub fn notice(tone: Tone, message: String, action: Option<(String, Callback<()>)>) -> impl IntoView {
    let (class, picture) = match tone {
        Tone::Calm => ("notice", Icon::Clock),
        Tone::Good => ("notice notice--good", Icon::Check),
        Tone::Alert => ("notice notice--alert", Icon::Alert),
    };
    let button = action.map(|(label, run)| {
        view! { <button type="button" class="notice__action" on:click=handler(move |_| run.run(()))>{label}</button> }
    });
    view! {
        <div class=class>
            {icon(picture)}
            <p class="notice__text">{message}</p>
            {button}
        </div>
    }
}

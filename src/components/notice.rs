//! A sentence that stands out, with an action.

use leptos::prelude::*;

use super::icon::{Icon, Picture};
use crate::i18n::TextKey;
use crate::services::Services;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// Something went well.
    Good,
    /// Something needs attention.
    Alert,
}

/// A sentence, and what can be done about it. A notice is visible only; code that shows one unasked announces it too.
#[component]
pub(crate) fn Notice(
    /// How much it matters.
    tone: Tone,
    /// The sentence.
    #[prop(into)]
    message: Signal<String>,
    /// The label of a button and what it does.
    #[prop(optional)]
    action: Option<(Signal<String>, Callback<()>)>,
) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Calm => ("notice", Icon::Clock),
        Tone::Good => ("notice notice--good", Icon::Check),
        Tone::Alert => ("notice notice--alert", Icon::Alert),
    };
    view! {
        <div class=class>
            <Picture icon />
            <p class="notice__text">{message}</p>
            {action.map(|(label, run)| {
                view! {
                    <button type="button" class="notice__action" on:click=move |_| run.run(())>
                        {label}
                    </button>
                }
                    .into_any()
            })}
        </div>
    }
}

/// Content that could not be fetched; `retry` fetches it again.
#[component]
pub(crate) fn Failed(
    message: TextKey,
    retry: Callback<()>,
    #[prop(optional)] link: Option<AnyView>,
) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    view! {
        <div class="empty">
            <p class="empty__title">{i18n.t(message)}</p>
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {i18n.t(TextKey::TryAgain)}
            </button>
            {link}
        </div>
    }
}

/// The same where `retry` may not help: `help_page` opens beside this page, so that nothing typed here is lost.
#[component]
pub(crate) fn DeadEnd(message: TextKey, retry: Callback<()>, help_page: String) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let link = view! {
        <a class="back-link" href=help_page target="_blank" rel="noopener">
            {i18n.t(TextKey::OpenHelpPage)}
        </a>
    }
    .into_any();
    view! { <Failed message retry link /> }
}

/// Content that is being fetched.
#[component]
pub(crate) fn Loading(message: TextKey) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    view! { <p class="loading">{i18n.t(message)}</p> }
}

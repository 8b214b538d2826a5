//! Views that every screen uses and that know no domain word.

use helpnook_client::Failure;
use leptos::prelude::*;

use crate::failure::FailureText;
use crate::remote::Remote;
use crate::session::session;
use crate::{browser, wording};

/// The heading of a screen, which takes the focus when the screen appears and names the tab.
#[component]
pub(crate) fn ScreenTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    Effect::new(move |_| browser::set_title(&text.with(|text| [text, " · Helpnook"].concat())));
    view! {
        <h1 class="screen-title" id="screen-title" tabindex="-1" dir="auto">
            {text}
        </h1>
    }
}

/// A point in time: how long ago, and exactly on hover.
#[component]
pub(crate) fn Moment(
    /// RFC 3339.
    time: String,
) -> impl IntoView {
    let session = session();
    let exact = browser::local_time(&time);
    let words = {
        let (time, exact) = (time.clone(), exact.clone());
        move || {
            session.pulse();
            browser::age(&time).and_then(wording::ago).unwrap_or_else(|| exact.clone())
        }
    };
    view! { <time datetime=time title=exact>{words}</time> }
}

/// Says why something could not be loaded or refreshed, and offers to try again.
#[component]
pub(crate) fn Trouble<T: Clone + PartialEq + Send + Sync + 'static>(
    /// What it is, at the beginning of a sentence: `The queue`.
    what: &'static str,
    /// Where it was to come from.
    remote: Remote<T>,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let notice = move |failure: Failure| {
        let (fate, rest) = if remote.with(|value| value.is_some()) {
            (" could not be refreshed.", " What you see is from before.")
        } else {
            (" could not be loaded.", "")
        };
        view! {
            <div class="notice notice--error" role="alert">
                <p><strong>{what}{fate}</strong> " " {failure.message()} {rest}</p>
                <button class="button" type="button" on:click=move |_| retry.run(())>"Try again"</button>
            </div>
        }
    };
    move || remote.failure().map(notice)
}

/// An error beside what was being done.
#[component]
pub(crate) fn Problem(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || text.get().map(|text| view! { <p class="notice notice--error">{text}</p> })}
        </div>
    }
}

/// Grey lines in place of what is being loaded.
#[component]
pub(crate) fn Loading(
    /// What is being loaded, for those who do not see the lines.
    what: &'static str,
) -> impl IntoView {
    view! {
        <div class="loading">
            <p class="unseen">{what}</p>
            <div class="loading__line"></div>
            <div class="loading__line"></div>
            <div class="loading__line"></div>
            <div class="loading__line"></div>
        </div>
    }
}

/// What a list without entries says.
#[component]
pub(crate) fn Nothing(
    /// In a few words.
    title: &'static str,
    /// Why, or what to do.
    text: &'static str,
) -> impl IntoView {
    view! {
        <div class="nothing">
            <p class="nothing__title">{title}</p>
            <p>{text}</p>
        </div>
    }
}

//! A scale to choose from: a group of radio buttons, drawn as stars.

use leptos::prelude::*;

use super::icon::{Icon, Picture};
use crate::i18n::digits;
use crate::platform::page;

/// A scale from 1 to `labels.len()`. `labels` name the steps; the first and the last stand below the scale.
#[component]
pub(crate) fn Rating(
    /// The question above the scale.
    question: Signal<String>,
    /// The name of each step.
    labels: Vec<Signal<String>>,
    /// The chosen step.
    chosen: Signal<Option<u8>>,
    /// Called with the step that is chosen.
    choose: Callback<u8>,
) -> impl IntoView {
    // A new name each time: Chromium's Tab skips radio buttons whose name belonged to removed ones that had the focus.
    let name = ["helpnook-", &page::random_key()].concat();
    let ends = (labels.first().copied(), labels.last().copied());
    let step = move |(label, score): (Signal<String>, u8)| {
        view! {
            <label
                class=move || match chosen.get() {
                    Some(best) if score <= best => "rating__step rating__step--on",
                    _ => "rating__step",
                }
                title=label
            >
                <input
                    type="radio"
                    class="rating__input"
                    name=name.clone()
                    value=digits(score.into())
                    prop:checked=move || chosen.get() == Some(score)
                    on:change=move |_| choose.run(score)
                />
                <Picture icon=Icon::Star />
                <span class="visually-hidden">{label}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="rating" role="radiogroup">
            <legend class="rating__question">{question}</legend>
            <div class="rating__steps">{labels.into_iter().zip(1_u8..).map(step).collect::<Vec<AnyView>>()}</div>
            <div class="rating__ends" aria-hidden="true">
                <span>{ends.0}</span>
                <span>{ends.1}</span>
            </div>
        </fieldset>
    }
}

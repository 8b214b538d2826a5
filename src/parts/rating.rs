//! A scale to choose from: a group of radio buttons, drawn as stars.

use super::one::handler;
use leptos::prelude::*;

use super::icon::{Icon, icon};

/// A scale from 1 to `labels.len()`. `labels` name the steps, `ends` stand below the first and the last.
pub fn rating(
    question: String,
    labels: Vec<String>,
    ends: (String, String),
    chosen: Signal<Option<u8>>,
    is_disabled: Signal<bool>,
    choose: Callback<u8>,
) -> impl IntoView {
    let steps = labels
        .into_iter()
        .zip(1_u8..)
        .map(|(label, score)| {
            let class = move || match chosen.get() {
                Some(best) if score <= best => "rating__step rating__step--on",
                _ => "rating__step",
            };
            let name = label.clone();
            view! {
                <label class=class title=label>
                    <input
                        type="radio" class="rating__input" name="helpnook-rating" value=score.to_string()
                        prop:checked=move || chosen.get() == Some(score)
                        aria-disabled=move || is_disabled.get().to_string()
                        on:change=handler(move |_| choose.run(score))
                    />
                    {icon(Icon::Star)}
                    <span class="visually-hidden">{name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="rating">
            <legend class="rating__question">{question}</legend>
            <div class="rating__steps">{steps}</div>
            <div class="rating__ends" aria-hidden="true"><span>{ends.0}</span><span>{ends.1}</span></div>
        </fieldset>
    }
}

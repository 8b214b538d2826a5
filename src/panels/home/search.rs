//! The search box and what it found.

use crate::parts::one::{handler, live};
use helpnook_contract::articles::ArticleHit;
use leptos::prelude::*;

use super::HomeState;
use crate::browser::focus;
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::parts::runs::runs;
use crate::remote::Remote;
use crate::screen::Screen;
use crate::text::Word;

/// The search box: a combobox over the list of results.
pub(super) fn field(state: HomeState) -> impl IntoView {
    let desk = state.desk;
    let list = NodeRef::<leptos::html::Div>::new();
    let keys = move |event: leptos::ev::KeyboardEvent| {
        // While an input method composes, the keys are its own.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => state.step(1),
            "ArrowUp" => state.step(-1),
            "Enter" => state.open(),
            "Escape" if !state.text.with_untracked(String::is_empty) => {
                event.stop_propagation();
                state.ask(String::new());
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(box_) = list.get_untracked()
            && let Some(root) = box_.parent_element()
        {
            focus::reveal(&root, "[aria-selected=true]");
        }
    };
    let active = move || state.active.get().map(|at| ["helpnook-hit-", &at.to_string()].concat());
    let has_list = move || state.hits.with(|hits| hits.ready().is_some_and(|hits| !hits.is_empty()));
    view! {
        <div class="search" node_ref=list>
            {icon(Icon::Search)}
            <input
                class="search__input" type="text" role="combobox" data-focus="" autocomplete="off" spellcheck="false"
                enterkeyhint="search" aria-label=desk.word(Word::SearchLabel) placeholder=desk.word(Word::SearchPlaceholder)
                aria-autocomplete="list" aria-expanded=move || has_list().to_string()
                aria-controls=move || has_list().then_some("helpnook-hits") aria-activedescendant=active
                prop:value=state.text
                on:input=handler(move |event| state.ask(event_target_value(&event)))
                on:keydown=keys
            />
            {live(move || (!state.text.with(String::is_empty)).then(|| view! {
                <button type="button" class="search__clear" aria-label=desk.word(Word::ClearSearch)
                    on:click=handler(move |_| {
                        state.ask(String::new());
                        if let Some(field) = list.get_untracked() {
                            focus::move_to(&field, ".search__input");
                        }
                    })>
                    {icon(Icon::Close)}
                </button>
            }))}
        </div>
    }
}

/// What was found, or what to do instead; and the way to a person.
pub(super) fn results(state: HomeState, write: Callback<String>) -> impl IntoView {
    let desk = state.desk;
    let ask_us = move || {
        view! {
            <button type="button" class="button button--quiet home__write" on:click=handler(move |_| write.run(state.text.get_untracked()))>
                {icon(Icon::Bubble)}
                {desk.word(Word::AskUsThis)}
            </button>
        }
    };
    let list = move || {
        match state.hits.get() {
        Remote::Ready(hits) if hits.is_empty() => view! {
            <div class="empty">
                <p class="empty__title">{desk.text.fill(Word::NothingFoundFor, &[("query", state.text.get_untracked().trim())])}</p>
                <p>{desk.word(Word::NothingFoundHelp)}</p>
            </div>
        }
        .into_any(),
        Remote::Ready(hits) => {
            let rows = hits.into_iter().enumerate().map(|(at, hit)| row(state, at, hit)).collect_view();
            view! { <div class="hits" id="helpnook-hits" role="listbox" aria-label=desk.word(Word::ResultsLabel)>{rows}</div> }
                .into_any()
        }
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| state.look());
            notice(Tone::Alert, desk.word(Word::SearchFailed), Some((desk.word(Word::TryAgain), retry))).into_any()
        }
        _ => view! { <p class="loading">{desk.word(Word::Searching)}</p> }.into_any(),
    }
    };
    view! {
        <div class="home__results">{list} {ask_us()}</div>
    }
}

fn row(state: HomeState, at: usize, hit: ArticleHit) -> impl IntoView {
    let id = hit.id.clone();
    view! {
        <div
            class="hit" role="option" id=["helpnook-hit-", &at.to_string()].concat()
            aria-selected=move || (state.active.get() == Some(at)).to_string()
            on:click=handler(move |_| state.desk.way.go(Screen::Article(id.clone())))
        >
            <p class="hit__title">{runs(hit.title)}</p>
            <p class="hit__snippet">{runs(hit.snippet)}</p>
            <p class="hit__category">{hit.category}</p>
        </div>
    }
}

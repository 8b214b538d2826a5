//! The search box and what it found.

use crate::signal::Callback;
use helpnook_contract::articles::ArticleHit;

use super::HomeState;
use super::start::topic;
use crate::browser::event::{self, Event};
use crate::browser::place::Place;
use crate::browser::{focus, timer};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{failed, loading};
use crate::parts::runs::runs;
use crate::remote::Remote;
use crate::text::{Word, digits};
use crate::view::{View, button, el, many};

/// The search box: a combobox over the list of results.
pub(super) fn field(state: HomeState) -> View {
    let desk = state.desk;
    let place = Place::new();
    let keys = move |event: Event| {
        match event::key(&event).as_deref() {
            Some("ArrowDown") => state.step(1),
            Some("ArrowUp") => state.step(-1),
            Some("Enter") => state.open(),
            Some("Escape") if !state.text.with_untracked(String::is_empty) => {
                event.stop_propagation();
                state.ask(String::new());
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(root) = place.get_untracked().and_then(|field| field.parent_element()) {
            focus::reveal(&root, "[aria-selected=true]");
        }
    };
    let active = move || state.active.get().map(hit_id);
    let has_list = move || state.hits.with(|hits| hits.ready().is_some_and(|hits| !hits.is_empty()));
    let input = el("input")
        .class("search__input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("data-focus", "")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("aria-label", desk.word(Word::SearchLabel))
        .attr("placeholder", desk.word(Word::SearchPlaceholder))
        .attr("aria-autocomplete", "list")
        .state("aria-expanded", has_list)
        .live_attr("aria-controls", move || has_list().then_some("helpnook-hits"))
        .live_attr("aria-activedescendant", active)
        .value(move || state.text.get())
        .on("input", move |event| {
            state.ask(event::value(&event));
            if let Some(field) = place.get_untracked() {
                focus::back_to_top(&field, ".panel__body");
            }
        })
        .on("keydown", keys);
    let clear = move |_| {
        state.ask(String::new());
        if let Some(field) = place.get_untracked() {
            focus::move_to(&field, ".search__input");
        }
    };
    let clear = move || {
        (!state.text.with(String::is_empty)).then(|| {
            let label = desk.word(Word::ClearSearch);
            button("search__clear", clear).attr("aria-label", label).child(icon(Icon::Close))
        })
    };
    el("div").class("search").at(place).child(icon(Icon::Search)).child(input).live(clear).into()
}

/// What was found, or what to do instead; and the way to a person.
pub(super) fn results(state: HomeState, write: Callback<String>) -> View {
    let ask_us = button("button button--quiet home__write", move |_| write.run(state.give_up()))
        .child(icon(Icon::Bubble))
        .child(state.desk.word(Word::AskUsThis));
    el("div")
        .class("home__results")
        .live(move || only_in(state))
        .live(move || list(state))
        .live(move || meant(state))
        .child(ask_us)
        .into()
}

/// The category that is looked through, and the way to all of them.
fn only_in(state: HomeState) -> Option<View> {
    let desk = state.desk;
    let name = state.category()?;
    let words = desk.text().fill(Word::OnlyIn, &[("category", &name)]);
    let all = button("back-link", move |_| state.browse(None)).child(desk.word(Word::SearchEverywhere));
    Some(el("p").class("only-in").child(el("span").child(words)).child(" ").child(all).into())
}

/// What was probably meant: below the list, which does not move for it.
fn meant(state: HomeState) -> Option<View> {
    let text = state.meant()?;
    let words = state.desk.text().fill(Word::DidYouMean, &[("query", &text)]);
    let ask = button("button button--quiet home__write", move |_| state.ask(text.clone()));
    Some(ask.child(icon(Icon::Search)).child(words).into())
}

/// The topics that are nearest to a search without an answer.
fn topics(state: HomeState) -> Option<View> {
    let desk = state.desk;
    let near = desk.faq().nearest_categories(state.text.get_untracked().trim());
    let leave = move |name| state.leave_for(name);
    let chips: Vec<_> = near.into_iter().map(|(name, count)| topic(state, name, count, leave)).collect();
    (!chips.is_empty()).then(|| {
        let title = el("p").child(desk.word(Word::NearTopics));
        many([title, el("ul").class("chips").child(chips)])
    })
}

fn list(state: HomeState) -> View {
    let desk = state.desk;
    match state.hits.get() {
        Remote::Ready(hits) if hits.is_empty() => {
            let query = state.text.get_untracked();
            let title = desk.text().fill(Word::NothingFoundFor, &[("query", query.trim())]);
            el("div")
                .class("empty")
                .child(el("p").class("empty__title").child(title))
                .child(el("p").child(desk.word(Word::NothingFoundHelp)))
                .live(move || topics(state))
                .into()
        }
        Remote::Ready(hits) => el("div")
            .class("hits")
            .attr("id", "helpnook-hits")
            .attr("role", "listbox")
            .attr("aria-label", desk.word(Word::ResultsLabel))
            .on("pointerdown", move |_| state.hold())
            .on("pointerup", move |_| timer::next_frame(move || state.release()))
            .on("pointercancel", move |_| state.release())
            .on("pointerleave", move |_| state.release())
            .child(many(hits.into_iter().enumerate().map(|(at, hit)| row(state, at, hit))))
            .into(),
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| state.look());
            failed(desk.word(Word::SearchFailed), (desk.word(Word::TryAgain), retry))
        }
        _ => loading(desk.word(Word::Searching)),
    }
}

fn hit_id(at: usize) -> String {
    ["helpnook-hit-", &digits(at as u32)].concat()
}

fn row(state: HomeState, at: usize, hit: ArticleHit) -> View {
    let id = hit.id;
    el("div")
        .class("hit")
        .attr("role", "option")
        .attr("lang", hit.language)
        .attr("id", hit_id(at))
        .state("aria-selected", move || state.active.get() == Some(at))
        .on("click", move |_| state.choose(id.clone()))
        .child(el("p").class("hit__title").child(runs(hit.title)))
        .child(el("p").class("hit__snippet").child(runs(hit.snippet)))
        .child(el("p").class("hit__category").child(hit.category))
        .into()
}

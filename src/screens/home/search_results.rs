//! The results of a search, or what to do instead; and the way to a person.

use crate::reactive::memo;
use helpnook_contract::ArticleId;
use leptos::prelude::*;

use super::HomeState;
use super::start::Topic;
use crate::components::highlighted::Highlighted;
use crate::components::icon::{Icon, Picture};
use crate::components::notice::{Failed, Loading};
use crate::components::rows::Rows;
use crate::i18n::{TextKey, digits};
use crate::platform::timer;
use crate::remote::Phase;
use crate::services::Services;

/// The id of the list of results.
pub(super) const LIST_ID: &str = "helpnook-hits";

/// The id of a result in the list.
pub(super) fn hit_id(at: usize) -> String {
    ["helpnook-hit-", &digits(at as u32)].concat()
}

/// The results of a search.
#[component]
pub(crate) fn SearchResults(state: HomeState, write: Callback<String>) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    view! {
        <div class="home__results">
            {move || state.category().map(|name| view! { <OnlyIn state name /> }.into_any())}
            <Results state />
            {move || state.meant().map(|query| view! { <DidYouMean state query /> }.into_any())}
            <button
                type="button"
                class="button button--quiet home__write"
                on:click=move |_| write.run(state.give_up())
            >
                <Picture icon=Icon::Bubble />
                {i18n.t(TextKey::AskUsThis)}
            </button>
        </div>
    }
}

/// The category that the search is limited to, and the way to all of them.
#[component]
fn OnlyIn(state: HomeState, name: String) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    view! {
        <p class="only-in">
            <span>{move || i18n.fill(TextKey::OnlyIn, &[("category", &name)])}</span>
            " "
            <button type="button" class="back-link" on:click=move |_| state.browse(None)>
                {i18n.t(TextKey::SearchEverywhere)}
            </button>
        </p>
    }
}

/// The query that was probably meant: below the list, which does not move for it.
#[component]
fn DidYouMean(state: HomeState, query: String) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let meant = query.clone();
    view! {
        <button
            type="button"
            class="button button--quiet home__write"
            on:click=move |_| state.search(query.clone())
        >
            <Picture icon=Icon::Search />
            {move || i18n.fill(TextKey::DidYouMean, &[("query", &meant)])}
        </button>
    }
}

#[component]
fn Results(state: HomeState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let phase = memo(move || state.hits().list_phase());
    let draw = move || match phase.get() {
        Phase::Ready => view! { <HitList state /> }.into_any(),
        Phase::Empty => {
            let title = move || i18n.fill(TextKey::NothingFoundFor, &[("query", state.text().trim())]);
            view! {
                <div class="empty">
                    <p class="empty__title">{move || title()}</p>
                    <p>{i18n.t(TextKey::NothingFoundHelp)}</p>
                    {move || view! { <NearTopics state text=state.text() /> }.into_any()}
                </div>
            }
            .into_any()
        }
        Phase::Failed | Phase::Gone => {
            let retry = Callback::new(move |()| state.search_again());
            view! { <Failed message=TextKey::SearchFailed retry /> }.into_any()
        }
        Phase::Loading => view! { <Loading message=TextKey::Searching /> }.into_any(),
    };
    view! { {move || draw()} }
}

#[component]
fn HitList(state: HomeState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let row = move |id| view! { <Hit state id=ArticleId(id) /> }.into_any();
    view! {
        <div
            class="hits"
            id=LIST_ID
            role="listbox"
            aria-label=i18n.t(TextKey::ResultsLabel)
            on:pointerdown=move |_| state.hold()
            on:pointerup=move |_| timer::next_frame(move || state.release())
            on:pointercancel=move |_| state.release()
            on:pointerleave=move |_| state.release()
        >
            <Rows keys=Signal::derive(move || state.hit_ids()) row=Callback::new(row) />
        </div>
    }
}

/// A result: its place and its marks change with each keystroke.
#[component]
fn Hit(state: HomeState, id: ArticleId) -> impl IntoView {
    let target = id.clone();
    let at = {
        let id = id.clone();
        memo(move || state.position_of(&id))
    };
    let hit = memo(move || state.hit(&id));
    let is_active = move || at.get().is_some() && state.active() == at.get();
    view! {
        <div
            class="hit"
            role="option"
            lang=move || hit.get().map(|hit| hit.language)
            id=move || at.get().map(hit_id)
            aria-selected=move || if is_active() { "true" } else { "false" }
            on:click=move |_| state.choose(target.clone())
        >
            <p class="hit__title">
                {move || hit.get().map(|hit| view! { <Highlighted runs=hit.title /> }.into_any())}
            </p>
            <p class="hit__snippet">
                {move || hit.get().map(|hit| view! { <Highlighted runs=hit.snippet /> }.into_any())}
            </p>
            <p class="hit__category">{move || hit.get().map(|hit| hit.category)}</p>
        </div>
    }
}

/// The topics that are nearest to a search without results.
#[component]
fn NearTopics(state: HomeState, text: String) -> impl IntoView {
    let Services { i18n, articles, .. } = expect_context();
    let topics = articles.nearest_categories(text.trim());
    let open = Callback::new(move |name| state.leave_for(name));
    (!topics.is_empty()).then(|| {
        let topic = |(name, count)| view! { <Topic name count open /> }.into_any();
        view! {
            <p>{i18n.t(TextKey::NearTopics)}</p>
            <ul class="chips">{topics.into_iter().map(topic).collect::<Vec<AnyView>>()}</ul>
        }
        .into_any()
    })
}

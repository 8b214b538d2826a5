//! The first screen: a search box that takes a whole sentence, and what helps before the customer types.

use crate::reactive::{effect, memo};
use leptos::prelude::*;

mod recent_searches;
/// The search box.
pub mod search_box;
/// The results of a search.
pub mod search_results;
/// The screen before a search.
pub mod start;
mod state;

pub use state::HomeState;

use search_box::SearchBox;
use search_results::SearchResults;
use start::Start;

use crate::services::Services;

/// The first screen.
#[component]
pub(crate) fn HomeView<S>(
    /// The search.
    state: HomeState,
    /// The survey that is due, if any.
    survey: S,
    /// Begins a request with a subject.
    write: Callback<String>,
) -> impl IntoView
where
    S: Fn() -> Option<AnyView> + Copy + Send + Sync + 'static,
{
    let articles = expect_context::<Services>().articles;
    // The index may arrive after the first keystroke.
    effect(move |was_loading: Option<bool>| {
        let is_loading = articles.is_loading();
        if was_loading == Some(true) && !is_loading {
            state.search_again();
        }
        is_loading
    });
    let is_searching = memo(move || state.is_searching());
    view! {
        <div class="home">
            <SearchBox state />
            {move || match is_searching.get() {
                true => view! { <SearchResults state write /> }.into_any(),
                false => view! { <Start state survey=Callback::new(move |()| survey()) /> }.into_any(),
            }}
        </div>
    }
}

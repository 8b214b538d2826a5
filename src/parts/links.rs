//! A list of links to go on.

use super::one::handler;
use leptos::prelude::*;

use super::icon::{Icon, icon};

/// A list of entries, each with a picture, a title and what happens when it is chosen.
pub fn links<T: Clone + Send + Sync + 'static>(
    picture: Icon,
    entries: Vec<(String, T)>,
    choose: impl Fn(T) + Copy + 'static,
) -> impl IntoView {
    let rows = entries
        .into_iter()
        .map(|(title, target)| {
            view! {
                <li>
                    <button type="button" class="link" on:click=handler(move |_| choose(target.clone()))>
                        {icon(picture)}
                        <span class="link__title">{title}</span>
                        {icon(Icon::Next)}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="links">{rows}</ul> }
}

//! A list of links.

use leptos::prelude::*;

use super::icon::{Icon, Picture};
use super::rows::Rows;

/// A link: what it is identified by, and its title.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The id of the target.
    pub id: String,
    /// The text of the link.
    pub title: String,
}

/// A list of links, each a button, keyed by id: a link that stays in the list keeps its element and the focus.
#[component]
pub(crate) fn Links(
    /// Beside each title.
    icon: Icon,
    /// The links in their order.
    #[prop(into)]
    links: Signal<Vec<Link>>,
    /// The language of the titles, where it is not the panel's.
    #[prop(optional)]
    language: Option<Signal<Option<String>>>,
    /// Called with the id of the chosen link.
    choose: Callback<String>,
) -> impl IntoView {
    let keys = Signal::derive(move || links.with(|links| links.iter().map(|link| link.id.clone()).collect()));
    let row = move |id: String| {
        let target = id.clone();
        let title = move || {
            let of =
                |links: &Vec<Link>| links.iter().find(|link| link.id == id).map(|link| link.title.clone());
            links.with(of).unwrap_or_default()
        };
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| choose.run(target.clone())>
                    <Picture icon />
                    <span class="link__title">{move || title()}</span>
                    <Picture icon=Icon::Next />
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="links" lang=move || language.and_then(|language| language.get())>
            <Rows keys row=Callback::new(row) />
        </ul>
    }
}

/// The items without those whose key an earlier one has: a keyed list needs unique keys, and a backend may repeat itself.
pub fn unique<T, K: PartialEq>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut keys: Vec<K> = Vec::with_capacity(items.len());
    items
        .into_iter()
        .filter(|item| {
            let key = key(item);
            let is_new = !keys.contains(&key);
            if is_new {
                keys.push(key);
            }
            is_new
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_items_with_one_key_stays() {
        assert_eq!(unique(vec![("a", 1), ("b", 2), ("a", 3)], |item| item.0), [("a", 1), ("b", 2)]);
    }
}

//! Articles that a site suggests for the page that the customer is on.

use std::sync::Arc;

use helpnook_contract::ArticleId;
use helpnook_contract::articles::RelatedArticle;

use crate::platform::page;
use crate::state::articles::Articles;
use crate::state::tasks::Tasks;
use leptos::prelude::*;

/// So many are shown.
const MOST: usize = 5;

/// Articles, and the pages that they are for.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// A pattern: see [`matches()`]; `None` for every page.
    pub url: Option<String>,
    /// The articles, the most fitting first.
    pub ids: Vec<ArticleId>,
}

/// Which articles the rules have for an address. Made where the rules are read, so that the code for it comes with that.
type Pick = Arc<dyn Fn(&str) -> Vec<ArticleId> + Send + Sync>;

/// What is suggested. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SuggestedArticles {
    rules: RwSignal<Arc<Vec<Rule>>>,
    pick: RwSignal<Option<Pick>>,
    address: RwSignal<String>,
    /// Articles that the index on the device does not have; `None` for one that the backend has not either.
    fetched: RwSignal<Vec<(ArticleId, Option<RelatedArticle>)>>,
    library: Articles,
    tasks: Tasks,
}

impl SuggestedArticles {
    /// Nothing is suggested yet. Follows the customer from page to page by itself.
    pub fn new(library: Articles, tasks: Tasks) -> Self {
        let state = Self {
            rules: RwSignal::new(Arc::default()),
            pick: RwSignal::new(None),
            address: RwSignal::new(page::address()),
            fetched: RwSignal::new(Vec::new()),
            library,
            tasks,
        };
        page::when_moved(move || state.set_address(page::address()));
        state
    }

    /// Takes the place of what was suggested before.
    pub fn suggest(self, rules: Vec<Rule>) {
        let rules = Arc::new(rules);
        self.rules.set(rules.clone());
        self.pick.set(Some(Arc::new(move |address| picked(&rules, address))));
    }

    /// The customer is on another page.
    pub fn set_address(self, address: String) {
        if self.address.with_untracked(|now| *now != address) {
            self.address.set(address);
        }
    }

    /// The page that the rules are held against, without its query.
    pub fn page(self) -> String {
        self.address.with(|address| {
            let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
            let before = before.split('?').next().unwrap_or_default();
            if fragment.is_empty() { before.to_owned() } else { [before, "#", fragment].concat() }
        })
    }

    /// The rules, each with whether it is for this page.
    pub fn rules(self) -> Vec<(Rule, bool)> {
        let address = self.address.get();
        self.rules.with(|rules| rules.iter().map(|rule| (rule.clone(), rule.is_for(&address))).collect())
    }

    /// What is suggested for this page, without repeats.
    pub fn ids(self) -> Vec<ArticleId> {
        let address = self.address.get();
        self.pick.get().map_or_else(Vec::new, |pick| pick(&address))
    }

    /// What is suggested for this page, as far as it is here.
    pub fn articles(self) -> Vec<RelatedArticle> {
        let of = |id: &ArticleId| self.library.entry(id).or_else(|| self.fetched(id).flatten());
        self.ids().iter().filter_map(of).collect()
    }

    /// Forgets titles in another language.
    pub fn clear_titles(self) {
        self.fetched.set(Vec::new());
    }

    /// What the backend said of an article.
    fn fetched(self, id: &ArticleId) -> Option<Option<RelatedArticle>> {
        self.fetched.with(|all| all.iter().find(|(known, _)| known == id).map(|(_, article)| article.clone()))
    }

    /// What is suggested for this page, no index on the device has, and nobody asked for yet.
    pub fn missing(self) -> Vec<ArticleId> {
        let mut ids = self.ids();
        if ids.is_empty() || self.library.is_loading() {
            return Vec::new();
        }
        ids.retain(|id| self.library.entry(id).is_none() && untrack(|| self.fetched(id)).is_none());
        ids
    }

    /// Asks the backend for what is missing.
    pub fn fetch_missing(self) {
        for id in self.missing() {
            self.fetched.update(|all| all.push((id.clone(), None)));
            self.tasks.spawn(async move {
                if let Ok(article) = self.library.article(id.clone()).await {
                    let found = RelatedArticle { id: article.id, title: article.title };
                    self.fetched.update(|all| {
                        all.iter_mut()
                            .filter(|(of, _)| *of == id)
                            .for_each(|(_, to)| *to = Some(found.clone()));
                    });
                }
            });
        }
    }
}

impl Rule {
    fn is_for(&self, address: &str) -> bool {
        self.url.as_ref().is_none_or(|url| matches(url, address))
    }
}

/// The articles for an address, without repeats.
fn picked(rules: &[Rule], address: &str) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> = Vec::new();
    for id in rules.iter().filter(|rule| rule.is_for(address)).flat_map(|rule| &rule.ids) {
        if !ids.contains(id) && ids.len() < MOST {
            ids.push(id.clone());
        }
    }
    ids
}

/// Whether an address is one of a pattern, in which `*` stands for any characters. A pattern that begins with a slash is
/// held against the path alone; the query never counts, the fragment only if the pattern has one (`#`).
pub fn matches(pattern: &str, address: &str) -> bool {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let address = address.split('?').next().unwrap_or_default();
    let from = if pattern.starts_with('/') {
        // After the scheme and the host.
        let rest = address.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
        let path = rest.unwrap_or(address);
        path.find('/').map_or("/", |start| &path[start..])
    } else {
        address
    };
    if pattern.contains('#') {
        is_like(pattern.as_bytes(), [from, "#", fragment].concat().as_bytes())
    } else {
        is_like(pattern.as_bytes(), from.as_bytes())
    }
}

/// One walk: where it does not go on, the last star takes one more character.
fn is_like(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut in_text) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_text < text.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at + 1, in_text));
            at += 1;
        } else if pattern.get(at) == Some(&text[in_text]) {
            at += 1;
            in_text += 1;
        } else if let Some((after, taken)) = star {
            star = Some((after, taken + 1));
            at = after;
            in_text = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|rest| *rest == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything_and_the_query_never_counts() {
        let cart = "https://shop.example/en/cart?token=secret#pay";
        for pattern in [
            "*",
            "/en/cart",
            "/*/cart",
            "/en/*",
            "https://shop.example/*",
            "*/cart",
            "*cart*",
            "/en/cart#pay",
        ] {
            assert!(matches(pattern, cart), "{pattern}");
        }
        for pattern in ["/cart", "cart", "/en/cart/", "*token*", "/en/cart#", "http://shop.example/*", ""] {
            assert!(!matches(pattern, cart), "{pattern}");
        }
        assert!(matches("/", "https://shop.example"));
        assert!(matches("/#/orders/*", "https://shop.example/#/orders/7"));
    }

    #[test]
    fn many_stars_are_walked_once() {
        let long = format!("https://shop.example/{}", "a".repeat(20_000));
        assert!(!matches(&"*a".repeat(40).replace("*a*a", "*a*b"), &long));
    }
}

//! What was searched and what answered it, told to the backend so that the search learns the words that customers use.
//!
//! Nothing is told where the site does not ask for it, where the browser asks not to (Global Privacy Control), and
//! never a search that may name a person or an order. Lost batches are missed by nobody.

use helpnook_contract::ArticleId;
use helpnook_contract::interactions::{
    BATCH_MAX, CreateInteractions, Interaction, InteractionKind, Interactions, QUERY_MAX,
};

use crate::platform::page;
use crate::state::articles::Articles;
use crate::state::backend::{Backend, Grant};
use crate::state::device_storage::DeviceStorage;
use crate::state::device_storage::stored::DeviceId;
use crate::state::site::SiteState;
use leptos::prelude::*;

/// A run of digits of this length may be an order, a telephone, a card.
const LONG_NUMBER: usize = 5;

/// What happened since the last batch. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SearchAnalytics {
    entries: RwSignal<Vec<Interaction>>,
    /// The search that led to the article which is read.
    read: RwSignal<Option<(String, ArticleId)>>,
    backend: Backend,
    storage: DeviceStorage,
    site: SiteState,
    articles: Articles,
}

impl SearchAnalytics {
    /// Nothing happened yet.
    pub fn new(backend: Backend, storage: DeviceStorage, site: SiteState, articles: Articles) -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            read: RwSignal::new(None),
            backend,
            storage,
            site,
            articles,
        }
    }

    /// An article was opened out of the results of a search.
    pub fn open(self, query: &str, article: &ArticleId) {
        self.add(InteractionKind::Searched, query, None, Some(true));
        self.add(InteractionKind::Opened, query, Some(article), None);
        self.read.set(Some((query.to_owned(), article.clone())));
    }

    /// A search found nothing, or nothing that was opened: somebody asks us.
    pub fn ask(self, query: &str, has_found: bool) {
        self.add(InteractionKind::Searched, query, None, Some(has_found));
        self.read.set(Some((query.to_owned(), ArticleId(String::new()))));
    }

    /// An article answered: its reader said so, or left with it and wrote nothing. It counts once.
    pub fn solve(self, article: &ArticleId) {
        let led = self.read.get_untracked().filter(|(_, read)| read == article);
        if let Some((query, _)) = led {
            self.add(InteractionKind::Solved, &query, Some(article), None);
            self.read.set(None);
        }
    }

    /// A ticket was written after a search.
    pub fn ask_person(self) {
        if let Some((query, _)) = self.read.try_update(Option::take).flatten() {
            self.add(InteractionKind::Asked, &query, None, None);
        }
    }

    /// Sends what happened.
    pub fn flush(self) {
        let interactions = std::mem::take(&mut *self.entries.write());
        if interactions.is_empty() || !self.is_wanted() {
            return;
        }
        let device = self.storage.read().unwrap_or_else(|| DeviceId(page::random_key()));
        self.storage.write(&device);
        let language = untrack(|| self.articles.language()).unwrap_or_default();
        let body = Interactions { device: device.0, language, interactions };
        leptos::task::spawn_local(async move {
            let _ = self.backend.write(CreateInteractions { body }, Grant::Anyone, &page::random_key()).await;
        });
    }

    fn is_wanted(self) -> bool {
        let site = untrack(|| self.site.get());
        site.is_some_and(|site| site.features.interactions) && !page::declines_tracking()
    }

    fn add(self, kind: InteractionKind, query: &str, article: Option<&ArticleId>, found: Option<bool>) {
        let query = query.trim();
        let query = (!query.is_empty() && !may_name_someone(query)).then(|| query.to_owned());
        self.entries.update(|all| {
            if all.len() < BATCH_MAX {
                all.push(Interaction { kind, query, article: article.cloned(), found });
            }
        });
    }
}

/// Whether a search may hold personal data: an address, a long number, or more than a search.
fn may_name_someone(query: &str) -> bool {
    let mut digits = 0;
    let has_long_number = query.chars().any(|letter| {
        digits = match letter {
            _ if letter.is_ascii_digit() => digits + 1,
            ' ' | '-' | '.' | '/' => digits,
            _ => 0,
        };
        digits >= LONG_NUMBER
    });
    has_long_number || query.contains('@') || query.chars().count() > QUERY_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_long_numbers_are_left_out_and_versions_are_not() {
        for query in ["where is order 4711-0815", "mail eve@example.com", "+49 30 1234", &"x".repeat(201)] {
            assert!(may_name_someone(query), "{query}");
        }
        for query in ["error E-1042", "update to 2.4.1", "how do i get a refund"] {
            assert!(!may_name_someone(query), "{query}");
        }
    }
}

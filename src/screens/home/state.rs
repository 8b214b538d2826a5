//! The search of the first screen.

use helpnook_contract::ArticleId;
use helpnook_contract::articles::ArticleHit;
use leptos::prelude::*;

use super::recent_searches::RecentSearches;
use crate::host::events::Event;
use crate::i18n::TextKey;
use crate::platform::timer;
use crate::remote::Remote;
use crate::services::Services;
use crate::state::navigation::Screen;

/// Milliseconds after the last keystroke: then the host page hears of the search.
const AT_REST: u32 = 1_000;

/// Milliseconds after the last key until people who cannot see it are told what was found: before, it would be said
/// over their typing.
const PAUSE: u32 = 600;

/// What is looked for, and what was found.
#[derive(Clone, Copy)]
pub struct HomeState {
    text: RwSignal<String>,
    category: RwSignal<Option<String>>,
    hits: RwSignal<Remote<Vec<ArticleHit>>>,
    active: RwSignal<Option<usize>>,
    /// What was probably meant, where the words are unknown.
    meant: RwSignal<Option<String>>,
    /// Whether a finger is on the list; what is found then waits.
    is_held: RwSignal<bool>,
    late: RwSignal<Option<Vec<ArticleHit>>>,
    call: RwSignal<u32>,
    recent: RecentSearches,
    /// The search that the host page heard of last.
    reported: RwSignal<String>,
    services: StoredValue<Services>,
}

impl HomeState {
    /// Nothing is looked for yet.
    pub fn new(services: Services) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            category: RwSignal::new(None),
            hits: RwSignal::new(Remote::Idle),
            active: RwSignal::new(None),
            meant: RwSignal::new(None),
            is_held: RwSignal::new(false),
            late: RwSignal::new(None),
            recent: RecentSearches::open(services.storage),
            call: RwSignal::new(0),
            reported: RwSignal::new(String::new()),
            services: StoredValue::new(services),
        }
    }

    /// The services.
    fn services(self) -> Services {
        self.services.get_value()
    }

    /// What is looked for.
    pub fn text(self) -> String {
        self.text.get()
    }

    /// What was found; idle while nothing is looked for.
    pub fn hits(self) -> Remote<Vec<ArticleHit>> {
        self.hits.get()
    }

    /// The category that is looked through.
    pub fn category(self) -> Option<String> {
        self.category.get()
    }

    /// The result that the arrow keys have reached.
    pub fn active(self) -> Option<usize> {
        self.active.get()
    }

    /// Looks for something: in the index at once, else on the server. The newest question wins.
    pub fn search(self, text: String) {
        self.text.set(text);
        self.search_again();
    }

    /// What was probably meant, where the words are unknown.
    pub fn meant(self) -> Option<String> {
        self.meant.get()
    }

    /// The searches of this device that led somewhere, the newest first.
    pub fn recent(self) -> Vec<String> {
        self.recent.all()
    }

    /// Forgets what was looked for on this device.
    pub fn forget(self) {
        self.recent.clear();
    }

    /// Looks again: the index has come meanwhile, or the category is another.
    pub fn search_again(self) {
        let text = self.text.get_untracked();
        let text = text.trim().to_owned();
        self.active.set(None);
        self.meant.set(None);
        self.late.set(None);
        self.call.update(|call| *call += 1);
        if text.is_empty() {
            self.hits.set(Remote::Idle);
            return;
        }
        let articles = self.services().articles;
        if untrack(|| articles.is_loading()) {
            self.hits.set(Remote::Loading);
        } else if untrack(|| articles.is_remote()) {
            self.ask_server(text);
        } else {
            let category = self.category.get_untracked();
            let hits = untrack(|| articles.find(&text, category.as_deref()));
            self.meant.set(untrack(|| articles.did_you_mean(&text)));
            self.found(hits);
        }
    }

    /// Opens a category, or closes it; a search that is under way goes on in it, or everywhere.
    pub fn browse(self, category: Option<String>) {
        self.category.set(category);
        self.search_again();
    }

    /// Opens a category in the place of a search.
    pub fn leave_for(self, category: String) {
        self.text.set(String::new());
        self.browse(Some(category));
    }

    /// A finger is on the list: nothing may move below it.
    pub fn hold(self) {
        self.is_held.set(true);
    }

    /// The finger is gone: what was found meanwhile is shown.
    pub fn release(self) {
        self.is_held.set(false);
        if let Some(hits) = self.late.write().take() {
            self.found(hits);
        }
    }

    /// Opens an article that was found; the search led somewhere.
    pub fn choose(self, id: ArticleId) {
        let text = self.text.get_untracked();
        self.recent.keep(&text);
        self.services().analytics.open(&text, &id);
        self.services().navigation.go(Screen::Article(id));
    }

    /// Moves through the results by arrow key; `by` is 1 or -1, and the ends are joined.
    pub fn step(self, by: isize) {
        let count = self.hits.with(|hits| hits.ready().map_or(0, Vec::len));
        if count > 0 {
            let from = self.active.get_untracked().map_or(if by > 0 { -1 } else { 0 }, |at| at as isize);
            self.active.set(Some((from + by).rem_euclid(count as isize) as usize));
        }
    }

    /// Opens the result that the arrow keys have reached, else the best.
    pub fn open(self) {
        let at = self.active.get_untracked().unwrap_or(0);
        let id = self.hits.with_untracked(|hits| hits.ready()?.get(at).map(|hit| hit.id.clone()));
        if let Some(id) = id {
            self.choose(id);
        }
    }

    /// Asks a person instead; what was typed becomes the subject.
    pub fn give_up(self) -> String {
        let text = self.text.get_untracked();
        self.recent.keep(&text);
        let has_found = self.hits.with_untracked(|hits| hits.ready().is_some_and(|hits| !hits.is_empty()));
        self.services().analytics.ask(&text, has_found);
        text
    }

    fn ask_server(self, text: String) {
        let call = self.call.get_untracked();
        if self.hits.with_untracked(|hits| hits.ready().is_none()) {
            self.hits.set(Remote::Loading);
        }
        let category = self.category.get_untracked();
        self.services().tasks.spawn(async move {
            let hits = self.services().articles.search_on_server(&text, category.as_deref()).await;
            if self.call.get_untracked() == call {
                match hits {
                    Ok(hits) => self.found(hits),
                    Err(failure) => {
                        self.hits.set(Remote::Failed(failure));
                        self.announce_soon(self.services().i18n.text(TextKey::SearchFailed));
                    }
                }
            }
        });
    }

    fn found(self, hits: Vec<ArticleHit>) {
        if self.is_held.get_untracked() {
            self.late.set(Some(hits));
            return;
        }
        let count = u32::try_from(hits.len()).unwrap_or(u32::MAX);
        self.hits.set(Remote::Ready(hits));
        self.report(count);
        self.announce_soon(match count {
            0 => self.services().i18n.text(TextKey::NothingFound),
            _ => self.services().i18n.count(TextKey::Results, count),
        });
    }

    /// Says what came of the search once the customer pauses, if it is still what they look for, and where.
    fn announce_soon(self, words: String) {
        let call = self.call.get_untracked();
        self.services().tasks.spawn(async move {
            timer::after(PAUSE).await;
            if self.call.get_untracked() == call
                && self.services().navigation.screen_untracked() == Screen::Home
            {
                self.services().announcer.announce(words);
            }
        });
    }

    /// Reports a search to the host page once the customer pauses; the same search once only.
    fn report(self, count: u32) {
        let call = self.call.get_untracked();
        self.services().tasks.spawn(async move {
            timer::after(AT_REST).await;
            if self.call.get_untracked() != call {
                return;
            }
            let text = self.text.get_untracked().trim().to_owned();
            if self.reported.with_untracked(|reported| *reported != text) {
                self.reported.set(text.clone());
                let query = self.services().page.shares_queries.get_untracked().then_some(text);
                self.services().host.emit(Event::Searched { count, query });
            }
        });
    }

    /// True while something is searched for.
    pub fn is_searching(self) -> bool {
        self.hits.with(|hits| !matches!(hits, Remote::Idle))
    }

    /// True while a search has results.
    pub fn has_hits(self) -> bool {
        self.hits.with(|hits| hits.ready().is_some_and(|hits| !hits.is_empty()))
    }

    /// The ids of the results in their order.
    pub fn hit_ids(self) -> Vec<String> {
        self.hits.with(|hits| hits.ready().into_iter().flatten().map(|hit| hit.id.0.clone()).collect())
    }

    /// A result by its id.
    pub fn hit(self, id: &ArticleId) -> Option<ArticleHit> {
        self.hits.with(|hits| hits.ready()?.iter().find(|hit| hit.id == *id).cloned())
    }

    /// The place of a result in the list.
    pub fn position_of(self, id: &ArticleId) -> Option<usize> {
        self.hits.with(|hits| hits.ready()?.iter().position(|hit| hit.id == *id))
    }
}

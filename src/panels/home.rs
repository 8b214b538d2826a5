//! The first screen: a search box that takes a whole sentence, and what helps before one types.

use crate::signal::{Callback, Signal, derived, spawn_local, untrack, watch};
use helpnook_contract::ArticleId;
use helpnook_contract::articles::ArticleHit;

use crate::browser::timer;
use crate::desk::Desk;
use crate::remote::Remote;
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{View, el};

mod for_page;
mod recent;
mod search;
mod start;

use recent::Recent;

/// Milliseconds after the last key until people who cannot see it are told what was found: before, it would be said
/// over their typing.
const PAUSE: u32 = 600;

/// What is looked for, and what was found.
#[derive(Clone, Copy)]
pub struct HomeState {
    text: Signal<String>,
    category: Signal<Option<String>>,
    hits: Signal<Remote<Vec<ArticleHit>>>,
    active: Signal<Option<usize>>,
    /// What was probably meant, where the words are unknown.
    meant: Signal<Option<String>>,
    /// Whether a finger is on the list; what is found then waits.
    is_held: Signal<bool>,
    late: Signal<Option<Vec<ArticleHit>>>,
    call: Signal<u32>,
    recent: Recent,
    /// What the page was told of last.
    told: Signal<String>,
    desk: Desk,
}

impl HomeState {
    /// Nothing is looked for yet.
    pub fn new(desk: Desk) -> Self {
        Self {
            text: Signal::new(String::new()),
            category: Signal::new(None),
            hits: Signal::new(Remote::Idle),
            active: Signal::new(None),
            meant: Signal::new(None),
            is_held: Signal::new(false),
            late: Signal::new(None),
            recent: Recent::open(desk.shelf()),
            call: Signal::new(0),
            told: Signal::new(String::new()),
            desk,
        }
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
    pub fn ask(self, text: String) {
        self.text.set(text);
        self.look();
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
    pub fn look(self) {
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
        let faq = self.desk.faq();
        if untrack(|| faq.is_loading()) {
            self.hits.set(Remote::Loading);
        } else if untrack(|| faq.is_remote()) {
            self.ask_server(text);
        } else {
            let category = self.category.get_untracked();
            let hits = untrack(|| faq.find(&text, category.as_deref()));
            self.meant.set(untrack(|| faq.did_you_mean(&text)));
            self.found(hits);
        }
    }

    /// Opens a category, or closes it; a search that is under way goes on in it, or everywhere.
    pub fn browse(self, category: Option<String>) {
        self.category.set(category);
        self.look();
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
        self.is_held.try_set(false);
        if let Some(hits) = self.late.try_update(Option::take).flatten() {
            self.found(hits);
        }
    }

    /// Opens an article that was found; the search led somewhere.
    pub fn choose(self, id: ArticleId) {
        let text = self.text.get_untracked();
        self.recent.keep(&text);
        self.desk.ledger().open(&text, &id);
        self.desk.way().go(Screen::Article(id));
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
        self.desk.ledger().ask(&text, has_found);
        text
    }

    fn ask_server(self, text: String) {
        let call = self.call.get_untracked();
        if self.hits.with_untracked(|hits| hits.ready().is_none()) {
            self.hits.set(Remote::Loading);
        }
        let category = self.category.get_untracked();
        spawn_local(async move {
            let hits = self.desk.faq().ask(&text, category.as_deref()).await;
            if self.call.try_get_untracked() == Some(call) {
                match hits {
                    Ok(hits) => self.found(hits),
                    Err(failure) => {
                        self.hits.set(Remote::Failed(failure));
                        self.tell(self.desk.word(Word::SearchFailed));
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
        self.tell(match count {
            0 => self.desk.word(Word::NothingFound),
            _ => self.desk.text().count(Word::Results, count),
        });
    }

    /// Says what came of the search once the customer pauses, if it is still what they look for, and where.
    fn tell(self, words: String) {
        let call = self.call.get_untracked();
        spawn_local(async move {
            timer::after(PAUSE).await;
            if self.call.try_get_untracked() == Some(call)
                && self.desk.way().screen_untracked() == Screen::Home
            {
                self.desk.announce(words);
            }
        });
    }
}

/// Draws the first screen; `rating` is the question that may be due, `write` begins a request with a subject.
pub fn view(state: HomeState, rating: impl Fn() -> View + Clone + 'static, write: Callback<String>) -> View {
    let desk = state.desk;
    // The index may come after the first keystroke.
    watch(move |was_loading: Option<bool>| {
        let is_loading = desk.faq().is_loading();
        if was_loading == Some(true) && !is_loading {
            state.look();
        }
        is_loading
    });
    let is_searching = derived(move || state.hits.with(|hits| !matches!(hits, Remote::Idle)));
    let rest = move || match is_searching.get() {
        true => search::results(state, write),
        false => start::before_typing(state, rating.clone()),
    };
    el("div").class("home").child(search::field(state)).live(rest).into()
}

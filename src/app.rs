//! Makes the states; opens, closes, forgets.

use crate::signal::{Signal, spawn_local, untrack, watch};

use crate::browser::{page, timer};
use crate::desk::Desk;
use crate::events::Event;
use crate::options::Options;
use crate::panels::article::ArticleState;
use crate::panels::compose::ComposeState;
use crate::panels::home::HomeState;
use crate::panels::request::RequestState;
use crate::screen::Screen;
use crate::text::Word;

mod bar;
mod explain;
mod forget;
mod identity;
mod obey;
mod panel;
mod screens;
mod session;
mod trouble;
pub use explain::Explanation;
pub use panel::panel;
pub use screens::Chunks;
use screens::{leave, look, suggest};

/// Milliseconds between two looks at what is new, while somebody looks.
const LOOK_EVERY: u32 = 12_000;
/// Milliseconds from opening the panel to fetching what screens beyond the first need.
const LOAD_AFTER: u32 = 1_500;

/// The states of all panels: made once, so that nothing typed is lost by going elsewhere.
#[derive(Clone, Copy)]
pub struct App {
    /// The services.
    pub desk: Desk,
    /// What is fetched when it is needed.
    pub chunks: Chunks,
    /// Whether the panel is open.
    pub is_open: Signal<bool>,
    /// The first screen.
    pub home: HomeState,
    /// The article that is read.
    pub article: ArticleState,
    /// The request that is written.
    pub compose: ComposeState,
    /// The request on show.
    pub request: RequestState,
    /// The settings as they are now.
    pub options: Signal<Options>,
    /// The signed identity that the page gave last, until the backend has answered to it.
    identity: Signal<Option<String>>,
    /// The one that the backend was asked about last: none is sent a second time.
    exchanged: Signal<String>,
    /// When the page was told of a refusal last, in milliseconds since 1970.
    told_at: Signal<f64>,
    /// The `sub` of who is signed in here; empty while nobody is.
    subject: Signal<String>,
}

impl App {
    /// The states over the services.
    pub fn new(desk: Desk, options: Options) -> Self {
        let app = Self {
            desk,
            chunks: Chunks::new(desk),
            is_open: Signal::new(options.is_inline),
            home: HomeState::new(desk),
            article: ArticleState::new(desk, &options.backend),
            compose: ComposeState::new(desk),
            request: RequestState::new(desk),
            options: Signal::new(options),
            identity: Signal::new(None),
            exchanged: Signal::new(String::new()),
            told_at: Signal::new(0.0),
            subject: Signal::new(String::new()),
        };
        app.tell_of_trouble();
        watch(move |_| {
            if let Some(site) = desk.site().get() {
                desk.faq().load(&site);
            }
        });
        watch(move |before: Option<usize>| {
            let unread = desk.tickets().unread().len();
            if before != Some(unread) && (before.is_some() || unread > 0) {
                desk.host().emit(Event::UnreadChanged(u32::try_from(unread).unwrap_or(u32::MAX)));
            }
            unread
        });
        // Said once, however often it is tried again.
        watch(move |was_away: Option<bool>| {
            let is_away = app.is_open.get() && desk.site().is_away();
            if is_away && was_away != Some(true) {
                desk.announce(desk.word(Word::Away));
            }
            is_away
        });
        // A request that arrived belongs into the list.
        watch(move |_| {
            desk.outbox().arrivals();
            untrack(|| desk.tickets().refresh());
        });
        app.hear_of_the_end();
        app.forget_with_others();
        page::when("online", move || app.chunks.retry());
        // What was searched goes off when the panel is closed, or with the page.
        page::when("pagehide", move || leave(app, None));
        watch(move |_| suggest(app));
        // A solved ticket that was not rated is asked about at home.
        watch(move |_| {
            if let Some(ticket) = desk.tickets().unrated() {
                desk.survey().ask(ticket.id);
            }
        });
        app
    }

    /// Opens the panel.
    pub fn open(self) {
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
            self.begin();
        }
    }

    /// The panel is seen: asks what the backend offers, and for news.
    pub fn begin(self) {
        self.desk.for_page().arrive(page::address());
        self.desk.site().refresh();
        self.desk.tickets().refresh();
        self.be_signed_in();
        self.look_again();
        if !self.chunks.are_here() {
            self.load_soon();
        }
        // Last: the host page may take the widget away when it hears of it.
        self.desk.host().emit(Event::Opened);
    }

    /// Closes the panel; everything in it stays. One that fills a box in the page stays open.
    pub fn close(self) {
        if self.is_open.get_untracked() && !self.is_inline() {
            self.is_open.set(false);
            leave(self, Some(self.desk.way().screen_untracked()));
            self.desk.host().emit(Event::Closed);
        }
    }

    /// Opens the panel, or closes it.
    pub fn toggle(self) {
        if self.is_open.get_untracked() { self.close() } else { self.open() }
    }

    /// Opens the panel and looks for something; for nothing, if that is empty.
    pub fn search(self, query: String) {
        self.desk.way().switch(Screen::Home);
        self.home.ask(query);
        self.open();
    }

    /// Whether the panel fills a box in the page.
    pub fn is_inline(self) -> bool {
        self.options.with_untracked(|options| options.is_inline)
    }

    /// Fetches the rest once whoever opened the panel has begun to look at it: a request can then be written, and kept,
    /// when the network is away.
    fn load_soon(self) {
        spawn_local(async move {
            timer::after(LOAD_AFTER).await;
            if self.is_open.try_get_untracked() == Some(true) {
                self.chunks.load();
            }
        });
    }

    /// Looks for news until the panel is closed, and only while the page is seen.
    fn look_again(self) {
        spawn_local(async move {
            loop {
                timer::after(LOOK_EVERY).await;
                if self.is_open.try_get_untracked() != Some(true) {
                    return;
                }
                if page::is_visible() {
                    // A page that goes elsewhere does not always tell.
                    self.desk.for_page().arrive(page::address());
                    match self.desk.way().screen_untracked() {
                        Screen::Request(_) => look(self),
                        _ => self.desk.tickets().look(),
                    }
                }
            }
        });
    }

    /// Begins a request with a subject.
    fn write(self, subject: String) {
        self.compose.begin(&subject);
        self.desk.way().go(Screen::Compose);
    }
}

//! One widget: its states, and what a host page can do with it.

use crate::reactive::effect;
use leptos::prelude::*;

use crate::chunks::{Chunks, FetchCode};
use crate::host::events::Event;
use crate::host::options::Options;
use crate::i18n::TextKey;
use crate::platform::{page, timer};
use crate::screens::article::ArticleState;
use crate::screens::home::HomeState;
use crate::screens::new_ticket::NewTicketState;
use crate::screens::ticket::TicketState;
use crate::services::Services;
use crate::state::navigation::Screen;

mod explain;
mod identity;
mod logout;
mod report_errors;
mod run_command;
mod session;

pub use explain::Explanation;

/// Milliseconds between two polls for news, while the panel is open and the page is visible.
const POLL_EVERY: u32 = 12_000;
/// Milliseconds from opening the panel to fetching the code of later screens.
const LOAD_AFTER: u32 = 1_500;

/// The code of later screens, as the widget calls it. It draws the widget, so the widget is given it.
#[derive(Clone, Copy)]
pub struct LaterCode {
    /// The names of the two chunks, articles first, and how each is fetched.
    pub fetch: [(&'static str, FetchCode); 2],
    /// The panel closes over a screen, or the page is left.
    pub leave: fn(Widget, Option<Screen>),
    /// Fetches suggested articles that the index on the device does not have.
    pub fetch_suggested: fn(Widget),
    /// Polls for news of the ticket on show.
    pub refresh_ticket: fn(Widget),
}

/// A widget: made once for each host element, so that nothing typed is lost by navigating.
#[derive(Clone, Copy)]
pub struct Widget {
    services: StoredValue<Services>,
    code: LaterCode,
    /// Code that is fetched when it is needed.
    pub chunks: Chunks,
    /// True while the panel is open.
    pub is_open: RwSignal<bool>,
    /// The first screen.
    pub home: HomeState,
    /// The article on show.
    pub article: ArticleState,
    /// The request that is being written.
    pub new_ticket: NewTicketState,
    /// The ticket on show.
    pub ticket: TicketState,
    /// The settings as they are now.
    pub options: RwSignal<Options>,
    /// The signed identity that the page gave last, until the backend has answered to it.
    identity: RwSignal<Option<String>>,
    /// The identity that was sent to the backend last: none is sent a second time.
    exchanged: RwSignal<String>,
    /// When the page was told of a refused identity last, in milliseconds since 1970.
    refusal_told_at: RwSignal<f64>,
    /// The `sub` of the signed-in customer; empty while nobody is.
    subject: RwSignal<String>,
}

impl Widget {
    /// The states over the services. Effects keep them in step as long as the current owner lives.
    pub fn new(services: Services, options: Options, code: LaterCode) -> Self {
        let widget = Self {
            services: StoredValue::new(services),
            code,
            chunks: Chunks::new(services.tasks, services.focus, code.fetch),
            is_open: RwSignal::new(options.is_inline),
            home: HomeState::new(services),
            article: ArticleState::new(services, &options.backend),
            new_ticket: NewTicketState::new(services),
            ticket: TicketState::new(services),
            options: RwSignal::new(options),
            identity: RwSignal::new(None),
            exchanged: RwSignal::new(String::new()),
            refusal_told_at: RwSignal::new(0.0),
            subject: RwSignal::new(String::new()),
        };
        widget.follow_services();
        widget.report_errors();
        widget.follow_session_end();
        widget.follow_logout_elsewhere();
        page::when("online", move || widget.chunks.retry());
        // Searches are reported when the panel is closed, or with the page.
        page::when("pagehide", move || (widget.code.leave)(widget, None));
        widget
    }

    /// The services.
    pub fn services(self) -> Services {
        self.services.get_value()
    }

    fn follow_services(self) {
        let services = self.services();
        effect(move |_| {
            if let Some(site) = services.site.get() {
                services.articles.load(&site);
            }
        });
        effect(move |before: Option<usize>| {
            let unread = services.tickets.unread().len();
            if before != Some(unread) && (before.is_some() || unread > 0) {
                services.host.emit(Event::UnreadChanged(u32::try_from(unread).unwrap_or(u32::MAX)));
            }
            unread
        });
        // Announced once for each outage, however often the call is repeated.
        effect(move |was_away: Option<bool>| {
            let is_away = self.is_open.get() && services.site.is_away();
            if is_away && was_away != Some(true) {
                services.announcer.announce(services.i18n.text(TextKey::Away));
            }
            is_away
        });
        // A request that has arrived belongs into the list.
        effect(move |_| {
            services.pending_writes.arrivals();
            untrack(|| services.tickets.refresh());
        });
        effect(move |_| (self.code.fetch_suggested)(self));
        // A solved ticket that was not rated is asked about at home.
        effect(move |_| {
            if let Some(ticket) = services.tickets.unrated() {
                services.survey.ask(ticket.id);
            }
        });
    }

    /// Opens the panel.
    pub fn open(self) {
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
            self.begin();
        }
    }

    /// The panel is visible: asks what the backend offers, and for news.
    pub fn begin(self) {
        self.services().suggested.set_address(page::address());
        self.services().site.refresh();
        self.services().tickets.refresh();
        self.resume_session();
        self.poll();
        if !self.chunks.are_loaded() {
            self.load_chunks_soon();
        }
        // Last: the host page may unmount the widget when it hears of it.
        self.services().host.emit(Event::Opened);
    }

    /// Closes the panel; everything in it stays. An inline panel stays open.
    pub fn close(self) {
        if self.is_open.get_untracked() && !self.is_inline() {
            self.is_open.set(false);
            (self.code.leave)(self, Some(self.services().navigation.screen_untracked()));
            self.services().host.emit(Event::Closed);
        }
    }

    /// Opens the panel, or closes it.
    pub fn toggle(self) {
        if self.is_open.get_untracked() { self.close() } else { self.open() }
    }

    /// Opens the panel with a search; an empty one shows the first screen.
    pub fn search(self, query: String) {
        self.services().navigation.switch(Screen::Home);
        self.home.search(query);
        self.open();
    }

    /// True for a panel that fills a box in the page.
    pub fn is_inline(self) -> bool {
        self.options.with_untracked(|options| options.is_inline)
    }

    /// Fetches the code of later screens shortly after opening: a request can then be written, and stored, when the
    /// network is away.
    fn load_chunks_soon(self) {
        self.services().tasks.spawn(async move {
            timer::after(LOAD_AFTER).await;
            if self.is_open.get_untracked() {
                self.chunks.load();
            }
        });
    }

    /// Polls for news until the panel is closed, and only while the page is visible.
    fn poll(self) {
        self.services().tasks.spawn(async move {
            loop {
                timer::after(POLL_EVERY).await;
                if !self.is_open.get_untracked() {
                    return;
                }
                if page::is_visible() {
                    // Not every change of a page's address fires an event.
                    self.services().suggested.set_address(page::address());
                    match self.services().navigation.screen_untracked() {
                        Screen::Ticket(_) => (self.code.refresh_ticket)(self),
                        _ => self.services().tickets.poll(),
                    }
                }
            }
        });
    }

    /// Begins a request with a subject.
    pub fn write(self, subject: String) {
        self.new_ticket.begin(&subject);
        self.services().navigation.go(Screen::NewTicket);
    }
}

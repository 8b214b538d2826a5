//! Makes the states, places the panels: one exhaustive match from screen to panel.

use crate::signal::{Callback, Signal, spawn_local, untrack, watch};

use crate::browser::cover::Cover;
use crate::browser::event::{self, Event as PageEvent};
use crate::browser::place::Place;
use crate::browser::{focus, page, timer};
use crate::desk::Desk;
use crate::events::Event;
use crate::options::Options;
use crate::panels::article::ArticleState;
use crate::panels::compose::ComposeState;
use crate::panels::home::HomeState;
use crate::panels::request::RequestState;
use crate::panels::{article, compose, home, rate, request, requests, sent};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el};

mod bar;
mod explain;
mod obey;
pub use explain::Explanation;

/// Milliseconds between two looks at what is new, while somebody looks.
const LOOK_EVERY: u32 = 12_000;

/// The states of all panels: made once, so that nothing typed is lost by going elsewhere.
#[derive(Clone, Copy)]
pub struct App {
    /// The services.
    pub desk: Desk,
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
}

impl App {
    /// The states over the services.
    pub fn new(desk: Desk, options: Options) -> Self {
        let app = Self {
            desk,
            is_open: Signal::new(options.is_inline),
            home: HomeState::new(desk),
            article: ArticleState::new(desk, &options.backend),
            compose: ComposeState::new(desk),
            request: RequestState::new(desk),
            options: Signal::new(options),
        };
        app.tell_of_trouble();
        watch(move |_| {
            if let Some(site) = desk.site.get() {
                desk.faq.load(&site);
            }
        });
        watch(move |before: Option<usize>| {
            let unread = desk.tickets.unread().len();
            if before != Some(unread) && (before.is_some() || unread > 0) {
                desk.host.emit(Event::UnreadChanged(u32::try_from(unread).unwrap_or(u32::MAX)));
            }
            unread
        });
        // Said once, however often it is tried again.
        watch(move |was_away: Option<bool>| {
            let is_away = app.is_open.get() && desk.site.is_away();
            if is_away && was_away != Some(true) {
                desk.announce(desk.word(Word::Away));
            }
            is_away
        });
        // A request that arrived belongs into the list.
        watch(move |_| {
            desk.outbox.arrivals();
            untrack(|| desk.tickets.refresh());
        });
        app.forget_with_others();
        // What was searched goes off when the panel is closed, or with the page.
        page::when("pagehide", move || desk.ledger.flush());
        // A solved ticket that was not rated is asked about at home.
        watch(move |_| {
            if let Some(ticket) = desk.tickets.unrated() {
                desk.survey.ask(ticket.id);
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
        self.desk.for_page.arrive(page::address());
        self.desk.site.refresh();
        self.desk.tickets.refresh();
        self.look_again();
        // Last: the host page may take the widget away when it hears of it.
        self.desk.host.emit(Event::Opened);
    }

    /// Closes the panel; everything in it stays. One that fills a box in the page stays open.
    pub fn close(self) {
        if self.is_open.get_untracked() && !self.is_inline() {
            self.is_open.set(false);
            if let Screen::Article(id) = self.desk.way.screen_untracked() {
                self.desk.ledger.solve(&id);
            }
            self.desk.ledger.flush();
            self.desk.host.emit(Event::Closed);
        }
    }

    /// Whether the panel fills a box in the page.
    pub fn is_inline(self) -> bool {
        self.options.with_untracked(|options| options.is_inline)
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
                    self.desk.for_page.arrive(page::address());
                    match self.desk.way.screen_untracked() {
                        Screen::Request(_) => self.request.refresh(),
                        _ => self.desk.tickets.refresh(),
                    }
                }
            }
        });
    }

    /// Begins a request with a subject.
    fn write(self, subject: String) {
        self.compose.begin(&subject);
        self.desk.way.go(Screen::Compose);
    }
}

/// Draws the panel.
pub fn panel(app: App) -> View {
    let desk = app.desk;
    let root = Place::new();
    // Whenever the screen changes the keyboard is at its beginning; content that comes later takes it
    // over only from there.
    watch(move |before: Option<Option<Screen>>| {
        desk.arrivals.track();
        let screen = app.is_open.get().then(|| desk.way.screen());
        if screen.is_some()
            && let Some(root) = root.get()
        {
            // Drawn open, or drawn anew: the keyboard stays where it is.
            let Some(before) = before else { return screen };
            let is_new = before != screen;
            let is_opening = before.is_none();
            timer::next_frame(move || {
                if let Some(words) = focus::settle(&root, is_new, is_opening) {
                    desk.announce(words);
                }
            });
        }
        screen
    });
    // A button may take itself away: then the keyboard goes on from what came in its place.
    let clicks = move |event: PageEvent| {
        if focus::is_on_button(&event) {
            desk.arrive();
        }
    };
    // Where it covers the page it is modal: the keyboard has nothing to look for behind it.
    let covers = Signal::new(false);
    watch(move |_: Option<Option<Cover>>| {
        let may_cover = app.is_open.get() && !app.is_inline();
        may_cover.then(|| root.get().map(|panel| Cover::follow(panel, covers))).flatten()
    });
    let keys = move |event: PageEvent| match event::key(&event).as_deref() {
        Some("Escape") => {
            event.stop_propagation();
            app.close();
        }
        Some("Tab") if covers.get_untracked() => {
            if let Some(root) = root.get_untracked() {
                focus::wrap(&root, &event);
            }
        }
        _ => {}
    };
    let class = move || match desk.way.screen() {
        Screen::Article(_) => Some("panel panel--wide"),
        _ => Some("panel"),
    };
    let status = el("div").class("visually-hidden").attr("role", "status").attr("aria-live", "polite");
    let body = el("div")
        .class("panel__body")
        .live(move || desk.site.is_away().then(|| notice(Tone::Alert, desk.word(Word::Away), None)))
        .live(move || screen(app, desk.way.screen()));
    el("div")
        .live_attr("class", class)
        .attr("role", if app.is_inline() { "region" } else { "dialog" })
        .live_attr("aria-modal", move || covers.get().then_some("true"))
        // A click on words in it leaves the keyboard in it, so that Escape still closes it.
        .attr("tabindex", "-1")
        .attr("aria-label", desk.word(Word::PanelLabel))
        .attr("lang", desk.text.language())
        .attr("dir", desk.text.direction())
        .live_flag("hidden", move || !app.is_open.get())
        .at(root)
        .on("keydown", keys)
        .on("click", clicks)
        .child(head(app))
        .child(status.live(move || desk.live.get()))
        .child(body)
        .child(bar::draw(app.desk))
        .into()
}

fn screen(app: App, screen: Screen) -> View {
    let desk = app.desk;
    let write = Callback::new(move |subject: String| app.write(subject));
    match screen {
        Screen::Home => {
            let due = move || desk.survey.ticket().map(|id| rate::view(desk, id, true)).into();
            home::view(app.home, due, write)
        }
        Screen::Article(id) => article::view(app.article, id, write),
        Screen::Compose => compose::view(app.compose),
        Screen::Sent(key) => {
            let edit = Callback::new(move |key: String| {
                app.compose.take_back(&key);
                desk.way.replace(Screen::Compose);
            });
            sent::view(desk, key, edit)
        }
        Screen::Requests => requests::view(desk),
        Screen::Request(id) => request::view(app.request, id, move |id| rate::view(desk, id, false), write),
    }
}

fn head(app: App) -> Element {
    let desk = app.desk;
    let back = move || {
        desk.way.has_back().then(|| {
            button("icon-button", move |_| desk.way.back())
                .attr("aria-label", desk.word(Word::Back))
                .child(icon(Icon::Back))
        })
    };
    let name = move || desk.site.get().map(|site| site.name).unwrap_or_default();
    let title = el("h2").class("panel__title").attr("tabindex", "-1");
    let titles = el("div")
        .class("panel__titles")
        .child(el("p").class("panel__name").live(name))
        .child(title.live(move || desk.word(title_of(&desk.way.screen()))));
    let close = button("icon-button panel__close", move |_| app.close())
        .attr("aria-label", desk.word(Word::Close))
        .child(icon(Icon::Close));
    let close = (!app.is_inline()).then_some(close);
    el("div").class("panel__head").live(back).child(titles).child(close)
}

/// What the head says of a screen; an article and a request bring their own titles.
fn title_of(screen: &Screen) -> Word {
    match screen {
        Screen::Home => Word::HomeTitle,
        Screen::Compose => Word::WriteToUs,
        Screen::Requests => Word::MyRequests,
        Screen::Article(_) => Word::HelpArticle,
        Screen::Request(_) | Screen::Sent(_) => Word::MyRequest,
    }
}

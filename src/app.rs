//! Makes the states, places the panels: one exhaustive match from screen to panel.

use crate::parts::one::{handler, live};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{focus, page, timer};
use crate::desk::Desk;
use crate::events::Event;
use crate::panels::article::ArticleState;
use crate::panels::compose::ComposeState;
use crate::panels::home::HomeState;
use crate::panels::request::RequestState;
use crate::panels::{article, compose, home, rate, request, requests, sent};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;

/// Milliseconds between two looks at what is new, while somebody looks.
const LOOK_EVERY: u32 = 12_000;

/// The states of all panels: made once, so that nothing typed is lost by going elsewhere.
#[derive(Clone, Copy)]
pub struct App {
    /// The services.
    pub desk: Desk,
    /// Whether the panel is open.
    pub is_open: RwSignal<bool>,
    /// The first screen.
    pub home: HomeState,
    /// The article that is read.
    pub article: ArticleState,
    /// The request that is written.
    pub compose: ComposeState,
    /// The request on show.
    pub request: RequestState,
}

impl App {
    /// The states over the services; `backend` is the backend's address.
    pub fn new(desk: Desk, backend: &str) -> Self {
        let app = Self {
            desk,
            is_open: RwSignal::new(false),
            home: HomeState::new(desk),
            article: ArticleState::new(desk, backend),
            compose: ComposeState::new(desk),
            request: RequestState::new(desk),
        };
        Effect::new(move |_| {
            if let Some(site) = desk.site.get() {
                desk.faq.load(&site);
            }
        });
        Effect::new(move |before: Option<usize>| {
            let unread = desk.tickets.unread().len();
            if before != Some(unread) && (before.is_some() || unread > 0) {
                desk.host.emit(Event::UnreadChanged(u32::try_from(unread).unwrap_or(u32::MAX)));
            }
            unread
        });
        // A request that arrived belongs into the list.
        Effect::new(move |_| {
            desk.outbox.arrivals();
            untrack(|| desk.tickets.refresh());
        });
        // A solved ticket that was not rated is asked about at home.
        Effect::new(move |_| {
            if let Some(ticket) = desk.tickets.unrated() {
                desk.survey.ask(ticket.id);
            }
        });
        app
    }

    /// Opens the panel: asks what the backend offers, and for news.
    pub fn open(self) {
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
            self.desk.host.emit(Event::Opened);
            self.desk.site.refresh();
            self.desk.tickets.refresh();
            self.look_again();
        }
    }

    /// Closes the panel; everything in it stays.
    pub fn close(self) {
        if self.is_open.get_untracked() {
            self.is_open.set(false);
            self.desk.host.emit(Event::Closed);
        }
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
pub fn panel(app: App) -> impl IntoView {
    let desk = app.desk;
    let root = NodeRef::<Div>::new();
    // Whenever the screen changes the keyboard is at its beginning; content that comes later takes it
    // over only from there.
    Effect::new(move |before: Option<Option<Screen>>| {
        desk.arrivals.track();
        let screen = app.is_open.get().then(|| desk.way.screen());
        if screen.is_some()
            && let Some(root) = root.get()
        {
            let is_new = before.as_ref() != Some(&screen);
            let is_opening = before.flatten().is_none();
            request_animation_frame(move || focus::settle(&root, is_new, is_opening));
        }
        screen
    });
    // A button may take itself away: then the keyboard goes on from what came in its place.
    let clicks = move |event: leptos::ev::MouseEvent| {
        if focus::is_on_button(&event) {
            desk.arrive();
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.stop_propagation();
            app.close();
        }
    };
    view! {
        <div
            class="panel" role="dialog" aria-label=desk.word(Word::PanelLabel) lang=desk.text.language() dir=desk.text.direction()
            class:panel--wide=move || matches!(desk.way.screen(), Screen::Article(_))
            hidden=move || !app.is_open.get() node_ref=root on:keydown=keys on:click=clicks
        >
            {head(app)}
            <div class="visually-hidden" role="status" aria-live="polite">{desk.live}</div>
            <div class="panel__body">
                {live(move || desk.site.is_away().then(|| notice(Tone::Alert, desk.word(Word::Away), None)))}
                {live(move || screen(app, desk.way.screen()))}
            </div>
            {bar(app)}
        </div>
    }
}

fn screen(app: App, screen: Screen) -> AnyView {
    let desk = app.desk;
    let write = Callback::new(move |subject: String| app.write(subject));
    match screen {
        Screen::Home => {
            let due =
                move || desk.survey.ticket().map_or_else(|| ().into_any(), |id| rate::view(desk, id, true));
            home::view(app.home, due, write).into_any()
        }
        Screen::Article(id) => article::view(app.article, id, write).into_any(),
        Screen::Compose => compose::view(app.compose).into_any(),
        Screen::Sent(key) => {
            let edit = Callback::new(move |key: String| {
                app.compose.take_back(&key);
                desk.way.replace(Screen::Compose);
            });
            sent::view(desk, key, edit).into_any()
        }
        Screen::Requests => requests::view(desk).into_any(),
        Screen::Request(id) => {
            request::view(app.request, id, move |id| rate::view(desk, id, false), write).into_any()
        }
    }
}

fn head(app: App) -> impl IntoView {
    let desk = app.desk;
    let name = move || desk.site.get().map(|site| site.name).unwrap_or_default();
    view! {
        <div class="panel__head">
            {live(move || desk.way.has_back().then(|| view! {
                <button type="button" class="icon-button" aria-label=desk.word(Word::Back) on:click=handler(move |_| desk.way.back())>
                    {icon(Icon::Back)}
                </button>
            }))}
            <div class="panel__titles">
                <p class="panel__name">{name}</p>
                <h2 class="panel__title" tabindex="-1">{live(move || desk.word(title(&desk.way.screen())))}</h2>
            </div>
            <button type="button" class="icon-button panel__close" aria-label=desk.word(Word::Close) on:click=handler(move |_| app.close())>
                {icon(Icon::Close)}
            </button>
        </div>
    }
}

/// What the head says of a screen; an article and a request bring their own titles.
fn title(screen: &Screen) -> Word {
    match screen {
        Screen::Home => Word::HomeTitle,
        Screen::Compose => Word::WriteToUs,
        Screen::Requests => Word::MyRequests,
        Screen::Article(_) => Word::HelpArticle,
        Screen::Request(_) | Screen::Sent(_) => Word::MyRequest,
    }
}

/// The bar below: help, requests, a person, always one step away.
fn bar(app: App) -> impl IntoView {
    let desk = app.desk;
    let tab = move |target: Screen, picture: Icon, word: Word, is_here: fn(&Screen) -> bool| {
        let current = move || is_here(&desk.way.screen()).then_some("page");
        view! {
            <button type="button" class="bar__tab" aria-current=current on:click=handler(move |_| desk.way.switch(target.clone()))>
                {icon(picture)}
                <span>{desk.word(word)}</span>
            </button>
        }
    };
    let unread = move || {
        let count = desk.tickets.unread().len();
        (count > 0).then(|| {
            let words = desk.text.count(Word::UnreadCount, u32::try_from(count).unwrap_or(u32::MAX));
            view! { <span class="bar__dot"><span class="visually-hidden">{words}</span></span> }
        })
    };
    view! {
        <nav class="bar" aria-label=desk.word(Word::BarLabel)>
            {tab(Screen::Home, Icon::Help, Word::BarHelp, |s| matches!(s, Screen::Home | Screen::Article(_)))}
            {live(move || desk.site.has(|f| f.tracking).then(|| view! {
                <div class="bar__slot">{tab(Screen::Requests, Icon::Tray, Word::BarRequests, |s| matches!(s, Screen::Requests | Screen::Request(_)))} {unread}</div>
            }))}
            {live(move || desk.site.has(|f| f.tickets).then(|| tab(Screen::Compose, Icon::Bubble, Word::BarWrite, |s| matches!(s, Screen::Compose | Screen::Sent(_)))))}
        </nav>
    }
}

//! What each screen is drawn by. Home is here from the start; what the others need is fetched as they are asked for.

use helpnook_contract::TicketId;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::App;
use crate::browser::timer;
use crate::chunk::{Away, Chunk, Fetch, now};
use crate::desk::Desk;
use crate::events::{Event, Trouble};
use crate::options::Options;
use crate::panels::{article, compose, home, rate, request, requests, sent};
use crate::parts::notice::{dead_end, loading};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::signal::{Callback, Signal, spawn_local, watch};
use crate::text::{ARTICLE, List, REQUESTS, Word, learn};
use crate::view::{View, live};

/// Milliseconds after which code that is on its way is told to those who do not see that it is.
const LONG: u32 = 1_000;

/// What is fetched when it is needed.
#[derive(Clone, Copy)]
pub struct Chunks {
    /// Reading articles.
    pub article: Chunk,
    /// Writing, following and rating requests.
    pub requests: Chunk,
}

impl Chunks {
    /// None is fetched yet.
    pub fn new(desk: Desk) -> Self {
        let [article, requests] = FETCH.map(|(name, fetch)| Chunk::new(desk, name, fetch));
        Self { article, requests }
    }

    /// What a screen needs beyond the start.
    pub fn of(self, screen: &Screen) -> Option<Chunk> {
        match screen {
            Screen::Home => None,
            Screen::Article(_) => Some(self.article),
            Screen::Compose | Screen::Sent(_) | Screen::Requests | Screen::Request(_) => Some(self.requests),
        }
    }

    /// Whether nothing is left to fetch.
    pub fn are_here(self) -> bool {
        self.article.is_here() && self.requests.is_here()
    }

    /// Fetches what did not come.
    pub fn retry(self) {
        self.article.retry();
        self.requests.retry();
    }

    /// Fetches all that is not here yet.
    pub fn load(self) {
        self.article.load();
        self.requests.load();
    }
}

/// Draws a screen, or what is said while its code is on its way.
pub(super) fn screen(app: App, screen: Screen) -> View {
    let desk = app.desk;
    let Some(chunk) = app.chunks.of(&screen) else { return draw(app, &screen) };
    chunk.load();
    let [wait, lost] = match screen {
        Screen::Article(_) => [Word::LoadingArticle, Word::ArticleFailed],
        Screen::Compose | Screen::Sent(_) => [Word::LoadingRequests, Word::FormFailed],
        _ => [Word::LoadingRequests, Word::RequestsFailed],
    };
    if !chunk.is_here() {
        tell(desk, chunk, desk.word(wait), lost);
    }
    live(move || match chunk.state() {
        Remote::Ready(()) => draw(app, &screen),
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| chunk.load());
            // Where the widget's files are others by now nothing but a new page helps, and the customer may have written.
            let elsewhere = app.options.with_untracked(Options::help_page);
            let elsewhere = (desk.word(Word::OpenHelpPage), elsewhere);
            dead_end(desk.word(lost), (desk.word(Word::TryAgain), retry), elsewhere)
        }
        Remote::Idle | Remote::Loading => loading(desk.word(wait)),
    })
}

/// Tells those who do not see the screen, and the page, how its code comes on: that it takes long, that it did not come.
fn tell(desk: Desk, chunk: Chunk, wait: String, lost: Word) {
    // Gone as soon as another screen is drawn.
    let is_shown = Signal::new(true);
    spawn_local(async move {
        timer::after(LONG).await;
        if is_shown.try_get_untracked() == Some(true) && chunk.is_loading() {
            desk.announce(wait);
        }
    });
    watch(move |_| {
        if matches!(chunk.state(), Remote::Failed(_)) {
            desk.announce(desk.word(lost));
            desk.host().emit(Event::Error(Trouble::LoadFailed));
        }
    });
}

fn draw(app: App, screen: &Screen) -> View {
    let task = Task::Draw(screen.clone());
    let drawn = match screen {
        Screen::Home => Some(home::view(app.home, move || due(app), writer(app))),
        Screen::Article(_) => now(article(app, task)),
        _ => now(requests(app, task)),
    };
    drawn.into()
}

/// Begins a request with a subject.
fn writer(app: App) -> Callback<String> {
    Callback::new(move |subject: String| app.write(subject))
}

/// The question that is due, at home.
fn due(app: App) -> View {
    let Some(ticket) = app.desk.survey().ticket() else { return View::Nothing };
    app.chunks.requests.load();
    match app.chunks.requests.state() {
        Remote::Ready(()) => now(requests(app, Task::Rate(ticket))).into(),
        _ => View::Nothing,
    }
}

/// Looks for news in the request on show.
pub(super) fn look(app: App) {
    if app.chunks.requests.is_here() {
        now(requests(app, Task::Look));
    }
}

/// The panel closes over a screen, or the page goes: the backend is told what was searched and what answered it. While
/// articles cannot be read nothing answered; what was noted waits for the next time.
pub(super) fn leave(app: App, screen: Option<Screen>) {
    if app.chunks.article.is_here() {
        now(article(app, Task::Leave(screen)));
    }
}

/// Fetches what a site suggests for the page and no index on the device has.
pub(super) fn suggest(app: App) {
    if app.desk.for_page().missing().is_empty() {
        return;
    }
    match app.chunks.article.state() {
        Remote::Ready(()) => {
            now(article(app, Task::Suggest));
        }
        Remote::Idle => app.chunks.article.load(),
        _ => {}
    }
}

/// How the two are fetched.
#[cfg(feature = "chunks")]
const FETCH: [(&str, Fetch); 2] =
    [("article", || Box::pin(fetch_article())), ("requests", || Box::pin(fetch_requests()))];
#[cfg(not(feature = "chunks"))]
const FETCH: [(&str, Fetch); 2] = [("", || Box::pin(async { Ok(()) })); 2];

/// What a chunk is called for. Each has one function for it, which is known to be here once it was fetched.
enum Task {
    Draw(Screen),
    /// Draws the question about a ticket, at home.
    Rate(TicketId),
    /// Looks for news in the request on show.
    Look,
    /// Tells the backend what was searched, and that the article on show answered it.
    Leave(Option<Screen>),
    /// Fetches what is suggested.
    Suggest,
}

/// What comes with the code of screens: how they look, and what they say.
fn bring(app: App, name: &'static str, style: &str, words: List) {
    learn(words);
    app.desk.host().wear(name, style);
}

#[cfg_attr(feature = "chunks", wasm_split(article, fallible, preload(fetch_article)))]
fn article(app: App, task: Task) -> Result<View, Away> {
    bring(app, "article", include_str!(concat!(env!("OUT_DIR"), "/article.css")), ARTICLE);
    Ok(match task {
        Task::Draw(Screen::Article(id)) => article::view(app.article, id, writer(app)),
        Task::Leave(screen) => {
            if let Some(Screen::Article(id)) = screen {
                app.desk.ledger().solve(&id);
            }
            app.desk.ledger().flush();
            View::Nothing
        }
        Task::Suggest => {
            app.desk.for_page().fetch_missing();
            View::Nothing
        }
        _ => View::Nothing,
    })
}

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible, preload(fetch_requests)))]
fn requests(app: App, task: Task) -> Result<View, Away> {
    bring(app, "requests", include_str!(concat!(env!("OUT_DIR"), "/requests.css")), REQUESTS);
    let desk = app.desk;
    Ok(match task {
        Task::Draw(Screen::Compose) => compose::view(app.compose),
        Task::Draw(Screen::Sent(key)) => {
            let edit = Callback::new(move |key: String| {
                app.compose.take_back(&key);
                app.desk.way().replace(Screen::Compose);
            });
            sent::view(desk, key, edit)
        }
        Task::Draw(Screen::Requests) => requests::view(desk),
        Task::Draw(Screen::Request(id)) => {
            request::view(app.request, id, move |id| rate::view(desk, id, false), writer(app))
        }
        Task::Rate(ticket) => rate::view(desk, ticket, true),
        Task::Look => {
            app.request.refresh();
            View::Nothing
        }
        _ => View::Nothing,
    })
}

//! Code that is fetched when it is needed. `cargo xtask build` turns the feature `chunks` on and cuts the wasm at the
//! functions marked `wasm_split`; elsewhere, natively and within Leptos apps, these are ordinary functions.

use std::cell::RefCell;
use std::pin::Pin;
#[cfg(feature = "chunks")]
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;

use crate::remote::{Failure, Remote};
use crate::state::focus::FocusOnArrival;
use crate::state::navigation::Screen;
use crate::state::tasks::Tasks;

/// The error of a fetch that cannot fail: the code is in this wasm.
#[cfg(not(feature = "chunks"))]
pub use std::convert::Infallible as LoadError;
/// The code could not be fetched.
#[cfg(feature = "chunks")]
pub use wasm_split_helpers::SplitLoaderError as LoadError;

/// The result of a split function, fetching its code first.
///
/// # Errors
/// [`Failure::Offline`] where the code could not be fetched; the next call tries again.
#[cfg(feature = "chunks")]
pub async fn load<T>(call: impl Future<Output = Result<T, LoadError>>) -> Result<T, Failure> {
    call.await.map_err(|_| Failure::Offline)
}

/// The result of a split function.
#[cfg(not(feature = "chunks"))]
pub async fn load<T>(call: Result<T, LoadError>) -> Result<T, Failure> {
    call.map_err(|never| match never {})
}

/// The result of a split function whose code is loaded: see [`Chunk::state`].
#[cfg(feature = "chunks")]
pub fn call_loaded<T>(call: impl Future<Output = Result<T, LoadError>>) -> Option<T> {
    match std::pin::pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.ok(),
        Poll::Pending => None,
    }
}

/// The result of a split function.
#[cfg(not(feature = "chunks"))]
pub fn call_loaded<T>(call: Result<T, LoadError>) -> Option<T> {
    call.ok()
}

/// Fetches the code of a chunk.
pub type FetchCode = fn() -> Pin<Box<dyn Future<Output = Result<(), LoadError>>>>;

thread_local! {
    /// The chunks that any widget of the page has fetched, by name.
    static LOADED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// The code of some screens. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chunk {
    name: &'static str,
    fetch: FetchCode,
    state: RwSignal<Remote<()>>,
    tasks: Tasks,
    focus: FocusOnArrival,
}

impl Chunk {
    /// A chunk that is not fetched yet, unless another widget of the page has fetched it.
    pub fn new(tasks: Tasks, focus: FocusOnArrival, name: &'static str, fetch: FetchCode) -> Self {
        let is_loaded = cfg!(not(feature = "chunks")) || LOADED.with_borrow(|all| all.contains(&name));
        let state = if is_loaded { Remote::Ready(()) } else { Remote::Idle };
        Self { name, fetch, state: RwSignal::new(state), tasks, focus }
    }

    /// How far the fetch is.
    pub fn state(self) -> Remote<()> {
        self.state.get()
    }

    /// True once the code is loaded.
    pub fn is_loaded(self) -> bool {
        self.state.with_untracked(|state| state.ready().is_some())
    }

    /// True while the code is being fetched.
    pub fn is_loading(self) -> bool {
        self.state.get_untracked() == Remote::Loading
    }

    /// Fetches the code again if the last fetch failed.
    pub fn retry(self) {
        if matches!(self.state.get_untracked(), Remote::Failed(_)) {
            self.load();
        }
    }

    /// Fetches the code, unless it is loaded or being fetched.
    pub fn load(self) {
        if !matches!(self.state.get_untracked(), Remote::Idle | Remote::Failed(_)) {
            return;
        }
        self.state.set(Remote::Loading);
        self.tasks.spawn(async move {
            let fetched = (self.fetch)().await;
            if fetched.is_ok() {
                LOADED.with_borrow_mut(|all| all.push(self.name));
            }
            self.state.set(fetched.map_err(|_| Failure::Offline).into());
            self.focus.content_arrived();
        });
    }
}

/// The chunks of one widget.
#[derive(Clone, Copy)]
pub struct Chunks {
    /// Reading articles.
    pub article: Chunk,
    /// Writing, following and rating tickets.
    pub tickets: Chunk,
}

impl Chunks {
    /// Nothing is fetched yet. `fetch` has the names of the two chunks, and how each is fetched.
    pub fn new(tasks: Tasks, focus: FocusOnArrival, fetch: [(&'static str, FetchCode); 2]) -> Self {
        let [article, tickets] = fetch.map(|(name, fetch)| Chunk::new(tasks, focus, name, fetch));
        Self { article, tickets }
    }

    /// The chunk that a screen needs.
    pub fn of(self, screen: &Screen) -> Option<Chunk> {
        match screen {
            Screen::Home => None,
            Screen::Article(_) => Some(self.article),
            Screen::NewTicket | Screen::TicketSent(_) | Screen::Tickets | Screen::Ticket(_) => {
                Some(self.tickets)
            }
        }
    }

    /// True once all chunks are loaded.
    pub fn are_loaded(self) -> bool {
        self.article.is_loaded() && self.tickets.is_loaded()
    }

    /// Fetches what failed before.
    pub fn retry(self) {
        self.article.retry();
        self.tickets.retry();
    }

    /// Fetches everything that is not loaded.
    pub fn load(self) {
        self.article.load();
        self.tickets.load();
    }
}

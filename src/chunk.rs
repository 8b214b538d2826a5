//! Code that is fetched when it is needed. `cargo xtask build` turns the feature `chunks` on and cuts the wasm at the
//! functions marked `wasm_split`; elsewhere, natively and within Leptos apps, they are called as they stand.

use std::cell::RefCell;
#[cfg(feature = "chunks")]
use std::task::{Context, Poll, Waker};

use crate::desk::Desk;
use crate::remote::{Failure, Remote};
use crate::signal::{Signal, spawn_local};

/// Never: the code is here.
#[cfg(not(feature = "chunks"))]
pub use std::convert::Infallible as Away;
/// The code did not come.
#[cfg(feature = "chunks")]
pub use wasm_split_helpers::SplitLoaderError as Away;

/// What the code was called for, once it came.
///
/// Errors: it did not; the next call tries again.
#[cfg(feature = "chunks")]
pub async fn come<T>(called: impl Future<Output = Result<T, Away>>) -> Result<T, Failure> {
    called.await.map_err(|_| Failure::Offline)
}

/// What the code was called for.
#[cfg(not(feature = "chunks"))]
pub async fn come<T>(called: Result<T, Away>) -> Result<T, Failure> {
    called.map_err(|never| match never {})
}

/// What the code was called for, if it is here already: see [`Chunk::state`].
#[cfg(feature = "chunks")]
pub fn now<T>(called: impl Future<Output = Result<T, Away>>) -> Option<T> {
    match std::pin::pin!(called).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(given) => given.ok(),
        Poll::Pending => None,
    }
}

/// What the code was called for.
#[cfg(not(feature = "chunks"))]
pub fn now<T>(called: Result<T, Away>) -> Option<T> {
    called.ok()
}

/// How a chunk is fetched.
pub type Fetch = fn() -> std::pin::Pin<Box<dyn Future<Output = Result<(), Away>>>>;

thread_local! {
    /// What was fetched for any widget of the page; see [`Chunk::new`].
    static HERE: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Code that some screens need. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chunk {
    name: &'static str,
    fetch: Fetch,
    state: Signal<Remote<()>>,
    desk: Desk,
}

impl Chunk {
    /// Not fetched yet, unless it was for another widget of the page.
    pub fn new(desk: Desk, name: &'static str, fetch: Fetch) -> Self {
        let is_here = cfg!(not(feature = "chunks")) || HERE.with_borrow(|all| all.contains(&name));
        let state = if is_here { Remote::Ready(()) } else { Remote::Idle };
        Self { name, fetch, state: Signal::new(state), desk }
    }

    /// Where it is.
    pub fn state(self) -> Remote<()> {
        self.state.get()
    }

    /// Whether it is here now.
    pub fn is_here(self) -> bool {
        self.state.with_untracked(|state| state.ready().is_some())
    }

    /// Whether it is on its way.
    pub fn is_loading(self) -> bool {
        self.state.try_get_untracked() == Some(Remote::Loading)
    }

    /// Fetches it anew if it did not come.
    pub fn retry(self) {
        if matches!(self.state.get_untracked(), Remote::Failed(_)) {
            self.load();
        }
    }

    /// Fetches it, unless it is here or on its way.
    pub fn load(self) {
        if !matches!(self.state.get_untracked(), Remote::Idle | Remote::Failed(_)) {
            return;
        }
        self.state.set(Remote::Loading);
        spawn_local(async move {
            let came = (self.fetch)().await;
            if came.is_ok() {
                HERE.with_borrow_mut(|all| all.push(self.name));
            }
            if self.state.try_set(came.map_err(|_| Failure::Offline).into()) {
                self.desk.arrive();
            }
        });
    }
}

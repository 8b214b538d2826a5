//! A shop with a real server and a wire to it, and how a test waits.

/// The shop: its server, its agents, the widget's services over a wire to it.
mod shop;
/// The wire: how requests travel here, and what may go wrong on the way.
mod wire;

pub(crate) use shop::{Shop, ticket_of};
pub(crate) use wire::{Gate, Trouble};

use std::cell::Cell;
use std::sync::Once;

use leptos::prelude::*;

thread_local! {
    static HAS_PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a test on this thread: tasks of the widget run while the test waits, none outlives it. One that panics fails
/// the test: in a page it would end the widget.
pub(crate) fn run(test: impl Future<Output = ()>) {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            HAS_PANICKED.set(true);
            tell(panic);
        }));
    });
    // Once for the process; every further test finds it set.
    let _ = any_spawner::Executor::init_tokio();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let owner = Owner::new();
    owner.set();
    tokio::task::LocalSet::new().block_on(&runtime, test);
    drop(owner);
    assert!(!HAS_PANICKED.get(), "a task of the widget panicked");
}

/// What a state shows now, without following it.
pub(crate) fn now<T>(read: impl FnOnce() -> T) -> T {
    untrack(read)
}

//! A shop with a real server and a wire to it, and how a test waits.

/// The shop: its server, its agents, the widget's services over a wire to it.
mod shop;
/// The wire: how requests travel here, and what may go wrong on the way.
mod wire;

pub(crate) use shop::{Shop, ticket_of};
pub(crate) use wire::{Gate, Trouble};

use helpnook::signal::{Owner, untrack};

/// Runs a test on this thread: tasks of the widget run while the test waits, none outlives it.
pub(crate) fn run(test: impl Future<Output = ()>) {
    // Once for the process; every further test finds it set.
    let _ = any_spawner::Executor::init_tokio();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let owner = Owner::new();
    owner.set();
    tokio::task::LocalSet::new().block_on(&runtime, test);
    drop(owner);
}

/// What a state shows now, without following it.
pub(crate) fn now<T>(read: impl FnOnce() -> T) -> T {
    untrack(read)
}

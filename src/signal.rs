//! What changes, and who hears of it: Leptos' reactive graph, behind one type for every value.
//!
//! Leptos makes all code of a signal for every type that one holds. Here the value is behind a pointer, and what the
//! graph sees is one type: 80 kB less code in the widget.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use reactive_graph::effect::{Effect, RenderEffect};
pub use reactive_graph::graph::untrack;
use reactive_graph::owner::{LocalStorage, StoredValue};
pub use reactive_graph::owner::{Owner, on_cleanup};
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{GetValue, Notify, Track};

/// A value that changes, cheap to copy. It lives as long as the owner under which it was made; the methods that begin
/// with `try_` answer `None` or `false` after that, the others panic.
pub struct Signal<T>(At, PhantomData<fn(T) -> T>);

#[derive(Clone)]
struct Slot {
    heard: ArcTrigger,
    /// A `RefCell<T>`.
    value: Rc<dyn Any>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

/// Where a signal's slot is.
type At = StoredValue<Slot, LocalStorage>;

// What needs no type is here, outside of what is made for every type of value.

fn keep(value: Rc<dyn Any>) -> At {
    StoredValue::new_local(Slot { heard: ArcTrigger::new(), value })
}

/// The value, if its owner is still there; `is_heard` makes the effect that runs now run again at the next change.
fn value(at: At, is_heard: bool) -> Option<Rc<dyn Any>> {
    let slot = at.try_get_value()?;
    if is_heard {
        slot.heard.track();
    }
    Some(slot.value)
}

fn notify(at: At) {
    if let Some(slot) = at.try_get_value() {
        slot.heard.notify();
    }
}

/// The value by its type. A call, because inlined it would bring the type's hash along wherever one is read.
#[inline(never)]
fn cell<T: 'static>(value: &Rc<dyn Any>) -> Option<&RefCell<T>> {
    value.downcast_ref()
}

impl<T: 'static> Signal<T> {
    /// A value.
    pub fn new(value: T) -> Self {
        Self(keep(Rc::new(RefCell::new(value))), PhantomData)
    }

    fn read<R>(self, is_heard: bool, read: impl FnOnce(&T) -> R) -> Option<R> {
        let value = value(self.0, is_heard)?;
        let cell = cell::<T>(&value)?;
        Some(read(&cell.borrow()))
    }

    /// Reads the value; the effect that runs now runs again when it changes.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(true, read).unwrap_or_else(|| gone())
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.read(false, read).unwrap_or_else(|| gone())
    }

    /// Reads the value as it is now, if it is there.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.read(false, read)
    }

    /// Changes the value, and tells whoever read it.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        self.try_update(change).unwrap_or_else(|| gone())
    }

    /// Changes the value, if it is there, and tells whoever read it.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = value(self.0, false)?;
        let cell = cell::<T>(&value)?;
        let result = change(&mut cell.borrow_mut());
        notify(self.0);
        Some(result)
    }

    /// Puts another value in its place, and tells whoever read it.
    pub fn set(self, value: T) {
        self.update(|now| *now = value);
    }

    /// Puts another value in its place; whether it is there.
    pub fn try_set(self, value: T) -> bool {
        self.try_update(|now| *now = value).is_some()
    }

    /// Hears of changes without reading.
    pub fn track(self) {
        value(self.0, true);
    }
}

impl<T: Clone + 'static> Signal<T> {
    /// The value; the effect that runs now runs again when it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, if it is there; the effect that runs now runs again when it changes.
    pub fn try_get(self) -> Option<T> {
        self.read(true, T::clone)
    }

    /// The value as it is now, if it is there.
    pub fn try_get_untracked(self) -> Option<T> {
        self.read(false, T::clone)
    }
}

#[cold]
fn gone() -> ! {
    panic!("a signal was used after its owner was gone")
}

/// Runs something soon, and again whenever a signal changes that it read, as long as the owner is there. It is given
/// what it answered the last time.
pub fn watch<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    watch_all(Box::new(move || last = Some(run(last.take()))));
}

fn watch_all(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// A value that follows others: it changes only when what it comes from makes it another.
pub fn derived<T: PartialEq + 'static>(mut read: impl FnMut() -> T + 'static) -> Signal<T> {
    let value = Signal::new(untrack(&mut read));
    follow(Box::new(move || {
        let now = read();
        if value.try_with_untracked(|was| *was != now) == Some(true) {
            value.set(now);
        }
    }));
    value
}

fn follow(mut run: Box<dyn FnMut()>) {
    // The owner keeps it: it stops when it is dropped.
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| run()));
}

/// Something to do, cheap to copy.
pub struct Callback<T: 'static>(Signal<Rc<dyn Fn(T)>>);

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Callback<T> {}

impl<T> Callback<T> {
    /// What to do.
    pub fn new(run: impl Fn(T) + 'static) -> Self {
        Self(Signal::new(Rc::new(run)))
    }

    /// Does it.
    pub fn run(self, with: T) {
        let run = self.0.get_untracked();
        run(with);
    }

    /// Does it, if somebody still listens.
    pub fn try_run(self, with: T) {
        if let Some(run) = self.0.try_get_untracked() {
            run(with);
        }
    }
}

/// Runs a task beside the others of this page.
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    any_spawner::Executor::spawn_local(task);
}

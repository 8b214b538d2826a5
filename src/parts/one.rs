//! One type for all: Leptos makes code for every type of closure, and a widget has hundreds. Boxed, all event
//! handlers share theirs, and all parts of a view that change share theirs.

use leptos::prelude::*;

/// A handler of an event.
pub fn handler<E: 'static>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// A part of a view that changes.
pub fn live<V: IntoAny>(mut draw: impl FnMut() -> V + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(move || draw().into_any())
}

//! `Effect::new` and `Memo::new` with a boxed closure. Leptos compiles both anew for each closure that they are given; with
//! one type of closure they are compiled once, which takes kilobytes off the first wasm.

use leptos::prelude::*;

/// [`Effect::new`]: runs `run` now, and again when a signal that it reads has changed. `run` gets what it returned the last
/// time.
pub(crate) fn effect<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    let mut run: Box<dyn FnMut()> = Box::new(move || last = Some(run(last.take())));
    Effect::new(move |_| run());
}

/// [`Memo::new`]: a value that is computed from signals, and changes only when it is another.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let compute: Box<dyn Fn() -> T + Send + Sync> = Box::new(compute);
    Memo::new(move |_| compute())
}

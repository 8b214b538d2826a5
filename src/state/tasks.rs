//! Tasks that end with the widget.

use std::future::poll_fn;
use std::task::Poll;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Runs tasks until the widget's owner is cleaned up. A task therefore reads and sets the widget's signals after each
/// `await` without asking whether they still exist.
#[derive(Clone, Copy)]
pub struct Tasks(StoredValue<()>);

impl Tasks {
    /// Tasks of the current owner.
    pub fn new() -> Self {
        Self(StoredValue::new(()))
    }

    /// Runs a task; it is dropped at its next wake after the owner was cleaned up.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        let mut task = Box::pin(task) as std::pin::Pin<Box<dyn Future<Output = ()>>>;
        spawn_local(poll_fn(
            move |context| {
                if self.have_ended() { Poll::Ready(()) } else { task.as_mut().poll(context) }
            },
        ));
    }

    /// Whether the owner was cleaned up.
    pub fn have_ended(self) -> bool {
        self.0.try_get_value().is_none()
    }
}

impl Default for Tasks {
    fn default() -> Self {
        Self::new()
    }
}

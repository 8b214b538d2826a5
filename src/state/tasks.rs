//! Tasks that end with the widget.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use leptos::prelude::*;
use leptos::task::spawn_local;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Runs tasks until the widget's owner is cleaned up, which drops them at once. A task therefore reads and sets the
/// widget's signals after each `await` without asking whether they still exist.
#[derive(Clone, Copy)]
pub struct Tasks(StoredValue<Slots, LocalStorage>);

/// The tasks that wait; the slot of one that is polled now is empty.
#[derive(Default)]
struct Slots {
    waiting: Vec<Option<Task>>,
    /// The slots of tasks that are done.
    free: Vec<usize>,
}

impl Tasks {
    /// Tasks of the current owner.
    pub fn new() -> Self {
        Self(StoredValue::new_local(Slots::default()))
    }

    /// Runs a task; nothing, if the owner was cleaned up.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        let task: Task = Box::pin(task);
        let slot = self.0.try_update_value(|slots| {
            let slot = slots.free.pop().unwrap_or_else(|| {
                slots.waiting.push(None);
                slots.waiting.len() - 1
            });
            slots.waiting[slot] = Some(task);
            slot
        });
        let Some(slot) = slot else { return };
        spawn_local(poll_fn(move |context| {
            let task = self.0.try_update_value(|slots| slots.waiting[slot].take()).flatten();
            let Some(mut task) = task else { return Poll::Ready(()) };
            let poll = task.as_mut().poll(context);
            // Where the task itself has led to the cleanup, it is dropped here.
            self.0.try_update_value(|slots| match poll {
                Poll::Ready(()) => slots.free.push(slot),
                Poll::Pending => slots.waiting[slot] = Some(task),
            });
            poll
        }));
    }

    /// True once the owner was cleaned up.
    pub fn have_ended(self) -> bool {
        self.0.try_with_value(|_| ()).is_none()
    }
}

impl Default for Tasks {
    fn default() -> Self {
        Self::new()
    }
}

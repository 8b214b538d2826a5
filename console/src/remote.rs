//! What has come back from the server: the newest call wins, and a failed refresh keeps what was there.

use helpnook_client::Failure;
use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A value that lives on the server.
#[derive(Debug)]
pub(crate) struct Remote<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    calls: StoredValue<u32>,
    is_running: StoredValue<bool>,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Remote<T> {
    /// Nothing yet, and nothing under way.
    pub(crate) fn new() -> Self {
        Self {
            value: RwSignal::new(None),
            failure: RwSignal::new(None),
            calls: StoredValue::new(0),
            is_running: StoredValue::new(false),
        }
    }

    /// Forgets what came back before and loads anew.
    pub(crate) fn load(self, call: impl Future<Output = Result<T, Failure>> + 'static) {
        self.value.set(None);
        self.failure.set(None);
        self.run(call);
    }

    /// Looks for news, unless a call is under way; what is shown stays until they are there.
    pub(crate) fn refresh(self, call: impl Future<Output = Result<T, Failure>> + 'static) {
        if !self.is_running.get_value() {
            self.run(call);
        }
    }

    /// Loads while what is shown stays, and drops the answer of a call that is under way.
    pub(crate) fn renew(self, call: impl Future<Output = Result<T, Failure>> + 'static) {
        self.run(call);
    }

    /// What came back.
    pub(crate) fn value(self) -> Option<T> {
        self.value.get()
    }

    /// Reads what came back without a copy.
    pub(crate) fn with<U>(self, read: impl FnOnce(Option<&T>) -> U) -> U {
        self.value.with(|value| read(value.as_ref()))
    }

    /// What came back, without being told of changes.
    pub(crate) fn value_now(self) -> Option<T> {
        self.value.try_get_untracked().flatten()
    }

    /// Takes a value that came back otherwise, for example from a write.
    pub(crate) fn put(self, value: T) {
        self.value.set(Some(value));
        self.failure.set(None);
    }

    /// Why the last call came to nothing.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    fn run(self, call: impl Future<Output = Result<T, Failure>> + 'static) {
        let number = self.calls.get_value().wrapping_add(1);
        self.calls.set_value(number);
        self.is_running.set_value(true);
        spawn_local(async move {
            let outcome = call.await;
            // A screen that was left has no signals any more; an older call has nothing to say.
            if self.calls.try_get_value() != Some(number) {
                return;
            }
            self.is_running.set_value(false);
            match outcome {
                Ok(value) => {
                    set_if_new(self.value, Some(value));
                    set_if_new(self.failure, None);
                }
                Err(failure) => set_if_new(self.failure, Some(failure)),
            }
        });
    }
}

/// What did not change is not drawn anew: focus and selection stay where they are.
fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

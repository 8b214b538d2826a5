//! Messages for screen readers.

use leptos::prelude::*;

/// The text of the panel's live region.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Nothing is announced yet.
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// The text in the live region.
    pub fn text(self) -> String {
        self.0.get()
    }

    /// Announces a message. The same message a second time ends in a no-break space: screen readers listen for changes.
    pub fn announce(self, message: String) {
        self.0.update(|text| *text = if *text == message { message + "\u{a0}" } else { message });
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

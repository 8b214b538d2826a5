//! Where the keyboard focus goes when content arrives.

use leptos::prelude::*;

/// Counts arrivals of content: after each, [`crate::panel`] moves the focus to the content if it waits on the title.
#[derive(Clone, Copy)]
pub struct FocusOnArrival(RwSignal<u32>);

impl FocusOnArrival {
    /// No content has arrived yet.
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Notes that content has taken the place of something else.
    pub fn content_arrived(self) {
        self.0.update(|count| *count += 1);
    }

    /// Follows the arrivals.
    pub fn track(self) {
        self.0.track();
    }
}

impl Default for FocusOnArrival {
    fn default() -> Self {
        Self::new()
    }
}

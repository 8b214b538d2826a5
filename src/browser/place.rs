//! Where something was drawn.

use crate::signal::Signal;
use web_sys::Element;

/// The element that a part of a view became; nothing before it is drawn. Reading it is heard by effects.
#[derive(Clone, Copy)]
pub struct Place(Signal<Option<Element>>);

impl Place {
    /// Nothing is drawn yet.
    pub fn new() -> Self {
        Self(Signal::new(None))
    }

    /// The element.
    pub fn get(self) -> Option<Element> {
        self.0.try_get().flatten()
    }

    /// The element, for once.
    pub fn get_untracked(self) -> Option<Element> {
        self.0.try_get_untracked().flatten()
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn set(self, element: Element) {
        self.0.try_set(Some(element));
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

//! What was looked for on this device before: kept here alone, and forgotten on request.

use crate::shelf::Shelf;
use crate::signal::Signal;

/// So many searches are kept.
const MOST: usize = 5;

/// The name under which they are kept.
const NAME: &str = "searches";

/// The searches of this device that led somewhere, the newest first.
#[derive(Clone, Copy)]
pub(super) struct Recent {
    all: Signal<Vec<String>>,
    shelf: Shelf,
}

impl Recent {
    /// What is kept on a shelf.
    pub(super) fn open(shelf: Shelf) -> Self {
        Self { all: Signal::new(shelf.read(NAME).unwrap_or_default()), shelf }
    }

    /// The searches, the newest first.
    pub(super) fn all(self) -> Vec<String> {
        self.all.get()
    }

    /// Keeps a search that led somewhere.
    pub(super) fn keep(self, text: &str) {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        self.all.update(|all| {
            all.retain(|one| *one != text);
            all.insert(0, text);
            all.truncate(MOST);
        });
        self.all.with_untracked(|all| self.shelf.write(NAME, all));
    }

    /// Forgets all of them.
    pub(super) fn clear(self) {
        self.all.set(Vec::new());
        self.shelf.clear(NAME);
    }
}

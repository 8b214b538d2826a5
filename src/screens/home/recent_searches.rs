//! The searches of this device: stored here alone, and removed on request.

use crate::state::device_storage::stored::StoredSearches;
use crate::state::device_storage::{DeviceStorage, Stored};
use leptos::prelude::*;

/// So many searches are kept.
const MOST: usize = 5;

/// The searches of this device that led somewhere, the newest first.
#[derive(Clone, Copy)]
pub(super) struct RecentSearches {
    all: RwSignal<Vec<String>>,
    storage: DeviceStorage,
}

impl RecentSearches {
    /// The stored searches.
    pub(super) fn open(storage: DeviceStorage) -> Self {
        Self { all: RwSignal::new(storage.read::<StoredSearches>().unwrap_or_default().0), storage }
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
        self.storage.write(&StoredSearches(self.all.get_untracked()));
    }

    /// Forgets all of them.
    pub(super) fn clear(self) {
        self.all.set(Vec::new());
        self.storage.clear(StoredSearches::NAME);
    }
}

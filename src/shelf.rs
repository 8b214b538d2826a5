//! What this device keeps for one backend: texts under names, apart from those of other backends.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{browser::storage, json};

/// The keys that the widget uses, all below `helpnook:<backend>:`. Documented for site owners.
pub const NAMES: [&str; 6] = ["site", "tickets", "outbox", "draft", "replies", "requester"];

/// A shelf of one backend. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Shelf(StoredValue<String>);

impl Shelf {
    /// The shelf of a backend, by its address.
    pub fn of(backend: &str) -> Self {
        Self(StoredValue::new(["helpnook:", backend, ":"].concat()))
    }

    /// What is kept under a name; `None` also where it cannot be read any more.
    pub fn read<T: DeserializeOwned>(self, name: &str) -> Option<T> {
        storage::get(&self.key(name)).and_then(|text| json::from_text(&text))
    }

    /// Keeps something. False when it will not survive a reload.
    pub fn write<T: Serialize>(self, name: &str, data: &T) -> bool {
        json::to_text(data).is_some_and(|text| storage::set(&self.key(name), &text))
    }

    /// Forgets what is kept under a name.
    pub fn clear(self, name: &str) {
        storage::remove(&self.key(name));
    }

    fn key(self, name: &str) -> String {
        self.0.with_value(|prefix| [prefix, name].concat())
    }
}

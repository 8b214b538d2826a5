//! What this device keeps for one backend: texts under names, apart from those of other backends.

use std::cell::RefCell;

use serde::{Serialize, de::DeserializeOwned};

use crate::json;
use crate::platform::storage;

/// The keys that the widget uses, all below `helpnook:<backend>:`. Documented for site owners.
pub const NAMES: [&str; 10] = [
    "site",
    "tickets",
    "session",
    "outbox",
    "draft",
    "subject",
    "replies",
    "requester",
    "searches",
    "device",
];

/// A storage of one backend. Cheap to copy, and good for ever: what arrives after the widget was taken out of the
/// page is kept too.
#[derive(Clone, Copy)]
pub struct DeviceStorage(&'static str);

thread_local! {
    /// The beginnings of all keys so far: one for each backend that was ever asked for.
    static PREFIXES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

impl DeviceStorage {
    /// The storage of a backend, by its address.
    pub fn of(backend: &str) -> Self {
        let prefix = ["helpnook:", backend, ":"].concat();
        PREFIXES.with_borrow_mut(|known| {
            if let Some(known) = known.iter().find(|known| **known == prefix) {
                return Self(known);
            }
            let prefix: &'static str = prefix.leak();
            known.push(prefix);
            Self(prefix)
        })
    }

    /// What is kept under a name; `None` also where it cannot be read any more.
    pub fn read<T: DeserializeOwned>(self, name: &str) -> Option<T> {
        storage::get(&self.key(name)).and_then(|text| json::from_text(&text))
    }

    /// Whether anything is kept under a name.
    pub fn has(self, name: &str) -> bool {
        storage::get(&self.key(name)).is_some()
    }

    /// Whether anything but an empty list is kept under a name, without reading what.
    pub fn has_any(self, name: &str) -> bool {
        storage::get(&self.key(name)).is_some_and(|text| text != "[]")
    }

    /// Keeps something. False when it will not survive a reload.
    pub fn write<T: Serialize>(self, name: &str, data: &T) -> bool {
        json::to_text(data).is_some_and(|text| storage::set(&self.key(name), &text))
    }

    /// Whether what is kept under a name will not survive a reload.
    pub fn is_fleeting(self, name: &str) -> bool {
        storage::is_fleeting(&self.key(name))
    }

    /// Forgets what is kept under a name.
    pub fn clear(self, name: &str) {
        storage::remove(&self.key(name));
    }

    /// Forgets everything but what the site offers to everyone.
    pub fn forget(self) {
        NAMES.into_iter().filter(|name| *name != "site").for_each(|name| self.clear(name));
    }

    fn key(self, name: &str) -> String {
        [self.0, name].concat()
    }
}

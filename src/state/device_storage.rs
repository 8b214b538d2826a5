//! The browser's local storage for one backend. Each thing in it is a type of [`stored`], with the version of its layout.
//!
//! A stored text is `{"version":1,"data":…}`; one without a version is of the first layout, version 0. A text that this
//! version cannot read, because a later version wrote it or it is damaged, is moved to `<name>.unreadable`, never
//! overwritten; the version that can read it takes it back in.

use std::cell::RefCell;

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use helpnook_browser_json as json;

use crate::i18n::digits;
use crate::platform::{page, storage};

/// Everything that is stored.
pub mod stored;

/// The names in the storage, all below `helpnook:<backend>:`. Documented for site owners.
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

const BEFORE_VERSION: &str = "{\"version\":";
const BEFORE_DATA: &str = ",\"data\":";
const UNREADABLE: &str = ".unreadable";

/// A thing that is stored: a type of its own, so that a change of the contract changes no stored text.
pub trait Stored: Serialize + DeserializeOwned {
    /// Its name: one of [`NAMES`].
    const NAME: &'static str;
    /// The version of the layout that is written.
    const VERSION: u32 = 1;
    /// True for a copy of what the backend has: one that cannot be read is dropped.
    const IS_CACHE: bool = false;

    /// True for what nobody has but this device: what was set aside is taken back in by the version that can read it.
    const COMES_BACK: bool = false;

    /// Reads the data of an earlier version; `None` if they are damaged.
    fn upgrade(_version: u32, data: &str) -> Option<Self> {
        json::from_text(data)
    }

    /// Takes in what was set aside by a version that could not read it. False where both cannot be kept in one.
    fn merge(&mut self, _set_aside: &Self) -> bool {
        false
    }
}

/// A storage of one backend. Cheap to copy, and good for ever: a reply that arrives after the widget was unmounted is
/// stored too.
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

    /// The stored data, with those that an earlier version had set aside; `None` if none can be read.
    pub fn read<T: Stored>(self) -> Option<T> {
        let text = storage::get(&self.key(T::NAME));
        let mut stored = text.as_deref().and_then(parse::<T>);
        if stored.is_none() && text.is_some() && !T::IS_CACHE {
            self.set_aside(T::NAME);
        }
        if T::COMES_BACK
            && let Some(aside) = storage::get(&self.key(&aside_name(T::NAME, 1)))
            && let Some(aside) = parse::<T>(&aside)
            && stored.as_mut().is_none_or(|stored| stored.merge(&aside))
        {
            let merged = stored.unwrap_or(aside);
            self.write(&merged);
            self.remove_aside(T::NAME);
            return Some(merged);
        }
        stored
    }

    /// True where anything is stored under a name.
    pub fn has(self, name: &str) -> bool {
        storage::get(&self.key(name)).is_some()
    }

    /// True where anything but an empty list is stored under a name; does not read it.
    pub fn has_any(self, name: &str) -> bool {
        storage::get(&self.key(name)).is_some_and(|text| split(&text).1 != "[]")
    }

    /// How many items the list under a name has, without reading them.
    pub fn count(self, name: &str) -> usize {
        let text = storage::get(&self.key(name)).unwrap_or_default();
        json::from_text::<Vec<IgnoredAny>>(split(&text).1).map_or(0, |items| items.len())
    }

    /// Stores something. False when it will not survive a reload.
    pub fn write<T: Stored>(self, data: &T) -> bool {
        json::to_text(data).is_some_and(|data| {
            let text = [BEFORE_VERSION, &digits(T::VERSION), BEFORE_DATA, &data, "}"].concat();
            storage::set(&self.key(T::NAME), &text)
        })
    }

    /// True where the text under a name will not survive a reload.
    pub fn is_fleeting(self, name: &str) -> bool {
        storage::is_fleeting(&self.key(name))
    }

    /// Removes what is stored under a name.
    pub fn clear(self, name: &str) {
        storage::remove(&self.key(name));
    }

    /// Removes everything but what the site offers to everyone.
    pub fn forget(self) {
        for name in NAMES.into_iter().filter(|name| *name != "site") {
            self.clear(name);
            self.remove_aside(name);
        }
    }

    /// Moves an unreadable text out of the way of what is written next, and says so to the site owner.
    fn set_aside(self, name: &str) {
        let Some(text) = storage::get(&self.key(name)) else { return };
        let mut number = 1;
        while storage::get(&self.key(&aside_name(name, number))).is_some_and(|other| other != text) {
            number += 1;
        }
        let aside = aside_name(name, number);
        // First: a full storage has room for one of them.
        self.clear(name);
        storage::set(&self.key(&aside), &text);
        let why = " was stored by another version of Helpnook, or is damaged: it is kept as ";
        page::warn(&["helpnook: ", name, why, &aside, "."].concat());
    }

    fn remove_aside(self, name: &str) {
        let mut number = 1;
        while self.has(&aside_name(name, number)) {
            self.clear(&aside_name(name, number));
            number += 1;
        }
    }

    fn key(self, name: &str) -> String {
        [self.0, name].concat()
    }
}

/// `tickets.unreadable`, then `tickets.unreadable2` and so on.
fn aside_name(name: &str, number: u32) -> String {
    if number == 1 { [name, UNREADABLE].concat() } else { [name, UNREADABLE, &digits(number)].concat() }
}

/// The version of a stored text and its data.
fn split(text: &str) -> (&str, &str) {
    let inner = text.strip_prefix(BEFORE_VERSION).and_then(|text| text.strip_suffix('}'));
    inner.and_then(|text| text.split_once(BEFORE_DATA)).unwrap_or(("0", text))
}

fn parse<T: Stored>(text: &str) -> Option<T> {
    let (version, data) = split(text);
    match version.parse::<u32>() {
        Ok(version) if version == T::VERSION => json::from_text(data),
        Ok(version) if version < T::VERSION => T::upgrade(version, data),
        _ => None,
    }
}

//! What survives a reload: the browser's local storage, or memory where the page may not have it
//! (third-party frames, privacy modes, a full disk).

use std::cell::{Cell, RefCell};

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    /// Whether nothing is written at this moment: see [`aside`].
    static IS_ASIDE: Cell<bool> = const { Cell::new(false) };
}

/// Does something that would write, without writing.
pub fn aside(act: impl FnOnce()) {
    IS_ASIDE.set(true);
    act();
    IS_ASIDE.set(false);
}

fn find(all: &RefCell<Vec<(String, String)>>, key: &str) -> Option<String> {
    all.borrow().iter().find(|(kept, _)| kept == key).map(|(_, text)| text.clone())
}

fn put(all: &RefCell<Vec<(String, String)>>, key: &str, text: Option<&str>) {
    let mut all = all.borrow_mut();
    all.retain(|(kept, _)| kept != key);
    all.extend(text.map(|text| (key.to_owned(), text.to_owned())));
}

/// What is kept under a key.
pub fn get(key: &str) -> Option<String> {
    MEMORY.with(|memory| find(memory, key)).or_else(|| disk::get(key))
}

/// Keeps a text. False when it will not survive a reload: then it is kept in memory alone.
pub fn set(key: &str, text: &str) -> bool {
    if IS_ASIDE.get() {
        return true;
    }
    let is_kept = disk::set(key, text);
    MEMORY.with(|memory| put(memory, key, (!is_kept).then_some(text)));
    is_kept
}

/// Whether what is kept under a key will not survive a reload.
pub fn is_fleeting(key: &str) -> bool {
    MEMORY.with(|memory| find(memory, key)).is_some()
}

/// Forgets what is kept under a key.
pub fn remove(key: &str) {
    if IS_ASIDE.get() {
        return;
    }
    MEMORY.with(|memory| put(memory, key, None));
    disk::remove(key);
}

/// Whether anything survives a reload here.
pub fn is_kept() -> bool {
    const PROBE: &str = "helpnook:probe";
    let is_kept = disk::set(PROBE, "1");
    disk::remove(PROBE);
    is_kept
}

#[cfg(target_arch = "wasm32")]
mod disk {
    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }

    pub(super) fn get(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    pub(super) fn set(key: &str, text: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
    }

    pub(super) fn remove(key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod disk {
    use super::{RefCell, find, put};

    thread_local! {
        static DISK: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn get(key: &str) -> Option<String> {
        DISK.with(|disk| find(disk, key))
    }

    pub(super) fn set(key: &str, text: &str) -> bool {
        DISK.with(|disk| put(disk, key, Some(text)));
        true
    }

    pub(super) fn remove(key: &str) {
        DISK.with(|disk| put(disk, key, None));
    }
}

//! What survives a reload: the browser's local storage, or memory where the page may not have it
//! (third-party frames, privacy modes, a full disk).

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static MEMORY: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
}

/// What is kept under a key.
pub fn get(key: &str) -> Option<String> {
    MEMORY.with(|memory| memory.borrow().get(key).cloned()).or_else(|| disk::get(key))
}

/// Keeps a text. False when it will not survive a reload: then it is kept in memory alone.
pub fn set(key: &str, text: &str) -> bool {
    let is_kept = disk::set(key, text);
    MEMORY.with(|memory| {
        if is_kept {
            memory.borrow_mut().remove(key);
        } else {
            memory.borrow_mut().insert(key.to_owned(), text.to_owned());
        }
    });
    is_kept
}

/// Forgets what is kept under a key.
pub fn remove(key: &str) {
    MEMORY.with(|memory| memory.borrow_mut().remove(key));
    disk::remove(key);
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
    use super::{HashMap, RefCell};

    thread_local! {
        static DISK: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
    }

    pub(super) fn get(key: &str) -> Option<String> {
        DISK.with(|disk| disk.borrow().get(key).cloned())
    }

    pub(super) fn set(key: &str, text: &str) -> bool {
        DISK.with(|disk| disk.borrow_mut().insert(key.to_owned(), text.to_owned()));
        true
    }

    pub(super) fn remove(key: &str) {
        DISK.with(|disk| disk.borrow_mut().remove(key));
    }
}

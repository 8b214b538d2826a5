//! What is being typed, kept on the device with each keystroke until it is on its way.

use helpnook_contract::TicketId;

use crate::state::device_storage::DeviceStorage;
use crate::state::device_storage::stored::{LastRequester, ReplyDraft, ReplyDrafts};
use leptos::prelude::*;

/// The request that is being written. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Draft {
    text: RwSignal<TicketDraft>,
    is_read: RwSignal<bool>,
    is_kept: RwSignal<bool>,
    storage: DeviceStorage,
}

impl Draft {
    /// What the device keeps, not read yet.
    pub fn new(storage: DeviceStorage) -> Self {
        let text = RwSignal::new(TicketDraft::default());
        Self { text, is_read: RwSignal::new(false), is_kept: RwSignal::new(true), storage }
    }

    /// Reads what the device keeps. The first time it gives that.
    pub fn read(self) -> Option<TicketDraft> {
        if self.is_read.get_untracked() {
            return None;
        }
        self.is_read.set(true);
        Some(self.begin())
    }

    /// Whether it was read.
    pub fn is_read(self) -> bool {
        self.is_read.get_untracked()
    }

    /// Begins with what the device keeps.
    pub fn begin(self) -> TicketDraft {
        let kept = TicketDraft::open(self.storage);
        self.text.set(kept.clone());
        kept
    }

    /// Looks at it; whoever does hears of changes.
    pub fn with<T>(self, look: impl FnOnce(&TicketDraft) -> T) -> T {
        self.text.with(look)
    }

    /// Looks at it as it is now.
    pub fn with_untracked<T>(self, look: impl FnOnce(&TicketDraft) -> T) -> T {
        self.text.with_untracked(look)
    }

    /// Changes it, and keeps it on the device.
    pub fn write(self, change: impl FnOnce(&mut TicketDraft)) {
        self.text.update(change);
        self.is_kept.set(self.text.with_untracked(|draft| draft.keep(self.storage)));
    }

    /// Changes it for the eyes alone.
    pub fn show(self, change: impl FnOnce(&mut TicketDraft)) {
        self.text.update(change);
    }

    /// Whether it survives a reload.
    pub fn is_kept(self) -> bool {
        self.is_kept.get()
    }

    /// Forgets it, on the device too.
    pub fn forget(self) {
        self.text.set(TicketDraft::default());
        self.storage.clear("draft");
    }
}

pub use crate::state::device_storage::stored::TicketDraft;

impl TicketDraft {
    /// The draft on the device; on a new one the requester is filled in as they last were.
    pub fn open(storage: DeviceStorage) -> Self {
        storage.read().unwrap_or_else(|| {
            let LastRequester { email, name } = storage.read().unwrap_or_default();
            Self { email, name, ..Self::default() }
        })
    }

    /// Keeps the draft. False when it will not survive a reload.
    pub fn keep(&self, storage: DeviceStorage) -> bool {
        storage.write(self)
    }

    /// The draft is on its way: forgets it, remembers who wrote it.
    pub fn done(&self, storage: DeviceStorage) {
        storage.write(&LastRequester { email: self.email.clone(), name: self.name.clone() });
        storage.clear("draft");
    }
}

/// The stored reply to a ticket; empty if none is being written.
pub fn reply(storage: DeviceStorage, ticket: &TicketId) -> String {
    let all = storage.read::<ReplyDrafts>().unwrap_or_default().0;
    all.into_iter().find(|draft| draft.0 == *ticket).map(|draft| draft.1).unwrap_or_default()
}

/// Stores a reply; removes an empty one.
pub fn keep_reply(storage: DeviceStorage, ticket: &TicketId, text: &str) {
    let mut all: ReplyDrafts = storage.read().unwrap_or_default();
    all.0.retain(|draft| draft.0 != *ticket);
    if !text.is_empty() {
        all.0.push(ReplyDraft(ticket.clone(), text.to_owned()));
    }
    storage.write(&all);
}

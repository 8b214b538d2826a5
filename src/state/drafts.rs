//! What is being typed, kept on the device with each keystroke until it is on its way.

use helpnook_contract::TicketId;
use helpnook_contract::attachments::Attachment;
use serde::{Deserialize, Serialize};

use crate::state::device_storage::DeviceStorage;
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

/// A request as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDraft {
    /// What it is about.
    pub subject: String,
    /// The message.
    pub message: String,
    /// The requester's address.
    pub email: String,
    /// The requester's name.
    pub name: String,
    /// The id of its category; empty for none.
    pub category: String,
    /// Files that the backend already has.
    pub attachments: Vec<Attachment>,
}

impl TicketDraft {
    /// The draft on the device; on a new one the requester is filled in as they last were.
    pub fn open(storage: DeviceStorage) -> Self {
        storage.read("draft").unwrap_or_else(|| {
            let (email, name) = storage.read("requester").unwrap_or_default();
            Self { email, name, ..Self::default() }
        })
    }

    /// Keeps the draft. False when it will not survive a reload.
    pub fn keep(&self, storage: DeviceStorage) -> bool {
        storage.write("draft", self)
    }

    /// The draft is on its way: forgets it, remembers who wrote it.
    pub fn done(&self, storage: DeviceStorage) {
        storage.write("requester", &(&self.email, &self.name));
        storage.clear("draft");
    }
}

/// The replies that are being typed, by ticket.
type Replies = Vec<(String, String)>;

/// The reply to a ticket as far as it is written.
pub fn reply(storage: DeviceStorage, ticket: &TicketId) -> String {
    let all = storage.read::<Replies>("replies").unwrap_or_default();
    all.into_iter().find(|(of, _)| of == ticket.as_str()).map(|(_, text)| text).unwrap_or_default()
}

/// Keeps a reply; an empty one is forgotten.
pub fn keep_reply(storage: DeviceStorage, ticket: &TicketId, text: &str) {
    let mut all = storage.read::<Replies>("replies").unwrap_or_default();
    all.retain(|(of, _)| of != ticket.as_str());
    if !text.is_empty() {
        all.push((ticket.as_str().to_owned(), text.to_owned()));
    }
    storage.write("replies", &all);
}

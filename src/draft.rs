//! What is being typed, kept on the device with each keystroke until it is on its way.

use helpnook_contract::TicketId;
use helpnook_contract::attachments::Attachment;
use serde::{Deserialize, Serialize};

use crate::shelf::Shelf;

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
    pub fn open(shelf: Shelf) -> Self {
        shelf.read("draft").unwrap_or_else(|| {
            let (email, name) = shelf.read("requester").unwrap_or_default();
            Self { email, name, ..Self::default() }
        })
    }

    /// Keeps the draft. False when it will not survive a reload.
    pub fn keep(&self, shelf: Shelf) -> bool {
        shelf.write("draft", self)
    }

    /// The draft is on its way: forgets it, remembers who wrote it.
    pub fn done(&self, shelf: Shelf) {
        shelf.write("requester", &(&self.email, &self.name));
        shelf.clear("draft");
    }
}

/// The replies that are being typed, by ticket.
type Replies = Vec<(String, String)>;

/// The reply to a ticket as far as it is written.
pub fn reply(shelf: Shelf, ticket: &TicketId) -> String {
    let all = shelf.read::<Replies>("replies").unwrap_or_default();
    all.into_iter().find(|(of, _)| of == ticket.as_str()).map(|(_, text)| text).unwrap_or_default()
}

/// Keeps a reply; an empty one is forgotten.
pub fn keep_reply(shelf: Shelf, ticket: &TicketId, text: &str) {
    let mut all = shelf.read::<Replies>("replies").unwrap_or_default();
    all.retain(|(of, _)| of != ticket.as_str());
    if !text.is_empty() {
        all.push((ticket.as_str().to_owned(), text.to_owned()));
    }
    shelf.write("replies", &all);
}

//! The layout of the outbox: writes that the backend has not acknowledged.

use helpnook_contract::thread::NewMessage;
use helpnook_contract::tickets::{NewTicket, PageContext, Requester};
use helpnook_contract::{AttachmentId, TicketId};
use serde::{Deserialize, Serialize};

use super::StoredFile;
use crate::platform::page;
use crate::state::delivery::Delivery;
use crate::state::device_storage::Stored;
use helpnook_browser_json as json;

/// The writes that the backend has not acknowledged, in the order in which they were written.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Outbox(pub Vec<PendingWrite>);

/// A write that the backend has not acknowledged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingWrite {
    /// Its idempotency key.
    pub key: String,
    /// The ticket or reply.
    #[serde(rename = "letter")]
    pub write: Write,
    /// True once the backend refused it: then it waits for the customer, not for the network.
    pub is_refused: bool,
    /// When it was first sent, in milliseconds since 1970; `None` while no try can have reached the backend.
    #[serde(default)]
    pub sent_at: Option<f64>,
    /// The files that it names, for when it is written anew.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// A write to the backend, stored as a [`StoredWrite`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "StoredWrite", into = "StoredWrite")]
pub enum Write {
    /// A new ticket.
    Ticket(NewTicket),
    /// A reply to a ticket of this device.
    Reply(TicketId, NewMessage),
}

/// The layout of a [`Write`].
#[derive(Serialize, Deserialize)]
enum StoredWrite {
    Ticket(StoredTicket),
    Reply(TicketId, StoredReply),
}

/// The layout of a new ticket.
#[derive(Serialize, Deserialize)]
struct StoredTicket {
    subject: String,
    message: String,
    requester: StoredRequester,
    #[serde(default)]
    category: Option<String>,
    #[serde(default)]
    attachments: Vec<AttachmentId>,
    #[serde(default)]
    page: Option<StoredPage>,
}

#[derive(Serialize, Deserialize)]
struct StoredRequester {
    email: String,
    #[serde(default)]
    name: Option<String>,
}

/// The page that a ticket was written on.
#[derive(Serialize, Deserialize)]
struct StoredPage {
    url: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

/// The layout of a reply.
#[derive(Serialize, Deserialize)]
struct StoredReply {
    body: String,
    #[serde(default)]
    attachments: Vec<AttachmentId>,
}

impl From<StoredWrite> for Write {
    fn from(stored: StoredWrite) -> Self {
        match stored {
            StoredWrite::Reply(id, StoredReply { body, attachments }) => {
                Self::Reply(id, NewMessage { body, attachments })
            }
            StoredWrite::Ticket(StoredTicket {
                subject,
                message,
                requester,
                category,
                attachments,
                page,
            }) => Self::Ticket(NewTicket {
                subject,
                message,
                requester: Requester { email: requester.email, name: requester.name },
                category,
                attachments,
                page: page.map(|StoredPage { url, title, language }| PageContext { url, title, language }),
            }),
        }
    }
}

impl From<Write> for StoredWrite {
    fn from(write: Write) -> Self {
        match write {
            Write::Reply(id, NewMessage { body, attachments }) => {
                Self::Reply(id, StoredReply { body, attachments })
            }
            Write::Ticket(NewTicket { subject, message, requester, category, attachments, page }) => {
                Self::Ticket(StoredTicket {
                    subject,
                    message,
                    requester: StoredRequester { email: requester.email, name: requester.name },
                    category,
                    attachments,
                    page: page.map(|PageContext { url, title, language }| StoredPage {
                        url,
                        title,
                        language,
                    }),
                })
            }
        }
    }
}

/// Milliseconds for which a backend keeps idempotency keys at least, less an hour for clocks that differ: see
/// `docs/contract.md`.
const KEYS_ARE_KEPT: f64 = 23.0 * 3_600_000.0;

impl PendingWrite {
    /// Its stage now.
    pub fn delivery(&self) -> Delivery {
        match self.sent_at {
            _ if self.is_refused => Delivery::Refused,
            Some(at) if page::now() - at > KEYS_ARE_KEPT => Delivery::Unknown,
            _ => Delivery::Underway,
        }
    }
}

impl Stored for Outbox {
    const NAME: &'static str = "outbox";
    const COMES_BACK: bool = true;

    /// Version 0 did not store when a write was sent: it counts as sent now.
    fn upgrade(_version: u32, data: &str) -> Option<Self> {
        let mut outbox: Self = json::from_text(data)?;
        outbox.0.iter_mut().for_each(|write| write.sent_at = Some(page::now()));
        Some(outbox)
    }

    fn merge(&mut self, set_aside: &Self) -> bool {
        for write in &set_aside.0 {
            if !self.0.iter().any(|known| known.key == write.key) {
                self.0.push(write.clone());
            }
        }
        true
    }
}

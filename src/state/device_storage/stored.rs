//! The layout of everything that is stored. Texts of each version ever shipped are in `tests/states/fixtures/storage`, and a
//! test reads them all: a change here that cannot read one needs another `VERSION` and an `upgrade`.

use helpnook_contract::attachments::Attachment;
use helpnook_contract::site::Site;
use helpnook_contract::{AttachmentId, MessageId, TicketId};
use serde::{Deserialize, Serialize};

use super::Stored;
use helpnook_browser_json as json;

mod outbox;
pub use outbox::{Outbox, PendingWrite, Write};

/// The site as the backend described it last: a copy for when it is away.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredSite(pub Site);

impl Stored for StoredSite {
    const NAME: &'static str = "site";
    const IS_CACHE: bool = true;
}

/// The tickets that this device follows.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TrackedTickets(pub Vec<TrackedTicket>);

/// A ticket that this device may follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedTicket {
    /// Its id.
    pub id: TicketId,
    /// Its reference, for people.
    pub reference: String,
    /// Its key; empty where the customer's session opens it.
    pub key: String,
    /// The last message that was read here.
    pub seen: Option<MessageId>,
    /// True once a rating was given or declined since it was last solved.
    pub is_rated: bool,
}

impl Stored for TrackedTickets {
    const NAME: &'static str = "tickets";
    const COMES_BACK: bool = true;

    fn merge(&mut self, set_aside: &Self) -> bool {
        for ticket in &set_aside.0 {
            if !self.0.iter().any(|known| known.id == ticket.id) {
                self.0.push(ticket.clone());
            }
        }
        true
    }
}

/// The session of a signed-in customer.
#[derive(Default, Serialize, Deserialize)]
pub struct StoredSession {
    /// Its token; empty once it has ended.
    pub token: String,
    /// The `sub` of the identity that it came of: nobody else is shown what they left, even after it has ended.
    pub subject: String,
}

impl Stored for StoredSession {
    const NAME: &'static str = "session";

    fn upgrade(_version: u32, data: &str) -> Option<Self> {
        let (token, subject) = json::from_text(data)?;
        Some(Self { token, subject })
    }
}

/// A file that the backend already has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    id: AttachmentId,
    name: String,
    media_type: String,
    bytes: u64,
}

impl From<Attachment> for StoredFile {
    fn from(Attachment { id, name, media_type, bytes }: Attachment) -> Self {
        Self { id, name, media_type, bytes }
    }
}

impl From<StoredFile> for Attachment {
    fn from(StoredFile { id, name, media_type, bytes }: StoredFile) -> Self {
        Self { id, name, media_type, bytes }
    }
}

/// The ticket that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDraft {
    /// The subject.
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
    pub attachments: Vec<StoredFile>,
}

impl Stored for TicketDraft {
    const NAME: &'static str = "draft";
    const COMES_BACK: bool = true;
}

/// The subject of a ticket that is to be written, until it is in the draft.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BegunSubject(pub String);

impl Stored for BegunSubject {
    const NAME: &'static str = "subject";
}

/// The replies that are being written.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReplyDrafts(pub Vec<ReplyDraft>);

/// The reply to a ticket that is being written: the ticket's id and the text.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReplyDraft(pub TicketId, pub String);

impl Stored for ReplyDrafts {
    const NAME: &'static str = "replies";
    const COMES_BACK: bool = true;

    fn merge(&mut self, set_aside: &Self) -> bool {
        for draft in &set_aside.0 {
            if !self.0.iter().any(|known| known.0 == draft.0) {
                self.0.push(draft.clone());
            }
        }
        true
    }
}

/// Who wrote the last ticket from this device: fills in the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRequester {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
}

impl Stored for LastRequester {
    const NAME: &'static str = "requester";

    fn upgrade(_version: u32, data: &str) -> Option<Self> {
        let (email, name) = json::from_text(data)?;
        Some(Self { email, name })
    }
}

/// The searches of this device that led to an article, the newest first.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredSearches(pub Vec<String>);

impl Stored for StoredSearches {
    const NAME: &'static str = "searches";
}

/// The random id of this device in search analytics.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub String);

impl Stored for DeviceId {
    const NAME: &'static str = "device";
}

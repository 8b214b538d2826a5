//! Tickets as their requester sees them: send, list, follow.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::field::{ATTACHMENTS_MAX, Email, FieldError, MessageText, PersonName, Subject};
use crate::id::{AttachmentId, MessageId, TicketId};
use crate::problem::FieldProblem;
use crate::site::ReplyTime;

/// `POST /v1/tickets`: 201 [`TicketCreated`].
#[derive(Clone, Debug)]
pub struct CreateTicket {
    /// The ticket.
    pub body: NewTicket,
}

impl Endpoint for CreateTicket {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/tickets";
    type Body = NewTicket;
    type Reply = TicketCreated;

    fn body(&self) -> Option<&NewTicket> {
        Some(&self.body)
    }
}

/// A ticket as it is sent. Lengths count characters; white space around texts is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTicket {
    /// 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub subject: String,
    /// 1 to 20,000 characters, plain text.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 20000, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub message: String,
    /// Who asks.
    pub requester: Requester,
    /// The id of one of the site's categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 100, pattern = r"^[^\x00]*$"))]
    pub category: Option<String>,
    /// Uploaded before; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub attachments: Vec<AttachmentId>,
    /// Where the customer was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageContext>,
}

impl NewTicket {
    /// Every fault at once, by JSON pointer; empty when it may be sent.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let mut faults = Vec::new();
        let mut note = |pointer: &str, error: Option<FieldError>| {
            faults.extend(error.map(|error| error.at(pointer)));
        };
        note("/subject", Subject::parse(&self.subject).err());
        note("/message", MessageText::parse(&self.message).err());
        note("/requester/email", Email::parse(&self.requester.email).err());
        note(
            "/requester/name",
            self.requester.name.as_deref().and_then(|name| PersonName::parse(name).err()),
        );
        note("/attachments", too_many(&self.attachments));
        faults
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requester {
    /// Where replies may go.
    #[cfg_attr(feature = "openapi", schema(max_length = 254, format = "email"))]
    pub email: String,
    /// How to address them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub name: Option<String>,
}

/// The page that a ticket was sent from, without query and fragment unless the site asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageContext {
    /// Its address; of a longer one than 2,000 characters the beginning is kept.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub url: String,
    /// Its title; of a longer one than 300 characters the beginning is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub title: Option<String>,
    /// The customer's language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub language: Option<String>,
}

/// The server has the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketCreated {
    /// For machines.
    pub id: TicketId,
    /// For people: `HN-7F3K-92`, no look-alike letters, the last character checks the others.
    pub reference: String,
    /// Whoever holds it may follow the ticket. Shown once, never again.
    pub ticket_key: String,
    /// Its first status.
    pub status: TicketStatus,
    /// When a first response usually comes; absent until it was measured.
    pub expected_reply: Option<ReplyTime>,
    /// RFC 3339.
    pub created_at: String,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// Nobody has looked yet.
    New,
    /// Waiting on us.
    Open,
    /// Waiting on the customer.
    Waiting,
    /// Done; a reply reopens it.
    Solved,
    /// Done for good; a new ticket follows up.
    Closed,
    /// A status of a newer backend.
    #[serde(other)]
    Unknown,
}

/// `GET /v1/tickets`: the tickets whose keys are sent, the last changed first. Unknown keys are passed over.
#[derive(Clone, Debug, Default)]
pub struct ListTickets {
    /// From [`Page::next`].
    pub query: CursorQuery,
}

impl Endpoint for ListTickets {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/tickets";
    type Body = NoBody;
    type Reply = Page<TicketSummary>;

    fn address(&self) -> String {
        Address::new(Self::PATH).query("cursor", self.query.cursor.as_ref().map(Cursor::as_str)).finish()
    }
}

/// Where a list goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct CursorQuery {
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketSummary {
    /// For machines.
    pub id: TicketId,
    /// For people.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// Where it stands.
    pub status: TicketStatus,
    /// RFC 3339.
    pub created_at: String,
    /// The last message or change of status, RFC 3339.
    pub updated_at: String,
    /// The last message that the customer may see.
    pub last_message: Option<MessageGlance>,
}

/// A message in a few words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageGlance {
    /// Which.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Its first 140 characters.
    pub excerpt: String,
}

/// `GET /v1/tickets/{id}`.
#[derive(Clone, Debug)]
pub struct GetTicket {
    /// Which.
    pub id: TicketId,
}

impl Endpoint for GetTicket {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/tickets/{id}";
    type Body = NoBody;
    type Reply = Ticket;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }
}

/// A ticket: where it stands, how it came there, what the customer may do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// For machines.
    pub id: TicketId,
    /// For people.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// Where it stands.
    pub status: TicketStatus,
    /// The id of its category.
    pub category: Option<String>,
    /// Who asked.
    pub requester: Requester,
    /// RFC 3339.
    pub created_at: String,
    /// The last message or change of status, RFC 3339.
    pub updated_at: String,
    /// Every change of status, the oldest first.
    pub history: Vec<StatusChange>,
    /// What the customer may do now.
    pub can: Vec<TicketAction>,
    /// When a first response usually comes; absent once it came, or until it was measured.
    pub expected_reply: Option<ReplyTime>,
}

/// What a customer may do with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketAction {
    /// Write a message; to a solved ticket it reopens it.
    Reply,
    /// Say that it is done.
    Solve,
    /// Say that it is not.
    Reopen,
    /// Rate it.
    Rate,
    /// Something that a newer backend allows.
    #[serde(other)]
    Unknown,
}

/// A change of status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusChange {
    /// The new status.
    pub to: TicketStatus,
    /// RFC 3339.
    pub at: String,
    /// Who changed it.
    pub by: Actor,
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The requester.
    Customer,
    /// Someone who helps.
    Agent,
    /// The backend itself, by a rule; also whatever a newer backend names.
    #[serde(other)]
    System,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// On which side they are.
    pub kind: Actor,
    /// How they are called.
    pub name: Option<String>,
}

pub(crate) fn too_many(attachments: &[AttachmentId]) -> Option<FieldError> {
    (attachments.len() > ATTACHMENTS_MAX).then_some(FieldError::TooMany { max: ATTACHMENTS_MAX })
}

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

/// The body of [`CreateTicket`]. Lengths are in characters; white space around texts is trimmed.
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
    /// The requester.
    pub requester: Requester,
    /// The id of one of the site's categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 100, pattern = r"^[^\x00]*$"))]
    pub category: Option<String>,
    /// Ids of uploaded files; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub attachments: Vec<AttachmentId>,
    /// The page that it is sent from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageContext>,
}

impl NewTicket {
    /// All invalid fields, by JSON pointer; empty if it is valid.
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

/// The requester.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requester {
    /// E-mail address for replies.
    #[cfg_attr(feature = "openapi", schema(max_length = 254, format = "email"))]
    pub email: String,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub name: Option<String>,
}

/// The page that a ticket is sent from, without query and fragment unless the site includes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageContext {
    /// Its address, cut after 2,000 characters.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub url: String,
    /// Its title, cut after 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub title: Option<String>,
    /// The customer's language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub language: Option<String>,
}

/// The created ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketCreated {
    /// Its id.
    pub id: TicketId,
    /// The reference for people: `HN-7F3K-92`, without look-alike letters; the last character is a check digit.
    pub reference: String,
    /// The secret that opens the ticket. In this reply alone.
    pub ticket_key: String,
    /// Its first status.
    pub status: TicketStatus,
    /// The usual first response time; absent until it is measured.
    pub expected_reply: Option<ReplyTime>,
    /// RFC 3339.
    pub created_at: String,
}

/// The status of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// New, without a response.
    New,
    /// Waiting for the team.
    Open,
    /// Waiting for the customer.
    Waiting,
    /// Solved; a reply reopens it.
    Solved,
    /// Closed for good; a new ticket follows it up.
    Closed,
    /// A status of a newer backend.
    #[serde(other)]
    Unknown,
}

/// `GET /v1/tickets`: the tickets of the keys in `Authorization`, last changed first. Unknown keys are ignored.
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

/// The query of a list.
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
    /// Its id.
    pub id: TicketId,
    /// The reference for people.
    pub reference: String,
    /// Its subject.
    pub subject: String,
    /// Its status.
    pub status: TicketStatus,
    /// RFC 3339.
    pub created_at: String,
    /// Time of the last message or status change, RFC 3339.
    pub updated_at: String,
    /// The last message visible to the customer.
    pub last_message: Option<MessageGlance>,
}

/// The beginning of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageGlance {
    /// Its id.
    pub id: MessageId,
    /// Its author.
    pub author: Author,
    /// Its first 140 characters.
    pub excerpt: String,
}

/// `GET /v1/tickets/{id}`.
#[derive(Clone, Debug)]
pub struct GetTicket {
    /// Its id.
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

/// A ticket with its history and the customer's possible actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// The reference for people.
    pub reference: String,
    /// Its subject.
    pub subject: String,
    /// Its status.
    pub status: TicketStatus,
    /// The id of its category.
    pub category: Option<String>,
    /// The requester.
    pub requester: Requester,
    /// RFC 3339.
    pub created_at: String,
    /// Time of the last message or status change, RFC 3339.
    pub updated_at: String,
    /// All status changes, oldest first.
    pub history: Vec<StatusChange>,
    /// The customer's possible actions.
    pub can: Vec<TicketAction>,
    /// The usual first response time; absent after the first response, or until it is measured.
    pub expected_reply: Option<ReplyTime>,
}

/// An action of a customer on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketAction {
    /// Reply; reopens a solved ticket.
    Reply,
    /// Solve it.
    Solve,
    /// Reopen it.
    Reopen,
    /// Rate it.
    Rate,
    /// An action of a newer backend.
    #[serde(other)]
    Unknown,
}

/// A status change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusChange {
    /// The new status.
    pub to: TicketStatus,
    /// RFC 3339.
    pub at: String,
    /// The actor of the change.
    pub by: Actor,
}

/// A kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The requester.
    Customer,
    /// An agent.
    Agent,
    /// The backend itself, by a rule; or an actor of a newer backend.
    #[serde(other)]
    System,
}

/// The author of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The kind of actor.
    pub kind: Actor,
    /// Name.
    pub name: Option<String>,
}

pub(crate) fn too_many(attachments: &[AttachmentId]) -> Option<FieldError> {
    (attachments.len() > ATTACHMENTS_MAX).then_some(FieldError::TooMany { max: ATTACHMENTS_MAX })
}

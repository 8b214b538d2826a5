//! The queue of tickets, and agents' calls on a ticket.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::field::MessageText;
use crate::id::{AttachmentId, MessageId, TicketId};
use crate::problem::FieldProblem;
use crate::thread::{Message, MessagesQuery};
use crate::tickets::{PageContext, Requester, Ticket, TicketStatus, TicketSummary, too_many};

/// `GET /v1/agent/tickets`: the queue; open statuses longest waiting first, others last changed first.
#[derive(Clone, Debug, Default)]
pub struct ListQueue {
    /// Filter and page.
    pub query: QueueQuery,
}

impl Endpoint for ListQueue {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/tickets";
    type Body = NoBody;
    type Reply = Page<QueueEntry>;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .query("status", self.query.status.as_deref())
            .query("cursor", self.query.cursor.as_ref().map(Cursor::as_str))
            .finish()
    }
}

/// The query of [`ListQueue`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct QueueQuery {
    /// One status: `new`, `open`, `waiting`, `solved` or `closed`; absent: all.
    #[cfg_attr(feature = "openapi", param(pattern = "^(new|open|waiting|solved|closed)$"))]
    pub status: Option<String>,
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// A ticket in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueEntry {
    /// The ticket.
    pub ticket: TicketSummary,
    /// The requester.
    pub requester: Requester,
    /// The CSAT score, 1 to 5, once rated.
    pub score: Option<u8>,
}

/// `GET /v1/agent/tickets/{id}`.
#[derive(Clone, Debug)]
pub struct GetAgentTicket {
    /// Its id.
    pub id: TicketId,
}

impl Endpoint for GetAgentTicket {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/tickets/{id}";
    type Body = NoBody;
    type Reply = AgentTicket;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }
}

/// A ticket with the fields for agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentTicket {
    /// The ticket as the customer sees it.
    pub ticket: Ticket,
    /// The page that it was sent from.
    pub page: Option<PageContext>,
    /// The rating, once there is one.
    pub rating: Option<Rating>,
    /// The customer's signed identity; absent for guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in: Option<SignedInCustomer>,
}

/// A customer's signed identity. A ticket's requester is typed and not verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedInCustomer {
    /// The customer's permanent id at the site.
    pub subject: String,
    /// Their e-mail address there.
    pub email: Option<String>,
    /// Their name there.
    pub name: Option<String>,
}

/// The rating of a solved ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 1 to 5.
    pub score: u8,
    /// Its comment.
    pub comment: Option<String>,
    /// RFC 3339.
    pub at: String,
}

/// `PATCH /v1/agent/tickets/{id}`: 200 with the changed ticket.
#[derive(Clone, Debug)]
pub struct UpdateTicket {
    /// Its id.
    pub id: TicketId,
    /// The change.
    pub body: TicketChange,
}

impl Endpoint for UpdateTicket {
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/v1/agent/tickets/{id}";
    type Body = TicketChange;
    type Reply = AgentTicket;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&TicketChange> {
        Some(&self.body)
    }
}

/// A change of a ticket by an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketChange {
    /// The new status.
    pub status: AgentStatus,
}

/// The statuses that an agent may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgentStatus {
    /// Waiting for the team.
    Open,
    /// Waiting for the customer.
    Waiting,
    /// Solved; a reply reopens it.
    Solved,
    /// Closed for good.
    Closed,
}

impl From<AgentStatus> for TicketStatus {
    fn from(status: AgentStatus) -> Self {
        match status {
            AgentStatus::Open => Self::Open,
            AgentStatus::Waiting => Self::Waiting,
            AgentStatus::Solved => Self::Solved,
            AgentStatus::Closed => Self::Closed,
        }
    }
}

/// `GET /v1/agent/tickets/{id}/messages`: the thread with internal notes, oldest first.
#[derive(Clone, Debug)]
pub struct ListAgentMessages {
    /// The ticket.
    pub id: TicketId,
    /// Page and filter.
    pub query: MessagesQuery,
}

impl Endpoint for ListAgentMessages {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/tickets/{id}/messages";
    type Body = NoBody;
    type Reply = Page<AgentMessage>;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("after", self.query.after.as_ref().map(MessageId::as_str))
            .query("cursor", self.query.cursor.as_ref().map(Cursor::as_str))
            .finish()
    }
}

/// A message with the fields for agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentMessage {
    /// The message.
    pub message: Message,
    /// True for an internal note, which the customer never sees.
    pub internal: bool,
}

/// `POST /v1/agent/tickets/{id}/messages`: a reply (the ticket then waits for the customer) or an internal note; 201.
/// A closed ticket accepts notes alone, a reply is refused with 409.
#[derive(Clone, Debug)]
pub struct CreateAgentMessage {
    /// The ticket.
    pub id: TicketId,
    /// The message.
    pub body: NewAgentMessage,
}

impl Endpoint for CreateAgentMessage {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/agent/tickets/{id}/messages";
    type Body = NewAgentMessage;
    type Reply = AgentMessage;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&NewAgentMessage> {
        Some(&self.body)
    }
}

/// The body of [`CreateAgentMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAgentMessage {
    /// 1 to 20,000 characters, plain text.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 20000, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub body: String,
    /// True for an internal note.
    #[serde(default)]
    pub internal: bool,
    /// Ids of uploaded files; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub attachments: Vec<AttachmentId>,
}

impl NewAgentMessage {
    /// All invalid fields, by JSON pointer; empty if it is valid.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let body = MessageText::parse(&self.body).err().map(|error| error.at("/body"));
        let attachments = too_many(&self.attachments).map(|error| error.at("/attachments"));
        body.into_iter().chain(attachments).collect()
    }
}

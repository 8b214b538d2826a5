//! Messages and replies of a ticket, and status changes by its requester.

use serde::{Deserialize, Serialize};

use crate::attachments::Attachment;
use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::field::MessageText;
use crate::id::{AttachmentId, MessageId, TicketId};
use crate::problem::FieldProblem;
use crate::tickets::{Author, Ticket, too_many};

/// `GET /v1/tickets/{id}/messages`: the public thread, oldest first.
#[derive(Clone, Debug)]
pub struct ListMessages {
    /// The ticket.
    pub id: TicketId,
    /// Page and filter.
    pub query: MessagesQuery,
}

impl Endpoint for ListMessages {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/tickets/{id}/messages";
    type Body = NoBody;
    type Reply = Page<Message>;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("after", self.query.after.as_ref().map(MessageId::as_str))
            .query("cursor", self.query.cursor.as_ref().map(Cursor::as_str))
            .finish()
    }
}

/// The query of [`ListMessages`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct MessagesQuery {
    /// Only messages after the one with this id.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub after: Option<MessageId>,
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// A message of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Its author.
    pub author: Author,
    /// Plain text.
    pub body: String,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// RFC 3339.
    pub created_at: String,
}

/// `POST /v1/tickets/{id}/messages`: 201. A reply reopens a solved ticket; a reply to a closed one is
/// refused with 409 and `urn:helpnook:problem:ticket-closed`.
#[derive(Clone, Debug)]
pub struct CreateMessage {
    /// The ticket.
    pub id: TicketId,
    /// The reply.
    pub body: NewMessage,
}

impl Endpoint for CreateMessage {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/tickets/{id}/messages";
    type Body = NewMessage;
    type Reply = Message;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&NewMessage> {
        Some(&self.body)
    }
}

/// A reply as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMessage {
    /// 1 to 20,000 characters, plain text.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 20000, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub body: String,
    /// Ids of uploaded files; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub attachments: Vec<AttachmentId>,
}

impl NewMessage {
    /// All invalid fields, by JSON pointer; empty if it is valid.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let body = MessageText::parse(&self.body).err().map(|error| error.at("/body"));
        let attachments = too_many(&self.attachments).map(|error| error.at("/attachments"));
        body.into_iter().chain(attachments).collect()
    }
}

/// `POST /v1/tickets/{id}/transitions`: the customer solves or reopens; 200 with the changed ticket.
/// A transition that is not in [`Ticket::can`] is refused with 409.
#[derive(Clone, Debug)]
pub struct CreateTransition {
    /// The ticket.
    pub id: TicketId,
    /// The new status.
    pub body: Transition,
}

impl Endpoint for CreateTransition {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/tickets/{id}/transitions";
    type Body = Transition;
    type Reply = Ticket;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&Transition> {
        Some(&self.body)
    }
}

/// A change of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transition {
    /// The new status.
    pub to: CustomerStatus,
}

/// The statuses that a customer may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomerStatus {
    /// Solved.
    Solved,
    /// Not solved.
    Open,
}

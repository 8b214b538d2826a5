//! What happens on a ticket: messages, replies, changes of status by its requester.

use serde::{Deserialize, Serialize};

use crate::attachments::Attachment;
use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::field::MessageText;
use crate::id::{AttachmentId, MessageId, TicketId};
use crate::problem::FieldProblem;
use crate::tickets::{Author, Ticket, too_many};

/// `GET /v1/tickets/{id}/messages`: the public thread, the oldest first.
#[derive(Clone, Debug)]
pub struct ListMessages {
    /// Of which ticket.
    pub id: TicketId,
    /// From where on.
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
    pub after: Option<MessageId>,
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// A message of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Plain text.
    pub body: String,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// RFC 3339.
    pub created_at: String,
}

/// `POST /v1/tickets/{id}/messages`: 201. To a solved ticket it reopens it; to a closed one it is
/// refused with 409 and `urn:helpnook:problem:ticket-closed`.
#[derive(Clone, Debug)]
pub struct CreateMessage {
    /// To which ticket.
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
    /// Uploaded before; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub attachments: Vec<AttachmentId>,
}

impl NewMessage {
    /// Every fault at once, by JSON pointer; empty when it may be sent.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let body = MessageText::parse(&self.body).err().map(|error| error.at("/body"));
        let attachments = too_many(&self.attachments).map(|error| error.at("/attachments"));
        body.into_iter().chain(attachments).collect()
    }
}

/// `POST /v1/tickets/{id}/transitions`: the customer solves or reopens; 200 with the ticket as it then is.
/// A transition that [`Ticket::can`] does not name is refused with 409.
#[derive(Clone, Debug)]
pub struct CreateTransition {
    /// Of which ticket.
    pub id: TicketId,
    /// Where to.
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

/// A wish for another status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transition {
    /// Where to.
    pub to: CustomerStatus,
}

/// The statuses that a customer may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomerStatus {
    /// It is done.
    Solved,
    /// It is not.
    Open,
}

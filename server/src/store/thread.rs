//! What happens on a ticket: messages, and what they do to its status.
//!
//! The rules, as help desks commonly have them: a reply of ours makes the ticket wait on the
//! customer; a reply of the customer's to a ticket that waits, or is solved, opens it; a note of ours on a new
//! ticket opens it, as somebody has looked. A closed ticket takes notes only and never changes again.

use helpnook_contract::agent::Agent;
use helpnook_contract::agent::queue::AgentMessage;
use helpnook_contract::thread::Message;
use helpnook_contract::tickets::{Actor, Author, TicketStatus};
use helpnook_contract::{AttachmentId, MessageId, Page, TicketId};
use sqlx::{FromRow, SqliteConnection};

use super::attachments::attachments_of;
use super::place::{Place, cut};
use super::{Refused, Store, StoreError, Write, columns};
use crate::clock::Moment;
use crate::random;

/// Messages on one page of a thread.
pub const PAGE: usize = 50;

#[derive(FromRow)]
struct MessageRow {
    id: String,
    ordinal: i64,
    author: String,
    author_name: Option<String>,
    body: String,
    internal: bool,
    created_at: i64,
}

/// From where on a thread is read: after a message, and after an ordinal. Both hold.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// A message's id; an unknown one is before all.
    pub message: Option<MessageId>,
    /// A cursor.
    pub place: Option<Place>,
}

impl Store {
    /// The public thread, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(&self, ticket: &TicketId, after: &After) -> Result<Page<Message>, StoreError> {
        let page = self.thread(ticket, after, false).await?;
        Ok(Page { items: page.items.into_iter().map(|entry| entry.message).collect(), next: page.next })
    }

    /// The thread with notes, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_messages(
        &self,
        ticket: &TicketId,
        after: &After,
    ) -> Result<Page<AgentMessage>, StoreError> {
        self.thread(ticket, after, true).await
    }

    async fn thread(
        &self,
        ticket: &TicketId,
        after: &After,
        with_notes: bool,
    ) -> Result<Page<AgentMessage>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let mut rows: Vec<MessageRow> = sqlx::query_as(
            "SELECT id, ordinal, author, author_name, body, internal, created_at FROM messages \
             WHERE ticket = ? AND (? OR NOT internal) AND ordinal > ? \
               AND ordinal > COALESCE((SELECT ordinal FROM messages WHERE id = ? AND ticket = ?), 0) \
             ORDER BY ordinal LIMIT ?",
        )
        .bind(ticket.as_str())
        .bind(with_notes)
        .bind(after.place.as_ref().map_or(0, |place| place.at))
        .bind(after.message.as_ref().map(MessageId::as_str))
        .bind(ticket.as_str())
        .bind(PAGE as i64 + 1)
        .fetch_all(&mut *connection)
        .await?;
        let next = cut(&mut rows, PAGE, |row| Place { at: row.ordinal, id: String::new() });
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            items.push(entry(&mut connection, row).await?);
        }
        Ok(Page { items, next })
    }
}

impl Write {
    /// Keeps a reply of the customer's.
    ///
    /// # Errors
    /// [`Refused::Closed`], [`Refused::Attachments`], and when the database fails.
    pub async fn reply(
        &mut self,
        ticket: &TicketId,
        body: &str,
        attachments: &[AttachmentId],
    ) -> Result<Message, StoreError> {
        let (status, name) = self.standing(ticket).await?;
        let author = Author { kind: Actor::Customer, name };
        let message = match status {
            TicketStatus::Closed | TicketStatus::Unknown => return Err(StoreError::Refused(Refused::Closed)),
            _ => self.add_message(ticket, &author, None, body, false, attachments).await?,
        };
        if matches!(status, TicketStatus::Waiting | TicketStatus::Solved) {
            self.change_status(ticket, status, TicketStatus::Open, Actor::Customer, None).await?;
        }
        Ok(message.message)
    }

    /// Keeps a reply or note of an agent's.
    ///
    /// # Errors
    /// [`Refused::NotFound`], [`Refused::Closed`], [`Refused::Attachments`], and when the database fails.
    pub async fn agent_reply(
        &mut self,
        ticket: &TicketId,
        agent: &Agent,
        body: &str,
        internal: bool,
        attachments: &[AttachmentId],
    ) -> Result<AgentMessage, StoreError> {
        let (status, _) = self.standing(ticket).await?;
        if status == TicketStatus::Closed && !internal {
            return Err(StoreError::Refused(Refused::Closed));
        }
        let author = Author { kind: Actor::Agent, name: Some(agent.name.clone()) };
        let message = self.add_message(ticket, &author, Some(agent), body, internal, attachments).await?;
        let to = match status {
            TicketStatus::New if internal => TicketStatus::Open,
            _ if internal => status,
            _ => TicketStatus::Waiting,
        };
        if !internal {
            sqlx::query(
                "UPDATE tickets SET first_response_at = ? WHERE id = ? AND first_response_at IS NULL",
            )
            .bind(self.now.0)
            .bind(ticket.as_str())
            .execute(&mut *self.transaction)
            .await?;
        }
        if to != status {
            self.change_status(ticket, status, to, Actor::Agent, Some(agent)).await?;
        }
        Ok(message)
    }

    pub(super) async fn add_message(
        &mut self,
        ticket: &TicketId,
        author: &Author,
        agent: Option<&Agent>,
        body: &str,
        internal: bool,
        attachments: &[AttachmentId],
    ) -> Result<AgentMessage, StoreError> {
        // A note is nothing that the customer sees, so it changes no time that they see.
        let (ordinal,): (i64,) = sqlx::query_as(
            "UPDATE tickets SET last_ordinal = last_ordinal + 1, \
                 last_public = CASE WHEN ? THEN last_public ELSE last_ordinal + 1 END, \
                 updated_at = CASE WHEN ? THEN updated_at ELSE ? END \
             WHERE id = ? RETURNING last_ordinal",
        )
        .bind(internal)
        .bind(internal)
        .bind(self.now.0)
        .bind(ticket.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        let row = MessageRow {
            id: random::message_id(self.now.0, ordinal),
            ordinal,
            author: columns::actor_word(author.kind).to_owned(),
            author_name: author.name.clone(),
            body: body.trim().to_owned(),
            internal,
            created_at: self.now.0,
        };
        sqlx::query(
            "INSERT INTO messages (id, ticket, ordinal, author, author_name, agent, body, internal, created_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&row.id)
        .bind(ticket.as_str())
        .bind(ordinal)
        .bind(&row.author)
        .bind(&row.author_name)
        .bind(agent.map(|agent| agent.id.as_str()))
        .bind(&row.body)
        .bind(internal)
        .bind(row.created_at)
        .execute(&mut *self.transaction)
        .await?;
        self.attach(&MessageId(row.id.clone()), attachments).await?;
        entry(&mut self.transaction, row).await
    }
}

async fn entry(connection: &mut SqliteConnection, row: MessageRow) -> Result<AgentMessage, StoreError> {
    let attachments = attachments_of(connection, &row.id).await?;
    let author = Author { kind: columns::actor(&row.author), name: row.author_name };
    let created_at = Moment(row.created_at).rfc3339();
    let message = Message { id: MessageId(row.id), author, body: row.body, attachments, created_at };
    Ok(AgentMessage { message, internal: row.internal })
}

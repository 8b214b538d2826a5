//! Tickets as their requester sees them.

use helpnook_contract::tickets::Actor;
use helpnook_contract::tickets::{
    Author, MessageGlance, NewTicket, Requester, StatusChange, Ticket, TicketAction, TicketCreated,
    TicketStatus, TicketSummary,
};
use helpnook_contract::{MessageId, Page, RequesterId, TicketId};
use sqlx::{FromRow, QueryBuilder, SqliteConnection};

use super::place::{Place, cut};
use super::{Store, StoreError, Write, columns, figures};
use crate::clock::Moment;
use crate::random;
use crate::reference::new_reference;
use crate::secret::Secret;

/// Tickets on one page of a list.
pub const PAGE: usize = 25;
/// The most characters of a message's excerpt.
const EXCERPT: usize = 140;
/// The most characters that are kept of a page's address, title and language.
const URL_MAX: usize = 2_000;
const TITLE_MAX: usize = 300;
const LANGUAGE_MAX: usize = 35;

/// What every list and view of tickets selects: `t` is the ticket, `m` its last public message.
pub(super) const SUMMARY: &str = "SELECT t.id, t.reference, t.subject, t.status, t.category, t.email, t.name, t.created_at, \
     t.updated_at, t.waiting_since, t.first_response_at, t.solve_cycle, m.id AS message, m.author, m.author_name, \
     m.body AS message_body \
     FROM tickets t LEFT JOIN messages m ON m.ticket = t.id AND m.ordinal = t.last_public ";

#[derive(Clone, Debug, FromRow)]
pub(super) struct TicketRow {
    pub(super) id: String,
    pub(super) reference: String,
    pub(super) subject: String,
    pub(super) status: String,
    pub(super) category: Option<String>,
    pub(super) email: String,
    pub(super) name: Option<String>,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    pub(super) waiting_since: i64,
    pub(super) first_response_at: Option<i64>,
    pub(super) solve_cycle: i64,
    message: Option<String>,
    author: Option<String>,
    author_name: Option<String>,
    message_body: Option<String>,
}

impl TicketRow {
    pub(super) fn requester(&self) -> Requester {
        Requester { email: self.email.clone(), name: self.name.clone() }
    }

    pub(super) fn summary(self) -> TicketSummary {
        let last_message = self.message.map(|id| MessageGlance {
            id: MessageId(id),
            author: Author {
                kind: columns::actor(self.author.as_deref().unwrap_or_default()),
                name: self.author_name,
            },
            excerpt: self.message_body.unwrap_or_default().chars().take(EXCERPT).collect(),
        });
        TicketSummary {
            id: TicketId(self.id),
            reference: self.reference,
            subject: self.subject,
            status: columns::status(&self.status),
            created_at: Moment(self.created_at).rfc3339(),
            updated_at: Moment(self.updated_at).rfc3339(),
            last_message,
        }
    }
}

impl Store {
    /// Whether this key opens this ticket.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn opens(&self, key: &Secret, ticket: &TicketId) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM tickets WHERE id = ? AND key_hash = ?")
            .bind(ticket.as_str())
            .bind(key.hash())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }

    /// The tickets that these keys open and those of this customer, the last changed first. Unknown keys are passed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tickets_of(
        &self,
        keys: &[Secret],
        requester: Option<&RequesterId>,
        from: Option<Place>,
    ) -> Result<Page<TicketSummary>, StoreError> {
        let mut query = QueryBuilder::new(SUMMARY);
        // No hash is empty: so there is always a list.
        query.push("WHERE (t.key_hash IN (''");
        for key in keys {
            query.push(", ").push_bind(key.hash());
        }
        query.push(")");
        if let Some(requester) = requester {
            query.push(" OR t.requester = ").push_bind(requester.as_str());
        }
        query.push(")");
        if let Some(place) = from {
            query
                .push(" AND (t.updated_at, t.id) < (")
                .push_bind(place.at)
                .push(", ")
                .push_bind(place.id)
                .push(")");
        }
        query.push(" ORDER BY t.updated_at DESC, t.id DESC LIMIT ").push_bind(PAGE as i64 + 1);
        let mut rows: Vec<TicketRow> = query.build_query_as().fetch_all(&self.readers).await?;
        let next = cut(&mut rows, PAGE, |row| Place { at: row.updated_at, id: row.id.clone() });
        Ok(Page { items: rows.into_iter().map(TicketRow::summary).collect(), next })
    }

    /// One ticket.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ticket(&self, id: &TicketId) -> Result<Option<Ticket>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        ticket(&mut connection, id, self.now()).await
    }
}

impl Write {
    /// Keeps a ticket that has no faults, and its first message; as this customer's, where one is signed in.
    ///
    /// # Errors
    /// [`super::Refused::Attachments`], and when the database fails.
    pub async fn create_ticket(
        &mut self,
        new: &NewTicket,
        key: &Secret,
        requester: Option<&RequesterId>,
    ) -> Result<TicketCreated, StoreError> {
        let id = TicketId(random::id("tkt_"));
        let reference = self.free_reference().await?;
        let page = new.page.as_ref();
        let kept = |text: &String, max| text.chars().take(max).collect::<String>();
        let name = new.requester.name.as_deref().map(str::trim);
        sqlx::query(
            "INSERT INTO tickets (id, reference, key_hash, subject, status, category, email, name, page_url, page_title, \
                 page_language, requester, created_at, updated_at, waiting_since, solve_cycle, last_ordinal, last_public) \
             VALUES (?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)",
        )
        .bind(id.as_str())
        .bind(&reference)
        .bind(key.hash())
        .bind(new.subject.trim())
        .bind(&new.category)
        .bind(new.requester.email.trim())
        .bind(name)
        .bind(page.map(|page| kept(&page.url, URL_MAX)))
        .bind(page.and_then(|page| page.title.as_ref()).map(|title| kept(title, TITLE_MAX)))
        .bind(page.and_then(|page| page.language.as_ref()).map(|language| kept(language, LANGUAGE_MAX)))
        .bind(requester.map(RequesterId::as_str))
        .bind(self.now.0)
        .bind(self.now.0)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        self.note_status(&id, TicketStatus::New, Actor::Customer, None).await?;
        let author = Author { kind: Actor::Customer, name: name.map(str::to_owned) };
        self.add_message(&id, &author, None, &new.message, false, &new.attachments).await?;
        let expected_reply = figures::expected_reply(&mut self.transaction, self.now).await?;
        Ok(TicketCreated {
            id,
            reference,
            ticket_key: key.reveal().to_owned(),
            status: TicketStatus::New,
            expected_reply,
            created_at: self.now.rfc3339(),
        })
    }

    /// One ticket as it is within this write.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ticket(&mut self, id: &TicketId) -> Result<Option<Ticket>, StoreError> {
        ticket(&mut self.transaction, id, self.now).await
    }

    /// A reference that no ticket has. With 28 million of them the first is nearly always free.
    async fn free_reference(&mut self) -> Result<String, StoreError> {
        loop {
            let reference = new_reference();
            let taken: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM tickets WHERE reference = ?")
                .bind(&reference)
                .fetch_optional(&mut *self.transaction)
                .await?;
            if taken.is_none() {
                return Ok(reference);
            }
        }
    }
}

pub(super) async fn ticket(
    connection: &mut SqliteConnection,
    id: &TicketId,
    now: Moment,
) -> Result<Option<Ticket>, StoreError> {
    let row: Option<TicketRow> = sqlx::query_as(sqlx::AssertSqlSafe([SUMMARY, "WHERE t.id = ?"].concat()))
        .bind(id.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let changes: Vec<(String, i64, String)> =
        sqlx::query_as("SELECT status, at, actor FROM status_changes WHERE ticket = ? ORDER BY ordinal")
            .bind(id.as_str())
            .fetch_all(&mut *connection)
            .await?;
    let rated: Option<(i64,)> =
        sqlx::query_as("SELECT 1 FROM survey_responses WHERE ticket = ? AND cycle = ?")
            .bind(id.as_str())
            .bind(row.solve_cycle)
            .fetch_optional(&mut *connection)
            .await?;
    let expected_reply = match row.first_response_at {
        Some(_) => None,
        None => figures::expected_reply(connection, now).await?,
    };
    let status = columns::status(&row.status);
    let history = changes.into_iter().map(|(word, at, actor)| StatusChange {
        to: columns::status(&word),
        at: Moment(at).rfc3339(),
        by: columns::actor(&actor),
    });
    Ok(Some(Ticket {
        requester: row.requester(),
        id: TicketId(row.id),
        reference: row.reference,
        subject: row.subject,
        status,
        category: row.category,
        created_at: Moment(row.created_at).rfc3339(),
        updated_at: Moment(row.updated_at).rfc3339(),
        history: history.collect(),
        can: allowed(status, rated.is_some()),
        expected_reply,
    }))
}

/// What the requester may do with a ticket that stands so.
pub fn allowed(status: TicketStatus, is_rated: bool) -> Vec<TicketAction> {
    match status {
        TicketStatus::New | TicketStatus::Open | TicketStatus::Waiting => {
            vec![TicketAction::Reply, TicketAction::Solve]
        }
        TicketStatus::Solved if is_rated => vec![TicketAction::Reply, TicketAction::Reopen],
        TicketStatus::Solved => vec![TicketAction::Reply, TicketAction::Reopen, TicketAction::Rate],
        TicketStatus::Closed | TicketStatus::Unknown => Vec::new(),
    }
}

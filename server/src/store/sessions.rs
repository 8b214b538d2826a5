//! Customers whom the site has signed in, and their sessions.

use helpnook_contract::agent::queue::SignedInCustomer;
use helpnook_contract::sessions::KnownRequester;
use helpnook_contract::{RequesterId, TicketId};
use sqlx::{QueryBuilder, SqliteConnection};

use super::{Store, StoreError, Write};
use crate::clock::Moment;
use crate::identity::Identity;
use crate::random;
use crate::secret::Secret;

/// How long a session lasts, in milliseconds.
const LASTS: i64 = Moment::DAY;
/// The most sessions of one customer; the oldest ends for a further one.
const SESSIONS_MAX: i64 = 50;

/// Whose a session is, and by which key it was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOwner {
    /// The customer.
    pub requester: RequesterId,
    /// The key.
    pub kid: String,
}

impl Store {
    /// The owner of a session whose time is not over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token: &Secret) -> Result<Option<SessionOwner>, StoreError> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT requester, kid FROM sessions WHERE hash = ? AND expires_at > ?")
                .bind(token.hash())
                .bind(self.now().0)
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.map(|(requester, kid)| SessionOwner { requester: RequesterId(requester), kid }))
    }

    /// The customer of this subject, if they have ever been signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn requester_of(&self, subject: &str) -> Result<Option<RequesterId>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM requesters WHERE subject = ?")
            .bind(subject)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|(id,)| RequesterId(id)))
    }

    /// Whether this ticket is this customer's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn belongs(&self, ticket: &TicketId, requester: &RequesterId) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM tickets WHERE id = ? AND requester = ?")
            .bind(ticket.as_str())
            .bind(requester.as_str())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }
}

impl Write {
    /// The customer of an identity, who is made when missing. What the identity tells takes the place of what was known;
    /// what it leaves out stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_requester(&mut self, identity: &Identity) -> Result<KnownRequester, StoreError> {
        let (id, email, name): (String, Option<String>, Option<String>) = sqlx::query_as(
            "INSERT INTO requesters (id, subject, email, name, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?) \
             ON CONFLICT (subject) DO UPDATE SET email = COALESCE(excluded.email, requesters.email), \
             name = COALESCE(excluded.name, requesters.name), updated_at = excluded.updated_at \
             RETURNING id, email, name",
        )
        .bind(random::id("rqr_"))
        .bind(&identity.subject)
        .bind(&identity.email)
        .bind(&identity.name)
        .bind(self.now.0)
        .bind(self.now.0)
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(KnownRequester { id: RequesterId(id), email, name })
    }

    /// Begins a session; tells when it ends. Sessions whose time is over are forgotten.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_session(
        &mut self,
        requester: &RequesterId,
        kid: &str,
        token: &Secret,
    ) -> Result<Moment, StoreError> {
        sqlx::query("DELETE FROM sessions WHERE expires_at <= ?")
            .bind(self.now.0)
            .execute(&mut *self.transaction)
            .await?;
        sqlx::query(
            "DELETE FROM sessions WHERE requester = ? AND hash NOT IN \
             (SELECT hash FROM sessions WHERE requester = ? ORDER BY created_at DESC, hash LIMIT ?)",
        )
        .bind(requester.as_str())
        .bind(requester.as_str())
        .bind(SESSIONS_MAX - 1)
        .execute(&mut *self.transaction)
        .await?;
        let end = Moment(self.now.0.saturating_add(LASTS));
        sqlx::query(
            "INSERT INTO sessions (hash, requester, kid, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(token.hash())
        .bind(requester.as_str())
        .bind(kid)
        .bind(self.now.0)
        .bind(end.0)
        .execute(&mut *self.transaction)
        .await?;
        Ok(end)
    }

    /// Ends a session; tells whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&mut self, token: &Secret) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM sessions WHERE hash = ?")
            .bind(token.hash())
            .execute(&mut *self.transaction)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Makes the tickets of these keys the customer's, where they belong to nobody yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_tickets(
        &mut self,
        requester: &RequesterId,
        keys: &[Secret],
    ) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        let mut query = QueryBuilder::new("UPDATE tickets SET requester = ");
        query.push_bind(requester.as_str()).push(" WHERE requester IS NULL AND key_hash IN (");
        let mut list = query.separated(", ");
        for key in keys {
            list.push_bind(key.hash());
        }
        query.push(")");
        query.build().execute(&mut *self.transaction).await?;
        Ok(())
    }
}

/// Whose a ticket is.
pub(super) async fn signed_in(
    connection: &mut SqliteConnection,
    ticket: &TicketId,
) -> Result<Option<SignedInCustomer>, StoreError> {
    let row: Option<(String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT r.subject, r.email, r.name FROM tickets t JOIN requesters r ON r.id = t.requester WHERE t.id = ?",
    )
    .bind(ticket.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|(subject, email, name)| SignedInCustomer { subject, email, name }))
}

//! First replies to writes: a repeat under the same `Idempotency-Key` gets the same reply again.

use super::{Store, StoreError, Write};
use crate::clock::Moment;

/// Under what a reply is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReplyKey {
    /// SHA-256 of caller and route.
    pub scope: String,
    /// SHA-256 of the caller's `Idempotency-Key`.
    pub key: String,
}

/// A reply that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReply {
    /// SHA-256 of method, address and body of the first call.
    pub fingerprint: String,
    /// The HTTP status.
    pub status: u16,
    /// The JSON, without any secret.
    pub body: String,
    /// What the secret that was in it is derived from, together with the caller's `Idempotency-Key`.
    pub salt: Option<String>,
}

impl Store {
    /// The reply that was given under this key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_reply(&self, key: &ReplyKey) -> Result<Option<KeptReply>, StoreError> {
        let row: Option<(String, i64, String, Option<String>)> =
            sqlx::query_as("SELECT fingerprint, status, body, salt FROM replies WHERE scope = ? AND key = ?")
                .bind(&key.scope)
                .bind(&key.key)
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.map(|(fingerprint, status, body, salt)| KeptReply {
            fingerprint,
            status: u16::try_from(status).unwrap_or(500),
            body,
            salt,
        }))
    }

    /// Drops replies given before `moment`; tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_replies_before(&self, moment: Moment) -> Result<u64, StoreError> {
        let mut write = self.write().await?;
        let done = sqlx::query("DELETE FROM replies WHERE created_at < ?")
            .bind(moment.0)
            .execute(&mut *write.transaction)
            .await?;
        write.commit().await?;
        Ok(done.rows_affected())
    }
}

impl Write {
    /// Keeps a reply together with what the write did.
    ///
    /// # Errors
    /// When the database fails, or another process kept one under the same key.
    pub async fn keep_reply(&mut self, key: &ReplyKey, reply: &KeptReply) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO replies (scope, key, fingerprint, status, body, salt, created_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&key.scope)
        .bind(&key.key)
        .bind(&reply.fingerprint)
        .bind(i64::from(reply.status))
        .bind(&reply.body)
        .bind(&reply.salt)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

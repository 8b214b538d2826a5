//! Files of messages: what is known of them. Their bytes lie in a folder, see [`crate::files`].

use helpnook_contract::attachments::Attachment;
use helpnook_contract::{AttachmentId, MessageId, TicketId};
use sqlx::{FromRow, SqliteConnection};

use super::{Refused, Store, StoreError, Write};
use crate::clock::Moment;

/// A file whose bytes are on disk.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// What customers see of it.
    pub attachment: Attachment,
    /// Its name in the folder.
    pub file: String,
    /// The ticket whose message names it; none while it is unattached.
    pub ticket: Option<TicketId>,
}

#[derive(FromRow)]
struct AttachmentRow {
    id: String,
    file: String,
    name: String,
    media_type: String,
    bytes: i64,
    ticket: Option<String>,
}

impl AttachmentRow {
    fn attachment(&self) -> Attachment {
        Attachment {
            id: AttachmentId(self.id.clone()),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            bytes: u64::try_from(self.bytes).unwrap_or(0),
        }
    }
}

impl Store {
    /// A file that a public message or note names, or an unattached one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn file(&self, id: &AttachmentId, with_notes: bool) -> Result<Option<StoredFile>, StoreError> {
        let row: Option<AttachmentRow> = sqlx::query_as(
            "SELECT a.id, a.file, a.name, a.media_type, a.bytes, m.ticket FROM attachments a \
             LEFT JOIN messages m ON m.id = a.message WHERE a.id = ? AND (? OR NOT COALESCE(m.internal, FALSE))",
        )
        .bind(id.as_str())
        .bind(with_notes)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| StoredFile {
            attachment: row.attachment(),
            ticket: row.ticket.map(TicketId),
            file: row.file,
        }))
    }

    /// Forgets the files that no message named and that were uploaded before `moment`; tells their names in the folder.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_unattached_before(&self, moment: Moment) -> Result<Vec<String>, StoreError> {
        let mut write = self.write().await?;
        let rows: Vec<(String,)> =
            sqlx::query_as("DELETE FROM attachments WHERE message IS NULL AND created_at < ? RETURNING file")
                .bind(moment.0)
                .fetch_all(&mut *write.transaction)
                .await?;
        write.commit().await?;
        Ok(rows.into_iter().map(|(file,)| file).collect())
    }

    /// Whether the database knows a file of this name in the folder.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn knows_file(&self, file: &str) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM attachments WHERE file = ?")
            .bind(file)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }
}

impl Write {
    /// Keeps what is known of a file that is on disk.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_attachment(&mut self, attachment: &Attachment, file: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO attachments (id, file, name, media_type, bytes, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(attachment.id.as_str())
        .bind(file)
        .bind(&attachment.name)
        .bind(&attachment.media_type)
        .bind(i64::try_from(attachment.bytes).unwrap_or(i64::MAX))
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Gives unattached files to a message, in this order.
    pub(super) async fn attach(
        &mut self,
        message: &MessageId,
        files: &[AttachmentId],
    ) -> Result<(), StoreError> {
        let mut unusable = Vec::new();
        for (place, id) in files.iter().enumerate() {
            let done = sqlx::query(
                "UPDATE attachments SET message = ?, ordinal = ? WHERE id = ? AND message IS NULL",
            )
            .bind(message.as_str())
            .bind(i64::try_from(place).unwrap_or(i64::MAX))
            .bind(id.as_str())
            .execute(&mut *self.transaction)
            .await?;
            if done.rows_affected() == 0 {
                unusable.push(place);
            }
        }
        if unusable.is_empty() { Ok(()) } else { Err(StoreError::Refused(Refused::Attachments(unusable))) }
    }
}

pub(super) async fn attachments_of(
    connection: &mut SqliteConnection,
    message: &str,
) -> Result<Vec<Attachment>, StoreError> {
    let rows: Vec<AttachmentRow> = sqlx::query_as(
        "SELECT id, file, name, media_type, bytes, NULL AS ticket FROM attachments WHERE message = ? ORDER BY ordinal",
    )
    .bind(message)
    .fetch_all(&mut *connection)
    .await?;
    Ok(rows.iter().map(AttachmentRow::attachment).collect())
}

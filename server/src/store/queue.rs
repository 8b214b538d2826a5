//! The agents' queue of tickets.

use helpnook_contract::agent::queue::{AgentTicket, QueueEntry, Rating};
use helpnook_contract::tickets::{PageContext, TicketStatus};
use helpnook_contract::{Page, TicketId};
use sqlx::{FromRow, QueryBuilder, SqliteConnection};

use super::place::{Place, cut};
use super::tickets::{PAGE, SUMMARY, TicketRow, ticket};
use super::{Store, StoreError, Write, columns, sessions};
use crate::clock::Moment;

#[derive(FromRow)]
struct PageRow {
    page_url: Option<String>,
    page_title: Option<String>,
    page_language: Option<String>,
}

#[derive(FromRow)]
struct RatingRow {
    score: i64,
    comment: Option<String>,
    created_at: i64,
}

impl Store {
    /// The tickets of one status or of all: the longest waiting first for those that wait on us, else the last
    /// changed first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue(
        &self,
        status: Option<TicketStatus>,
        from: Option<Place>,
    ) -> Result<Page<QueueEntry>, StoreError> {
        let by_wait = matches!(status, Some(TicketStatus::New | TicketStatus::Open));
        let mut query = QueryBuilder::new(SUMMARY);
        query.push("WHERE TRUE");
        if let Some(status) = status {
            query.push(" AND t.status = ").push_bind(columns::status_word(status));
        }
        if let Some(place) = from {
            query.push(if by_wait {
                " AND (t.waiting_since, t.id) > ("
            } else {
                " AND (t.updated_at, t.id) < ("
            });
            query.push_bind(place.at).push(", ").push_bind(place.id).push(")");
        }
        query.push(if by_wait {
            " ORDER BY t.waiting_since, t.id LIMIT "
        } else {
            " ORDER BY t.updated_at DESC, t.id DESC LIMIT "
        });
        query.push_bind(PAGE as i64 + 1);
        let mut connection = self.readers.acquire().await?;
        let mut rows: Vec<TicketRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        let next = cut(&mut rows, PAGE, |row| Place {
            at: if by_wait { row.waiting_since } else { row.updated_at },
            id: row.id.clone(),
        });
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let score = rating(&mut connection, &row.id).await?.map(|rating| rating.score);
            items.push(QueueEntry { requester: row.requester(), ticket: row.summary(), score });
        }
        Ok(Page { items, next })
    }

    /// One ticket with what only agents see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_ticket(&self, id: &TicketId) -> Result<Option<AgentTicket>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        agent_ticket(&mut connection, id, self.now()).await
    }
}

impl Write {
    /// One ticket with what only agents see, as it is within this write.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_ticket(&mut self, id: &TicketId) -> Result<Option<AgentTicket>, StoreError> {
        agent_ticket(&mut self.transaction, id, self.now).await
    }
}

async fn agent_ticket(
    connection: &mut SqliteConnection,
    id: &TicketId,
    now: Moment,
) -> Result<Option<AgentTicket>, StoreError> {
    let Some(ticket) = ticket(connection, id, now).await? else { return Ok(None) };
    let page: PageRow =
        sqlx::query_as("SELECT page_url, page_title, page_language FROM tickets WHERE id = ?")
            .bind(id.as_str())
            .fetch_one(&mut *connection)
            .await?;
    let page =
        page.page_url.map(|url| PageContext { url, title: page.page_title, language: page.page_language });
    let rating = rating(connection, id.as_str()).await?;
    let signed_in = sessions::signed_in(connection, id).await?;
    Ok(Some(AgentTicket { ticket, page, rating, signed_in }))
}

/// The latest rating of a ticket.
async fn rating(connection: &mut SqliteConnection, ticket: &str) -> Result<Option<Rating>, StoreError> {
    let row: Option<RatingRow> = sqlx::query_as(
        "SELECT score.score, comment.text AS comment, r.created_at FROM survey_responses r \
         JOIN survey_answers score ON score.response = r.id AND score.question = 'score' \
         LEFT JOIN survey_answers comment ON comment.response = r.id AND comment.question = 'comment' \
         WHERE r.ticket = ? AND r.state <> 'dismissed' AND score.score IS NOT NULL ORDER BY r.cycle DESC LIMIT 1",
    )
    .bind(ticket)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(row.map(|row| Rating {
        score: u8::try_from(row.score).unwrap_or(0),
        comment: row.comment,
        at: Moment(row.created_at).rfc3339(),
    }))
}

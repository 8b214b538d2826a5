//! Numbers over many tickets.

use helpnook_contract::agent::{Figures, StatusCount};
use helpnook_contract::site::ReplyTime;
use sqlx::SqliteConnection;

use super::{Store, StoreError, columns};
use crate::clock::Moment;

/// How far back the figures look.
const DAYS: i64 = 30;
/// So many tickets must have been answered before customers are told when a reply usually comes.
const ENOUGH: i64 = 5;

impl Store {
    /// How it goes, over the last 30 days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn figures(&self) -> Result<Figures, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let counts: Vec<(String, i64)> =
            sqlx::query_as("SELECT status, COUNT(*) FROM tickets GROUP BY status ORDER BY status")
                .fetch_all(&mut *connection)
                .await?;
        let since = self.now().before(DAYS * Moment::DAY).0;
        let (ratings, happy): (i64, i64) = sqlx::query_as(
            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN survey_answers.score >= 4 THEN 1 ELSE 0 END), 0) \
             FROM survey_responses JOIN survey_answers ON survey_answers.response = survey_responses.id \
             WHERE survey_responses.created_at >= ? AND survey_responses.state <> 'dismissed' \
               AND survey_answers.score IS NOT NULL",
        )
        .bind(since)
        .fetch_one(&mut *connection)
        .await?;
        let first_response = reply_time(&mut connection, self.now(), 1).await?;
        let tickets = counts
            .into_iter()
            .map(|(word, count)| StatusCount { status: columns::status(&word), count: whole(count) })
            .collect();
        let csat = (ratings > 0).then(|| happy as f64 / ratings as f64);
        Ok(Figures {
            tickets,
            first_response,
            ratings: whole(ratings),
            csat,
            deflection: self.deflection().await?,
        })
    }

    /// When a first response usually comes; nothing until enough tickets were answered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected_reply(&self) -> Result<Option<ReplyTime>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        expected_reply(&mut connection, self.now()).await
    }
}

pub(super) async fn expected_reply(
    connection: &mut SqliteConnection,
    now: Moment,
) -> Result<Option<ReplyTime>, StoreError> {
    reply_time(connection, now, ENOUGH).await
}

/// First response times of the tickets created in the last 30 days (nearest rank), once `enough` were answered.
async fn reply_time(
    connection: &mut SqliteConnection,
    now: Moment,
    enough: i64,
) -> Result<Option<ReplyTime>, StoreError> {
    let since = now.before(DAYS * Moment::DAY).0;
    let (answered,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM tickets WHERE created_at >= ? AND first_response_at IS NOT NULL",
    )
    .bind(since)
    .fetch_one(&mut *connection)
    .await?;
    if answered < enough {
        return Ok(None);
    }
    let mut minutes = [0; 2];
    for (share, minutes) in [50, 90].into_iter().zip(&mut minutes) {
        let rank = (answered * share + 99) / 100;
        let (milliseconds,): (i64,) = sqlx::query_as(
            "SELECT first_response_at - created_at AS took FROM tickets \
             WHERE created_at >= ? AND first_response_at IS NOT NULL ORDER BY took LIMIT 1 OFFSET ?",
        )
        .bind(since)
        .bind(rank - 1)
        .fetch_one(&mut *connection)
        .await?;
        // Begun minutes count whole: nobody is promised «0 minutes».
        *minutes = whole((milliseconds.max(1) + 59_999) / 60_000);
    }
    let [usual_minutes, nine_of_ten_minutes] = minutes;
    Ok(Some(ReplyTime { usual_minutes, nine_of_ten_minutes }))
}

fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}

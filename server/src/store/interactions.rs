//! The deflection ledger: how often people searched, opened articles and needed no ticket.
//!
//! People are counted by marks: a hash of the search, the article and a random token of the device. The token itself is not
//! kept, so the rows of one device cannot be told to belong together. What fewer than five people
//! searched is part of no index, and is forgotten after ninety days.

use helpnook_contract::agent::Deflection;
use helpnook_contract::interactions::{Interaction, InteractionKind, Interactions};

use super::learned::{FEWEST, id_of, kept_query};
use super::{Store, StoreError, Write};
use crate::clock::Moment;
use crate::secret::sha256;

/// So many searches that too few people sent are remembered.
const WAITING_MAX: i64 = 50_000;
/// More people than this are not counted.
const PEOPLE_MAX: i64 = 1_000;
/// What too few people searched is forgotten after so many days.
const FORGOTTEN_AFTER: i64 = 90;
/// How far back the figures look; counts are kept for a year.
const FIGURES: i64 = 30;
const COUNTS: i64 = 366;

impl Store {
    /// What became of searches in the last 30 days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deflection(&self) -> Result<Deflection, StoreError> {
        let counts: Vec<(String, i64)> =
            sqlx::query_as("SELECT kind, SUM(count) FROM interaction_counts WHERE day >= ? GROUP BY kind")
                .bind(self.now().before(FIGURES * Moment::DAY).0)
                .fetch_all(&self.readers)
                .await?;
        let count = |kind: &str| {
            let found = counts.iter().find(|(known, _)| known == kind);
            found.map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX))
        };
        Ok(Deflection {
            searched: count("searched"),
            found_nothing: count("found_nothing"),
            opened: count("opened"),
            solved: count("solved"),
            asked: count("asked"),
        })
    }

    /// Forgets what too few people searched, and counts that nobody looks at any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_interactions(&self) -> Result<(), StoreError> {
        let mut write = self.write().await?;
        let old = write.now.before(FORGOTTEN_AFTER * Moment::DAY).0;
        let statements = [
            ("DELETE FROM interaction_counts WHERE day < ?", write.now.before(COUNTS * Moment::DAY).0),
            ("DELETE FROM solved_searches WHERE learned_at IS NULL AND last_at < ?", old),
            (
                "DELETE FROM solved_searches WHERE learned_at IS NULL AND last_at < \
                 (SELECT last_at FROM solved_searches WHERE learned_at IS NULL ORDER BY last_at DESC LIMIT 1 OFFSET ?)",
                WAITING_MAX,
            ),
        ];
        for (statement, bound) in statements {
            sqlx::query(statement).bind(bound).execute(&mut *write.transaction).await?;
        }
        write.commit().await
    }
}

impl Write {
    /// Counts a batch; tells how many interactions were counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_interactions(
        &mut self,
        batch: &Interactions,
        language: &str,
    ) -> Result<u32, StoreError> {
        let mut counted = 0;
        for interaction in &batch.interactions {
            let kind = match interaction.kind {
                InteractionKind::Searched => "searched",
                InteractionKind::Opened => "opened",
                InteractionKind::Solved => "solved",
                InteractionKind::Asked => "asked",
                InteractionKind::Unknown => continue,
            };
            counted += 1;
            self.count(language, kind).await?;
            match interaction.kind {
                InteractionKind::Searched if interaction.found == Some(false) => {
                    self.count(language, "found_nothing").await?;
                }
                InteractionKind::Solved => self.note_solved(interaction, &batch.device, language).await?,
                _ => {}
            }
        }
        Ok(counted)
    }

    async fn count(&mut self, language: &str, kind: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO interaction_counts (day, language, kind, count) VALUES (?, ?, ?, 1) \
             ON CONFLICT (day, language, kind) DO UPDATE SET count = interaction_counts.count + 1",
        )
        .bind(day_of(self.now))
        .bind(language)
        .bind(kind)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Notes that one more person found a published article by a search.
    async fn note_solved(
        &mut self,
        interaction: &Interaction,
        device: &str,
        language: &str,
    ) -> Result<(), StoreError> {
        let query = interaction.query.as_deref().and_then(kept_query);
        let (Some(query), Some(article)) = (query, &interaction.article) else { return Ok(()) };
        let published: Option<(i64,)> =
            sqlx::query_as("SELECT 1 FROM articles WHERE id = ? AND language = ? AND published")
                .bind(article.as_str())
                .bind(language)
                .fetch_optional(&mut *self.transaction)
                .await?;
        if published.is_none() {
            return Ok(());
        }
        let id = id_of(language, &query, article.as_str());
        sqlx::query(
            "INSERT INTO solved_searches (id, language, query, article, people, imported, last_at, learned_at) \
             VALUES (?, ?, ?, ?, 0, 0, ?, NULL) ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at",
        )
        .bind(&id)
        .bind(language)
        .bind(&query)
        .bind(article.as_str())
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        let is_new = sqlx::query(
            "INSERT INTO solved_search_people (search, mark) SELECT id, ? FROM solved_searches \
             WHERE id = ? AND people < ? ON CONFLICT DO NOTHING",
        )
        .bind(sha256(&[id.as_bytes(), device.as_bytes()]))
        .bind(&id)
        .bind(PEOPLE_MAX)
        .execute(&mut *self.transaction)
        .await?;
        if is_new.rows_affected() == 0 {
            return Ok(());
        }
        // What became known today goes into tomorrow's index: one that changed with every fifth search would be
        // downloaded anew all day.
        sqlx::query(
            "UPDATE solved_searches SET people = people + 1, \
                 learned_at = CASE WHEN learned_at IS NULL AND people + 1 >= ? THEN ? ELSE learned_at END \
             WHERE id = ?",
        )
        .bind(FEWEST)
        .bind(day_of(self.now) + Moment::DAY)
        .bind(&id)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

/// The first millisecond of a moment's day, in UTC.
fn day_of(moment: Moment) -> i64 {
    moment.0 - moment.0.rem_euclid(Moment::DAY)
}

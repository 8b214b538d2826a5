//! Votes on articles.

use helpnook_contract::ArticleId;
use helpnook_contract::articles::{Vote, Votes};

use super::{StoreError, Write};
use crate::random;

impl Write {
    /// Counts a vote and tells all votes of the article; nothing when there is no such published article.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_vote(
        &mut self,
        article: &ArticleId,
        vote: &Vote,
    ) -> Result<Option<Votes>, StoreError> {
        let known: Option<(i64,)> =
            sqlx::query_as("SELECT 1 FROM articles WHERE id = ? AND published LIMIT 1")
                .bind(article.as_str())
                .fetch_optional(&mut *self.transaction)
                .await?;
        if known.is_none() {
            return Ok(None);
        }
        sqlx::query(
            "INSERT INTO article_votes (id, article, language, helpful, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(random::id("vot_"))
        .bind(article.as_str())
        .bind(&vote.language)
        .bind(vote.helpful)
        .bind(&vote.reason)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        let (helpful, all): (i64, i64) = sqlx::query_as(
            "SELECT COALESCE(SUM(CASE WHEN helpful THEN 1 ELSE 0 END), 0), COUNT(*) FROM article_votes WHERE article = ?",
        )
        .bind(article.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        let count = |votes: i64| u32::try_from(votes).unwrap_or(u32::MAX);
        Ok(Some(Votes { helpful: count(helpful), not_helpful: count(all - helpful) }))
    }
}

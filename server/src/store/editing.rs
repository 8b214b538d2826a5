//! Writing articles: every language, drafts too.

use helpnook_contract::agent::editing::{AgentArticle, ArticleDraft};
use helpnook_contract::{ArticleId, Page};
use sqlx::{FromRow, QueryBuilder, SqliteConnection};

use super::place::{Place, cut};
use super::{Store, StoreError, Write, columns};
use crate::clock::Moment;

/// Articles on one page of the list.
pub const PAGE: usize = 50;

const COLUMNS: &str = "SELECT id, language, title, body, format, category, published, updated_at, \
     (SELECT COUNT(*) FROM article_votes v WHERE v.article = articles.id AND v.helpful) AS helpful, \
     (SELECT COUNT(*) FROM article_votes v WHERE v.article = articles.id AND NOT v.helpful) AS not_helpful \
     FROM articles ";

#[derive(FromRow)]
struct DraftRow {
    id: String,
    language: String,
    title: String,
    body: String,
    format: String,
    category: String,
    published: bool,
    updated_at: i64,
    helpful: i64,
    not_helpful: i64,
}

impl DraftRow {
    fn article(self, with_body: bool) -> AgentArticle {
        AgentArticle {
            id: ArticleId(self.id),
            language: self.language,
            title: self.title,
            body: with_body.then_some(self.body),
            format: columns::format(&self.format),
            category: self.category,
            published: self.published,
            helpful: u32::try_from(self.helpful).unwrap_or(u32::MAX),
            not_helpful: u32::try_from(self.not_helpful).unwrap_or(u32::MAX),
            updated_at: Moment(self.updated_at).rfc3339(),
        }
    }
}

impl Store {
    /// Every article, or every one of a language, by title.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_articles(
        &self,
        language: Option<&str>,
        from: Option<Place>,
    ) -> Result<Page<AgentArticle>, StoreError> {
        let offset = from.map_or(0, |place| place.at);
        let mut query = QueryBuilder::new(COLUMNS);
        if let Some(language) = language {
            query.push("WHERE language = ").push_bind(language);
        }
        query.push(" ORDER BY title, id, language LIMIT ").push_bind(PAGE as i64 + 1);
        query.push(" OFFSET ").push_bind(offset);
        let mut rows: Vec<DraftRow> = query.build_query_as().fetch_all(&self.readers).await?;
        let next = cut(&mut rows, PAGE, |_| Place { at: offset + PAGE as i64, id: String::new() });
        Ok(Page { items: rows.into_iter().map(|row| row.article(false)).collect(), next })
    }

    /// One article in exactly this language, published or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_article(
        &self,
        id: &ArticleId,
        language: &str,
    ) -> Result<Option<AgentArticle>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        agent_article(&mut connection, id, language).await
    }
}

impl Write {
    /// Creates or replaces an article in one language. What a draft does not name (tags, related articles) stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_article(
        &mut self,
        id: &ArticleId,
        language: &str,
        draft: &ArticleDraft,
    ) -> Result<Option<AgentArticle>, StoreError> {
        sqlx::query(
            "INSERT INTO articles (id, language, title, body, format, category, tags, related, popular, published, \
                                   created_at, updated_at) \
             VALUES (?, ?, ?, ?, ?, ?, '[]', '[]', 0, ?, ?, ?) \
             ON CONFLICT (id, language) DO UPDATE SET title = excluded.title, body = excluded.body, \
                 format = excluded.format, category = excluded.category, published = excluded.published, \
                 updated_at = excluded.updated_at",
        )
        .bind(id.as_str())
        .bind(language)
        .bind(draft.title.trim())
        .bind(&draft.body)
        .bind(columns::format_word(draft.format))
        .bind(draft.category.trim())
        .bind(draft.published)
        .bind(self.now.0)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        agent_article(&mut self.transaction, id, language).await
    }
}

async fn agent_article(
    connection: &mut SqliteConnection,
    id: &ArticleId,
    language: &str,
) -> Result<Option<AgentArticle>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push("WHERE id = ").push_bind(id.as_str()).push(" AND language = ").push_bind(language);
    let row: Option<DraftRow> = query.build_query_as().fetch_optional(&mut *connection).await?;
    Ok(row.map(|row| row.article(true)))
}

//! Published articles, and their import.

use helpnook_contract::ArticleId;
use helpnook_contract::articles::{Article, BodyFormat, RelatedArticle};
use sqlx::FromRow;

use super::{Store, StoreError, Write, columns};
use crate::clock::Moment;

/// An article as an import brings it. Imported articles are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedArticle {
    /// The same in every language.
    pub id: ArticleId,
    /// BCP 47.
    pub language: String,
    /// Plain text.
    pub title: String,
    /// Written as `format` says.
    pub body: String,
    /// How it is written.
    pub format: BodyFormat,
    /// Empty for none.
    pub category: String,
    /// Further words to find it by.
    pub tags: Vec<String>,
    /// How much it is asked for; orders a list without a query.
    pub popular: u32,
    /// Articles that go with it.
    pub related: Vec<ArticleId>,
}

/// What an import did to one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It is new.
    Added,
    /// It was there and differed.
    Changed,
    /// It was there just so.
    Unchanged,
}

/// A published article as the search index takes it.
#[derive(Clone, Debug, FromRow)]
pub struct PublishedArticle {
    /// Its id.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// Written as `format` says.
    pub body: String,
    #[sqlx(rename = "format")]
    format_word: String,
    /// Empty for none.
    pub category: String,
    #[sqlx(rename = "tags")]
    tags_text: String,
    /// How much it is asked for.
    pub popular: i64,
}

impl PublishedArticle {
    /// How the body is written.
    pub fn format(&self) -> BodyFormat {
        columns::format(&self.format_word)
    }

    /// Further words to find it by.
    pub fn tags(&self) -> Vec<String> {
        columns::list(&self.tags_text)
    }
}

/// What an index was made of, as far as it takes to see that it is old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct PublishedState {
    articles: i64,
    changed_at: i64,
    learned_at: i64,
}

#[derive(FromRow)]
struct ArticleRow {
    id: String,
    language: String,
    title: String,
    body: String,
    format: String,
    category: String,
    related: String,
    updated_at: i64,
}

impl Store {
    /// Adds or updates one article; see [`Store::import_articles`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_article(&self, article: &ImportedArticle) -> Result<Imported, StoreError> {
        let mut write = self.write().await?;
        let imported = write.import_article(article).await?;
        write.commit().await?;
        Ok(imported)
    }

    /// Adds or updates many articles at once, all or none. The results are in the same order.
    ///
    /// # Errors
    /// When the database fails; nothing was imported then.
    pub async fn import_articles(&self, articles: &[ImportedArticle]) -> Result<Vec<Imported>, StoreError> {
        let mut write = self.write().await?;
        let mut imported = Vec::with_capacity(articles.len());
        for article in articles {
            imported.push(write.import_article(article).await?);
        }
        write.commit().await?;
        Ok(imported)
    }

    /// How many articles there are, each language and drafts counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_articles(&self) -> Result<u32, StoreError> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT COUNT(*) FROM articles").fetch_one(&self.readers).await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The published articles of one language, by id: always in the same order, so that the same articles
    /// make the same index.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn published_articles(&self, language: &str) -> Result<Vec<PublishedArticle>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT id, title, body, format, category, tags, popular FROM articles \
             WHERE language = ? AND published ORDER BY id",
        )
        .bind(language)
        .fetch_all(&self.readers)
        .await?)
    }

    /// What tells whether the index of a language is still right: changes with every change of a published article, and
    /// when searches were learned (once a day, or by an import).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn published_state(&self, language: &str) -> Result<PublishedState, StoreError> {
        Ok(sqlx::query_as(
            "SELECT COUNT(*) AS articles, COALESCE(MAX(updated_at), 0) AS changed_at, \
                 (SELECT COALESCE(MAX(learned_at), 0) FROM solved_searches \
                  WHERE language = ? AND learned_at <= ?) AS learned_at \
             FROM articles WHERE language = ? AND published",
        )
        .bind(language)
        .bind(self.now().0)
        .bind(language)
        .fetch_one(&self.readers)
        .await?)
    }

    /// A published article in exactly this language.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article(&self, id: &ArticleId, language: &str) -> Result<Option<Article>, StoreError> {
        let row: Option<ArticleRow> = sqlx::query_as(
            "SELECT id, language, title, body, format, category, related, updated_at FROM articles \
             WHERE id = ? AND language = ? AND published",
        )
        .bind(id.as_str())
        .bind(language)
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let related = self.related(&row).await?;
        Ok(Some(Article {
            id: ArticleId(row.id),
            title: row.title,
            body: row.body,
            format: columns::format(&row.format),
            category: row.category,
            related,
            language: row.language,
            updated_at: Moment(row.updated_at).rfc3339(),
        }))
    }

    /// The articles that the article names; without any, the most popular ones of its category.
    async fn related(&self, row: &ArticleRow) -> Result<Vec<RelatedArticle>, StoreError> {
        let mut related = Vec::new();
        for id in columns::list(&row.related) {
            let title: Option<(String,)> =
                sqlx::query_as("SELECT title FROM articles WHERE id = ? AND language = ? AND published")
                    .bind(&id)
                    .bind(&row.language)
                    .fetch_optional(&self.readers)
                    .await?;
            related.extend(title.map(|(title,)| RelatedArticle { id: ArticleId(id), title }));
        }
        if related.is_empty() && !row.category.is_empty() {
            let rows: Vec<(String, String)> = sqlx::query_as(
                "SELECT id, title FROM articles WHERE category = ? AND language = ? AND published AND id <> ? \
                 ORDER BY popular DESC, id LIMIT 4",
            )
            .bind(&row.category)
            .bind(&row.language)
            .bind(&row.id)
            .fetch_all(&self.readers)
            .await?;
            related.extend(rows.into_iter().map(|(id, title)| RelatedArticle { id: ArticleId(id), title }));
        }
        Ok(related)
    }
}

impl Write {
    async fn import_article(&mut self, article: &ImportedArticle) -> Result<Imported, StoreError> {
        let related: Vec<String> = article.related.iter().map(|id| id.0.clone()).collect();
        let (tags, related) = (columns::list_text(&article.tags), columns::list_text(&related));
        let known: Option<(bool,)> = sqlx::query_as(
            "SELECT title = ? AND body = ? AND format = ? AND category = ? AND tags = ? AND related = ? \
                    AND popular = ? AND published \
             FROM articles WHERE id = ? AND language = ?",
        )
        .bind(&article.title)
        .bind(&article.body)
        .bind(columns::format_word(article.format))
        .bind(&article.category)
        .bind(&tags)
        .bind(&related)
        .bind(i64::from(article.popular))
        .bind(article.id.as_str())
        .bind(&article.language)
        .fetch_optional(&mut *self.transaction)
        .await?;
        if known == Some((true,)) {
            return Ok(Imported::Unchanged);
        }
        sqlx::query(
            "INSERT INTO articles (id, language, title, body, format, category, tags, related, popular, published, \
                                   created_at, updated_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE, ?, ?) \
             ON CONFLICT (id, language) DO UPDATE SET title = excluded.title, body = excluded.body, \
                 format = excluded.format, category = excluded.category, tags = excluded.tags, \
                 related = excluded.related, popular = excluded.popular, published = TRUE, \
                 updated_at = excluded.updated_at",
        )
        .bind(article.id.as_str())
        .bind(&article.language)
        .bind(&article.title)
        .bind(&article.body)
        .bind(columns::format_word(article.format))
        .bind(&article.category)
        .bind(&tags)
        .bind(&related)
        .bind(i64::from(article.popular))
        .bind(self.now.0)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        Ok(if known.is_none() { Imported::Added } else { Imported::Changed })
    }
}

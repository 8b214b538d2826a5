//! Searches that articles answered, for the index to find those articles by: from the ledger or an import, and only those
//! that enough people sent.

use helpnook_search::Extras;
use sqlx::FromRow;

use super::{Store, StoreError};
use crate::secret::sha256;

/// What fewer people searched is not used.
pub(super) const FEWEST: i64 = Extras::FEWEST_PEOPLE as i64;
/// So many searches of a language are learned, those of most people first.
const LEARNED_MAX: i64 = 2_000;

/// A search that enough people found an article by.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LearnedSearch {
    /// What they typed, in lower case.
    pub query: String,
    /// What they found.
    pub article: String,
    /// How many they were.
    pub people: i64,
}

/// A search as an import brings it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedSearch {
    /// One of the site's languages.
    pub language: String,
    /// What people typed.
    pub query: String,
    /// The id of the article that answered.
    pub article: String,
    /// How many people they were.
    pub people: u32,
}

/// A search as the ledger keeps it: lower case, single spaces. Nothing where it is no use or may hold personal data: an
/// address, or a number as long as an order's or a telephone's.
pub fn kept_query(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let query = words.join(" ");
    let long_number = words.iter().any(|word| word.chars().filter(|c| c.is_numeric()).count() >= 6);
    let digits = query.chars().filter(|c| c.is_numeric()).count();
    let is_kept = (2..=100).contains(&query.chars().count())
        && query.chars().any(char::is_alphabetic)
        && !query.contains(['@', '\0'])
        && !query.contains("://")
        && !long_number
        && digits < 8;
    is_kept.then_some(query)
}

impl Store {
    /// The searches that an index of this language may hold now, those of most people first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn learned_searches(&self, language: &str) -> Result<Vec<LearnedSearch>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT query, article, CASE WHEN people > imported THEN people ELSE imported END AS people \
             FROM solved_searches WHERE language = ? AND learned_at <= ? AND (people >= ? OR imported >= ?) \
             ORDER BY 3 DESC, query, article LIMIT ?",
        )
        .bind(language)
        .bind(self.now().0)
        .bind(FEWEST)
        .bind(FEWEST)
        .bind(LEARNED_MAX)
        .fetch_all(&self.readers)
        .await?)
    }

    /// Brings searches in, all or none; one that is there already gets the new count of people.
    ///
    /// # Errors
    /// When the database fails; nothing was imported then.
    pub async fn import_searches(&self, searches: &[ImportedSearch]) -> Result<(), StoreError> {
        let mut write = self.write().await?;
        for search in searches {
            sqlx::query(
                "INSERT INTO solved_searches (id, language, query, article, people, imported, last_at, learned_at) \
                 VALUES (?, ?, ?, ?, 0, ?, ?, ?) \
                 ON CONFLICT (id) DO UPDATE SET imported = excluded.imported, \
                     last_at = excluded.last_at, learned_at = excluded.learned_at",
            )
            .bind(id_of(&search.language, &search.query, &search.article))
            .bind(&search.language)
            .bind(&search.query)
            .bind(&search.article)
            .bind(i64::from(search.people))
            .bind(write.now.0)
            .bind(write.now.0)
            .execute(&mut *write.transaction)
            .await?;
        }
        write.commit().await
    }

    /// Whether an article is there in this language, published or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_article(&self, id: &str, language: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM articles WHERE id = ? AND language = ?")
            .bind(id)
            .bind(language)
            .fetch_optional(&self.readers)
            .await?;
        Ok(found.is_some())
    }
}

/// The id of a search that an article answered.
pub(super) fn id_of(language: &str, query: &str, article: &str) -> String {
    sha256(&[language, query, article].map(str::as_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_that_may_hold_personal_data_are_not_kept() {
        for wrong in [
            "eve@example.com",
            "order 20391144",
            "call 0171 555 66 77",
            "https://shop.example/o/1",
            "1",
            "??",
            "a\0b",
        ] {
            assert_eq!(kept_query(wrong), None, "{wrong}");
        }
        assert_eq!(kept_query("word ".repeat(40).as_str()), None);
    }

    #[test]
    fn searches_are_kept_folded() {
        assert_eq!(kept_query("  Where IS\tmy parcel ").as_deref(), Some("where is my parcel"));
        assert_eq!(kept_query("stove E-1042").as_deref(), Some("stove e-1042"));
        assert_eq!(kept_query("返品").as_deref(), Some("返品"));
    }
}

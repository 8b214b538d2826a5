//! The search index of each language: built from the published articles, kept in memory, named by its content.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use axum::body::Bytes;
use helpnook_contract::articles::{ArticleHit, Run};
use helpnook_contract::{ArticleId, Page};
use helpnook_search::{Entry, Hit, Index, Query, SourceArticle};

use crate::plain_text::{PlainText, plain_text};
use crate::secret::sha256;
use crate::store::articles::PublishedArticle;
use crate::store::place::Place;
use crate::store::{Store, StoreError};

/// Articles on one page of results.
pub const PAGE: usize = 20;
/// The most results that a search pages through; who did not find it in these asks again.
const DEPTH: usize = 200;

/// The index of one language.
#[derive(Debug)]
pub struct LanguageIndex {
    /// BCP 47.
    pub language: String,
    /// The first 64 bits of the file's SHA-256, in hex.
    pub version: String,
    /// The file.
    pub file: Bytes,
    /// How many articles it holds.
    pub articles: u32,
    index: Index,
    state: (i64, i64),
}

/// The indexes of all languages. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Indexes {
    built: Arc<RwLock<HashMap<String, Arc<LanguageIndex>>>>,
    building: Arc<tokio::sync::Mutex<()>>,
}

impl Indexes {
    /// The index of a language as the articles now are: built anew when they changed, also by another process.
    ///
    /// # Errors
    /// When the database fails, or no index can be built.
    pub async fn current(&self, store: &Store, language: &str) -> Result<Arc<LanguageIndex>, StoreError> {
        let state = store.published_state(language).await?;
        if let Some(index) = self.built(language).filter(|index| index.state == state) {
            return Ok(index);
        }
        let _one_at_a_time = self.building.lock().await;
        match self.built(language).filter(|index| index.state == state) {
            Some(index) => Ok(index),
            None => self.rebuild(store, language).await,
        }
    }

    /// Builds the index of a language, whether or not anything seems to have changed.
    ///
    /// # Errors
    /// When the database fails, or no index can be built.
    pub async fn refresh(&self, store: &Store, language: &str) -> Result<Arc<LanguageIndex>, StoreError> {
        let _one_at_a_time = self.building.lock().await;
        self.rebuild(store, language).await
    }

    async fn rebuild(&self, store: &Store, language: &str) -> Result<Arc<LanguageIndex>, StoreError> {
        // Before the articles: a change in between builds once too often, never once too few.
        let state = store.published_state(language).await?;
        let articles = store.published_articles(language).await?;
        let name = language.to_owned();
        let built = tokio::task::spawn_blocking(move || build(name, &articles, state)).await;
        let index = built.map_err(|error| StoreError::Broken(error.to_string()))??;
        tracing::info!(
            language,
            articles = index.articles,
            bytes = index.file.len(),
            "built the search index"
        );
        let index = Arc::new(index);
        let mut all = self.built.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.insert(language.to_owned(), Arc::clone(&index));
        Ok(index)
    }

    fn built(&self, language: &str) -> Option<Arc<LanguageIndex>> {
        self.built.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(language).cloned()
    }
}

impl LanguageIndex {
    /// Searches (best first), or without `text` browses (most popular first).
    pub fn list(&self, text: Option<&str>, category: Option<&str>, from: Option<Place>) -> Page<ArticleHit> {
        let offset = from.map_or(0, |place| usize::try_from(place.at).unwrap_or(usize::MAX));
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        let hits: Vec<ArticleHit> = match (text, category) {
            (Some(text), category) => {
                let hits = self.index.search(&Query { text, category, limit: DEPTH });
                hits.into_iter().map(|hit| self.found(hit)).collect()
            }
            (None, Some(category)) => self.entries(self.index.entries_in(category)),
            (None, None) => self.entries(self.index.popular(usize::MAX)),
        };
        let next = hits.len().saturating_sub(offset) > PAGE;
        let next = next.then(|| Place { at: (offset + PAGE) as i64, id: String::new() }.write());
        Page { items: hits.into_iter().skip(offset).take(PAGE).collect(), next }
    }

    fn found(&self, hit: Hit) -> ArticleHit {
        let runs = |runs: Vec<helpnook_search::Run>| {
            runs.into_iter().map(|run| Run { text: run.text, hit: run.hit }).collect()
        };
        ArticleHit {
            id: ArticleId(hit.id),
            title: runs(hit.title),
            snippet: runs(hit.snippet),
            category: hit.category,
            language: self.language.clone(),
        }
    }

    fn entries(&self, entries: Vec<Entry>) -> Vec<ArticleHit> {
        let hit = |entry: Entry| ArticleHit {
            id: ArticleId(entry.id),
            title: vec![Run { text: entry.title, hit: false }],
            snippet: Vec::new(),
            category: entry.category,
            language: self.language.clone(),
        };
        entries.into_iter().map(hit).collect()
    }
}

fn build(
    language: String,
    articles: &[PublishedArticle],
    state: (i64, i64),
) -> Result<LanguageIndex, StoreError> {
    let texts: Vec<(PlainText, Vec<String>)> = articles
        .iter()
        .map(|article| (plain_text(&article.body, article.format()), article.tags()))
        .collect();
    let words: Vec<(Vec<&str>, Vec<&str>)> = texts
        .iter()
        .map(|(plain, tags)| {
            let headings = plain.headings.iter().map(String::as_str).collect();
            (headings, tags.iter().map(String::as_str).collect())
        })
        .collect();
    let sources: Vec<SourceArticle<'_>> = articles
        .iter()
        .zip(&texts)
        .zip(&words)
        .map(|((article, (plain, _)), (headings, tags))| SourceArticle {
            id: &article.id,
            title: &article.title,
            headings,
            body: &plain.text,
            category: &article.category,
            tags,
            prior: article.popular as f32,
        })
        .collect();
    let broken = |why: String| StoreError::Broken(["the search index of ", &language, ": ", &why].concat());
    let file = helpnook_search::build(&language, &sources).map_err(|error| broken(error.to_string()))?;
    let version = sha256(&[&file]).chars().take(16).collect();
    let index = Index::open(file.clone()).map_err(|error| broken(format!("{error:?}")))?;
    let articles = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    Ok(LanguageIndex { language, version, file: Bytes::from(file), articles, index, state })
}

//! The search index of each language: built from the published articles, kept in memory, named by its content.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Bytes;
use helpnook_contract::articles::{ArticleHit, Run};
use helpnook_contract::{ArticleId, Page};
use helpnook_search::{Entry, Hit, Index, Query};
use tokio::sync::watch;

use crate::clock::Stopwatch;
use crate::config::SynonymLine;
use crate::store::articles::PublishedState;
use crate::store::place::Place;
use crate::store::{Store, StoreError};

/// Articles to a file.
mod build;
/// The file in brotli.
mod packed;
/// Why a search finds an article.
mod reasons;

use build::{Material, build};
use packed::Packed;
pub use packed::takes_brotli;

/// Articles on one page of results.
pub const PAGE: usize = 20;
/// The most results that a search pages through; who did not find it in these asks again.
const DEPTH: usize = 200;

/// An index of at most so many articles is built while those who ask wait, which takes a fraction of a second. Of a larger
/// one they get the last that was built, until the next is there.
pub const AT_ONCE: u32 = 2_000;

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
    packed: Packed,
    index: Index,
    state: State,
}

/// What an index was made of: as the database tells it, and which change of this process it was made after.
type State = (PublishedState, u64);

/// The indexes of all languages. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Indexes {
    synonyms: Arc<[SynonymLine]>,
    built: Arc<RwLock<HashMap<String, Arc<LanguageIndex>>>>,
    /// How often this process changed the articles of a language. Two changes in one millisecond look alike to the
    /// database.
    changes: Arc<RwLock<HashMap<String, u64>>>,
    building: Arc<tokio::sync::Mutex<()>>,
    /// The languages whose index is being built with nobody waiting.
    behind: Arc<watch::Sender<BTreeSet<String>>>,
}

impl Indexes {
    /// None built yet; each will know the synonyms of its language.
    pub fn new(synonyms: &[SynonymLine]) -> Self {
        Self {
            synonyms: synonyms.into(),
            built: Arc::default(),
            changes: Arc::default(),
            building: Arc::default(),
            behind: Arc::new(watch::Sender::new(BTreeSet::new())),
        }
    }

    /// The index of a language as the articles now are: built anew when they changed, also by another process. Of a
    /// large one ([`AT_ONCE`]) the last that was built, while the next is being built.
    ///
    /// # Errors
    /// When the database fails, or no index can be built.
    pub async fn current(&self, store: &Store, language: &str) -> Result<Arc<LanguageIndex>, StoreError> {
        let state = self.state(store, language).await?;
        match self.built(language) {
            Some(index) if index.state == state => return Ok(index),
            Some(index) if index.articles > AT_ONCE => {
                self.build_behind(store, language);
                return Ok(index);
            }
            _ => {}
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

    /// Says that the articles of a language changed: the index is built anew, and nobody waits for it here.
    pub fn changed(&self, store: &Store, language: &str) {
        *self
            .changes
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(language.to_owned())
            .or_default() += 1;
        self.build_behind(store, language);
    }

    /// Waits until no index is being built behind.
    pub async fn settled(&self) {
        // The sender is ours, so waiting cannot fail.
        let _ = self.behind.subscribe().wait_for(BTreeSet::is_empty).await;
    }

    /// Builds in a task of its own. Changes that come while it works are gathered up into one further build, and it rests
    /// as long as it worked before that: a hundred articles published one after the other make a few builds, and
    /// never take more than half of one processor.
    fn build_behind(&self, store: &Store, language: &str) {
        if !self.behind.send_if_modified(|behind| behind.insert(language.to_owned())) {
            return;
        }
        let (indexes, store, language) = (self.clone(), store.clone(), language.to_owned());
        tokio::spawn(async move {
            while let Some(worked) = indexes.build_if_old(&store, &language).await {
                tokio::time::sleep(worked).await;
            }
            indexes.behind.send_if_modified(|behind| behind.remove(&language));
        });
    }

    /// Builds the index if it is old, and tells how long it took.
    async fn build_if_old(&self, store: &Store, language: &str) -> Option<Duration> {
        let work = async {
            let _one_at_a_time = self.building.lock().await;
            let state = self.state(store, language).await?;
            if self.built(language).is_some_and(|index| index.state == state) {
                return Ok(None);
            }
            let stopwatch = Stopwatch::start();
            self.rebuild(store, language).await?;
            Ok(Some(Duration::from_millis(stopwatch.milliseconds())))
        };
        work.await.unwrap_or_else(|error: StoreError| {
            // The articles are kept; the next reader tries again.
            tracing::warn!(%error, language, "the search index could not be built");
            None
        })
    }

    async fn rebuild(&self, store: &Store, language: &str) -> Result<Arc<LanguageIndex>, StoreError> {
        // Before the articles: a change in between builds once too often, never once too few.
        let state = self.state(store, language).await?;
        let material = Material {
            language: language.to_owned(),
            articles: store.published_articles(language).await?,
            learned: store.learned_searches(language).await?,
            synonyms: Arc::clone(&self.synonyms),
        };
        let built = tokio::task::spawn_blocking(move || build(material, state)).await;
        let index = built.map_err(|error| StoreError::Broken(error.to_string()))??;
        tracing::info!(
            language,
            articles = index.articles,
            bytes = index.file.len(),
            "built the search index"
        );
        let index = Arc::new(index);
        let mut all = self.built.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(language.to_owned(), Arc::clone(&index));
        Ok(index)
    }

    async fn state(&self, store: &Store, language: &str) -> Result<State, StoreError> {
        let changes = self.changes.read().unwrap_or_else(PoisonError::into_inner).get(language).copied();
        Ok((store.published_state(language).await?, changes.unwrap_or_default()))
    }

    fn built(&self, language: &str) -> Option<Arc<LanguageIndex>> {
        self.built.read().unwrap_or_else(PoisonError::into_inner).get(language).cloned()
    }
}

impl LanguageIndex {
    /// The file in brotli, once that is made; the first who asks sets it off and goes without.
    pub fn packed(self: &Arc<Self>) -> Option<Bytes> {
        if self.packed.is_first() {
            let index = Arc::clone(self);
            tokio::task::spawn_blocking(move || index.pack());
        }
        self.packed.get()
    }

    /// Makes the file in brotli; slow.
    pub fn pack(&self) {
        self.packed.make(&self.file);
    }

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

    /// The categories with how many articles each has.
    pub fn categories(&self) -> Vec<(String, u32)> {
        let count = |articles| u32::try_from(articles).unwrap_or(u32::MAX);
        self.index.categories().into_iter().map(|each| (each.name, count(each.articles))).collect()
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

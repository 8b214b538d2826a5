//! What every call shares: settings, the store, the clock, the indexes, the folder of files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, Moment, SystemClock};
use crate::config::Config;
use crate::files::Files;
use crate::idempotency::Running;
use crate::index::Indexes;
use crate::limits::{Buckets, Told};
use crate::store::{Store, StoreError};

/// Replies are kept for repeats this long; the contract promises a day.
const KEEP_REPLIES: i64 = 2 * Moment::DAY;
/// How often what is no longer needed is thrown away.
const SWEEP: Duration = Duration::from_secs(60 * 60);

/// What every call shares. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The search indexes.
    pub indexes: Indexes,
    /// The folder of attached files.
    pub files: Files,
    /// The writes under way.
    pub running: Running,
    /// How much each address has left.
    pub buckets: Buckets,
    /// What counts once a day from one address.
    pub told: Told,
}

/// Why the server cannot start.
#[derive(Debug)]
pub enum StartError {
    /// A database that this version does not speak to.
    UnsupportedDatabase(String),
    /// The data folder cannot be made or written.
    DataFolder(PathBuf, std::io::Error),
    /// The database cannot be opened.
    Store(StoreError),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnsupportedDatabase(kind) => write!(
                f,
                "database_url begins with `{kind}:`, which is not supported yet; use `sqlite:///path/to/file.db` \
                 or leave it out for `helpnook.db` in the data folder"
            ),
            Self::DataFolder(folder, error) => {
                write!(f, "the data folder {} cannot be used: {error}", folder.display())
            }
            Self::Store(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for StartError {}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl AppState {
    /// Opens everything by the machine's clock, throws away what is no longer needed, and does so again every hour.
    ///
    /// # Errors
    /// When the database or the folder of files cannot be used.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        let state = Self::open_at(config, Arc::new(SystemClock)).await?;
        let swept = state.clone();
        tokio::spawn(async move {
            let mut hours = tokio::time::interval(SWEEP);
            loop {
                hours.tick().await;
                if let Err(error) = swept.sweep().await {
                    tracing::warn!(%error, "could not throw away what is no longer needed");
                }
            }
        });
        Ok(state)
    }

    /// Opens everything by another clock; nothing happens by itself.
    ///
    /// # Errors
    /// When the database or the folder of files cannot be used.
    pub async fn open_at(config: Config, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let url = database_url(&config)?;
        let folder = config.data.join("attachments");
        let unusable = |error| StartError::DataFolder(config.data.clone(), error);
        make_private(&config.data).map_err(unusable)?;
        let files = Files::open(folder).map_err(unusable)?;
        let store = Store::open(&url, Arc::clone(&clock)).await?;
        Ok(Self {
            indexes: Indexes::new(&config.search.synonyms),
            config: Arc::new(config),
            store,
            clock,
            files,
            running: Running::default(),
            buckets: Buckets::default(),
            told: Told::default(),
        })
    }

    /// Builds the search index of every language of the site anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refresh_indexes(&self) -> Result<(), StoreError> {
        for language in &self.config.site.languages {
            self.indexes.refresh(&self.store, language).await?;
        }
        Ok(())
    }

    /// Throws away what is no longer needed: files that no message named within a day, old replies, searches that too few
    /// people sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.store.drop_replies_before(now.before(KEEP_REPLIES)).await?;
        self.store.forget_interactions().await?;
        for file in self.store.forget_unattached_before(now.before(Moment::DAY)).await? {
            self.files.remove(&file).await;
        }
        // What a crash left between writing a file and noting it.
        for file in self.files.written_before(now.before(Moment::DAY)).await {
            if !self.store.knows_file(&file).await? {
                self.files.remove(&file).await;
            }
        }
        Ok(())
    }

    /// The site's language that is nearest to the one asked for: `de-AT` gets `de-AT`, else `de`, else the default.
    pub fn nearest_language(&self, wanted: Option<&str>) -> &str {
        let languages = &self.config.site.languages;
        let mut wanted = wanted.unwrap_or_default();
        while !wanted.is_empty() {
            if let Some(found) = languages.iter().find(|each| each.eq_ignore_ascii_case(wanted)) {
                return found;
            }
            wanted = wanted.rsplit_once('-').map_or("", |(shorter, _)| shorter);
        }
        languages.first().map_or("en", String::as_str)
    }
}

/// Makes the data folder when it is missing, for its owner alone: what customers write lies there.
fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.create(folder)
}

/// The address of the database, as the store takes it.
fn database_url(config: &Config) -> Result<String, StartError> {
    match &config.database_url {
        Some(url) if url.starts_with("sqlite:") => Ok(url.clone()),
        Some(url) => {
            Err(StartError::UnsupportedDatabase(url.split(':').next().unwrap_or_default().to_owned()))
        }
        None => Ok(format!("sqlite://{}", config.data.join("helpnook.db").display())),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_data_folder_is_for_its_owner_alone() {
        let folder = std::env::temp_dir().join(crate::random::id("helpnook-data-"));
        make_private(&folder).expect("a new folder below the temporary one");
        let mode = std::fs::metadata(&folder).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
        make_private(&folder).expect("a folder that is there already is used as it is");
        std::fs::remove_dir(&folder).expect("it is empty");
    }
}

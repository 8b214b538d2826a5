//! `import-faq`: articles out of a folder of Markdown files, one such file, or a JSON list.
//!
//! Good articles go in, in batches that are kept as a whole; each bad one is told with its file, line and everything
//! that is wrong with it. What is there already is updated, so an import may be repeated at any time.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use helpnook_contract::ArticleId;
use helpnook_contract::articles::BodyFormat;

use crate::store::articles::{Imported, ImportedArticle};
use crate::store::{Store, StoreError};

/// Tables with commas.
mod csv;
/// Articles before and after the check.
mod draft;
/// The head of a Markdown file.
mod front_matter;
/// JSON lists.
mod json;
/// Markdown files.
mod markdown;
/// Searches that articles answered.
mod searches;

use draft::Draft;
pub use draft::{Place, Refused};
pub use searches::import_searches;

/// What articles must agree with.
#[derive(Clone, Debug)]
pub struct ImportRules {
    /// The site's languages: articles of others are refused.
    pub languages: Vec<String>,
    /// The language of articles that name none.
    pub language: String,
}

/// What became of the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// New ones.
    pub added: usize,
    /// Those that were there and differed.
    pub changed: usize,
    /// Those that were there just so.
    pub unchanged: usize,
    /// Those that are not in.
    pub refused: usize,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { added, changed, unchanged, refused } = self;
        write!(f, "{added} added, {changed} changed, {unchanged} unchanged, {refused} refused")
    }
}

/// What happens on the way.
#[derive(Debug)]
pub enum ImportEvent<'a> {
    /// An article is not taken.
    Refused(&'a Refused),
    /// A batch is kept; so many articles were handled so far.
    Kept(usize),
}

/// Why an import ended early. What was kept until then stays.
#[derive(Debug)]
pub enum ImportError {
    /// A file or folder cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// It is not of the kinds that this import takes, which are named.
    UnknownKind(PathBuf, &'static str),
    /// The folder holds no Markdown file.
    Empty(PathBuf),
    /// The database failed.
    Store(StoreError),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{} cannot be read: {error}", path.display()),
            Self::UnknownKind(path, kinds) => write!(f, "{} is neither {kinds}", path.display()),
            Self::Empty(path) => write!(f, "{} holds no .md file", path.display()),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

/// Imports a folder of Markdown files, one `.md` or one `.json`.
///
/// # Errors
/// See [`ImportError`]; an article that is refused is none of them.
pub async fn import_path(
    store: &Store,
    rules: ImportRules,
    path: &Path,
    tell: &mut (dyn FnMut(ImportEvent<'_>) + Send),
) -> Result<Summary, ImportError> {
    let unreadable = |error| ImportError::Unreadable(path.to_owned(), error);
    let mut import = Import::new(store, rules, tell);
    if path.metadata().map_err(unreadable)?.is_dir() {
        let files = markdown_files(path)?;
        if files.is_empty() {
            return Err(ImportError::Empty(path.to_owned()));
        }
        for file in files {
            import.read_markdown(&file).await?;
        }
    } else if has_ending(path, "md") {
        import.read_markdown(path).await?;
    } else if has_ending(path, "json") {
        let reader = BufReader::with_capacity(64 * 1024, File::open(path).map_err(unreadable)?);
        for row in json::Rows::new(&path.display().to_string(), reader) {
            import.take(row.map_err(unreadable)?.and_then(json::draft), BodyFormat::Text).await?;
        }
    } else {
        return Err(ImportError::UnknownKind(path.to_owned(), "a folder nor a .md or .json file"));
    }
    import.finish().await
}

/// Imports Markdown files that are in memory, by their names.
///
/// # Errors
/// When the database fails.
pub async fn import_embedded(
    store: &Store,
    rules: ImportRules,
    files: &[(&str, &[u8])],
    tell: &mut (dyn FnMut(ImportEvent<'_>) + Send),
) -> Result<Summary, ImportError> {
    let mut import = Import::new(store, rules, tell);
    for (name, content) in files.iter().filter(|(name, _)| has_ending(Path::new(name), "md")) {
        import.take(markdown::read(name, content), BodyFormat::Markdown).await?;
    }
    import.finish().await
}

/// An import under way.
struct Import<'a> {
    store: &'a Store,
    rules: ImportRules,
    tell: &'a mut (dyn FnMut(ImportEvent<'_>) + Send),
    seen: HashMap<(ArticleId, String), Place>,
    batch: Vec<ImportedArticle>,
    batch_bytes: usize,
    summary: Summary,
}

/// How many articles, and bytes of bodies, are kept at once.
const BATCH: (usize, usize) = (500, 8_000_000);

impl<'a> Import<'a> {
    fn new(store: &'a Store, rules: ImportRules, tell: &'a mut (dyn FnMut(ImportEvent<'_>) + Send)) -> Self {
        let (seen, batch, summary) = (HashMap::new(), Vec::new(), Summary::default());
        Self { store, rules, tell, seen, batch, batch_bytes: 0, summary }
    }

    async fn read_markdown(&mut self, path: &Path) -> Result<(), ImportError> {
        let content = std::fs::read(path).map_err(|error| ImportError::Unreadable(path.to_owned(), error))?;
        self.take(markdown::read(&path.display().to_string(), &content), BodyFormat::Markdown).await
    }

    async fn take(&mut self, draft: Result<Draft, Refused>, usual: BodyFormat) -> Result<(), ImportError> {
        let checked = draft.and_then(|draft| draft.check(&self.rules, usual)).and_then(|(place, article)| {
            let key = (article.id.clone(), article.language.clone());
            match self.seen.get(&key) {
                Some(first) => {
                    let reason = format!("the id {} in {} is taken by {first}", article.id, article.language);
                    Err(Refused { place, reasons: vec![reason] })
                }
                None => {
                    self.seen.insert(key, place);
                    Ok(article)
                }
            }
        });
        match checked {
            Ok(article) => {
                self.batch_bytes += article.body.len();
                self.batch.push(article);
            }
            Err(refused) => {
                self.summary.refused += 1;
                (self.tell)(ImportEvent::Refused(&refused));
            }
        }
        if self.batch.len() >= BATCH.0 || self.batch_bytes >= BATCH.1 { self.keep().await } else { Ok(()) }
    }

    async fn keep(&mut self) -> Result<(), ImportError> {
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        for imported in self.store.import_articles(&batch).await.map_err(ImportError::Store)? {
            match imported {
                Imported::Added => self.summary.added += 1,
                Imported::Changed => self.summary.changed += 1,
                Imported::Unchanged => self.summary.unchanged += 1,
            }
        }
        let Summary { added, changed, unchanged, refused } = self.summary;
        (self.tell)(ImportEvent::Kept(added + changed + unchanged + refused));
        Ok(())
    }

    async fn finish(mut self) -> Result<Summary, ImportError> {
        if !self.batch.is_empty() {
            self.keep().await?;
        }
        Ok(self.summary)
    }
}

/// The Markdown files of a folder and its folders, by name. Hidden ones and folders behind links are left alone.
fn markdown_files(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |error| ImportError::Unreadable(folder.to_owned(), error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(unreadable)?.is_dir() {
            files.extend(markdown_files(&path)?);
        } else if has_ending(&path, "md") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

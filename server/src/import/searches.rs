//! `import-searches`: which searches which articles answered, counted by another system, as CSV or a JSON list.
//!
//! A row is refused where fewer than five people searched so (they could be recognised by what they typed), where the search
//! may hold personal data, and where the site has no such article.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use helpnook_search::Extras;

use super::draft::{ID_RULE, is_article_id, language};
use super::{ImportError, ImportEvent, ImportRules, Place, Refused, Summary, csv, has_ending, json};
use crate::store::Store;
use crate::store::learned::{ImportedSearch, kept_query};

/// So many searches are kept at once.
const BATCH: usize = 500;
/// The most bytes of a CSV file, which is read as a whole.
const CSV_MAX: u64 = 50_000_000;

/// A row before it is checked.
struct Row {
    place: Place,
    query: Option<String>,
    article: Option<String>,
    people: Option<String>,
    locale: Option<String>,
}

/// Imports searches from a `.csv` or `.json` file. `added` of the summary counts those that are in.
///
/// # Errors
/// See [`ImportError`]; a row that is refused is none of them.
pub async fn import_searches(
    store: &Store,
    rules: ImportRules,
    path: &Path,
    tell: &mut (dyn FnMut(ImportEvent<'_>) + Send),
) -> Result<Summary, ImportError> {
    let (mut summary, mut batch) = (Summary::default(), Vec::new());
    let mut seen: HashMap<(String, String, String), Place> = HashMap::new();
    for row in read(path)? {
        let checked = match row.and_then(|row| check(row, &rules)) {
            Ok((place, search)) => match refusal(store, &mut seen, &search, &place).await? {
                Some(reason) => Err(Refused { place, reasons: vec![reason] }),
                None => Ok(search),
            },
            Err(refused) => Err(refused),
        };
        match checked {
            Ok(search) => batch.push(search),
            Err(refused) => {
                summary.refused += 1;
                tell(ImportEvent::Refused(&refused));
            }
        }
        if batch.len() >= BATCH {
            summary.added += keep(store, &mut batch).await?;
            tell(ImportEvent::Kept(summary.added + summary.refused));
        }
    }
    summary.added += keep(store, &mut batch).await?;
    Ok(summary)
}

async fn keep(store: &Store, batch: &mut Vec<ImportedSearch>) -> Result<usize, ImportError> {
    store.import_searches(batch).await.map_err(ImportError::Store)?;
    Ok(std::mem::take(batch).len())
}

/// What only the other rows and the database know: each search once, and for an article that is there.
async fn refusal(
    store: &Store,
    seen: &mut HashMap<(String, String, String), Place>,
    search: &ImportedSearch,
    place: &Place,
) -> Result<Option<String>, ImportError> {
    let ImportedSearch { language, query, article, .. } = search;
    if !store.has_article(article, language).await.map_err(ImportError::Store)? {
        return Ok(Some(format!("there is no article {article} in {language}")));
    }
    let key = (language.clone(), query.clone(), article.clone());
    if let Some(first) = seen.get(&key) {
        return Ok(Some(format!("the search {query:?} for {article} stands at {first} already")));
    }
    seen.insert(key, place.clone());
    Ok(None)
}

fn read(path: &Path) -> Result<Vec<Result<Row, Refused>>, ImportError> {
    let unreadable = |error| ImportError::Unreadable(path.to_owned(), error);
    let name = path.display().to_string();
    if has_ending(path, "csv") {
        if path.metadata().map_err(unreadable)?.len() > CSV_MAX {
            let reason = format!("it has more than {} MB", CSV_MAX / 1_000_000);
            return Err(unreadable(std::io::Error::new(std::io::ErrorKind::FileTooLarge, reason)));
        }
        let content = std::fs::read(path).map_err(unreadable)?;
        return Ok(csv::rows(&name, &content).into_iter().map(|row| row.map(of_table)).collect());
    }
    if has_ending(path, "json") {
        let reader = BufReader::with_capacity(64 * 1024, File::open(path).map_err(unreadable)?);
        let rows = json::Rows::new(&name, reader);
        return rows.map(|row| row.map(|row| row.and_then(of_object)).map_err(unreadable)).collect();
    }
    Err(ImportError::UnknownKind(path.to_owned(), "a .csv nor a .json file"))
}

fn of_table(row: csv::Row) -> Row {
    let text = |name: &str| row.field(name).map(str::to_owned);
    let locale = text("locale").or_else(|| text("language"));
    Row { query: text("query"), article: text("article"), people: text("people"), locale, place: row.place }
}

fn of_object(row: json::Row) -> Result<Row, Refused> {
    let json::Row { place, mut fields } = row;
    let mut reasons = Vec::new();
    let mut text = |key: &str| {
        json::text_of(&mut fields, key).unwrap_or_else(|reason| {
            reasons.push(reason);
            None
        })
    };
    let (query, article, people) = (text("query"), text("article"), text("people"));
    let locale = text("locale").or_else(|| text("language"));
    if !reasons.is_empty() {
        return Err(Refused { place, reasons });
    }
    Ok(Row { place, query, article, people, locale })
}

fn check(row: Row, rules: &ImportRules) -> Result<(Place, ImportedSearch), Refused> {
    let Row { place, query, article, people, locale } = row;
    let mut reasons = Vec::new();
    let query = match query.as_deref().map(kept_query) {
        Some(Some(query)) => query,
        Some(None) => {
            reasons.push(
                "the search may hold personal data, or is no search: 2 to 100 characters with letters, no \
                 addresses, no long numbers"
                    .to_owned(),
            );
            String::new()
        }
        None => {
            reasons.push("it has no query".to_owned());
            String::new()
        }
    };
    let article = article.unwrap_or_default();
    if article.is_empty() {
        reasons.push("it has no article".to_owned());
    } else if !is_article_id(&article) {
        reasons.push(format!("the article {article:?} {ID_RULE}"));
    }
    let fewest = Extras::FEWEST_PEOPLE;
    let people = match people.as_deref().map(str::parse::<u32>) {
        Some(Ok(people)) if people >= fewest => people,
        Some(Ok(people)) => {
            reasons.push(format!("{people} people searched so; from fewer than {fewest} nothing is learned"));
            0
        }
        _ => {
            reasons.push(format!(
                "people is {:?}; allowed: a whole number from {fewest}",
                people.unwrap_or_default()
            ));
            0
        }
    };
    let language = language(locale.as_deref(), rules).unwrap_or_else(|reason| {
        reasons.push(reason);
        String::new()
    });
    if reasons.is_empty() {
        Ok((place, ImportedSearch { language, query, article, people }))
    } else {
        Err(Refused { place, reasons })
    }
}

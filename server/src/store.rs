//! What is kept: one SQLite file, written by one connection at a time and read by several.
//!
//! A write begins with `BEGIN IMMEDIATE` on the only writing connection, so writes queue here and
//! never fail half-way with a locked database; what other processes hold (an import) is waited for.
//! A commit is on disk when it returns (WAL, synchronous FULL). The statements keep to what
//! PostgreSQL takes too, but for the placeholders' `?`. The store knows the contract's types and
//! nothing of HTTP.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqlSafeStr, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::clock::{Clock, Moment};

/// Articles as they are kept; import.
pub mod articles;
/// Files of messages.
pub mod attachments;
/// How enumerations stand in a column.
mod columns;
/// Writing articles.
pub mod editing;
/// Numbers over many tickets.
pub mod figures;
/// The deflection ledger.
pub mod interactions;
/// Searches that articles answered.
pub mod learned;
/// Where a list goes on.
pub mod place;
/// The agents' queue.
pub mod queue;
/// First replies to writes, for repeats.
pub mod replies;
/// Customers whom the site has signed in.
pub mod sessions;
/// A ticket's status and its history.
mod status;
/// Ratings.
pub mod surveys;
/// Messages, and what they do to a ticket's status.
pub mod thread;
/// Tickets as their requester sees them.
pub mod tickets;
/// Agents and their API tokens.
pub mod tokens;
/// Votes on articles.
pub mod votes;

/// How long a write waits for other processes, and a read for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    clock: Arc<dyn Clock>,
}

/// A write under way: kept as a whole by [`Write::commit`], or not at all.
#[derive(Debug)]
pub struct Write {
    transaction: Transaction<'static, Sqlite>,
    /// The one moment at which everything in this write happens.
    pub now: Moment,
}

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// The database is locked, full, read-only or out of reach: worth another try later.
    Unavailable(String),
    /// A fault of the program or the file.
    Broken(String),
    /// A rule forbids it; nothing was changed.
    Refused(Refused),
}

/// The rules that may forbid a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such thing.
    NotFound,
    /// The ticket is closed.
    Closed,
    /// Its status does not allow the change.
    NotAllowed,
    /// These attachments, by their places in the list, do not exist or belong to another message.
    Attachments(Vec<usize>),
    /// The ticket was rated, or the survey dismissed, since it was last solved.
    Answered,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unavailable(why) => write!(f, "the database cannot be used now: {why}"),
            Self::Broken(why) => write!(f, "the database failed: {why}"),
            Self::Refused(rule) => write!(f, "refused: {rule:?}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // SQLite's primary result codes: busy, locked, read-only, I/O error, full, cannot open.
        const PASSING: [i32; 6] = [5, 6, 8, 10, 13, 14];
        let is_passing = match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
            sqlx::Error::Database(database) => database
                .code()
                .and_then(|code| code.parse::<i32>().ok())
                .is_some_and(|code| PASSING.contains(&(code & 0xff))),
            _ => false,
        };
        if is_passing { Self::Unavailable(error.to_string()) } else { Self::Broken(error.to_string()) }
    }
}

impl Store {
    /// Opens the database, makes it when it is missing and brings it up to date.
    ///
    /// `url` is `sqlite:///path/to/file.db`.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a newer version.
    pub async fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE * 2)
            .after_release(|connection, _| Box::pin(is_reusable(connection)))
            .connect_with(options.clone())
            .await?;
        migrations().run(&writer).await.map_err(|error| StoreError::Broken(error.to_string()))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(PATIENCE)
            .connect_with(options.pragma("query_only", "1"))
            .await?;
        Ok(Self { readers, writer, clock })
    }

    /// Begins a write; waits for the one under way.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when others hold the database for too long.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Write { transaction, now: self.clock.now() })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM tickets LIMIT 1").fetch_optional(&self.readers).await?;
        Ok(())
    }

    /// Closes every connection; a write under way is finished first.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }
}

impl Write {
    /// Keeps everything. On disk when it returns.
    ///
    /// # Errors
    /// When the disk is full, or failed: nothing of this write was kept then.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }
}

/// Whether a connection has left its transaction. On a full disk or an I/O error SQLite itself rolls back; the driver then
/// fails to, and believes in the transaction for ever: such a connection is given up for a new one.
async fn is_reusable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A reply to this ping means that the rollback, sent before it, was tried.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn migrations() -> Migrator {
    let simple = |version, description: &'static str, sql: &'static str| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(vec![
        simple(1, "start", include_str!("../migrations/0001_start.sql")),
        simple(2, "derived keys", include_str!("../migrations/0002_derived_keys.sql")),
        simple(3, "interactions", include_str!("../migrations/0003_interactions.sql")),
        simple(4, "sessions", include_str!("../migrations/0004_sessions.sql")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::random;

    #[tokio::test]
    async fn a_full_disk_is_no_fault_and_is_over_once_there_is_room() {
        let file = std::env::temp_dir().join(random::id("helpnook-store-"));
        let url = format!("sqlite://{}", file.display());
        let store = Store::open(&url, Arc::new(SystemClock)).await.expect("opened");
        // SQLite reports a database that may not grow as it reports a full disk. This holds for the connection alone.
        sqlx::query("PRAGMA max_page_count = 1").execute(&store.writer).await.expect("set");
        let name = "x".repeat(100_000);
        let refused = store.create_token(&name).await.expect_err("there is no room");
        assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
        store.check().await.expect("reads go on");
        store.create_token(&name).await.expect("there is room again");
        store.close().await;
        for end in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{end}", file.display())).ok();
        }
    }
}

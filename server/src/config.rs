//! What an operator may set. Made by [`load`] from a TOML file, `HELPNOOK_…` variables and flags; the rest of the
//! server reads the finished struct and never a variable or a file.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Faults: where, what was given, what is allowed.
mod fault;
/// Values before they are checked.
mod given;
/// Keys by which a site signs its customers in.
mod identity;
/// Language tags.
mod language;
/// File, variables and flags become settings.
mod load;
/// The table of all settings.
mod settings;
/// Settings with a grammar of their own.
mod site;
/// Words of a site's customers.
mod synonyms;

pub use fault::Fault;
pub use identity::{IdentityAlgorithm, IdentityConfig, IdentityKey};
pub use language::canonical_language;
pub use load::{Loaded, Sources, load};
pub use settings::{SETTINGS, Setting};

/// Everything that can be set, already checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The folder of the database and of what else the server keeps. Made when it is missing.
    pub data: PathBuf,
    /// Another database than `helpnook.db` in `data`: `sqlite:///path/to/file.db`.
    pub database_url: Option<String>,
    /// The folder of the built widget and console. Wins over files embedded in the binary.
    pub site_dir: Option<PathBuf>,
    /// What customers see of the site.
    pub site: SiteConfig,
    /// How its articles are searched.
    pub search: SearchConfig,
    /// How the site signs its customers in.
    pub identity: IdentityConfig,
    /// The origins besides the server's own whose pages may call it: `https://shop.example`, or `*` for any.
    pub origins: Vec<String>,
    /// What is refused as too much.
    pub limits: LimitsConfig,
    /// How often one address may write.
    pub rate: RateConfig,
    /// What is logged, and how.
    pub log: LogConfig,
}

/// What customers see of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteConfig {
    /// Shown in the widget's head.
    pub name: String,
    /// BCP 47, the default first; never empty.
    pub languages: Vec<String>,
    /// What a ticket may be about. Empty: the form does not ask.
    pub categories: Vec<CategoryConfig>,
    /// A CSS hex colour: `#2f6f4f`.
    pub accent: Option<String>,
}

/// What a ticket may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryConfig {
    /// Stable; sent with the ticket.
    pub id: String,
    /// Its name in each language; the site's default language is always there.
    pub names: BTreeMap<String, String>,
}

/// How a site's articles are searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchConfig {
    /// A language with more articles than this is searched on the server: its index would be a long download.
    pub index_articles: u32,
    /// Whether what was searched and opened is taken, counted and learned from.
    pub interactions: bool,
    /// Words of the site's customers and what its articles call it.
    pub synonyms: Vec<SynonymLine>,
}

/// Words that mean the same in one language of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymLine {
    /// BCP 47.
    pub language: String,
    /// Words or short phrases, in lower case.
    pub words: Vec<String>,
    /// What each of them means, one way. Empty: they mean each other.
    pub means: Vec<String>,
}

/// What is refused as too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitsConfig {
    /// Bytes of one attached file.
    pub attachment_bytes: u64,
    /// Files of one message.
    pub attachments: u32,
    /// Media types that are taken.
    pub attachment_types: Vec<String>,
    /// Bytes of a JSON body.
    pub body_bytes: u64,
}

/// How often one address may write within an hour; 0 is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateConfig {
    /// New tickets.
    pub tickets_per_hour: u32,
    /// Replies, changes of status, ratings.
    pub messages_per_hour: u32,
    /// Uploaded files.
    pub attachments_per_hour: u32,
    /// Votes on articles.
    pub votes_per_hour: u32,
    /// Batches of what was searched and opened.
    pub interactions_per_hour: u32,
    /// Customers signing in.
    pub sessions_per_hour: u32,
}

/// What is logged, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// Nothing below this is logged.
    pub level: LogLevel,
    /// One JSON object a line instead of text for people.
    pub json: bool,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogLevel {
    /// What needs someone to look.
    Error,
    /// And what may need it.
    Warn,
    /// And starts, stops and requests.
    Info,
    /// And decisions on the way.
    Debug,
    /// Everything.
    Trace,
}

impl LogLevel {
    /// The level as it is written in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }

    /// The level that is written so.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Error, Self::Warn, Self::Info, Self::Debug, Self::Trace]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8787),
            data: PathBuf::from("data"),
            database_url: None,
            site_dir: None,
            site: SiteConfig::default(),
            search: SearchConfig::default(),
            identity: IdentityConfig::default(),
            origins: Vec::new(),
            limits: LimitsConfig::default(),
            rate: RateConfig::default(),
            log: LogConfig::default(),
        }
    }
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            name: "Help".to_owned(),
            languages: vec!["en".to_owned()],
            categories: Vec::new(),
            accent: None,
        }
    }
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self { index_articles: 5_000, interactions: true, synonyms: Vec::new() }
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            attachment_bytes: 10 * 1024 * 1024,
            attachments: 10,
            attachment_types: ATTACHMENT_TYPES.iter().map(|kind| (*kind).to_owned()).collect(),
            body_bytes: 256 * 1024,
        }
    }
}

impl Default for RateConfig {
    fn default() -> Self {
        Self {
            tickets_per_hour: 20,
            messages_per_hour: 120,
            attachments_per_hour: 60,
            votes_per_hour: 120,
            interactions_per_hour: 120,
            sessions_per_hour: 600,
        }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { level: LogLevel::Info, json: false }
    }
}

/// What customers send: pictures, documents, tables, archives. Nothing that a browser would run.
const ATTACHMENT_TYPES: &[&str] = &[
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "text/plain",
    "text/csv",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
];

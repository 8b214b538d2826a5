//! The site: the first call of a widget.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};

/// `GET /v1/site`: anyone from an allowed origin.
#[derive(Clone, Debug, Default)]
pub struct GetSite {
    /// The language for names of categories; absent: the site's default.
    pub query: LanguageQuery,
}

impl Endpoint for GetSite {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/site";
    type Body = NoBody;
    type Reply = Site;

    fn address(&self) -> String {
        Address::new(Self::PATH).query("language", self.query.language.as_deref()).finish()
    }
}

/// A language preference. The site's nearest language is served: `de-AT` gets `de`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct LanguageQuery {
    /// BCP 47.
    pub language: Option<String>,
}

/// A site with its features and limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Shown in the widget's head.
    pub name: String,
    /// BCP 47, the default first.
    pub languages: Vec<String>,
    /// The enabled features; a widget hides the others.
    pub features: Features,
    /// The categories of tickets, in the requested language. Empty: the form has no category.
    pub categories: Vec<Category>,
    /// Limits of uploads.
    pub limits: Limits,
    /// The search index of each language. A language without one is searched on the server.
    pub indexes: Vec<IndexFile>,
    /// Measured first response times; absent until enough tickets have a response.
    pub reply_time: Option<ReplyTime>,
    /// The way customers are identified.
    pub identity: IdentityMode,
    /// The brand.
    pub theme: Theme,
}

/// The optional features of a backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Features {
    /// Help articles can be searched and read.
    pub articles: bool,
    /// Articles can be voted on.
    pub votes: bool,
    /// Tickets can be created.
    pub tickets: bool,
    /// Tickets can be followed, replied to, solved and reopened.
    pub tracking: bool,
    /// Files can be attached.
    pub attachments: bool,
    /// Solved tickets can be rated.
    pub surveys: bool,
    /// Interactions are accepted. Absent: they are not.
    #[serde(default)]
    pub interactions: bool,
}

/// A category of tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Its id, sent with the ticket.
    pub id: String,
    /// Its name in the requested language.
    pub name: String,
}

/// Limits of uploads. A widget checks them before it sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Maximum bytes of one file.
    pub attachment_bytes: u64,
    /// Maximum number of files of one message.
    pub attachments: u32,
    /// Accepted media types: `image/png`, …
    pub attachment_types: Vec<String>,
}

/// The search index of one language: an immutable file under an address that changes with its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndexFile {
    /// BCP 47.
    pub language: String,
    /// Absolute, or relative to the backend's address: `/v1/faq/en/index?v=…`.
    pub url: String,
    /// The number of its articles.
    pub articles: u32,
    /// Its size in bytes before compression.
    pub bytes: u64,
}

/// First response time in minutes, measured over recent tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyTime {
    /// Half of the tickets had a response within this time.
    pub usual_minutes: u32,
    /// Nine of ten had a response within this time.
    pub nine_of_ten_minutes: u32,
}

/// The way customers are identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityMode {
    /// Customers are not identified: a ticket key opens its ticket.
    Off,
    /// The site may sign customers in.
    Optional,
    /// Only signed-in customers are served.
    Required,
    /// A mode of a newer backend.
    #[serde(other)]
    Unknown,
}

/// The brand of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// A CSS colour.
    pub accent: Option<String>,
}

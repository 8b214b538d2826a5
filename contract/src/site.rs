//! What a site offers: the first thing a widget asks for.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};

/// `GET /v1/site`: anyone from an allowed origin.
#[derive(Clone, Debug, Default)]
pub struct GetSite {
    /// The language wanted for names of categories; the site's default when absent.
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

/// A wish for a language. The nearest one that the site has is served: `de-AT` gets `de`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct LanguageQuery {
    /// BCP 47.
    pub language: Option<String>,
}

/// A site: what it is called and which parts of the contract it has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Shown in the widget's head.
    pub name: String,
    /// BCP 47, the default first.
    pub languages: Vec<String>,
    /// What is there; a widget hides what is not.
    pub features: Features,
    /// What a ticket may be about, in the language asked for. Empty: the form does not ask.
    pub categories: Vec<Category>,
    /// What is refused as too much.
    pub limits: Limits,
    /// Where the search index of each language lies. A language without one is searched on the server.
    pub indexes: Vec<IndexFile>,
    /// Measured first response times; absent until enough tickets were answered to tell the truth.
    pub reply_time: Option<ReplyTime>,
    /// How customers prove who they are.
    pub identity: IdentityMode,
    /// The brand.
    pub theme: Theme,
}

/// The parts of the contract that a backend may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Features {
    /// Help articles can be searched and read.
    pub articles: bool,
    /// Articles can be voted on.
    pub votes: bool,
    /// Tickets can be sent.
    pub tickets: bool,
    /// Tickets can be followed, replied to, solved and reopened.
    pub tracking: bool,
    /// Files can be attached.
    pub attachments: bool,
    /// Solved tickets can be rated.
    pub surveys: bool,
    /// What was searched and opened may be sent. A backend that does not say so does not take it.
    #[serde(default)]
    pub interactions: bool,
}

/// What a ticket may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Stable; sent with the ticket.
    pub id: String,
    /// In the language asked for.
    pub name: String,
}

/// What is refused as too much. A widget says so before it sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Bytes of one file.
    pub attachment_bytes: u64,
    /// Files of one message.
    pub attachments: u32,
    /// Media types that are taken: `image/png`, …
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
    /// How many articles it holds.
    pub articles: u32,
    /// How large it is, in bytes before compression.
    pub bytes: u64,
}

/// First response time in minutes, measured over recent tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyTime {
    /// Half of the tickets were answered within this.
    pub usual_minutes: u32,
    /// Nine of ten were answered within this.
    pub nine_of_ten_minutes: u32,
}

/// How customers prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityMode {
    /// They do not: whoever holds a ticket's key may follow it.
    Off,
    /// The site may sign them in.
    Optional,
    /// Only signed-in customers are served.
    Required,
    /// A mode of a newer backend.
    #[serde(other)]
    Unknown,
}

/// The brand, where the site sets one for all its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// A CSS colour.
    pub accent: Option<String>,
}

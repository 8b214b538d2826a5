//! Why a search finds an article: for site owners who wonder, asked by the doctor.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};
use crate::id::ArticleId;

/// `GET /v1/articles/{id}/reasons`: why a search finds a published article. A backend may do without it.
#[derive(Clone, Debug)]
pub struct ListReasons {
    /// Which article.
    pub id: ArticleId,
    /// What for.
    pub query: ReasonsQuery,
}

impl Endpoint for ListReasons {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/articles/{id}/reasons";
    type Body = NoBody;
    type Reply = Reasons;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("query", Some(&self.query.query))
            .query("language", self.query.language.as_deref())
            .finish()
    }
}

/// The query of [`ListReasons`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ReasonsQuery {
    /// What is searched.
    pub query: String,
    /// BCP 47; the site's default when absent.
    pub language: Option<String>,
}

/// Every reason, the most telling word first; none where the search does not find the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reasons {
    /// One for each typed word and each way in which it was found.
    pub items: Vec<Reason>,
}

/// A typed word, and the word of the article that it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The word as it was typed.
    pub typed: String,
    /// The word that was found, without capitals and accents.
    pub found: String,
    /// How the two belong together.
    pub way: MatchWay,
    /// Where in the article it stands.
    pub fields: Vec<MatchField>,
}

/// How a word of an article came to stand for a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchWay {
    /// The same word, perhaps with another ending.
    Same,
    /// Written apart or together, the other way.
    Joined,
    /// It begins with what was typed.
    Longer,
    /// A slip of the finger away.
    Slip,
    /// A part of the typed word.
    Part,
    /// A longer word that the typed one is a part of.
    Around,
    /// Another word for it.
    Meaning,
    /// Whatever a newer backend may know.
    #[serde(other)]
    Other,
}

/// Where in an article a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchField {
    /// The title.
    Title,
    /// A heading.
    Heading,
    /// The category, the tags, or what customers asked before they read it.
    About,
    /// The body, and whatever a newer backend may know.
    #[serde(other)]
    Body,
}

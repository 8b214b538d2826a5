//! The reasons why a search finds an article: the doctor shows them to site owners.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};
use crate::id::ArticleId;

/// `GET /v1/articles/{id}/reasons`: why a search finds a published article. Optional for a backend.
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
    /// The search.
    pub query: String,
    /// BCP 47; absent: the site's default.
    pub language: Option<String>,
}

/// All reasons, most significant word first; empty if the search does not find the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reasons {
    /// One for each typed word and each kind of match.
    pub items: Vec<Reason>,
}

/// A typed word and the matching word of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The typed word.
    pub typed: String,
    /// The matching word, without capitals and accents.
    pub found: String,
    /// The kind of match.
    pub way: MatchWay,
    /// The fields of the article that contain it.
    pub fields: Vec<MatchField>,
}

/// The kind of match between a typed word and a word of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchWay {
    /// The same word, possibly with another ending.
    Same,
    /// The same letters, written apart or together.
    Joined,
    /// A word that begins with the typed one.
    Longer,
    /// A word that differs by a typo.
    Slip,
    /// A word that is part of the typed one (compound).
    Part,
    /// A longer word that contains the typed one (compound).
    Around,
    /// A synonym.
    Meaning,
    /// A kind of match of a newer backend.
    #[serde(other)]
    Other,
}

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchField {
    /// The title.
    Title,
    /// A heading.
    Heading,
    /// Category, tags, or searches of customers who read it.
    About,
    /// The body, or a field of a newer backend.
    #[serde(other)]
    Body,
}

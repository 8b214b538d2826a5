//! Writing help articles.

use serde::{Deserialize, Deserializer, Serialize};

use crate::articles::BodyFormat;
use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::field::FieldError;
use crate::id::ArticleId;
use crate::problem::FieldProblem;
use crate::site::LanguageQuery;

/// `GET /v1/agent/articles`: all articles in all languages, including drafts, by title.
#[derive(Clone, Debug, Default)]
pub struct ListAgentArticles {
    /// Filter and page.
    pub query: AgentArticlesQuery,
}

impl Endpoint for ListAgentArticles {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/articles";
    type Body = NoBody;
    type Reply = Page<AgentArticle>;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .query("language", self.query.language.as_deref())
            .query("cursor", self.query.cursor.as_ref().map(Cursor::as_str))
            .finish()
    }
}

/// The query of [`ListAgentArticles`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AgentArticlesQuery {
    /// Only this language, exactly.
    pub language: Option<String>,
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// `GET /v1/agent/articles/{id}?language`: one article in one language, exactly.
#[derive(Clone, Debug)]
pub struct GetAgentArticle {
    /// Its id.
    pub id: ArticleId,
    /// The language; absent: the site's default.
    pub query: LanguageQuery,
}

impl Endpoint for GetAgentArticle {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/articles/{id}";
    type Body = NoBody;
    type Reply = AgentArticle;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("language", self.query.language.as_deref())
            .finish()
    }
}

/// `PUT /v1/agent/articles/{id}?language`: creates or replaces an article in one language; 200.
/// Publishing, changing or withdrawing an article rebuilds the search index.
#[derive(Clone, Debug)]
pub struct PutArticle {
    /// Its id.
    pub id: ArticleId,
    /// The language; absent: the site's default.
    pub query: LanguageQuery,
    /// The article.
    pub body: ArticleDraft,
}

impl Endpoint for PutArticle {
    const METHOD: Method = Method::Put;
    const PATH: &'static str = "/v1/agent/articles/{id}";
    type Body = ArticleDraft;
    type Reply = AgentArticle;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("language", self.query.language.as_deref())
            .finish()
    }

    fn body(&self) -> Option<&ArticleDraft> {
        Some(&self.body)
    }
}

/// The body of [`PutArticle`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleDraft {
    /// 1 to 300 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 300, pattern = r"^[^\x00]*[^\x00\s][^\x00]*$")
    )]
    pub title: String,
    /// In `format`; at most 1,000,000 characters.
    #[cfg_attr(feature = "openapi", schema(max_length = 1_000_000, pattern = r"^[^\x00]*$"))]
    pub body: String,
    /// The format of `body`; unknown formats are refused.
    #[serde(deserialize_with = "known_format")]
    pub format: BodyFormat,
    /// Empty for none; at most 200 characters.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, pattern = r"^[^\x00]*$"))]
    pub category: String,
    /// True if customers see it.
    pub published: bool,
}

/// Refuses unknown formats: a reader maps them to plain text, but a written text must not be stored in a wrong format.
fn known_format<'de, D: Deserializer<'de>>(from: D) -> Result<BodyFormat, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Known {
        Markdown,
        Html,
        Text,
    }
    Known::deserialize(from).map(|known| match known {
        Known::Markdown => BodyFormat::Markdown,
        Known::Html => BodyFormat::Html,
        Known::Text => BodyFormat::Text,
    })
}

impl ArticleDraft {
    /// The maximum number of characters of a title.
    pub const TITLE_MAX: usize = 300;
    /// The maximum number of characters of a body.
    pub const BODY_MAX: usize = 1_000_000;
    /// The maximum number of characters of a category.
    pub const CATEGORY_MAX: usize = 200;

    /// All invalid fields, by JSON pointer; empty if it is valid.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let too_long = |text: &str, max| (text.chars().count() > max).then_some(FieldError::TooLong { max });
        let title = if self.title.trim().is_empty() {
            Some(FieldError::Empty)
        } else {
            too_long(&self.title, Self::TITLE_MAX)
        };
        [
            title.map(|error| error.at("/title")),
            too_long(&self.body, Self::BODY_MAX).map(|error| error.at("/body")),
            too_long(&self.category, Self::CATEGORY_MAX).map(|error| error.at("/category")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An article with the fields for agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentArticle {
    /// Its id, the same in every language.
    pub id: ArticleId,
    /// BCP 47.
    pub language: String,
    /// Plain text.
    pub title: String,
    /// In `format`; absent in lists.
    pub body: Option<String>,
    /// The format of `body`.
    pub format: BodyFormat,
    /// Empty for none.
    pub category: String,
    /// True if customers see it.
    pub published: bool,
    /// Helpful votes.
    pub helpful: u32,
    /// Votes that are not helpful.
    pub not_helpful: u32,
    /// RFC 3339.
    pub updated_at: String,
}

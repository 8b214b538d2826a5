//! Help articles: search, read, vote.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Cursor, Endpoint, Method, NoBody, Page};
use crate::id::ArticleId;
use crate::site::LanguageQuery;

/// `GET /v1/faq/{language}/index`: the search index of the published articles, one binary file
/// (`application/octet-stream`, `ETag`; immutable under the address that [`crate::site::IndexFile`] names).
/// Not an [`Endpoint`]: its reply is not JSON.
pub const INDEX_PATH: &str = "/v1/faq/{language}/index";

/// `GET /v1/articles`: search (with `query`, best first) or browse (without, most popular first).
#[derive(Clone, Debug, Default)]
pub struct ListArticles {
    /// Search and filters.
    pub query: ArticleQuery,
}

impl Endpoint for ListArticles {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/articles";
    type Body = NoBody;
    type Reply = Page<ArticleHit>;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .query("query", self.query.query.as_deref())
            .query("category", self.query.category.as_deref())
            .query("language", self.query.language.as_deref())
            .query("cursor", self.query.cursor.as_ref().map(Cursor::as_str))
            .finish()
    }
}

/// The query of [`ListArticles`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ArticleQuery {
    /// Words or a sentence.
    pub query: Option<String>,
    /// Only articles of the category with this name.
    pub category: Option<String>,
    /// BCP 47; absent: the site's default.
    pub language: Option<String>,
    /// From [`Page::next`].
    pub cursor: Option<Cursor>,
}

/// A search result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleHit {
    /// Its id.
    pub id: ArticleId,
    /// The title, with matches marked.
    pub title: Vec<Run>,
    /// The best passage, with matches marked.
    pub snippet: Vec<Run>,
    /// Its category; empty for none.
    pub category: String,
    /// BCP 47.
    pub language: String,
}

/// A run of text that is a match or not. Highlights are never markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// The text.
    pub text: String,
    /// True for a match.
    pub hit: bool,
}

/// `GET /v1/articles/{id}`: one published article.
#[derive(Clone, Debug)]
pub struct GetArticle {
    /// Its id.
    pub id: ArticleId,
    /// The wanted language.
    pub query: LanguageQuery,
}

impl Endpoint for GetArticle {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/articles/{id}";
    type Body = NoBody;
    type Reply = Article;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .query("language", self.query.language.as_deref())
            .finish()
    }
}

/// An article. A widget does not trust `body`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Its title, plain text.
    pub title: String,
    /// Its text, in `format`. A link to `article:ID` opens another article.
    pub body: String,
    /// The format of `body`.
    pub format: BodyFormat,
    /// Its category; empty for none.
    pub category: String,
    /// Related articles.
    pub related: Vec<RelatedArticle>,
    /// The served language, BCP 47.
    pub language: String,
    /// RFC 3339.
    pub updated_at: String,
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BodyFormat {
    /// CommonMark with tables.
    Markdown,
    /// HTML.
    Html,
    /// Plain text, or a format of a newer backend.
    #[serde(other)]
    Text,
}

/// A related article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedArticle {
    /// Its id.
    pub id: ArticleId,
    /// Plain text.
    pub title: String,
}

/// `POST /v1/articles/{id}/votes`: a vote on an article. 201. One vote counts per idempotency key.
#[derive(Clone, Debug)]
pub struct CreateVote {
    /// The article.
    pub id: ArticleId,
    /// The vote.
    pub body: Vote,
}

impl Endpoint for CreateVote {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/articles/{id}/votes";
    type Body = Vote;
    type Reply = Votes;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&Vote> {
        Some(&self.body)
    }
}

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Vote {
    /// True for helpful.
    pub helpful: bool,
    /// A comment, at most [`crate::field::COMMENT_MAX`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 5000, pattern = r"^[^\x00]*$"))]
    pub reason: Option<String>,
    /// The language of the article, BCP 47; at most 35 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 35, pattern = r"^[^\x00]*$"))]
    pub language: Option<String>,
}

/// The votes on an article, over all its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Votes {
    /// Helpful.
    pub helpful: u32,
    /// Not helpful.
    pub not_helpful: u32,
}

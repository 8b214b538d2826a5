//! Interactions for search analytics: searches, opened articles and solved questions, from which the search learns customers' words.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method};
use crate::field::FieldError;
use crate::id::{ArticleId, ID_MAX};
use crate::problem::FieldProblem;

/// The maximum number of interactions of one batch.
pub const BATCH_MAX: usize = 50;
/// The maximum number of characters of a query; nobody else repeats a longer one.
pub const QUERY_MAX: usize = 200;

/// `POST /v1/interactions`: a batch of interactions of one device. 201. A widget sends batches from time to time and when its
/// page is left; a lost batch does no harm.
#[derive(Clone, Debug)]
pub struct CreateInteractions {
    /// The batch.
    pub body: Interactions,
}

impl Endpoint for CreateInteractions {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/interactions";
    type Body = Interactions;
    type Reply = InteractionsTaken;

    fn body(&self) -> Option<&Interactions> {
        Some(&self.body)
    }
}

/// A batch of interactions of one device, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interactions {
    /// A random token (at least 128 bits) that the device creates, stores and sends with nothing else: it tells different
    /// people apart and identifies none of them. A server stores only a hash of it with each search and article,
    /// so that no two rows can be linked to one device. 22 to 64 letters, digits, `-` and `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[A-Za-z0-9_-]{22,64}$"))]
    pub device: String,
    /// The language of the searches, BCP 47; a server uses the nearest one of the site.
    #[cfg_attr(feature = "openapi", schema(max_length = 35, pattern = r"^[^\x00]*$"))]
    pub language: String,
    /// In order of time; 1 to [`BATCH_MAX`].
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
    pub interactions: Vec<Interaction>,
}

/// One interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interaction {
    /// `searched`, `opened`, `solved` or `asked`. Other kinds, of newer clients, are ignored.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: InteractionKind,
    /// The search that led to it, as typed when typing paused. A client omits it if it may contain personal
    /// data (an address, an order number); at most [`QUERY_MAX`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, pattern = r"^[^\x00]*$"))]
    pub query: Option<String>,
    /// The article of `opened` and `solved`; without it nothing is learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    /// Of `searched`: whether the search had results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<bool>,
}

/// The kind of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InteractionKind {
    /// A search with its results shown.
    Searched,
    /// An article opened from the results.
    Opened,
    /// An article found by this search answered the question: the customer voted yes, or left without a ticket after
    /// reading it. Learned searches come from this kind alone.
    Solved,
    /// A ticket created after searching.
    Asked,
    /// A kind of a newer client; ignored.
    #[serde(other)]
    Unknown,
}

/// The reply to a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InteractionsTaken {
    /// The number of interactions counted; unknown kinds are not.
    pub counted: u32,
}

impl Interactions {
    /// All invalid fields of the batch.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let mut faults = Vec::new();
        let is_device = (22..=64).contains(&self.device.len())
            && self.device.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if !is_device {
            faults.push(FieldError::NotAllowed.at("/device"));
        }
        if self.language.chars().count() > 35 {
            faults.push(FieldError::TooLong { max: 35 }.at("/language"));
        }
        if self.interactions.is_empty() {
            faults.push(FieldError::Empty.at("/interactions"));
        }
        if self.interactions.len() > BATCH_MAX {
            faults.push(FieldError::TooMany { max: BATCH_MAX }.at("/interactions"));
        }
        for (number, interaction) in self.interactions.iter().take(BATCH_MAX).enumerate() {
            let at = |field: &str| ["/interactions/", &number.to_string(), "/", field].concat();
            let length = interaction.query.as_deref().map_or(0, |query| query.chars().count());
            if length > QUERY_MAX {
                faults.push(FieldError::TooLong { max: QUERY_MAX }.at(&at("query")));
            }
            let is_id = |id: &ArticleId| (1..=ID_MAX).contains(&id.as_str().chars().count());
            if interaction.article.as_ref().is_some_and(|id| !is_id(id)) {
                faults.push(FieldError::NotAllowed.at(&at("article")));
            }
        }
        faults
    }
}

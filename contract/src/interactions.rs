//! The deflection ledger: what was searched, opened and solved, so that the search learns the words that customers use.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method};
use crate::field::FieldError;
use crate::id::{ArticleId, ID_MAX};
use crate::problem::FieldProblem;

/// The most interactions of one batch.
pub const BATCH_MAX: usize = 50;
/// The most characters of a search in the ledger; what is longer is no search that others repeat.
pub const QUERY_MAX: usize = 200;

/// `POST /v1/interactions`: what one device did, in one batch. 201. A widget sends it now and then and when its page is
/// left; what is lost on the way is missed by nobody.
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

/// What one device did. It holds nothing of who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interactions {
    /// Made by chance on the device (at least 128 bits), kept on it alone and sent with nothing else: tells different
    /// people apart, and says nothing about any of them. A server keeps only a hash of it with each search and article,
    /// so that no two rows can be told to be of the same device. 22 to 64 letters, digits, `-` and `_`.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[A-Za-z0-9_-]{22,64}$"))]
    pub device: String,
    /// The language of the searches, BCP 47; the nearest one of the site's is meant.
    #[cfg_attr(feature = "openapi", schema(max_length = 35, pattern = r"^[^\x00]*$"))]
    pub language: String,
    /// In the order in which they happened; 1 to [`BATCH_MAX`].
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
    pub interactions: Vec<Interaction>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interaction {
    /// What happened: `searched`, `opened`, `solved` or `asked`. Other kinds, of newer clients, are passed over.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: InteractionKind,
    /// The search that led to it, as it stood when typing had paused. Left out by a client where it may hold personal
    /// data (an address, a number of an order); at most [`QUERY_MAX`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, pattern = r"^[^\x00]*$"))]
    pub query: Option<String>,
    /// The article that it was about, for `opened` and `solved`; without it nothing is learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    /// Of a search: whether any article was shown for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<bool>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InteractionKind {
    /// Something was searched, and results were shown.
    Searched,
    /// An article was opened out of the results.
    Opened,
    /// An article that was found by this search answered: the customer said so, or left without writing a ticket after
    /// reading it. Searches that are learned come from these alone.
    Solved,
    /// A ticket was written after all.
    Asked,
    /// Something of a newer client; it is passed over.
    #[serde(other)]
    Unknown,
}

/// What was made of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InteractionsTaken {
    /// How many interactions were counted; those of unknown kinds are not.
    pub counted: u32,
}

impl Interactions {
    /// Everything that is wrong with the batch.
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

//! Opaque identifiers: unguessable where they give access, stable for ever, never shown to people.
//!
//! A backend chooses its own: any text of 1 to [`ID_MAX`] characters but `.` and `..`, which an address cannot hold. A
//! client sends an id back as it came, compares it for equality and assumes nothing else of it.

use serde::{Deserialize, Serialize};

/// The most characters of an id.
pub const ID_MAX: usize = 200;

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as it travels.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A help article, the same in every language.
    ArticleId;
    /// A ticket.
    TicketId;
    /// A message of a ticket.
    MessageId;
    /// An uploaded file.
    AttachmentId;
    /// A survey.
    SurveyId;
    /// One person's answers to a survey.
    ResponseId;
    /// An agent.
    AgentId;
    /// A customer whom the site has named.
    RequesterId;
}

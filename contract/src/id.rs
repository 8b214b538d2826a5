//! Opaque identifiers: unguessable where they give access, stable for ever, never shown to people.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// A help article, the same in every language: letters, digits, `-`, `_`, `.`; at most 100 characters.
    ArticleId
    /// A ticket: `tkt_` and 128 random bits in base 32.
    TicketId
    /// A message of a ticket: `msg_…`, sortable by time.
    MessageId
    /// An uploaded file: `att_` and 128 random bits.
    AttachmentId
    /// A survey.
    SurveyId
    /// One person's answers to a survey: `rsp_` and 128 random bits.
    ResponseId
    /// An agent: `agt_…`.
    AgentId
}

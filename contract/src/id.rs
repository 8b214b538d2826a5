//! Opaque identifiers: unguessable where they give access, stable for ever, never shown to people.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident like $pattern:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(pattern = $pattern))]
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
    ArticleId like r"^[A-Za-z0-9_.-]{1,100}$";
    /// A ticket: `tkt_` and 128 random bits in base 32.
    TicketId like r"^tkt_[0-9a-hjkmnp-tv-z]{26}$";
    /// A message of a ticket: `msg_…`, sortable by time.
    MessageId like r"^msg_[0-9a-hjkmnp-tv-z]{27}$";
    /// An uploaded file: `att_` and 128 random bits.
    AttachmentId like r"^att_[0-9a-hjkmnp-tv-z]{26}$";
    /// A survey.
    SurveyId like r"^[a-z0-9_-]{1,40}$";
    /// One person's answers to a survey: `rsp_` and 128 random bits.
    ResponseId like r"^rsp_[0-9a-hjkmnp-tv-z]{26}$";
    /// An agent: `agt_…`.
    AgentId like r"^agt_[0-9a-hjkmnp-tv-z]{26}$";
    /// A customer whom the site has named: `rqr_` and 128 random bits.
    RequesterId like r"^rqr_[0-9a-hjkmnp-tv-z]{26}$";
}

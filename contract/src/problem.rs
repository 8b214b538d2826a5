//! The one error: RFC 9457 problem details.

use serde::{Deserialize, Serialize};

/// The body of every reply that is not a success, as `application/problem+json`.
///
/// 429 and 503 carry `Retry-After` in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The kind in a few words, the same every time.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time and what to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields at fault, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

impl Problem {
    /// A reply with this status whose body says no more.
    pub fn of_status(status: u16) -> Self {
        Self { kind: ProblemKind::default(), title: String::new(), status, detail: None, errors: Vec::new() }
    }
}

/// Before the name of each kind of this contract.
const PREFIX: &str = "urn:helpnook:problem:";

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $status:literal $name:ident $word:literal;)*) => {
        /// The kinds of problems, each a stable URI: `urn:helpnook:problem:…`. A backend may have kinds of its own, by
        /// URIs of its own; a client keeps them as [`ProblemKind::Other`] and goes by the HTTP status.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum ProblemKind {
            $($(#[doc = $doc])* $name,)*
            /// Another URI, of another backend or of a newer one.
            Other(String),
        }

        impl ProblemKind {
            /// Every kind that the contract names.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name of a kind that the contract names, the end of its URI: `ticket-closed`.
            pub fn name(&self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some($word),)*
                    Self::Other(_) => None,
                }
            }

            /// The HTTP status that goes with a kind that the contract names.
            pub fn status(&self) -> Option<u16> {
                match self {
                    $(Self::$name => Some($status),)*
                    Self::Other(_) => None,
                }
            }
        }
    };
}

kinds! {
    /// The request is not what the contract says.
    400 BadRequest "bad-request";
    /// The body is no JSON.
    400 NotJson "not-json";
    /// A write without an `Idempotency-Key`, or with one that cannot be taken.
    400 IdempotencyKeyMissing "idempotency-key-missing";
    /// `Authorization` has no known key, session or token.
    401 Unauthorised "unauthorised";
    /// The session has ended, or there never was one.
    401 SessionEnded "session-ended";
    /// The time of the signed identity is over.
    401 IdentityExpired "identity-expired";
    /// The signed identity is not taken.
    401 IdentityRefused "identity-refused";
    /// A page of an origin that is not allowed writes.
    403 ForeignOrigin "foreign-origin";
    /// No such thing, or not for this caller.
    404 NotFound "not-found";
    /// No such address.
    404 NoSuchAddress "no-such-address";
    /// The address takes other methods.
    405 MethodNotAllowed "method-not-allowed";
    /// The first call with this `Idempotency-Key` is still running.
    409 IdempotencyKeyRunning "idempotency-key-running";
    /// The ticket is closed.
    409 TicketClosed "ticket-closed";
    /// The ticket's status does not allow it.
    409 NotAllowedNow "not-allowed-now";
    /// The survey was answered or dismissed already.
    409 SurveyAnswered "survey-answered";
    /// Too many bytes.
    413 TooLarge "too-large";
    /// A file or body of a type that is not taken.
    415 UnsupportedType "unsupported-type";
    /// Fields are at fault: see [`Problem::errors`].
    422 InvalidFields "invalid-fields";
    /// The `Idempotency-Key` was used for another call.
    422 IdempotencyKeyReused "idempotency-key-reused";
    /// Too many calls from one address.
    429 TooManyRequests "too-many-requests";
    /// The server failed.
    500 Internal "internal";
    /// It cannot be served now; nothing was changed.
    503 Unavailable "unavailable";
}

/// The kind of a problem that names none (RFC 9457, 3.1.1).
impl Default for ProblemKind {
    fn default() -> Self {
        Self::Other("about:blank".to_owned())
    }
}

impl From<String> for ProblemKind {
    fn from(uri: String) -> Self {
        let name = uri.strip_prefix(PREFIX);
        let known = Self::ALL.iter().find(|kind| name.is_some() && kind.name() == name);
        known.cloned().unwrap_or(Self::Other(uri))
    }
}

impl From<ProblemKind> for String {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::Other(uri) => uri,
            known => [PREFIX, known.name().unwrap_or_default()].concat(),
        }
    }
}

/// Any URI, with those that the contract names as examples: a description that listed them alone would forbid others.
#[cfg(feature = "openapi")]
mod description {
    use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
    use utoipa::openapi::{RefOr, SchemaFormat};

    use super::ProblemKind;

    impl utoipa::PartialSchema for ProblemKind {
        fn schema() -> RefOr<Schema> {
            let uris: Vec<String> = Self::ALL.iter().cloned().map(String::from).collect();
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::Custom("uri".to_owned())))
                .description(Some(
                    "The kind of problem, a stable URI. The contract's own are the examples; a backend may have others.",
                ))
                .examples(uris)
                .into()
        }
    }

    impl utoipa::ToSchema for ProblemKind {
        fn name() -> std::borrow::Cow<'static, str> {
            "ProblemKind".into()
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON Pointer (RFC 6901) into the body: `/requester/email`.
    pub pointer: String,
    /// A stable word for programs: see [`crate::field::FieldError::code`].
    pub code: String,
    /// The same for people.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_uri() {
        for kind in ProblemKind::ALL {
            let uri = String::from(kind.clone());
            assert!(uri.starts_with("urn:helpnook:problem:") && uri.len() > PREFIX.len(), "{uri}");
            assert_eq!(ProblemKind::from(uri), *kind);
        }
    }

    #[test]
    fn kinds_of_other_backends_are_kept_as_they_are() {
        for uri in ["", "about:blank", "https://example.com/problems/42", PREFIX, "urn:helpnook:problem:new"]
        {
            let kind = ProblemKind::from(uri.to_owned());
            assert_eq!(kind, ProblemKind::Other(uri.to_owned()));
            assert_eq!(String::from(kind), uri);
        }
        // A name without the contract's prefix is another backend's.
        assert_eq!(ProblemKind::from("not-found".to_owned()), ProblemKind::Other("not-found".to_owned()));
    }
}

//! The one error: RFC 9457 problem details.

use serde::{Deserialize, Serialize};

/// The body of every reply that is not a success, as `application/problem+json`.
///
/// 429 and 503 carry `Retry-After` in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable URI of the kind of problem: `urn:helpnook:problem:…`.
    #[serde(rename = "type")]
    pub kind: String,
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

//! Sessions: customers whom the site has signed in, and who see their tickets on every device.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method, NoBody};
use crate::field::FieldError;
use crate::id::RequesterId;
use crate::problem::FieldProblem;

/// The most keys of tickets that one call takes.
pub const TICKET_KEYS_MAX: usize = 100;

/// `POST /v1/sessions`, with the signed identity as `Authorization: Bearer <JWT>`: 201 [`Session`].
///
/// The identity is a JWT (RFC 7519) by ES256, EdDSA or HS256: `kid` names the key; `aud` is the site; `sub` is the
/// customer's lasting id there; `exp` is at most 15 minutes ahead; `email` and `name` may tell more. What is not so is
/// refused with 401, whose problem ends in `identity-expired` or `identity-refused` and says what to change.
#[derive(Clone, Debug)]
pub struct CreateSession {
    /// What the device has.
    pub body: NewSession,
}

impl Endpoint for CreateSession {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/sessions";
    type Body = NewSession;
    type Reply = Session;

    fn body(&self) -> Option<&NewSession> {
        Some(&self.body)
    }
}

/// What a device brings into its session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSession {
    /// The keys of its tickets, at most 100: tickets that belong to nobody yet become the customer's. Unknown keys are
    /// passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub ticket_keys: Vec<String>,
}

impl NewSession {
    /// Everything that is wrong with it.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let is_too_many = self.ticket_keys.len() > TICKET_KEYS_MAX;
        is_too_many
            .then(|| FieldError::TooMany { max: TICKET_KEYS_MAX }.at("/ticket_keys"))
            .into_iter()
            .collect()
    }
}

/// A customer is signed in. The token opens all their tickets wherever a ticket's key does, beside others in
/// `TicketKeys`, and makes new tickets theirs. Once it has ended, calls by it are refused with 401, `session-ended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// `ses_…`. Shown once, never again.
    pub token: String,
    /// RFC 3339.
    pub expires_at: String,
    /// Who is signed in.
    pub requester: KnownRequester,
}

/// A customer whom the site has named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownRequester {
    /// The same in every session of theirs.
    pub id: RequesterId,
    /// Where replies may go.
    pub email: Option<String>,
    /// How to address them.
    pub name: Option<String>,
}

/// `DELETE /v1/sessions`: ends the session whose token is sent. 204 without a body; 401 when it has ended already.
#[derive(Clone, Copy, Debug)]
pub struct EndSession;

impl Endpoint for EndSession {
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/v1/sessions";
    type Body = NoBody;
    type Reply = ();
}

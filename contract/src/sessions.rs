//! Sessions: customers whom the site has signed in see their tickets on every device.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method, NoBody};
use crate::field::FieldError;
use crate::id::RequesterId;
use crate::problem::FieldProblem;

/// The maximum number of ticket keys in one call.
pub const TICKET_KEYS_MAX: usize = 100;

/// `POST /v1/sessions`, with the signed identity as `Authorization: Bearer <JWT>`: 201 [`Session`].
///
/// The identity is a JWT (RFC 7519) signed with ES256, EdDSA or HS256: `kid` names the key; `aud` is the site; `sub` is the
/// customer's permanent id there; `exp` is at most 15 minutes ahead; `email` and `name` are optional. An invalid one is
/// refused with 401 `identity-expired` or `identity-refused`; the detail says what to change.
#[derive(Clone, Debug)]
pub struct CreateSession {
    /// The device's ticket keys.
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

/// The body of [`CreateSession`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSession {
    /// The device's ticket keys, at most 100: tickets without a customer become this customer's. Unknown keys are
    /// ignored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub ticket_keys: Vec<String>,
}

impl NewSession {
    /// All invalid fields.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let is_too_many = self.ticket_keys.len() > TICKET_KEYS_MAX;
        is_too_many
            .then(|| FieldError::TooMany { max: TICKET_KEYS_MAX }.at("/ticket_keys"))
            .into_iter()
            .collect()
    }
}

/// The session of a signed-in customer. The token opens all their tickets in place of a ticket key, also beside keys in
/// `TicketKeys`, and makes new tickets theirs. After its end, calls with it are refused with 401 `session-ended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// `ses_…`. In this reply alone.
    pub token: String,
    /// RFC 3339.
    pub expires_at: String,
    /// The signed-in customer.
    pub requester: KnownRequester,
}

/// A customer with a signed identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownRequester {
    /// The same in all sessions of the customer.
    pub id: RequesterId,
    /// E-mail address for replies.
    pub email: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// `DELETE /v1/sessions`: ends the session of the token. 204 without a body; 401 if it has ended already.
#[derive(Clone, Copy, Debug)]
pub struct EndSession;

impl Endpoint for EndSession {
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/v1/sessions";
    type Body = NoBody;
    type Reply = ();
}

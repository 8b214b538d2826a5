//! Writes that happen once, however often they are sent.
//!
//! A write claims its `Idempotency-Key` for its caller and route; its reply is kept in the same transaction as what it
//! did. A repeat gets that reply (with `Idempotency-Replayed: true`), another call under the same key is refused.
//! Only successes are kept: a refused write changed nothing, so it may be corrected and sent again under its key.
//! Replies are kept for at least 24 hours.
//!
//! A ticket's key or a session's token is never kept, not even in a reply: it is derived from the caller's
//! `Idempotency-Key` and a random salt that is kept beside the reply, so that a repeat can be told it again and a copy of
//! the database cannot.
//!
//! A customer who names themself by a session or a signed identity counts as nobody in particular here, as an anonymous
//! one does: both are renewed, perhaps between a lost reply and its repeat, and the repeat would otherwise be a second
//! write. That gives nothing away: whether the caller may make this call at all is looked at before a kept reply is given
//! again, and `Idempotency-Key`s are as hard to guess as their makers chose them, which is all that anonymous callers
//! have, too. Signing in itself is scoped to the identity that is sent.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use helpnook_contract::Endpoint as _;
use helpnook_contract::sessions::CreateSession;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::auth;
use crate::json_body;
use crate::problem::Refusal;
use crate::random;
use crate::secret::{Secret, sha256};
use crate::state::AppState;
use crate::store::replies::{KeptReply, ReplyKey};
use crate::store::{Store, Write};

/// The header that names a write.
pub const KEY_HEADER: &str = "idempotency-key";
/// The header of a reply that was given before.
pub const REPLAYED_HEADER: &str = "idempotency-replayed";
const KEY_MAX: usize = 255;
/// What begins the secrets that a reply may hold.
const SECRETS: [&str; 2] = [Secret::TICKET, Secret::SESSION];

/// The writes under way in this process.
#[derive(Clone, Debug, Default)]
pub struct Running(Arc<Mutex<HashSet<ReplyKey>>>);

/// A write's claim to its key, given back when it is dropped.
#[derive(Debug)]
pub struct Claim {
    key: ReplyKey,
    sent: Secret,
    address: String,
    running: Running,
}

/// A write whose body was read: its reply is still to be given.
#[derive(Debug)]
pub struct Pending {
    claim: Claim,
    fingerprint: String,
    salt: String,
}

/// A write with a JSON body, which was not replied to before.
#[derive(Debug)]
pub struct Once<T> {
    /// What was sent.
    pub body: T,
    /// To reply by.
    pub pending: Pending,
}

impl FromRequestParts<AppState> for Claim {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let key = parts.headers.get(KEY_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        if !(1..=KEY_MAX).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
            return Err(Refusal::MissingKey);
        }
        let method = parts.method.as_str();
        let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let caller = match parts.headers.get(header::AUTHORIZATION) {
            Some(sent) if route == CreateSession::PATH || !auth::is_renewed(parts) => sent.as_bytes(),
            _ => b"",
        };
        let scope = sha256(&[caller, method.as_bytes(), route.as_bytes()]);
        let sent = Secret::sent(&String::from_utf8_lossy(key));
        let key = ReplyKey { scope, key: sent.hash() };
        let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
        let address = [method, " ", address].concat();
        let mut running = state.running.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !running.insert(key.clone()) {
            return Err(Refusal::StillRunning);
        }
        Ok(Self { key, sent, address, running: state.running.clone() })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.running.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

impl Claim {
    /// Goes on with a write whose body has this SHA-256, or gives the reply of the first one.
    ///
    /// # Errors
    /// The reply of the first call; [`Refusal::KeyReused`] when that was another one.
    pub async fn begin(self, store: &Store, body_hash: &str) -> Result<Pending, Response> {
        let fingerprint = sha256(&[self.address.as_bytes(), body_hash.as_bytes()]);
        let kept = store.kept_reply(&self.key).await.map_err(|error| Refusal::from(error).into_response())?;
        match kept {
            None => Ok(Pending { claim: self, fingerprint, salt: random::id("") }),
            Some(kept) if kept.fingerprint == fingerprint => Err(self.replayed(kept)),
            Some(_) => Err(Refusal::KeyReused.into_response()),
        }
    }
}

impl Claim {
    fn replayed(&self, kept: KeptReply) -> Response {
        let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
        let body = match kept.salt {
            Some(salt) => SECRETS.into_iter().fold(kept.body, |body, prefix| {
                body.replace(&left_out(prefix), self.secret(prefix, &salt).reveal())
            }),
            None => kept.body,
        };
        let mut response = json(status, body);
        response.headers_mut().insert(REPLAYED_HEADER, HeaderValue::from_static("true"));
        response
    }

    fn secret(&self, prefix: &str, salt: &str) -> Secret {
        let parts = [salt.as_bytes(), self.key.scope.as_bytes(), self.sent.reveal().as_bytes()];
        Secret::derived(prefix, &parts)
    }
}

impl Pending {
    /// The secret of what this write makes: the key of a ticket ([`Secret::TICKET`]), the token of a session
    /// ([`Secret::SESSION`]).
    pub fn secret(&self, prefix: &str) -> Secret {
        self.claim.secret(prefix, &self.salt)
    }

    /// Keeps the write and its reply together, then replies.
    ///
    /// # Errors
    /// When the database fails: nothing was kept then.
    pub async fn reply<T: Serialize>(
        self,
        mut write: Write,
        status: StatusCode,
        reply: &T,
    ) -> Result<Response, Refusal> {
        let body = serde_json::to_string(reply).map_err(|error| Refusal::Broken(error.to_string()))?;
        let without = SECRETS
            .into_iter()
            .fold(body.clone(), |body, prefix| body.replace(self.secret(prefix).reveal(), &left_out(prefix)));
        let kept = KeptReply {
            fingerprint: self.fingerprint,
            status: status.as_u16(),
            salt: (without != body).then_some(self.salt),
            body: without,
        };
        write.keep_reply(&self.claim.key, &kept).await?;
        write.commit().await?;
        Ok(json(status, body))
    }
}

impl<T: DeserializeOwned + Serialize> FromRequest<AppState> for Once<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let claim = Claim::from_request_parts(&mut parts, state).await.map_err(Refusal::into_response)?;
        let bytes = json_body::bytes(&parts, body, state).await.map_err(Refusal::into_response)?;
        let pending = claim.begin(&state.store, &sha256(&[&bytes])).await?;
        let body = json_body::read(&bytes).map_err(Refusal::into_response)?;
        Ok(Self { body, pending })
    }
}

/// Stands in a kept reply where a secret was.
fn left_out(prefix: &str) -> String {
    [prefix, "left_out"].concat()
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], Body::from(body)).into_response()
}

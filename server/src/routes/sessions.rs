//! Sessions: customers whom the site has signed in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::sessions::{NewSession, Session};

use crate::auth::{LiveSession, SignedIdentity};
use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::secret::Secret;
use crate::state::AppState;

/// Signs a customer in by an identity that their site has signed. The tickets whose keys are sent become theirs, where they
/// belong to nobody yet.
///
/// # Errors
/// [`Refusal::NotFound`] where the site signs nobody in, [`Refusal::Unauthorised`], [`Refusal::IdentityExpired`],
/// [`Refusal::IdentityRefused`], [`Refusal::Fields`], [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/sessions", tag = "sessions", security(("signed_identity" = [])),
    request_body = NewSession,
    responses((status = 201, description = "The customer is signed in.", body = Session)))]
pub async fn create_session(
    State(state): State<AppState>,
    client: Client,
    SignedIdentity(identity): SignedIdentity,
    Once { body, pending }: Once<NewSession>,
) -> Result<Response, Refusal> {
    refuse(body.faults())?;
    client.may(Kind::Session, &state)?;
    let keys: Vec<Secret> = body.ticket_keys.iter().map(|key| Secret::sent(key)).collect();
    let token = pending.secret(Secret::SESSION);
    let mut write = state.store.write().await?;
    let requester = write.known_requester(&identity).await?;
    let end = write.create_session(&requester.id, &identity.kid, &token).await?;
    write.claim_tickets(&requester.id, &keys).await?;
    let session = Session { token: token.reveal().to_owned(), expires_at: end.rfc3339(), requester };
    pending.reply(write, StatusCode::CREATED, &session).await
}

/// Ends the session whose token is sent.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::SessionEnded`] when it has ended already.
#[utoipa::path(delete, path = "/v1/sessions", tag = "sessions", security(("session" = [])),
    responses((status = 204, description = "It has ended.")))]
pub async fn end_session(
    State(state): State<AppState>,
    LiveSession(token): LiveSession,
) -> Result<StatusCode, Refusal> {
    let mut write = state.store.write().await?;
    // Of two calls at once, one ends it.
    if !write.end_session(&token).await? {
        return Err(Refusal::SessionEnded);
    }
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

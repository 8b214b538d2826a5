//! Who calls: the holder of tickets' keys, or an agent. One place for every route.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use helpnook_contract::TicketId;
use helpnook_contract::agent::Agent;

use crate::problem::Refusal;
use crate::secret::Secret;
use crate::state::AppState;

/// The most keys in one `Authorization`.
const KEYS_MAX: usize = 100;
const TICKET_KEY_WANTED: &str = "Send the ticket's key: `Authorization: Bearer tk_…`.";
const KEYS_WANTED: &str = "Send the tickets' keys, at most 100: `Authorization: TicketKeys tk_…, tk_…`.";
const TOKEN_WANTED: &str = "Send an agent's API token: `Authorization: Bearer hnk_…`.";

/// The ticket in the address, whose key was sent. An unknown ticket and a wrong key look the same.
#[derive(Clone, Debug)]
pub struct OpenedTicket(pub TicketId);

impl FromRequestParts<AppState> for OpenedTicket {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let key = sent_key(parts)?;
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Refusal::NotFound)?;
        let id = path.iter().find(|(name, _)| *name == "id").map(|(_, id)| TicketId::from(id));
        let id = id.ok_or(Refusal::NotFound)?;
        open(state, &key, &id).await?;
        Ok(Self(id))
    }
}

/// A ticket's key that was sent; opens nothing by itself.
#[derive(Clone, Debug)]
pub struct SentKey(Option<Secret>);

impl SentKey {
    /// The ticket, if the key opens it.
    ///
    /// # Errors
    /// [`Refusal::Unauthorised`] when no key was sent, [`Refusal::NotFound`] when it does not open the ticket.
    pub async fn open(&self, state: &AppState, ticket: &TicketId) -> Result<(), Refusal> {
        open(state, self.present()?, ticket).await
    }

    /// The key.
    ///
    /// # Errors
    /// [`Refusal::Unauthorised`] when none was sent.
    pub fn present(&self) -> Result<&Secret, Refusal> {
        self.0.as_ref().ok_or(Refusal::Unauthorised(TICKET_KEY_WANTED))
    }
}

impl FromRequestParts<AppState> for SentKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Refusal> {
        Ok(Self(sent_key(parts).ok()))
    }
}

/// The keys of several tickets.
#[derive(Clone, Debug)]
pub struct SentKeys(pub Vec<Secret>);

impl FromRequestParts<AppState> for SentKeys {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Refusal> {
        let list = credentials(parts, "TicketKeys").or_else(|| credentials(parts, "Bearer"));
        let keys =
            list.unwrap_or_default().split(',').map(str::trim).filter(|key| key.starts_with(Secret::TICKET));
        let keys: Vec<Secret> = keys.map(Secret::sent).collect();
        match keys.len() {
            1..=KEYS_MAX => Ok(Self(keys)),
            0 => Err(Refusal::Unauthorised(KEYS_WANTED)),
            many => Err(Refusal::BadRequest(format!(
                "At most {KEYS_MAX} ticket keys are taken; {many} were sent."
            ))),
        }
    }
}

/// An agent whose token was sent.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Agent);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let token = credentials(parts, "Bearer").filter(|token| token.starts_with(Secret::AGENT));
        let token = token.map(Secret::sent).ok_or(Refusal::Unauthorised(TOKEN_WANTED))?;
        let agent = state.store.agent_of(&token).await?;
        agent.map(Self).ok_or(Refusal::Unauthorised(TOKEN_WANTED))
    }
}

/// An agent, or whoever holds a key: for what both may read.
#[derive(Clone, Debug)]
pub enum Reader {
    /// An agent.
    Agent,
    /// The holder of a ticket's key.
    Holder(SentKey),
}

impl FromRequestParts<AppState> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        if credentials(parts, "Bearer").is_some_and(|token| token.starts_with(Secret::AGENT)) {
            SignedIn::from_request_parts(parts, state).await.map(|_| Self::Agent)
        } else {
            Ok(Self::Holder(SentKey(Some(sent_key(parts)?))))
        }
    }
}

async fn open(state: &AppState, key: &Secret, ticket: &TicketId) -> Result<(), Refusal> {
    if state.store.opens(key, ticket).await? { Ok(()) } else { Err(Refusal::NotFound) }
}

fn sent_key(parts: &Parts) -> Result<Secret, Refusal> {
    let key = credentials(parts, "Bearer").filter(|key| key.starts_with(Secret::TICKET));
    key.map(Secret::sent).ok_or(Refusal::Unauthorised(TICKET_KEY_WANTED))
}

/// What follows the scheme in `Authorization`; schemes are compared without case (RFC 9110, 11.1).
fn credentials<'a>(parts: &'a Parts, scheme: &str) -> Option<&'a str> {
    let header = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (sent, credentials) = header.trim().split_once(' ')?;
    sent.eq_ignore_ascii_case(scheme).then(|| credentials.trim())
}

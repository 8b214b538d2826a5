//! Who calls: a customer, by what a [`Holder`] is, or an agent. One place for every route.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use helpnook_contract::agent::Agent;
use helpnook_contract::sessions::TICKET_KEYS_MAX;
use helpnook_contract::{RequesterId, TicketId};

use crate::holder::{Holder, is_identity, session_owner};
use crate::identity::{self, Identity};
use crate::problem::Refusal;
use crate::secret::Secret;
use crate::state::AppState;

const HOLDER_WANTED: &str =
    "Send the ticket's key: `Authorization: Bearer tk_…`; or a session's token: `Bearer ses_…`.";
const HOLDERS_WANTED: &str = "Send the tickets' keys, at most 100, and a session's token: `Authorization: TicketKeys ses_…, tk_…, tk_…`.";
const IDENTITY_WANTED: &str = "Send the identity that your site has signed: `Authorization: Bearer <JWT>`.";
const SESSION_WANTED: &str = "Send the session's token: `Authorization: Bearer ses_…`.";
const TOKEN_WANTED: &str = "Send an agent's API token: `Authorization: Bearer hnk_…`.";

/// The ticket in the address, for someone who may open it. An unknown ticket and another's look the same.
#[derive(Clone, Debug)]
pub struct OpenedTicket(pub TicketId);

impl FromRequestParts<AppState> for OpenedTicket {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let sent = SentHolder::from_request_parts(parts, state).await?;
        let holder = sent.present()?;
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Refusal::NotFound)?;
        let id = path.iter().find(|(name, _)| *name == "id").map(|(_, id)| TicketId::from(id));
        let id = id.ok_or(Refusal::NotFound)?;
        holder.open(state, &id).await?;
        Ok(Self(id))
    }
}

/// The customer who calls, if one was named.
#[derive(Clone, Debug)]
pub struct SentHolder(pub Option<Holder>);

impl SentHolder {
    /// The ticket, if the customer may open it.
    ///
    /// # Errors
    /// [`Refusal::Unauthorised`] when nobody was named, [`Refusal::NotFound`] when the ticket is not theirs.
    pub async fn open(&self, state: &AppState, ticket: &TicketId) -> Result<(), Refusal> {
        self.present()?.open(state, ticket).await
    }

    /// The customer.
    ///
    /// # Errors
    /// [`Refusal::Unauthorised`] when nobody was named.
    pub fn present(&self) -> Result<&Holder, Refusal> {
        self.0.as_ref().ok_or(Refusal::Unauthorised(HOLDER_WANTED))
    }
}

impl FromRequestParts<AppState> for SentHolder {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        match credentials(parts, "Bearer") {
            Some(credentials) => Holder::of(credentials, state).await.map(Self),
            None => Ok(Self(None)),
        }
    }
}

/// The keys of several tickets, and a customer.
#[derive(Clone, Debug)]
pub struct SentHolders {
    /// The keys.
    pub keys: Vec<Secret>,
    /// Whose tickets are wanted besides.
    pub requester: Option<RequesterId>,
}

impl FromRequestParts<AppState> for SentHolders {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let list = credentials(parts, "TicketKeys").or_else(|| credentials(parts, "Bearer"));
        let (mut keys, mut customers) = (Vec::new(), Vec::new());
        for one in list.unwrap_or_default().split(',').map(str::trim) {
            match Holder::of(one, state).await? {
                Some(Holder::Key(key)) => keys.push(key),
                Some(customer) => customers.push(customer),
                None => {}
            }
            if keys.len() > TICKET_KEYS_MAX || customers.len() > 1 {
                return Err(Refusal::BadRequest(format!(
                    "At most {TICKET_KEYS_MAX} ticket keys and one session are taken."
                )));
            }
        }
        if keys.is_empty() && customers.is_empty() {
            return Err(Refusal::Unauthorised(HOLDERS_WANTED));
        }
        let requester = customers.first().and_then(Holder::requester).cloned();
        Ok(Self { keys, requester })
    }
}

/// A customer whom the site has signed, on their way into a session.
#[derive(Clone, Debug)]
pub struct SignedIdentity(pub Identity);

impl FromRequestParts<AppState> for SignedIdentity {
    type Rejection = Refusal;

    /// [`Refusal::NotFound`] where the site signs nobody in.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        if state.config.identity.keys.is_empty() {
            return Err(Refusal::NotFound);
        }
        let token = credentials(parts, "Bearer").ok_or(Refusal::Unauthorised(IDENTITY_WANTED))?;
        Ok(Self(identity::check(token, &state.config.identity, state.clock.now())?))
    }
}

/// The token of a session that has not ended.
#[derive(Clone, Debug)]
pub struct LiveSession(pub Secret);

impl FromRequestParts<AppState> for LiveSession {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let token = credentials(parts, "Bearer").filter(|token| token.starts_with(Secret::SESSION));
        let token = token.map(Secret::sent).ok_or(Refusal::Unauthorised(SESSION_WANTED))?;
        session_owner(&token, state).await?;
        Ok(Self(token))
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

/// An agent or a customer: for what both may read.
#[derive(Clone, Debug)]
pub enum Reader {
    /// An agent.
    Agent,
    /// A customer.
    Customer(Holder),
}

impl FromRequestParts<AppState> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        if credentials(parts, "Bearer").is_some_and(|token| token.starts_with(Secret::AGENT)) {
            SignedIn::from_request_parts(parts, state).await.map(|_| Self::Agent)
        } else {
            let sent = SentHolder::from_request_parts(parts, state).await?;
            sent.present().cloned().map(Self::Customer)
        }
    }
}

/// Whether the caller names themself by what is renewed while they stay the same: a session's token or an identity.
pub fn is_renewed(parts: &Parts) -> bool {
    credentials(parts, "Bearer").is_some_and(|sent| sent.starts_with(Secret::SESSION) || is_identity(sent))
}

/// What follows the scheme in `Authorization`; schemes are compared without case (RFC 9110, 11.1).
fn credentials<'a>(parts: &'a Parts, scheme: &str) -> Option<&'a str> {
    let header = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (sent, credentials) = header.trim().split_once(' ')?;
    sent.eq_ignore_ascii_case(scheme).then(|| credentials.trim())
}

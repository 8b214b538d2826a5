//! Who may open tickets: the holder of a ticket's key, a customer in a session, a customer by a signed identity.

use helpnook_contract::{RequesterId, TicketId};

use crate::identity::{self, Identity};
use crate::problem::Refusal;
use crate::secret::Secret;
use crate::state::AppState;

/// Someone who was let in; opens nothing by itself.
#[derive(Clone, Debug)]
pub enum Holder {
    /// Whoever has a ticket's key: one that was sent, not yet known to open anything.
    Key(Secret),
    /// A customer in a session that has not ended.
    Requester(RequesterId),
    /// A customer by a signed identity, with what is known of them once they had a session or a ticket.
    Signed(Box<Identity>, Option<RequesterId>),
}

impl Holder {
    /// Whom these credentials let in, if they are of a kind that can.
    ///
    /// # Errors
    /// [`Refusal::SessionEnded`], [`Refusal::IdentityExpired`], [`Refusal::IdentityRefused`]: what may have been right
    /// once is never passed over.
    pub async fn of(credentials: &str, state: &AppState) -> Result<Option<Self>, Refusal> {
        if credentials.starts_with(Secret::TICKET) {
            return Ok(Some(Self::Key(Secret::sent(credentials))));
        }
        if credentials.starts_with(Secret::SESSION) {
            return Ok(Some(Self::Requester(session_owner(&Secret::sent(credentials), state).await?)));
        }
        if !is_identity(credentials) || state.config.identity.keys.is_empty() {
            return Ok(None);
        }
        let identity = identity::check(credentials, &state.config.identity, state.clock.now())?;
        let known = state.store.requester_of(&identity.subject).await?;
        Ok(Some(Self::Signed(Box::new(identity), known)))
    }

    /// The customer, where this is one who is known.
    pub fn requester(&self) -> Option<&RequesterId> {
        match self {
            Self::Key(_) => None,
            Self::Requester(id) => Some(id),
            Self::Signed(_, known) => known.as_ref(),
        }
    }

    /// Opens a ticket. An unknown one and one of somebody else's look the same.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn open(&self, state: &AppState, ticket: &TicketId) -> Result<(), Refusal> {
        let is_open = match (self, self.requester()) {
            (Self::Key(key), _) => state.store.opens(key, ticket).await?,
            (_, Some(requester)) => state.store.belongs(ticket, requester).await?,
            (_, None) => false,
        };
        if is_open { Ok(()) } else { Err(Refusal::NotFound) }
    }
}

/// Whose session this is.
///
/// # Errors
/// [`Refusal::SessionEnded`]: by the customer, by time, or because the key that signed them in was taken away.
pub async fn session_owner(token: &Secret, state: &AppState) -> Result<RequesterId, Refusal> {
    match state.store.session(token).await? {
        Some(owner) if state.config.identity.key(&owner.kid).is_some() => Ok(owner.requester),
        _ => Err(Refusal::SessionEnded),
    }
}

/// Whether these credentials are a signed identity, right or wrong: nothing else has dots.
pub fn is_identity(credentials: &str) -> bool {
    credentials.contains('.')
}

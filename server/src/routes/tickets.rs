//! Tickets as their requester sees them: send, list, follow.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::field::FieldError;
use helpnook_contract::tickets::{CursorQuery, NewTicket, Ticket, TicketCreated, TicketSummary};
use helpnook_contract::{Page, TicketId};

use crate::address::{QueryOf, place};
use crate::auth::{OpenedTicket, SentHolder, SentHolders};
use crate::holder::Holder;
use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::routes::attachments::too_many;
use crate::secret::Secret;
use crate::state::AppState;

/// Sends a ticket. One that is sent in a session or by a signed identity is that customer's.
///
/// # Errors
/// [`Refusal::Fields`], [`Refusal::TooMany`]; of a session or an identity that is not taken (any more) as elsewhere.
#[utoipa::path(post, path = "/v1/tickets", tag = "tickets", request_body = NewTicket,
    security((), ("session" = []), ("signed_identity" = [])),
    responses((status = 201, description = "The server has it.", body = TicketCreated)))]
pub async fn create_ticket(
    State(state): State<AppState>,
    client: Client,
    SentHolder(holder): SentHolder,
    Once { body, pending }: Once<NewTicket>,
) -> Result<Response, Refusal> {
    let mut faults = body.faults();
    let is_known = |id: &str| state.config.site.categories.iter().any(|category| category.id == id);
    if body.category.as_deref().is_some_and(|id| !is_known(id)) {
        faults.push(FieldError::NotAllowed.at("/category"));
    }
    refuse(faults)?;
    refuse(too_many(&state, &body.attachments).into_iter().collect())?;
    client.may(Kind::Ticket, &state)?;
    let mut write = state.store.write().await?;
    let requester = match holder {
        Some(Holder::Signed(identity, _)) => Some(write.known_requester(&identity).await?.id),
        Some(Holder::Requester(id)) => Some(id),
        Some(Holder::Key(_)) | None => None,
    };
    let key = pending.secret(Secret::TICKET);
    let created = write.create_ticket(&body, &key, requester.as_ref()).await?;
    pending.reply(write, StatusCode::CREATED, &created).await
}

/// The tickets whose keys are sent and those of the customer whose session is, the last changed first. Unknown keys are
/// passed over; a session that has ended is not.
///
/// # Errors
/// [`Refusal::Unauthorised`] without any of them, [`Refusal::SessionEnded`], [`Refusal::BadRequest`] for too many or a cursor that is none.
#[utoipa::path(get, path = "/v1/tickets", tag = "tickets", params(CursorQuery), security(("ticket_keys" = []), ("session" = []), ("signed_identity" = [])),
    responses((status = 200, description = "A page of tickets.", body = Page<TicketSummary>)))]
pub async fn list_tickets(
    State(state): State<AppState>,
    sent: SentHolders,
    QueryOf(query): QueryOf<CursorQuery>,
) -> Result<Json<Page<TicketSummary>>, Refusal> {
    Ok(Json(
        state.store.tickets_of(&sent.keys, sent.requester.as_ref(), place(query.cursor.as_ref())?).await?,
    ))
}

/// One ticket: where it stands, how it came there, what the customer may do now.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`].
#[utoipa::path(get, path = "/v1/tickets/{id}", tag = "tickets", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")),
    responses((status = 200, description = "The ticket.", body = Ticket)))]
pub async fn get_ticket(
    State(state): State<AppState>,
    OpenedTicket(id): OpenedTicket,
) -> Result<Json<Ticket>, Refusal> {
    state.store.ticket(&id).await?.map(Json).ok_or(Refusal::NotFound)
}

//! Messages and changes of status, as the requester makes them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::thread::{Message, MessagesQuery, NewMessage, Transition};
use helpnook_contract::tickets::Ticket;
use helpnook_contract::{Page, TicketId};

use crate::address::{QueryOf, place};
use crate::auth::OpenedTicket;
use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::routes::attachments::too_many;
use crate::state::AppState;
use crate::store::thread::After;

/// The public thread, the oldest first.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::BadRequest`] for a cursor that is none.
#[utoipa::path(get, path = "/v1/tickets/{id}/messages", tag = "tickets", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = TicketId, Path, description = "Which ticket."), MessagesQuery),
    responses((status = 200, description = "A page of messages.", body = Page<Message>)))]
pub async fn list_messages(
    State(state): State<AppState>,
    OpenedTicket(id): OpenedTicket,
    QueryOf(query): QueryOf<MessagesQuery>,
) -> Result<Json<Page<Message>>, Refusal> {
    Ok(Json(state.store.messages(&id, &after(query)?).await?))
}

/// A reply. It opens a ticket that waits on the customer or is solved; a closed one takes none.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::Fields`], [`Refusal::TicketClosed`], [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/tickets/{id}/messages", tag = "tickets", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")), request_body = NewMessage,
    responses((status = 201, description = "The server has it.", body = Message)))]
pub async fn create_message(
    State(state): State<AppState>,
    client: Client,
    OpenedTicket(id): OpenedTicket,
    Once { body, pending }: Once<NewMessage>,
) -> Result<Response, Refusal> {
    refuse(body.faults())?;
    refuse(too_many(&state, &body.attachments).into_iter().collect())?;
    client.may(Kind::Message, &state)?;
    let mut write = state.store.write().await?;
    let message = write.reply(&id, &body.body, &body.attachments).await?;
    pending.reply(write, StatusCode::CREATED, &message).await
}

/// The customer solves or reopens.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::NotAllowed`], [`Refusal::TicketClosed`], [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/tickets/{id}/transitions", tag = "tickets", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")), request_body = Transition,
    responses((status = 200, description = "The ticket as it then is.", body = Ticket)))]
pub async fn create_transition(
    State(state): State<AppState>,
    client: Client,
    OpenedTicket(id): OpenedTicket,
    Once { body, pending }: Once<Transition>,
) -> Result<Response, Refusal> {
    client.may(Kind::Message, &state)?;
    let mut write = state.store.write().await?;
    write.customer_transition(&id, body.to).await?;
    let ticket = write.ticket(&id).await?.ok_or(Refusal::NotFound)?;
    pending.reply(write, StatusCode::OK, &ticket).await
}

/// From where on a thread is wanted.
///
/// # Errors
/// [`Refusal::BadRequest`] for a cursor that is none.
pub fn after(query: MessagesQuery) -> Result<After, Refusal> {
    Ok(After { place: place(query.cursor.as_ref())?, message: query.after })
}

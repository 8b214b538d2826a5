//! The queue of tickets, and what agents do with one.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::agent::queue::{
    AgentMessage, AgentTicket, NewAgentMessage, QueueEntry, QueueQuery, TicketChange,
};
use helpnook_contract::thread::MessagesQuery;
use helpnook_contract::tickets::TicketStatus;
use helpnook_contract::{Page, TicketId};

use crate::address::{PathOf, QueryOf, place};
use crate::auth::SignedIn;
use crate::idempotency::Once;
use crate::problem::{Refusal, refuse};
use crate::routes::attachments::too_many;
use crate::routes::thread::after;
use crate::state::AppState;

/// The queue: the longest waiting first for `new` and `open`, else the last changed first.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::BadRequest`] for a status or cursor that is none.
#[utoipa::path(get, path = "/v1/agent/tickets", tag = "agent", security(("agent_token" = [])), params(QueueQuery),
    responses((status = 200, description = "A page of the queue.", body = Page<QueueEntry>)))]
pub async fn list_queue(
    State(state): State<AppState>,
    _: SignedIn,
    QueryOf(query): QueryOf<QueueQuery>,
) -> Result<Json<Page<QueueEntry>>, Refusal> {
    let status = query.status.as_deref().map(status).transpose()?;
    Ok(Json(state.store.queue(status, place(query.cursor.as_ref())?).await?))
}

/// One ticket with what only agents see.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`].
#[utoipa::path(get, path = "/v1/agent/tickets/{id}", tag = "agent", security(("agent_token" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")),
    responses((status = 200, description = "The ticket.", body = AgentTicket)))]
pub async fn get_agent_ticket(
    State(state): State<AppState>,
    _: SignedIn,
    PathOf(id): PathOf<TicketId>,
) -> Result<Json<AgentTicket>, Refusal> {
    state.store.agent_ticket(&id).await?.map(Json).ok_or(Refusal::NotFound)
}

/// Gives a ticket another status.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::TicketClosed`].
#[utoipa::path(patch, path = "/v1/agent/tickets/{id}", tag = "agent", security(("agent_token" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")), request_body = TicketChange,
    responses((status = 200, description = "The ticket as it then is.", body = AgentTicket)))]
pub async fn update_ticket(
    State(state): State<AppState>,
    SignedIn(agent): SignedIn,
    PathOf(id): PathOf<TicketId>,
    Once { body, pending }: Once<TicketChange>,
) -> Result<Response, Refusal> {
    let mut write = state.store.write().await?;
    write.agent_transition(&id, &agent, body.status.into()).await?;
    let ticket = write.agent_ticket(&id).await?.ok_or(Refusal::NotFound)?;
    pending.reply(write, StatusCode::OK, &ticket).await
}

/// The thread with internal notes, the oldest first.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::BadRequest`] for a cursor that is none.
#[utoipa::path(get, path = "/v1/agent/tickets/{id}/messages", tag = "agent", security(("agent_token" = [])),
    params(("id" = TicketId, Path, description = "Which ticket."), MessagesQuery),
    responses((status = 200, description = "A page of messages.", body = Page<AgentMessage>)))]
pub async fn list_agent_messages(
    State(state): State<AppState>,
    _: SignedIn,
    PathOf(id): PathOf<TicketId>,
    QueryOf(query): QueryOf<MessagesQuery>,
) -> Result<Json<Page<AgentMessage>>, Refusal> {
    let after = after(query)?;
    state.store.ticket(&id).await?.ok_or(Refusal::NotFound)?;
    Ok(Json(state.store.agent_messages(&id, &after).await?))
}

/// A reply, then the ticket waits on the customer; or an internal note. A closed ticket takes notes only.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::Fields`], [`Refusal::TicketClosed`].
#[utoipa::path(post, path = "/v1/agent/tickets/{id}/messages", tag = "agent", security(("agent_token" = [])),
    params(("id" = TicketId, Path, description = "Which ticket.")), request_body = NewAgentMessage,
    responses((status = 201, description = "The server has it.", body = AgentMessage)))]
pub async fn create_agent_message(
    State(state): State<AppState>,
    SignedIn(agent): SignedIn,
    PathOf(id): PathOf<TicketId>,
    Once { body, pending }: Once<NewAgentMessage>,
) -> Result<Response, Refusal> {
    refuse(body.faults())?;
    refuse(too_many(&state, &body.attachments).into_iter().collect())?;
    let mut write = state.store.write().await?;
    let message = write.agent_reply(&id, &agent, &body.body, body.internal, &body.attachments).await?;
    pending.reply(write, StatusCode::CREATED, &message).await
}

fn status(word: &str) -> Result<TicketStatus, Refusal> {
    match word {
        "new" => Ok(TicketStatus::New),
        "open" => Ok(TicketStatus::Open),
        "waiting" => Ok(TicketStatus::Waiting),
        "solved" => Ok(TicketStatus::Solved),
        "closed" => Ok(TicketStatus::Closed),
        _ => Err(Refusal::BadRequest("`status` is one of new, open, waiting, solved, closed.".to_owned())),
    }
}

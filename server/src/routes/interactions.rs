//! The deflection ledger.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::interactions::{Interactions, InteractionsTaken};

use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::state::AppState;

/// What was searched, shown, opened and solved on one device. It holds no personal data, and what may hold some is not kept.
///
/// # Errors
/// [`Refusal::Fields`], [`Refusal::TooMany`]; [`Refusal::NotFound`] where the site takes none.
#[utoipa::path(post, path = "/v1/interactions", tag = "articles", operation_id = "create_interactions",
    request_body = Interactions,
    responses((status = 201, description = "Counted.", body = InteractionsTaken)))]
pub async fn create_interactions(
    State(state): State<AppState>,
    client: Client,
    Once { body, pending }: Once<Interactions>,
) -> Result<Response, Refusal> {
    if !state.config.search.interactions {
        return Err(Refusal::NotFound);
    }
    refuse(body.faults())?;
    client.may(Kind::Interactions, &state)?;
    let language = state.nearest_language(Some(&body.language)).to_owned();
    let mut write = state.store.write().await?;
    let counted = write.count_interactions(&body, &language).await?;
    pending.reply(write, StatusCode::CREATED, &InteractionsTaken { counted }).await
}

//! The deflection ledger.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::interactions::{InteractionKind, Interactions, InteractionsTaken};

use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::state::AppState;
use crate::store::learned::kept_query;

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
    Once { mut body, pending }: Once<Interactions>,
) -> Result<Response, Refusal> {
    if !state.config.search.interactions {
        return Err(Refusal::NotFound);
    }
    refuse(body.faults())?;
    client.may(Kind::Interactions, &state)?;
    let language = state.nearest_language(Some(&body.language)).to_owned();
    for solved in body.interactions.iter_mut().filter(|it| it.kind == InteractionKind::Solved) {
        let (Some(query), Some(article)) = (solved.query.as_deref().and_then(kept_query), &solved.article)
        else {
            continue;
        };
        // Anyone can make up devices: what one address tells a second time is counted, and nothing is learned from it.
        if !client.is_first_today(&[&language, &query, article.as_str()], &state) {
            solved.query = None;
        }
    }
    let mut write = state.store.write().await?;
    let counted = write.count_interactions(&body, &language).await?;
    pending.reply(write, StatusCode::CREATED, &InteractionsTaken { counted }).await
}

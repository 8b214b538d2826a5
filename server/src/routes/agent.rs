//! The agents' side: who am I, how does it go.

use axum::Json;
use axum::extract::State;
use helpnook_contract::agent::{Agent, Figures};

use crate::auth::SignedIn;
use crate::problem::Refusal;
use crate::state::AppState;

/// Writing help articles.
pub mod editing;
/// The queue of tickets.
pub mod queue;

/// Whose token this is.
#[utoipa::path(get, path = "/v1/agent/me", tag = "agent", security(("agent_token" = [])),
    responses((status = 200, description = "The agent.", body = Agent)))]
pub async fn get_me(SignedIn(agent): SignedIn) -> Json<Agent> {
    Json(agent)
}

/// How it goes, over the last 30 days.
///
/// # Errors
/// [`Refusal::Unauthorised`].
#[utoipa::path(get, path = "/v1/agent/figures", tag = "agent", security(("agent_token" = [])),
    responses((status = 200, description = "The figures.", body = Figures)))]
pub async fn get_figures(State(state): State<AppState>, _: SignedIn) -> Result<Json<Figures>, Refusal> {
    Ok(Json(state.store.figures().await?))
}

//! Whether the server works, what it can do, and what it does not know.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::openapi;
use crate::problem::Refusal;
use crate::state::AppState;

/// `GET /healthz`: whether the database answers.
///
/// # Errors
/// When it does not.
#[utoipa::path(get, path = "/healthz", tag = "operation", operation_id = "get_health",
    responses((status = 200, description = "The server works.", body = Object, example = json!({"status": "ok"}))))]
pub async fn get_health(State(state): State<AppState>) -> Result<Json<Value>, Refusal> {
    state.store.check().await?;
    Ok(Json(json!({ "status": "ok" })))
}

/// `GET /openapi.json`: this description.
#[utoipa::path(get, path = "/openapi.json", tag = "operation", operation_id = "get_description",
    responses((status = 200, description = "OpenAPI 3.1.", body = Object)))]
pub async fn get_description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], openapi::json())
}

/// Any other address below `/v1`.
pub async fn no_route() -> Refusal {
    Refusal::NoRoute
}

/// A known address with a method that it does not take; axum adds `Allow`.
pub async fn method_not_allowed() -> Refusal {
    Refusal::MethodNotAllowed
}

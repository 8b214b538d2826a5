//! What stands in an address: path and query, with refusals like everything else's.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use helpnook_contract::Cursor;
use serde::de::DeserializeOwned;

use crate::problem::Refusal;
use crate::store::place::Place;

/// The parameters of the path. What cannot be one names nothing.
#[derive(Clone, Debug)]
pub struct PathOf<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathOf<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(_) => Err(Refusal::NotFound),
        }
    }
}

/// The query. Unknown names in it are passed over.
#[derive(Clone, Debug)]
pub struct QueryOf<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(error) => Err(Refusal::BadRequest(error.body_text())),
        }
    }
}

/// Reads a cursor from a query.
///
/// # Errors
/// [`Refusal::BadRequest`] when it is none of ours.
pub fn place(cursor: Option<&Cursor>) -> Result<Option<Place>, Refusal> {
    match cursor.map(Place::read) {
        None => Ok(None),
        Some(Some(place)) => Ok(Some(place)),
        Some(None) => Err(Refusal::BadRequest(
            "`cursor` is not one that a page gave; begin at the first page.".to_owned(),
        )),
    }
}

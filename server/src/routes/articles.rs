//! Help articles: index, search, read, vote.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use helpnook_contract::articles::{Article, ArticleHit, ArticleQuery, Vote, Votes};
use helpnook_contract::field::{COMMENT_MAX, FieldError};
use helpnook_contract::reasons::{Reasons, ReasonsQuery};
use helpnook_contract::site::LanguageQuery;
use helpnook_contract::{ArticleId, FieldProblem, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::address::{PathOf, QueryOf, place};
use crate::idempotency::Once;
use crate::index::takes_brotli;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::state::AppState;

/// The version of an index, as `/v1/site` names it.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IndexQuery {
    /// Under the version that the file really has it is immutable; without, or under another, it is to be asked for anew.
    pub v: Option<String>,
}

/// The search index of a language's published articles.
///
/// # Errors
/// [`Refusal::NotFound`] for a language that the site does not have.
#[utoipa::path(get, path = "/v1/faq/{language}/index", tag = "articles", operation_id = "get_faq_index",
    params(("language" = String, Path, description = "BCP 47; exactly one of the site's."), IndexQuery),
    responses(
        (status = 200, description = "The index file.", body = String, content_type = "application/octet-stream",
            headers(("etag" = String, description = "The file's version."))),
        (status = 304, description = "The caller has it already.")))]
pub async fn get_faq_index(
    State(state): State<AppState>,
    PathOf(language): PathOf<String>,
    QueryOf(query): QueryOf<IndexQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let known = state.config.site.languages.iter().find(|each| **each == language);
    let index = state.indexes.current(&state.store, known.ok_or(Refusal::NotFound)?).await?;
    // Weak, as the same file may travel compressed or not.
    let etag = ["W/\"", &index.version, "\""].concat();
    let cache = match query.v {
        Some(version) if version == index.version => "public, max-age=31536000, immutable",
        _ => "public, no-cache",
    };
    let etag_header = HeaderValue::from_str(&etag).map_err(|error| Refusal::Broken(error.to_string()))?;
    let about = [(header::ETAG, etag_header), (header::CACHE_CONTROL, HeaderValue::from_static(cache))];
    if has_already(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    // Without its compressed twin the reply is compressed on its way out, like any other.
    if let Some(packed) = takes_brotli(&headers).then(|| index.packed()).flatten() {
        let how = [(header::CONTENT_ENCODING, "br"), (header::VARY, "accept-encoding")];
        return Ok((about, kind, how, Body::from(packed)).into_response());
    }
    Ok((about, kind, Body::from(index.file.clone())).into_response())
}

/// Search (with `query`, best first) or browse (without, most popular first).
///
/// # Errors
/// [`Refusal::BadRequest`] for a cursor that is none.
#[utoipa::path(get, path = "/v1/articles", tag = "articles", params(ArticleQuery),
    responses((status = 200, description = "A page of results.", body = Page<ArticleHit>)))]
pub async fn list_articles(
    State(state): State<AppState>,
    QueryOf(query): QueryOf<ArticleQuery>,
) -> Result<Json<Page<ArticleHit>>, Refusal> {
    let from = place(query.cursor.as_ref())?;
    let language = state.nearest_language(query.language.as_deref());
    let index = state.indexes.current(&state.store, language).await?;
    let category = query.category.filter(|category| !category.is_empty());
    let searched =
        tokio::task::spawn_blocking(move || index.list(query.query.as_deref(), category.as_deref(), from));
    Ok(Json(searched.await.map_err(|error| Refusal::Broken(error.to_string()))?))
}

/// One published article, in the language asked for or the nearest one that it has.
///
/// # Errors
/// [`Refusal::NotFound`].
#[utoipa::path(get, path = "/v1/articles/{id}", tag = "articles",
    params(("id" = ArticleId, Path, description = "Which article."), LanguageQuery),
    responses((status = 200, description = "The article.", body = Article)))]
pub async fn get_article(
    State(state): State<AppState>,
    PathOf(id): PathOf<ArticleId>,
    QueryOf(query): QueryOf<LanguageQuery>,
) -> Result<Json<Article>, Refusal> {
    for language in languages_to_try(&state, query.language.as_deref()) {
        if let Some(article) = state.store.article(&id, language).await? {
            return Ok(Json(article));
        }
    }
    Err(Refusal::NotFound)
}

/// Why a search finds a published article, in the language asked for.
///
/// # Errors
/// [`Refusal::NotFound`] for an article that is not published in it.
#[utoipa::path(get, path = "/v1/articles/{id}/reasons", tag = "articles",
    params(("id" = ArticleId, Path, description = "Which article."), ReasonsQuery),
    responses((status = 200, description = "Every reason; none where the search does not find it.", body = Reasons)))]
pub async fn list_reasons(
    State(state): State<AppState>,
    PathOf(id): PathOf<ArticleId>,
    QueryOf(query): QueryOf<ReasonsQuery>,
) -> Result<Json<Reasons>, Refusal> {
    let language = state.nearest_language(query.language.as_deref());
    let index = state.indexes.current(&state.store, language).await?;
    let asked = tokio::task::spawn_blocking(move || index.reasons(&query.query, &id));
    let reasons = asked.await.map_err(|error| Refusal::Broken(error.to_string()))?;
    reasons.map(Json).ok_or(Refusal::NotFound)
}

/// Was it helpful?
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Fields`], [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/articles/{id}/votes", tag = "articles",
    params(("id" = ArticleId, Path, description = "Which article.")), request_body = Vote,
    responses((status = 201, description = "Counted; all votes of the article.", body = Votes)))]
pub async fn create_vote(
    State(state): State<AppState>,
    client: Client,
    PathOf(id): PathOf<ArticleId>,
    Once { body, pending }: Once<Vote>,
) -> Result<Response, Refusal> {
    refuse(faults(&body))?;
    client.may(Kind::Vote, &state)?;
    let mut write = state.store.write().await?;
    let votes = write.create_vote(&id, &body).await?.ok_or(Refusal::NotFound)?;
    pending.reply(write, StatusCode::CREATED, &votes).await
}

fn faults(vote: &Vote) -> Vec<FieldProblem> {
    let too_long = |text: &Option<String>, max, pointer: &str| {
        let is_too_long = text.as_ref().is_some_and(|text| text.chars().count() > max);
        is_too_long.then(|| FieldError::TooLong { max }.at(pointer))
    };
    let reason = too_long(&vote.reason, COMMENT_MAX, "/reason");
    let language = too_long(&vote.language, 35, "/language");
    reason.into_iter().chain(language).collect()
}

/// The nearest language, then the site's others: an article in a foreign language is better than none.
fn languages_to_try<'a>(state: &'a AppState, wanted: Option<&str>) -> impl Iterator<Item = &'a str> {
    let nearest = state.nearest_language(wanted);
    let others = state.config.site.languages.iter().map(String::as_str).filter(move |each| *each != nearest);
    std::iter::once(nearest).chain(others)
}

/// Whether `If-None-Match` names this version, weakly compared (RFC 9110, 13.1.2).
pub(crate) fn has_already(headers: &HeaderMap, etag: &str) -> bool {
    let sent = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split(',')
        .map(|each| each.trim().trim_start_matches("W/"))
        .any(|each| each == etag.trim_start_matches("W/") || each == "*")
}

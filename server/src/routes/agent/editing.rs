//! Writing help articles.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::agent::editing::{AgentArticle, AgentArticlesQuery, ArticleDraft};
use helpnook_contract::site::LanguageQuery;
use helpnook_contract::{ArticleId, Page};

use crate::address::{PathOf, QueryOf, place};
use crate::auth::SignedIn;
use crate::idempotency::Once;
use crate::problem::{Refusal, refuse};
use crate::state::AppState;

/// Every article in every language, drafts too, by title.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::BadRequest`] for a cursor that is none.
#[utoipa::path(get, path = "/v1/agent/articles", tag = "agent", security(("agent_token" = [])),
    params(AgentArticlesQuery),
    responses((status = 200, description = "A page of articles, without bodies.", body = Page<AgentArticle>)))]
pub async fn list_agent_articles(
    State(state): State<AppState>,
    _: SignedIn,
    QueryOf(query): QueryOf<AgentArticlesQuery>,
) -> Result<Json<Page<AgentArticle>>, Refusal> {
    let from = place(query.cursor.as_ref())?;
    Ok(Json(state.store.agent_articles(query.language.as_deref(), from).await?))
}

/// One article in exactly one language, published or not.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`].
#[utoipa::path(get, path = "/v1/agent/articles/{id}", tag = "agent", security(("agent_token" = [])),
    params(("id" = ArticleId, Path, description = "Which article."), LanguageQuery),
    responses((status = 200, description = "The article.", body = AgentArticle)))]
pub async fn get_agent_article(
    State(state): State<AppState>,
    _: SignedIn,
    PathOf(id): PathOf<ArticleId>,
    QueryOf(query): QueryOf<LanguageQuery>,
) -> Result<Json<AgentArticle>, Refusal> {
    let language = query.language.unwrap_or_else(|| state.nearest_language(None).to_owned());
    state.store.agent_article(&id, &language).await?.map(Json).ok_or(Refusal::NotFound)
}

/// Creates or replaces an article in one language. What customers can search follows at once.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`] for an id that none can be or a language that the site does not have,
/// [`Refusal::Fields`].
#[utoipa::path(put, path = "/v1/agent/articles/{id}", tag = "agent", security(("agent_token" = [])),
    params(("id" = ArticleId, Path, description = "Which article."), LanguageQuery), request_body = ArticleDraft,
    responses((status = 200, description = "The article as it then is.", body = AgentArticle)))]
pub async fn put_article(
    State(state): State<AppState>,
    _: SignedIn,
    PathOf(id): PathOf<ArticleId>,
    QueryOf(query): QueryOf<LanguageQuery>,
    Once { body, pending }: Once<ArticleDraft>,
) -> Result<Response, Refusal> {
    let languages = &state.config.site.languages;
    let language = query.language.unwrap_or_else(|| state.nearest_language(None).to_owned());
    if !is_article_id(id.as_str()) || !languages.contains(&language) {
        return Err(Refusal::NotFound);
    }
    refuse(body.faults())?;
    let mut write = state.store.write().await?;
    let article = write.put_article(&id, &language, &body).await?.ok_or(Refusal::NotFound)?;
    let response = pending.reply(write, StatusCode::OK, &article).await?;
    state.indexes.changed(&state.store, &language);
    Ok(response)
}

fn is_article_id(id: &str) -> bool {
    (1..=100).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

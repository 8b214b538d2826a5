//! What the site offers.

use axum::Json;
use axum::extract::State;
use helpnook_contract::site::{
    Category, Features, IdentityMode, IndexFile, LanguageQuery, Limits, Site, Theme,
};

use crate::address::QueryOf;
use crate::config::CategoryConfig;
use crate::problem::Refusal;
use crate::state::AppState;

/// What the site offers: the first thing that a widget asks for.
///
/// # Errors
/// When the database fails.
#[utoipa::path(get, path = "/v1/site", tag = "site", params(LanguageQuery),
    responses((status = 200, description = "What the site offers.", body = Site)))]
pub async fn get_site(
    State(state): State<AppState>,
    QueryOf(query): QueryOf<LanguageQuery>,
) -> Result<Json<Site>, Refusal> {
    let config = &state.config;
    let language = state.nearest_language(query.language.as_deref());
    let mut indexes = Vec::new();
    let mut has_articles = false;
    for language in &config.site.languages {
        let index = state.indexes.current(&state.store, language).await?;
        has_articles |= index.articles > 0;
        if (1..=config.search.index_articles).contains(&index.articles) {
            indexes.push(IndexFile {
                language: language.clone(),
                url: ["/v1/faq/", language, "/index?v=", &index.version].concat(),
                articles: index.articles,
                bytes: index.file.len() as u64,
            });
        }
    }
    Ok(Json(Site {
        name: config.site.name.clone(),
        languages: config.site.languages.clone(),
        features: Features {
            articles: has_articles,
            votes: has_articles,
            tickets: true,
            tracking: true,
            attachments: config.limits.attachments > 0,
            surveys: true,
            interactions: has_articles && config.search.interactions,
        },
        categories: config.site.categories.iter().map(|category| named(category, language)).collect(),
        limits: Limits {
            attachment_bytes: config.limits.attachment_bytes,
            attachments: config.limits.attachments,
            attachment_types: config.limits.attachment_types.clone(),
        },
        indexes,
        reply_time: state.store.expected_reply().await?,
        identity: if config.identity.keys.is_empty() { IdentityMode::Off } else { IdentityMode::Optional },
        theme: Theme { accent: config.site.accent.clone() },
    }))
}

/// A category in this language, else in the first that has a name for it.
fn named(category: &CategoryConfig, language: &str) -> Category {
    let name =
        category.names.get(language).or_else(|| category.names.values().next()).unwrap_or(&category.id);
    Category { id: category.id.clone(), name: name.clone() }
}

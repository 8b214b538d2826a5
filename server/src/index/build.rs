//! Published articles, synonyms and learned searches to an index file.

use std::sync::Arc;

use axum::body::Bytes;
use helpnook_articles::{PlainText, Rules, from_html, from_markdown, to_text};
use helpnook_contract::articles::BodyFormat;
use helpnook_search::{Extras, Index, LearnedQuery, SourceArticle, Synonym};

use super::packed::Packed;
use super::{LanguageIndex, State};
use crate::config::SynonymLine;
use crate::secret::sha256;
use crate::store::StoreError;
use crate::store::articles::PublishedArticle;
use crate::store::learned::LearnedSearch;

/// What an index is built of.
pub(super) struct Material {
    pub(super) language: String,
    pub(super) articles: Vec<PublishedArticle>,
    pub(super) learned: Vec<LearnedSearch>,
    pub(super) synonyms: Arc<[SynonymLine]>,
}

/// The words of a body, as the widget draws it.
fn words_of(body: &str, format: BodyFormat) -> PlainText {
    // Pictures with relative addresses are drawn, so their descriptions are indexed.
    let rules = Rules { base: "https://backend.invalid/".to_owned(), ..Rules::default() };
    match format {
        BodyFormat::Markdown => to_text(&from_markdown(body, &rules).nodes),
        BodyFormat::Html => to_text(&from_html(body, &rules).nodes),
        BodyFormat::Text => PlainText { text: body.to_owned(), headings: Vec::new() },
    }
}

/// Builds the index; takes a second for some thousand articles.
pub(super) fn build(material: Material, state: State) -> Result<LanguageIndex, StoreError> {
    let Material { language, articles, learned, synonyms } = material;
    let texts: Vec<(PlainText, Vec<String>)> =
        articles.iter().map(|article| (words_of(&article.body, article.format()), article.tags())).collect();
    let words: Vec<(Vec<&str>, Vec<&str>)> = texts
        .iter()
        .map(|(plain, tags)| {
            let headings = plain.headings.iter().map(String::as_str).collect();
            (headings, tags.iter().map(String::as_str).collect())
        })
        .collect();
    let sources: Vec<SourceArticle<'_>> = articles
        .iter()
        .zip(&texts)
        .zip(&words)
        .map(|((article, (plain, _)), (headings, tags))| SourceArticle {
            id: &article.id,
            title: &article.title,
            headings,
            body: &plain.text,
            category: &article.category,
            tags,
            prior: article.popular as f32,
        })
        .collect();
    let synonyms: Vec<Synonym<'_>> =
        synonyms.iter().filter(|line| line.language == language).flat_map(SynonymLine::pairs).collect();
    let learned: Vec<LearnedQuery<'_>> = learned
        .iter()
        .map(|LearnedSearch { query, article, people }| LearnedQuery {
            query,
            article,
            people: u32::try_from(*people).unwrap_or(0),
        })
        .collect();
    let extras = Extras { synonyms: &synonyms, learned: &learned };
    let broken = |why: String| StoreError::Broken(["the search index of ", &language, ": ", &why].concat());
    for concern in helpnook_search::concerns(&language, &sources) {
        tracing::warn!(language, %concern, "odd among the articles");
    }
    let file = helpnook_search::build_with(&language, &sources, &extras);
    let file = file.map_err(|error| broken(error.to_string()))?;
    let version = sha256(&[&file]).chars().take(16).collect();
    let index = Index::open(file.clone()).map_err(|error| broken(format!("{error:?}")))?;
    let articles = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    let (file, packed) = (Bytes::from(file), Packed::default());
    Ok(LanguageIndex { language, version, file, articles, packed, index, state })
}

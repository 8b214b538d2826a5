//! One article, what goes with it, and the way to a person.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use helpnook_contract::ArticleId;
use helpnook_contract::articles::BodyFormat;
use helpnook_contract::site::LanguageQuery;
use maud::html;

use super::home::{encoded, foreign, search_form, write_to_us};
use super::page::{Draw, Keep};
use super::prose::prose;
use super::visit::Visit;
use super::vote::{self, Voted};
use super::words::{Word, direction};
use crate::address::{PathOf, QueryOf};
use crate::problem::Refusal;
use crate::routes::articles::get_article;
use crate::state::AppState;

/// `GET /help/{language}/{id}`: in the page's language, or in the nearest that the article has.
///
/// # Errors
/// A page that says why.
pub(super) async fn show(
    State(state): State<AppState>,
    PathOf((language, id)): PathOf<(String, ArticleId)>,
    asked: Result<QueryOf<Voted>, Refusal>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let rest = ["/help/{}/", &encoded(id.as_str())].concat();
    let visit = Visit::begin(state.clone(), &language, &rest).await?;
    let query = QueryOf(LanguageQuery { language: Some(language) });
    let found = get_article(State(state), PathOf(id), query).await;
    let article = found.map_err(|refusal| visit.refused(refusal, Word::ArticleGone))?.0;
    let voted = asked.ok().and_then(|QueryOf(asked)| asked.voted);
    let (words, own) = (visit.words, article.language.as_str());
    let prose = prose(&article, &visit.address(""));
    let class = if article.format == BodyFormat::Text { "prose prose--text" } else { "prose" };
    let content = html! {
        (search_form(&visit, ""))
        article lang=(own) dir=(direction(own)) {
            @if !article.category.is_empty() {
                p.category { a href=(visit.address(&["?category=", &encoded(&article.category)].concat())) { (article.category) } }
            }
            h1 { (article.title) }
            div class=(class) { (prose.markup) }
        }
        @if prose.is_cut { p.notice { (words.get(Word::ArticleCut)) } }
        @if visit.site.features.votes { (vote::ask(&visit, &article.id, voted)) }
        @if !article.related.is_empty() {
            section aria-labelledby="related" {
                h2 #related { (words.get(Word::Related)) }
                ul.links lang=[foreign(&visit)] dir=(direction(own)) {
                    @for other in &article.related {
                        li { a.link href=(visit.address(&["/", other.id.as_str()].concat())) { (other.title) } }
                    }
                }
            }
        }
        (write_to_us(&visit, Word::StillNeedHelp, None))
        p { a.quiet href=(visit.address("")) { (words.get(Word::BackToHelp)) } }
    };
    // An article that is shown in another language than the page's has its own page there.
    let canonical = ["/help/", own, "/", article.id.as_str()].concat();
    let rest = ["{}/", article.id.as_str()].concat();
    let draw = Draw::new(&article.title, content).canonical(canonical).rest(&rest).pictures(prose.pictures);
    let draw = if voted.is_some() { draw.keep(Keep::Never).hidden() } else { draw };
    Ok(draw.reply(&visit, &headers))
}

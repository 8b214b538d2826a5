//! Home: a search box, topics, what is often read; with a question or a topic, what was found.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use helpnook_contract::articles::{ArticleHit, ArticleQuery, Run};
use helpnook_contract::{Cursor, Page};
use maud::{Markup, html};

use super::assets::icon_search;
use super::page::Draw;
use super::visit::Visit;
use super::words::{Word, direction};
use crate::address::{PathOf, QueryOf};
use crate::problem::Refusal;
use crate::routes::articles::list_articles;
use crate::state::AppState;

/// Often read articles on the home page.
const POPULAR: usize = 8;

/// `GET /help/{language}`.
///
/// # Errors
/// A page that says why.
pub(super) async fn show(
    State(state): State<AppState>,
    PathOf(language): PathOf<String>,
    uri: Uri,
    headers: HeaderMap,
    query: Result<QueryOf<ArticleQuery>, Refusal>,
) -> Result<Response, Response> {
    let rest = ["/help/{}", &uri.query().map(|query| ["?", query].concat()).unwrap_or_default()].concat();
    let visit = Visit::begin(state.clone(), &language, &rest).await?;
    let refused = |refusal| visit.refused(refusal, Word::PageMissing);
    let QueryOf(asked) = query.map_err(refused)?;
    let asked = ArticleQuery {
        query: asked.query.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
        category: asked.category.filter(|category| !category.is_empty()),
        language: Some(language),
        cursor: asked.cursor,
    };
    if asked.query.is_none() && asked.category.is_none() && asked.cursor.is_none() {
        return home(&visit, &headers).await.map_err(refused);
    }
    let found = list_articles(State(state), QueryOf(asked.clone())).await.map_err(refused)?.0;
    Ok(results(&visit, &asked, &found, &headers))
}

async fn home(visit: &Visit, headers: &HeaderMap) -> Result<Response, Refusal> {
    let index = visit.state.indexes.current(&visit.state.store, &visit.language).await?;
    let words = visit.words;
    let popular: Vec<ArticleHit> = index.list(None, None, None).items.into_iter().take(POPULAR).collect();
    let content = html! {
        div.hero {
            h1 { (words.get(Word::HomeTitle)) }
            (search_form(visit, ""))
        }
        @if !popular.is_empty() {
            section aria-labelledby="popular" {
                h2 #popular { (words.get(Word::Popular)) }
                ul.links lang=[foreign(visit)] dir=(direction(&visit.language)) {
                    @for hit in &popular {
                        li { a.link href=(visit.address(&["/", hit.id.as_str()].concat())) { (runs(&hit.title)) } }
                    }
                }
            }
            section aria-labelledby="topics" {
                h2 #topics { (words.get(Word::Topics)) }
                (topics(visit, &index.categories(), ""))
            }
        }
        (write_to_us(visit, Word::WriteToUs, None))
    };
    Ok(Draw::new("", content).canonical(visit.address("")).reply(visit, headers))
}

fn results(visit: &Visit, asked: &ArticleQuery, found: &Page<ArticleHit>, headers: &HeaderMap) -> Response {
    let words = visit.words;
    let question = asked.query.as_deref().unwrap_or_default();
    let title = match (question, asked.category.as_deref()) {
        ("", Some(category)) => category.to_owned(),
        ("", None) => words.get(Word::ResultsLabel).to_owned(),
        (question, _) => [question, " · ", words.get(Word::ResultsLabel)].concat(),
    };
    let sought = if question.is_empty() { asked.category.as_deref().unwrap_or_default() } else { question };
    let heading = if question.is_empty() { title.as_str() } else { words.get(Word::ResultsLabel) };
    let content = html! {
        (search_form(visit, question))
        @if found.items.is_empty() {
            div.empty {
                h1 { (words.fill(Word::NothingFoundFor, &[("query", sought)])) }
                p { (words.get(Word::NothingFoundHelp)) }
                p { a.button."button--main" href=(with_subject(visit, question)) { (words.get(Word::AskUsThis)) } }
            }
        } @else {
            h1 { (heading) }
            ol.hits lang=[foreign(visit)] dir=(direction(&visit.language)) {
                @for hit in &found.items {
                    li.hit {
                        h2 { a href=(visit.address(&["/", hit.id.as_str()].concat())) { (runs(&hit.title)) } }
                        @if !hit.snippet.is_empty() { p.hit__snippet { (runs(&hit.snippet)) } }
                        @if !hit.category.is_empty() && asked.category.is_none() { p.hit__category { (hit.category) } }
                    }
                }
            }
            @if let Some(next) = &found.next {
                p { a.button href=(visit.address(&further(asked, next))) { (words.get(Word::PageMore)) } }
            }
            p { a.quiet href=(visit.address("")) { (words.get(Word::AllTopics)) } }
            (write_to_us(visit, Word::StillNeedHelp, Some(question)))
        }
    };
    let rest = match question {
        "" => String::new(),
        question => ["{}?query=", &encoded(question)].concat(),
    };
    // Questions are no pages to be found by others.
    Draw::new(&title, content).rest(&rest).hidden().reply(visit, headers)
}

/// The search box; `question` stands in it already.
pub(super) fn search_form(visit: &Visit, question: &str) -> Markup {
    let words = visit.words;
    html! {
        form.search role="search" method="get" action=(visit.address("")) {
            (icon_search())
            input type="search" name="query" value=(question) aria-label=(words.get(Word::SearchLabel))
                placeholder=(words.get(Word::SearchPlaceholder)) maxlength="500" autocomplete="off" dir="auto";
            button.button."button--main" type="submit" { (words.get(Word::PageSearch)) }
        }
    }
}

/// The way to a person, with how long it usually takes where that was measured.
pub(super) fn write_to_us(visit: &Visit, word: Word, subject: Option<&str>) -> Markup {
    let address = subject
        .filter(|subject| !subject.is_empty())
        .map_or_else(|| visit.contact(), |it| with_subject(visit, it));
    html! {
        aside.write {
            a.button."button--main" href=(address) { (visit.words.get(word)) }
            (reply_time(visit))
        }
    }
}

/// How long replies usually take, where that was measured.
pub(super) fn reply_time(visit: &Visit) -> Markup {
    let words = visit.words;
    html! {
        @if let Some(time) = visit.site.reply_time {
            @let (usual, most) = (words.duration(time.usual_minutes), words.duration(time.nine_of_ten_minutes));
            @let word = if usual == most { Word::ReplyTimeOnce } else { Word::ReplyTime };
            p.soft { (words.fill(word, &[("usual", &usual), ("most", &most)])) }
        }
    }
}

fn topics(visit: &Visit, categories: &[(String, u32)], current: &str) -> Markup {
    html! {
        ul.chips lang=[foreign(visit)] dir=(direction(&visit.language)) {
            @for (name, articles) in categories {
                li { a.chip href=(visit.address(&["?category=", &encoded(name)].concat())) aria-current=[(name == current).then_some("page")] {
                    (name) " " span.chip__count { (visit.words.number(*articles)) }
                } }
            }
        }
    }
}

/// Text with what matched marked.
fn runs(runs: &[Run]) -> Markup {
    html! { @for run in runs { @if run.hit { mark { (run.text) } } @else { (run.text) } } }
}

/// The language of the articles, where it is not that of the page's own words.
pub(super) fn foreign(visit: &Visit) -> Option<&str> {
    (visit.language != visit.words.language).then_some(visit.language.as_str())
}

fn with_subject(visit: &Visit, subject: &str) -> String {
    [&visit.contact(), "?subject=", &encoded(subject)].concat()
}

fn further(asked: &ArticleQuery, cursor: &Cursor) -> String {
    let pair = |name: &str, value: Option<&str>| value.map(|value| [name, "=", &encoded(value)].concat());
    let pairs = [
        pair("query", asked.query.as_deref()),
        pair("category", asked.category.as_deref()),
        pair("cursor", Some(cursor.as_str())),
    ];
    ["?", &pairs.into_iter().flatten().collect::<Vec<_>>().join("&")].concat()
}

/// As a value in a query.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

//! "Did this answer your question?" as a form, without JavaScript: the same count and the same limit as the widget's.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use helpnook_contract::ArticleId;
use helpnook_contract::articles::Vote;
use maud::{Markup, html};
use serde::Deserialize;

use super::home::encoded;
use super::visit::{Visit, is_foreign};
use super::words::Word;
use crate::address::PathOf;
use crate::limits::{Client, Kind};
use crate::problem::Refusal;
use crate::state::AppState;

/// What became of a vote, as the address of the article says it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// It helped.
    Yes,
    /// It did not.
    No,
    /// It could not be counted.
    Failed,
}

/// The query of an article's address.
#[derive(Debug, Deserialize)]
pub(super) struct Voted {
    /// What became of the vote that led here.
    #[serde(default)]
    pub(super) voted: Option<Outcome>,
}

/// What a browser sends.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    helpful: Helpful,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Helpful {
    Yes,
    No,
}

/// The question, or what follows the answer.
pub(super) fn ask(visit: &Visit, article: &ArticleId, voted: Option<Outcome>) -> Markup {
    let words = visit.words;
    let question = match voted {
        Some(Outcome::Yes) => {
            return html! { p.vote #vote role="status" { (words.get(Word::VoteYesThanks)) } };
        }
        Some(Outcome::No) => return html! { p.vote #vote role="status" { (words.get(Word::VoteNoThanks)) } },
        Some(Outcome::Failed) => Word::VoteFailed,
        None => Word::WasItHelpful,
    };
    let role = voted.map(|_| "alert");
    html! {
        form.vote #vote method="post" action=(visit.address(&["/", &encoded(article.as_str())].concat())) {
            p #vote-question role=[role] { (words.get(question)) }
            @for (value, word) in [("yes", Word::Yes), ("no", Word::No)] {
                button.button type="submit" name="helpful" value=(value) aria-describedby="vote-question" { (words.get(word)) }
            }
        }
    }
}

/// `POST /help/{language}/{id}`: counts, and leads back to the article, so that a reload sends nothing again.
///
/// # Errors
/// A page that says why.
pub(super) async fn send(
    State(state): State<AppState>,
    PathOf((language, id)): PathOf<(String, ArticleId)>,
    client: Client,
    headers: HeaderMap,
    answer: Result<Form<Answer>, FormRejection>,
) -> Result<Response, Response> {
    let here = ["/", &encoded(id.as_str())].concat();
    let visit = Visit::begin(state, &language, &["/help/{}", &here].concat()).await?;
    let outcome = match answer {
        Ok(Form(answer)) if !is_foreign(&headers) && visit.site.features.votes => {
            match count(&visit, client, &id, answer.helpful).await {
                Ok(()) if answer.helpful == Helpful::Yes => "yes",
                Ok(()) => "no",
                Err(Refusal::NotFound) => return Err(visit.refused(Refusal::NotFound, Word::ArticleGone)),
                // The log knows why; the customer can do no more than answer again.
                Err(_) => "failed",
            }
        }
        _ => "failed",
    };
    Ok(Redirect::to(&visit.address(&[&here, "?voted=", outcome, "#vote"].concat())).into_response())
}

/// Counts an answer once a day from one address: a double click, or a page that is sent again, is no second vote.
async fn count(visit: &Visit, client: Client, id: &ArticleId, helpful: Helpful) -> Result<(), Refusal> {
    let state = &visit.state;
    client.may(Kind::Vote, state)?;
    let helpful = helpful == Helpful::Yes;
    if !client.is_first_today(&["help page vote", id.as_str(), if helpful { "yes" } else { "no" }], state) {
        return Ok(());
    }
    let vote = Vote { helpful, reason: None, language: Some(visit.language.clone()) };
    let mut write = state.store.write().await?;
    write.create_vote(id, &vote).await?.ok_or(Refusal::NotFound)?;
    Ok(write.commit().await?)
}

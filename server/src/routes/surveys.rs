//! Ratings. There is one survey: how satisfied is the customer with a solved ticket, 1 to 5, once for each time
//! that it is solved.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helpnook_contract::field::{COMMENT_MAX, FieldError, score_within};
use helpnook_contract::surveys::{
    Answer, NewResponse, NextSurvey, NextSurveyQuery, Question, QuestionKind, ResponseChange, ResponseState,
    Survey, SurveyKind, SurveyReason, SurveyResponse,
};
use helpnook_contract::tickets::TicketStatus;
use helpnook_contract::{FieldProblem, ResponseId, SurveyId};

use crate::address::{PathOf, QueryOf};
use crate::auth::SentHolder;
use crate::idempotency::Once;
use crate::limits::{Client, Kind};
use crate::problem::{Refusal, refuse};
use crate::state::AppState;

const CSAT: &str = "csat";
const TRIGGER: &str = "ticket_solved";
const SCORE: &str = "score";
const COMMENT: &str = "comment";
const LEAST: u8 = 1;
const MOST: u8 = 5;

/// The one survey to show now, or none with the reason.
///
/// # Errors
/// With a ticket: [`Refusal::Unauthorised`], [`Refusal::NotFound`].
#[utoipa::path(get, path = "/v1/surveys/next", tag = "surveys", params(NextSurveyQuery),
    security((), ("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    responses((status = 200, description = "The decision.", body = NextSurvey)))]
pub async fn get_next_survey(
    State(state): State<AppState>,
    holder: SentHolder,
    QueryOf(query): QueryOf<NextSurveyQuery>,
) -> Result<Json<NextSurvey>, Refusal> {
    let none = |reason| Ok(Json(NextSurvey { survey: None, reason }));
    let Some(ticket) = query.ticket.filter(|_| query.trigger == TRIGGER) else {
        return none(SurveyReason::NoneForTrigger);
    };
    holder.open(&state, &ticket).await?;
    let standing = state.store.survey_standing(&SurveyId::from(CSAT), &ticket).await?;
    let standing = standing.ok_or(Refusal::NotFound)?;
    match (standing.response, standing.status) {
        (Some(ResponseState::Dismissed), _) => none(SurveyReason::Dismissed),
        (Some(_), _) => none(SurveyReason::Answered),
        (None, TicketStatus::Solved) => {
            Ok(Json(NextSurvey { survey: Some(csat()), reason: SurveyReason::Due }))
        }
        (None, _) => none(SurveyReason::NotSolved),
    }
}

/// The first answers, or the wish not to answer. Once for each time that the ticket is solved.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::Fields`], [`Refusal::NotAllowed`], [`Refusal::Answered`],
/// [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/surveys/{id}/responses", tag = "surveys", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = SurveyId, Path, description = "Which survey.")), request_body = NewResponse,
    responses((status = 201, description = "The response as it then is.", body = SurveyResponse)))]
pub async fn create_response(
    State(state): State<AppState>,
    client: Client,
    holder: SentHolder,
    PathOf(id): PathOf<SurveyId>,
    once: Result<Once<NewResponse>, Response>,
) -> Result<Response, Response> {
    // Who names nobody is told so before anything else, and learns nothing of what is wrong with the body.
    holder.present().map_err(axum::response::IntoResponse::into_response)?;
    let Once { body, pending } = once?;
    let create = async || -> Result<Response, Refusal> {
        known(&id)?;
        let ticket = body.ticket.as_ref();
        let ticket = ticket.ok_or_else(|| Refusal::Fields(vec![FieldError::Empty.at("/ticket")]))?;
        holder.open(&state, ticket).await?;
        refuse(faults(&body.answers, body.state, &[]))?;
        client.may(Kind::Message, &state)?;
        let mut write = state.store.write().await?;
        let response = write.create_response(&id, ticket, &body.answers, body.state).await?;
        pending.reply(write, StatusCode::CREATED, &response).await
    };
    create().await.map_err(axum::response::IntoResponse::into_response)
}

/// Adds to or corrects a response.
///
/// # Errors
/// [`Refusal::Unauthorised`], [`Refusal::NotFound`], [`Refusal::Fields`], [`Refusal::TooMany`].
#[utoipa::path(patch, path = "/v1/surveys/{id}/responses/{response}", tag = "surveys", security(("ticket_key" = []), ("session" = []), ("signed_identity" = [])),
    params(("id" = SurveyId, Path, description = "Which survey."),
        ("response" = ResponseId, Path, description = "Which response.")),
    request_body = ResponseChange,
    responses((status = 200, description = "The response as it then is.", body = SurveyResponse)))]
pub async fn update_response(
    State(state): State<AppState>,
    client: Client,
    rated: RatedTicket,
    Once { body, pending }: Once<ResponseChange>,
) -> Result<Response, Refusal> {
    let RatedTicket { survey, response } = rated;
    refuse(faults(&body.answers, body.state, &state.store.response_answers(&response).await?))?;
    client.may(Kind::Message, &state)?;
    let mut write = state.store.write().await?;
    let changed = write.update_response(&survey, &response, &body.answers, body.state).await?;
    pending.reply(write, StatusCode::OK, &changed).await
}

/// The response in the address, to a ticket that the caller may open.
#[derive(Clone, Debug)]
pub struct RatedTicket {
    survey: SurveyId,
    response: ResponseId,
}

impl axum::extract::FromRequestParts<AppState> for RatedTicket {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &AppState,
    ) -> Result<Self, Refusal> {
        let holder = SentHolder::from_request_parts(parts, state).await?;
        holder.present()?;
        let path = PathOf::<(SurveyId, ResponseId)>::from_request_parts(parts, state).await?;
        let (survey, response) = path.0;
        let ticket = state.store.rated_ticket(&survey, &response).await?.ok_or(Refusal::NotFound)?;
        holder.open(state, &ticket).await?;
        Ok(Self { survey, response })
    }
}

fn known(survey: &SurveyId) -> Result<(), Refusal> {
    if survey.as_str() == CSAT { Ok(()) } else { Err(Refusal::NotFound) }
}

/// The survey; its words are the widget's own, in the customer's language.
fn csat() -> Survey {
    let question = |id: &str, kind, required| Question {
        id: id.to_owned(),
        kind,
        min: LEAST,
        max: MOST,
        required,
        text: None,
    };
    Survey {
        id: SurveyId::from(CSAT),
        kind: SurveyKind::Csat,
        version: 1,
        questions: vec![
            question(SCORE, QuestionKind::Rating, true),
            question(COMMENT, QuestionKind::Text, false),
        ],
    }
}

/// Every fault of the answers; `before` is what was answered already.
fn faults(given: &[Answer], state: ResponseState, before: &[Answer]) -> Vec<FieldProblem> {
    let mut faults = Vec::new();
    for (place, answer) in given.iter().enumerate() {
        let at = |field: &str| format!("/answers/{place}/{field}");
        match answer.question.as_str() {
            SCORE => {
                let score =
                    answer.score.map_or(Err(FieldError::Empty), |score| score_within(score, LEAST, MOST));
                faults.extend(score.err().map(|error| error.at(&at("score"))));
            }
            COMMENT => {
                let length = answer.text.as_deref().unwrap_or_default().chars().count();
                faults.extend(
                    (length > COMMENT_MAX).then(|| FieldError::TooLong { max: COMMENT_MAX }.at(&at("text"))),
                );
            }
            _ => faults.push(FieldError::NotAllowed.at(&at("question"))),
        }
    }
    let has_score = given.iter().chain(before).any(|answer| answer.question == SCORE);
    if state == ResponseState::Complete && !has_score {
        faults.push(FieldError::Empty.at("/answers"));
    }
    faults
}

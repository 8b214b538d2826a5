//! The form as it is sent: what may go wrong, and what is then shown. Whatever happens, what was typed stays.

use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use helpnook_contract::tickets::{NewTicket, TicketCreated};
use helpnook_contract::{Problem, ProblemKind};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::form::{FORM, Fault, Typed, form};
use super::form_key::{FormKey, new_attempt};
use super::page::{Draw, Keep};
use super::received::{LOOK_GAP, LOOKS, receive};
use super::sent;
use super::visit::Visit;
use super::words::Word;
use crate::address::{PathOf, QueryOf};
use crate::auth::SentHolder;
use crate::idempotency::{KEY_HEADER, Once};
use crate::limits::Client;
use crate::problem::Refusal;
use crate::routes::tickets::create_ticket;
use crate::state::AppState;

/// What may stand in the form before anyone typed.
#[derive(Debug, Deserialize)]
pub(super) struct Prefill {
    #[serde(default)]
    subject: String,
}

/// `GET /help/contact/{language}`.
///
/// # Errors
/// A page that says why.
pub(super) async fn show(
    State(state): State<AppState>,
    Extension(key): Extension<FormKey>,
    PathOf(language): PathOf<String>,
    uri: Uri,
    prefill: Result<QueryOf<Prefill>, Refusal>,
) -> Result<Response, Response> {
    let asked = uri.query().map(|query| ["?", query].concat()).unwrap_or_default();
    let visit = Visit::begin(state, &language, &["/help/contact/{}", &asked].concat()).await?;
    let subject = prefill.map(|QueryOf(prefill)| prefill.subject).unwrap_or_default();
    Ok(draw(&visit, &key, &Typed::about(subject), None, &new_attempt(), StatusCode::OK))
}

/// `POST /help/contact/{language}`.
///
/// # Errors
/// A page that says why.
pub(super) async fn send(
    State(state): State<AppState>,
    Extension(key): Extension<FormKey>,
    PathOf(language): PathOf<String>,
    client: Client,
    request: Request,
) -> Result<Response, Response> {
    let visit = Visit::begin(state, &language, "/help/contact/{}").await.map_err(with_its_body)?;
    let words = visit.words;
    let (mut typed, proof) = match receive(&visit, &key, client, request).await {
        Ok(read) => read,
        Err(status) => {
            let fault = Fault::Whole(words.get(Word::NotAccepted).to_owned());
            return Ok(draw(&visit, &key, &Typed::default(), Some(&fault), &new_attempt(), status));
        }
    };
    if typed.is_switch {
        return Ok(draw(&visit, &key, &typed, None, &proof.attempt, StatusCode::OK));
    }
    let again = |typed: &Typed, status, fault: Fault, attempt: &str| {
        draw(&visit, &key, typed, Some(&fault), attempt, status)
    };
    let whole = |word| Fault::Whole(words.get(word).to_owned());
    if typed.is_trapped() {
        let fault = whole(Word::PageTrapFilled);
        return Ok(again(&typed, StatusCode::UNPROCESSABLE_ENTITY, fault, &proof.attempt));
    }
    if !proof.is_good {
        let fault = whole(Word::PageSendAgain);
        return Ok(again(&typed, StatusCode::UNPROCESSABLE_ENTITY, fault, &proof.attempt));
    }
    if !typed.refused.is_empty() {
        return Ok(again(&typed, StatusCode::UNPROCESSABLE_ENTITY, Fault::Files, &proof.attempt));
    }
    let problem = match deliver(&visit, client, &typed.ticket(&visit), &proof.attempt).await {
        Ok(created) => return Ok(sent::page(&visit, &created, typed.email.trim())),
        Err(problem) => problem,
    };
    let Problem { kind, status, errors, .. } = problem;
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Ok(match kind {
        ProblemKind::InvalidFields => {
            let gone = |name: &str| words.fill(Word::FileGone, &[("name", name)]);
            typed.drop_files(
                |at| errors.iter().any(|fault| fault.pointer == format!("/attachments/{at}")),
                gone,
            );
            let errors: Vec<_> =
                errors.into_iter().filter(|fault| !fault.pointer.starts_with("/attachments/")).collect();
            let fault = if errors.is_empty() { Fault::Files } else { Fault::Fields(errors) };
            again(&typed, code, fault, &proof.attempt)
        }
        // The request that was sent stays, and has its files; another text is another request, and only the customer can
        // want that.
        ProblemKind::IdempotencyKeyReused => {
            typed.drop_files(|_| true, |name| words.fill(Word::FileFailed, &[("name", name)]));
            again(&typed, code, whole(Word::PageSentBefore), &new_attempt())
        }
        ProblemKind::IdempotencyKeyRunning => {
            again(&typed, code, whole(Word::PageStillSending), &proof.attempt)
        }
        ProblemKind::TooManyRequests => {
            let rate = visit.state.config.rate.tickets_per_hour.max(1);
            let wait = words.duration(60_u32.div_ceil(rate));
            let fault = Fault::Whole(words.fill(Word::PageTooMany, &[("wait", &wait)]));
            let mut response = again(&typed, code, fault, &proof.attempt);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(3600_u32.div_ceil(rate)));
            response
        }
        _ => again(&typed, code, whole(Word::PageNotReached), &proof.attempt),
    })
}

/// A redirect by which a browser sends again what it sent.
fn with_its_body(mut response: Response) -> Response {
    if response.status() == StatusCode::SEE_OTHER {
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    }
    response
}

/// Sends the request as the widget does: the same call, the same limits, the same promise to make it once.
async fn deliver(
    visit: &Visit,
    client: Client,
    ticket: &NewTicket,
    attempt: &str,
) -> Result<TicketCreated, Problem> {
    for _ in 1..LOOKS {
        match call(visit, client, ticket, attempt).await {
            // The first click of a double click is being served: its reply is this one's, too.
            Err(problem) if problem.status == StatusCode::CONFLICT.as_u16() => {
                tokio::time::sleep(LOOK_GAP).await
            }
            outcome => return outcome,
        }
    }
    call(visit, client, ticket, attempt).await
}

async fn call(
    visit: &Visit,
    client: Client,
    ticket: &NewTicket,
    attempt: &str,
) -> Result<TicketCreated, Problem> {
    let body = serde_json::to_vec(ticket).unwrap_or_default();
    let request = Request::post("/v1/tickets").header(KEY_HEADER, attempt);
    let request = request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body));
    let Ok(request) = request else { return Err(unknown()) };
    let response = match Once::from_request(request, &visit.state).await {
        Ok(once) => create_ticket(State(visit.state.clone()), client, SentHolder(None), once)
            .await
            .unwrap_or_else(Refusal::into_response),
        Err(response) => response,
    };
    read_reply(response).await
}

/// What a reply of the API says.
///
/// # Errors
/// That it is a refusal, and which.
pub(super) async fn read_reply<T: DeserializeOwned>(response: Response) -> Result<T, Problem> {
    let is_done = response.status().is_success();
    let body =
        response.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    if is_done {
        serde_json::from_slice(&body).map_err(|_| unknown())
    } else {
        Err(serde_json::from_slice(&body).unwrap_or_else(|_| unknown()))
    }
}

/// What cannot be told any closer.
fn unknown() -> Problem {
    Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR.as_u16())
}

fn draw(
    visit: &Visit,
    key: &FormKey,
    typed: &Typed,
    fault: Option<&Fault>,
    attempt: &str,
    status: StatusCode,
) -> Response {
    let proof = key.proof(visit.state.clock.now(), attempt);
    let words = visit.words;
    let title = match fault {
        Some(_) => [words.get(Word::PleaseCheck), " · ", words.get(Word::WriteToUs)].concat(),
        None => words.get(Word::WriteToUs).to_owned(),
    };
    let title =
        if matches!(fault, Some(Fault::Whole(_))) { words.get(Word::WriteToUs).to_owned() } else { title };
    let draw = Draw::new(&title, form(visit, typed, fault, &proof)).rest("contact/{}").form(FORM);
    draw.status(status).keep(Keep::Never).hidden().reply(visit, &HeaderMap::new())
}

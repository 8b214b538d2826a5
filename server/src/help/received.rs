//! A form as a browser sends it, with files or without: fields are read, files are kept as the API keeps them.

use std::time::Duration;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Form, FromRequest as _, FromRequestParts as _, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use helpnook_contract::ProblemKind;
use helpnook_contract::attachments::{Attachment, short_name};
use http_body_util::Limited;

use super::contact::read_reply;
use super::form::Typed;
use super::form_files::{FILES, KeptFile};
use super::form_key::{FormKey, Proof, new_attempt};
use super::visit::{Visit, is_foreign};
use super::words::Word;
use crate::files::Sent;
use crate::idempotency::{Claim, KEY_HEADER};
use crate::limits::{Client, Kind};
use crate::problem::Refusal;
use crate::routes::attachments::{file_name, keep};
use crate::secret::sha256;
use crate::state::AppState;

/// A message of the longest kind, each character as an escape, and the other fields.
pub(super) const FORM_BYTES: usize = 512 * 1024;

/// How often, and how far apart, the second click of a double click asks for what the first one made.
pub(super) const LOOKS: u32 = 40;
pub(super) const LOOK_GAP: Duration = Duration::from_millis(100);

/// So many bytes a form with files may have.
pub(super) fn most_bytes(state: &AppState) -> usize {
    let limits = &state.config.limits;
    let files = limits.attachment_bytes.saturating_mul(limits.attachments.into());
    usize::try_from(files).unwrap_or(usize::MAX).saturating_add(2 * FORM_BYTES)
}

/// Reads a form, and keeps its files if it is one of ours.
///
/// # Errors
/// It cannot be read: with this status.
pub(super) async fn receive(
    visit: &Visit,
    key: &FormKey,
    client: Client,
    request: Request,
) -> Result<(Typed, Proof), StatusCode> {
    // Another site's page may send a form of ours, whose key it knows: what follows has a key that it does not.
    let is_foreign = is_foreign(request.headers());
    let prove = |typed: &Typed| match is_foreign {
        true => Proof { attempt: new_attempt(), is_good: false },
        false => key.read(&typed.proof, visit.state.clock.now()),
    };
    let kind = request.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with(b"multipart/form-data")) {
        let request = request.map(|body| Body::new(Limited::new(body, FORM_BYTES)));
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let typed = form.map(|Form(pairs)| Typed::of(pairs)).map_err(|fault| fault.status())?;
        let proof = prove(&typed);
        return Ok((typed, proof));
    }
    let mut parts = Multipart::from_request(request, &()).await.map_err(|fault| fault.status())?;
    let mut typed = Typed::default();
    let mut left = FORM_BYTES;
    while let Some(part) = parts.next_field().await.map_err(status)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => typed.take(&name, text(part, &mut left).await?),
            // The field as it is sent while no file is chosen.
            Some(file) if file.is_empty() => {}
            Some(file) if name == FILES => {
                let proof = prove(&typed);
                let kept = match proof.is_good && !typed.is_trapped() {
                    true => take(visit, client, typed.files.len(), &proof.attempt, &file, part).await,
                    false => Err(failed(visit, &file)),
                };
                match kept {
                    Ok(kept) => typed.add(Some(kept)),
                    Err(said) => typed.refused.push(said),
                }
            }
            Some(_) => {}
        }
    }
    let proof = prove(&typed);
    Ok((typed, proof))
}

fn status(fault: MultipartError) -> StatusCode {
    fault.status()
}

/// A field that is no file; all of them together have no more bytes than `left`.
async fn text(mut part: Field<'_>, left: &mut usize) -> Result<String, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(status)? {
        *left = left.checked_sub(chunk.len()).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps one file. Sent twice with the same form it is kept once.
///
/// # Errors
/// What is said of it.
async fn take(
    visit: &Visit,
    client: Client,
    count: usize,
    attempt: &str,
    name: &str,
    part: Field<'_>,
) -> Result<KeptFile, String> {
    let limits = &visit.state.config.limits;
    if count >= usize::try_from(limits.attachments).unwrap_or(usize::MAX) {
        return Err(too_many(visit, name));
    }
    let reply = upload(visit, client, attempt, name, part).await.unwrap_or_else(|response| response);
    match read_reply::<Attachment>(reply).await {
        Ok(file) => Ok(KeptFile { id: file.id, name: file.name }),
        Err(problem) => Err(refused(visit, name, &problem.kind)),
    }
}

/// What the API replies to this upload. Its key is made of what is in it: a form that comes back may bring another file.
async fn upload(
    visit: &Visit,
    client: Client,
    attempt: &str,
    name: &str,
    part: Field<'_>,
) -> Result<Response, Response> {
    let state = &visit.state;
    let name = file_name(name).map_err(Refusal::into_response)?;
    client.might(Kind::Attachment, state).map_err(Refusal::into_response)?;
    let limit = state.config.limits.attachment_bytes;
    let received = state
        .files
        .receive(Sent::Part(Box::new(part)), &name, limit)
        .await
        .map_err(Refusal::into_response)?;
    let key = sha256(&[attempt.as_bytes(), name.as_bytes(), received.sha256.as_bytes()]);
    let claim = claim(state, &key).await.map_err(Refusal::into_response)?;
    keep(state, client, name, received, claim).await
}

/// Claims a key, if need be after the first click of a double click is served.
async fn claim(state: &AppState, key: &str) -> Result<Claim, Refusal> {
    let request = Request::post("/v1/attachments").header(KEY_HEADER, key).body(());
    let (mut parts, ()) = request.map_err(|error| Refusal::Broken(error.to_string()))?.into_parts();
    for _ in 1..LOOKS {
        match Claim::from_request_parts(&mut parts, state).await {
            Err(Refusal::StillRunning) => tokio::time::sleep(LOOK_GAP).await,
            claimed => return claimed,
        }
    }
    Claim::from_request_parts(&mut parts, state).await
}

/// The text for a file that is one too many.
fn too_many(visit: &Visit, name: &str) -> String {
    let max = visit.words.number(visit.state.config.limits.attachments);
    visit.words.fill(Word::FileTooMany, &[("max", &max), ("name", name)])
}

/// The text for a file that could not be taken, whatever the reason.
fn failed(visit: &Visit, name: &str) -> String {
    visit.words.fill(Word::FileFailed, &[("name", name)])
}

/// The text for a file that the API refused.
fn refused(visit: &Visit, name: &str, kind: &ProblemKind) -> String {
    let (words, limits) = (visit.words, &visit.state.config.limits);
    match kind {
        ProblemKind::TooLarge => {
            let max = words.size(limits.attachment_bytes);
            words.fill(Word::FileTooLarge, &[("max", &max), ("name", name)])
        }
        ProblemKind::UnsupportedType => {
            let kinds: Vec<_> = limits.attachment_types.iter().map(|kind| short_name(kind)).collect();
            words.fill(Word::FileType, &[("types", &kinds.join(", ")), ("name", name)])
        }
        ProblemKind::TooManyRequests => {
            let wait = words.duration(60_u32.div_ceil(visit.state.config.rate.attachments_per_hour.max(1)));
            [name, ": ", &words.fill(Word::PageTooMany, &[("wait", &wait)])].concat()
        }
        _ => failed(visit, name),
    }
}

//! Files: received as a stream, told by their bytes, given back to whoever may read the ticket.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use helpnook_contract::attachments::{Attachment, AttachmentQuery};
use helpnook_contract::field::FieldError;
use helpnook_contract::{AttachmentId, FieldProblem};
use tokio_util::io::ReaderStream;

use crate::address::{PathOf, QueryOf};
use crate::auth::Reader;
use crate::files::{Received, Sent};
use crate::idempotency::Claim;
use crate::limits::{Client, Kind};
use crate::problem::Refusal;
use crate::random;
use crate::state::AppState;

/// The most characters of a file's name.
const NAME_MAX: usize = 255;

/// Uploads a file: its bytes are the body. One that no message names within a day is dropped.
///
/// # Errors
/// As a reply: [`Refusal::BadRequest`], [`Refusal::TooLarge`], [`Refusal::UnsupportedType`], [`Refusal::TooMany`].
#[utoipa::path(post, path = "/v1/attachments", tag = "attachments", params(AttachmentQuery),
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes."),
    responses((status = 201, description = "The server has it.", body = Attachment)))]
pub async fn upload_attachment(
    State(state): State<AppState>,
    client: Client,
    QueryOf(query): QueryOf<AttachmentQuery>,
    claim: Claim,
    request: Request,
) -> Result<Response, Response> {
    let name = file_name(&query.name).map_err(Refusal::into_response)?;
    let limits = &state.config.limits;
    is_offered(request.headers(), limits.attachment_bytes).map_err(Refusal::into_response)?;
    // Before anything is written: an upload that will be refused costs the disk nothing.
    client.might(Kind::Attachment, &state).map_err(Refusal::into_response)?;
    let sent = Sent::Body(request.into_body());
    let received = state.files.receive(sent, &name, limits.attachment_bytes).await;
    keep(&state, client, name, received.map_err(Refusal::into_response)?, claim).await
}

/// Keeps a file that was received, once for its claim.
///
/// # Errors
/// As a reply: [`Refusal::UnsupportedType`], [`Refusal::TooMany`].
pub async fn keep(
    state: &AppState,
    client: Client,
    name: String,
    received: Received,
    claim: Claim,
) -> Result<Response, Response> {
    let limits = &state.config.limits;
    let pending = claim.begin(&state.store, &received.sha256).await?;
    let keep = async || -> Result<Response, Refusal> {
        if !limits.attachment_types.contains(&received.media_type) {
            return Err(Refusal::UnsupportedType(limits.attachment_types.join(", ")));
        }
        client.may(Kind::Attachment, state)?;
        let attachment = Attachment {
            id: AttachmentId(random::id("att_")),
            name,
            media_type: received.media_type.clone(),
            bytes: received.bytes,
        };
        let file = state.files.keep(&received).await?;
        let mut write = state.store.write().await?;
        write.create_attachment(&attachment, &file).await?;
        pending.reply(write, StatusCode::CREATED, &attachment).await
    };
    keep().await.map_err(Refusal::into_response)
}

/// Downloads a file, never to be shown inside a page.
///
/// # Errors
/// [`Refusal::Unauthorised`]; [`Refusal::NotFound`] also for files of other tickets, and of notes unless an agent asks.
#[utoipa::path(get, path = "/v1/attachments/{id}", tag = "attachments",
    security(("ticket_key" = []), ("session" = []), ("signed_identity" = []), ("agent_token" = [])),
    params(("id" = AttachmentId, Path, description = "Which file.")),
    responses((status = 200, description = "The file's bytes, as what they are.", body = String, content_type = "*/*")))]
pub async fn get_attachment(
    State(state): State<AppState>,
    reader: Reader,
    PathOf(id): PathOf<AttachmentId>,
) -> Result<Response, Refusal> {
    let is_agent = matches!(reader, Reader::Agent);
    let stored = state.store.file(&id, is_agent).await?.ok_or(Refusal::NotFound)?;
    if let Reader::Customer(holder) = reader {
        // A file that no message names yet belongs to no ticket, so nobody opens it.
        holder.open(&state, &stored.ticket.ok_or(Refusal::NotFound)?).await?;
    }
    let file = state.files.read(&stored.file).await.map_err(|error| Refusal::Broken(error.to_string()))?;
    let text = |text: &str| HeaderValue::from_str(text).map_err(|error| Refusal::Broken(error.to_string()));
    let headers = [
        (header::CONTENT_TYPE, text(&stored.attachment.media_type)?),
        (header::CONTENT_LENGTH, HeaderValue::from(stored.attachment.bytes)),
        (header::CONTENT_DISPOSITION, text(&disposition(&stored.attachment.name))?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}

/// More files than the operator allows for one message.
pub fn too_many(state: &AppState, files: &[AttachmentId]) -> Option<FieldProblem> {
    let max = usize::try_from(state.config.limits.attachments).unwrap_or(usize::MAX);
    (files.len() > max).then(|| FieldError::TooMany { max }.at("/attachments"))
}

/// The name to show: without white space around it, and without anything that no name has.
///
/// # Errors
/// [`Refusal::BadRequest`].
pub fn file_name(name: &str) -> Result<String, Refusal> {
    let length = name.chars().count();
    if name.trim().is_empty() || length > NAME_MAX || name.chars().any(|c| c < ' ' || c == '\u{7f}') {
        let detail = "`name` must have 1 to 255 characters, not only white space, and no control characters.";
        return Err(Refusal::BadRequest(detail.to_owned()));
    }
    Ok(name.trim().to_owned())
}

/// Refuses by the headers alone what would be refused anyway.
fn is_offered(headers: &HeaderMap, limit: u64) -> Result<(), Refusal> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if text(header::CONTENT_LENGTH)
        .and_then(|length| length.parse::<u64>().ok())
        .is_some_and(|length| length > limit)
    {
        return Err(Refusal::TooLarge(limit));
    }
    let sent = text(header::CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default();
    match sent.trim().eq_ignore_ascii_case("application/octet-stream") {
        true => Ok(()),
        false => Err(Refusal::UnsupportedType("application/octet-stream".to_owned())),
    }
}

/// Offers a file for saving under its name (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    ["attachment; filename*=UTF-8''", &encoded].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Übersicht \"1\"\r\n.pdf"),
            "attachment; filename*=UTF-8''%C3%9Cbersicht%20%221%22%0D%0A.pdf"
        );
    }

    #[test]
    fn names_are_checked() {
        assert_eq!(file_name(" a.png ").ok().as_deref(), Some("a.png"));
        for wrong in ["", "  ", "a\nb", "a\0", &"x".repeat(256)] {
            assert!(file_name(wrong).is_err(), "{wrong:?}");
        }
    }
}

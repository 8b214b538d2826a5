//! Runs the contract's calls with an agent's token.

use helpnook_browser_json::{self as json, Value};
use helpnook_client::fetch::Fetch;
use helpnook_client::{Answer, Attempt, Body, Failure, Local, Request, Response, Transport};
use helpnook_contract::attachments::attachment_address;
use helpnook_contract::{AttachmentId, Endpoint};

use crate::browser;

/// Runs a call and reads its reply. A write carries an `Idempotency-Key` that stays the same for
/// retries of the same content.
pub(crate) fn call<E: Endpoint>(token: &str, endpoint: &E) -> Answer<E> {
    let mut request = Request::new(endpoint);
    request.authorization = authorization(token);
    Answer::from(send(request))
}

/// The bytes of a file.
pub(crate) fn download(token: &str, id: &AttachmentId) -> Local<Result<Vec<u8>, Failure>> {
    Fetch::same_origin().download(attachment_address(id), authorization(token))
}

fn authorization(token: &str) -> Option<String> {
    (!token.is_empty()).then(|| ["Bearer ", token].concat())
}

fn send(mut request: Request) -> Local<Result<Value, Failure>> {
    Box::pin(async move {
        let slot = request.method.is_write().then(|| slot(&request));
        if let Some(slot) = &slot {
            let attempt = begin(slot, &request.body);
            request.idempotency_key = Some(attempt.key().to_owned());
        }
        let outcome = Fetch::same_origin().send(request).await.and_then(Response::outcome);
        // It came to an end, good or bad: the next write is a new one.
        if let Some(slot) = slot.filter(|_| !outcome.as_ref().is_err_and(Failure::may_pass)) {
            browser::forget(&slot);
        }
        outcome
    })
}

/// The attempt at a write, stored in the tab: an unfinished one goes on, even after a reload.
fn begin(slot: &str, body: &Body) -> Attempt {
    let content = match body {
        Body::Json(value) => json::value_to_text(value).unwrap_or_default(),
        Body::None | Body::File(_) => String::new(),
    };
    let stored = browser::kept(slot).and_then(|text| json::from_text(&text));
    let attempt = Attempt::follow(stored, &content);
    if let Some(text) = json::to_text(&attempt) {
        browser::keep(slot, &text);
    }
    attempt
}

fn slot(request: &Request) -> String {
    ["attempt ", request.method.name(), " ", &request.address].concat()
}

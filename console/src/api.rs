//! Runs the contract's calls with an agent's token. The one place that names the network.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use helpnook_contract::attachments::attachment_address;
use helpnook_contract::{AttachmentId, Endpoint, endpoint};

use crate::attempt::Attempt;
use crate::failure::Failure;

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 20_000;

/// Runs a call and reads its reply. A write carries an `Idempotency-Key` that stays the same for
/// retries of the same content.
pub(crate) async fn call<E: Endpoint>(token: &str, endpoint: &E) -> Result<E::Reply, Failure> {
    let address = endpoint.address();
    let body = endpoint.body().and_then(|body| serde_json::to_string(body).ok());
    let reply = send(token, E::METHOD, &address, body).await?;
    serde_json::from_str(&reply).map_err(|_| Failure::Unreadable)
}

/// The bytes of a file.
pub(crate) async fn download(token: &str, id: &AttachmentId) -> Result<Vec<u8>, Failure> {
    let request = begin(token, Method::GET, &attachment_address(id)).build().map_err(|_| Failure::Offline)?;
    let response = answered(request).await?;
    response.binary().await.map_err(|_| Failure::Offline)
}

async fn send(
    token: &str,
    method: endpoint::Method,
    address: &str,
    body: Option<String>,
) -> Result<String, Failure> {
    let target = [method.name(), " ", address].concat();
    let mut builder = begin(token, method_of(method), address);
    if method.is_write() {
        let attempt = Attempt::begin(&target, body.as_deref().unwrap_or_default());
        builder = builder.header("Idempotency-Key", attempt.key());
    }
    let request = match body {
        Some(body) => builder.header("Content-Type", "application/json").body(body),
        None => builder.build(),
    };
    let outcome = text(request.map_err(|_| Failure::Offline)?).await;
    if method.is_write() && outcome.as_ref().err().is_none_or(Failure::is_final) {
        Attempt::end(&target);
    }
    outcome
}

fn begin(token: &str, method: Method, address: &str) -> RequestBuilder {
    let builder = RequestBuilder::new(address)
        .method(method)
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE)));
    if token.is_empty() { builder } else { builder.header("Authorization", &["Bearer ", token].concat()) }
}

async fn text(request: Request) -> Result<String, Failure> {
    let response = answered(request).await?;
    response.text().await.map_err(|_| Failure::Offline)
}

async fn answered(request: Request) -> Result<Response, Failure> {
    let response = request.send().await.map_err(|error| match error {
        gloo_net::Error::JsError(error) if error.name == "TimeoutError" => Failure::Slow,
        _ => Failure::Offline,
    })?;
    if response.ok() {
        return Ok(response);
    }
    let body = response.text().await.unwrap_or_default();
    Err(Failure::from_reply(response.status(), &body))
}

fn method_of(method: endpoint::Method) -> Method {
    match method {
        endpoint::Method::Get => Method::GET,
        endpoint::Method::Post => Method::POST,
        endpoint::Method::Patch => Method::PATCH,
        endpoint::Method::Put => Method::PUT,
        endpoint::Method::Delete => Method::DELETE,
    }
}

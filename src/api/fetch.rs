//! The network: the only place in the widget that makes requests.

use gloo_net::http::{RequestBuilder, Response as Reply};
use helpnook_contract::Method;
use js_sys::JSON;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCredentials};

use super::{Body, Local, NoAnswer, Request, Response, Transport};
use crate::json;
use crate::remote::Failure;

/// How long an answer may take, in milliseconds; an upload may take longer.
const PATIENCE: u32 = 15_000;
const UPLOAD_PATIENCE: u32 = 300_000;

/// Requests to a backend by the browser's `fetch`: no cookies, no referrer.
pub struct Fetch {
    backend: String,
}

impl Fetch {
    /// A backend by its address, with or without a slash at its end.
    pub fn new(backend: &str) -> Self {
        Self { backend: backend.trim_end_matches('/').to_owned() }
    }

    fn builder(
        &self,
        method: Method,
        address: &str,
        authorization: Option<&str>,
        patience: u32,
    ) -> RequestBuilder {
        let url =
            if address.starts_with('/') { [&self.backend, address].concat() } else { address.to_owned() };
        let method = match method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Patch => gloo_net::http::Method::PATCH,
            Method::Put => gloo_net::http::Method::PUT,
        };
        let mut builder = RequestBuilder::new(&url)
            .method(method)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&AbortSignal::timeout_with_u32(patience)));
        if let Some(authorization) = authorization {
            builder = builder.header("Authorization", authorization);
        }
        builder
    }
}

impl Transport for Fetch {
    fn send(&self, request: Request) -> Local<Result<Response, NoAnswer>> {
        let is_upload = matches!(request.body, Body::File(_));
        let patience = if is_upload { UPLOAD_PATIENCE } else { PATIENCE };
        let mut builder =
            self.builder(request.method, &request.address, request.authorization.as_deref(), patience);
        if let Some(key) = &request.idempotency_key {
            builder = builder.header("Idempotency-Key", key);
        }
        Box::pin(async move {
            let built = match request.body {
                Body::None => builder.build(),
                Body::Json(value) => builder
                    .header("Content-Type", "application/json")
                    .body(JsValue::from_str(&json::value_to_text(&value).ok_or(NoAnswer)?)),
                Body::File(file) => {
                    builder.header("Content-Type", "application/octet-stream").body(file.blob())
                }
            };
            let reply = built.map_err(|_| NoAnswer)?.send().await.map_err(|_| NoAnswer)?;
            let retry_after = reply.headers().get("Retry-After").and_then(|text| text.parse().ok());
            let text = reply.text().await.map_err(|_| NoAnswer)?;
            Ok(Response {
                status: reply.status(),
                retry_after,
                body: JSON::parse(&text).unwrap_or(JsValue::NULL),
            })
        })
    }

    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        let builder = self.builder(Method::Get, &address, authorization.as_deref(), UPLOAD_PATIENCE);
        Box::pin(async move {
            let reply: Reply = builder.send().await.map_err(|_| Failure::Offline)?;
            match reply.status() {
                200 => reply.binary().await.map_err(|_| Failure::Offline),
                401 | 403 | 404 | 410 => Err(Failure::Gone),
                _ => Err(Failure::Broken),
            }
        })
    }
}

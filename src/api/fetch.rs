//! The network: the only place in the widget that makes requests. By the browser's `fetch` itself: a library over it
//! costs a page 3 kB and gives nothing that is used here.

use std::cell::RefCell;
use std::rc::Rc;

use helpnook_contract::Method;
use js_sys::{JSON, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, Headers, ReferrerPolicy, RequestCredentials, RequestInit, Response as Reply};

use super::{Body, Local, NoAnswer, Request, Response, Transport};
use crate::json;
use crate::platform::page::bare;
use crate::remote::Failure;

/// How long an answer may take, in milliseconds; a customer's own file may take longer, either way. Words and the index
/// have less: the panel waits for them, and there is something else in their place.
const PATIENCE: u32 = 15_000;
const FILE_PATIENCE: u32 = 300_000;
const EXTRA_PATIENCE: u32 = 30_000;

/// Shorter bodies, in bytes, go on their way even when the page is left; browsers take 64 KiB of them at a time.
const KEPT_ALIVE: usize = 16_384;

/// Requests to a backend by the browser's `fetch`: no cookies, no referrer.
pub struct Fetch {
    backend: String,
}

impl Fetch {
    /// A backend by its address, with or without a slash at its end.
    pub fn new(backend: &str) -> Self {
        Self { backend: backend.trim_end_matches('/').to_owned() }
    }

    fn url(&self, address: &str) -> String {
        if address.starts_with('/') { [&self.backend, address].concat() } else { address.to_owned() }
    }
}

/// A request that is about to go off.
struct Call {
    url: String,
    init: RequestInit,
    headers: Option<Headers>,
}

impl Call {
    fn new(url: String, method: &str, authorization: Option<&str>, patience: u32) -> Self {
        let init: RequestInit = bare();
        init.set_method(method);
        init.set_credentials(RequestCredentials::Omit);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
        let call = Self { url, init, headers: Headers::new().ok() };
        if let Some(authorization) = authorization {
            call.header("Authorization", authorization);
        }
        call
    }

    fn header(&self, name: &str, value: &str) {
        if let Some(headers) = &self.headers {
            let _ = headers.set(name, value);
        }
    }

    fn body(&self, media_type: &str, body: &JsValue) {
        self.header("Content-Type", media_type);
        self.init.set_body(body);
    }

    async fn send(self) -> Option<Reply> {
        if let Some(headers) = &self.headers {
            self.init.set_headers(headers);
        }
        let reply = web_sys::window()?.fetch_with_str_and_init(&self.url, &self.init);
        Some(JsFuture::from(reply).await.ok()?.unchecked_into())
    }
}

/// What a body holds, when all of it has come.
async fn all(body: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(body.ok()?).await.ok()
}

/// Runs a request in a task of its own: a caller that is dropped, because its widget was unmounted, leaves no answer unread.
/// An unread one would keep its connection; and a write that was just made arrives all the same.
fn detached<T: 'static>(request: impl Future<Output = T> + 'static, dropped: T) -> Local<T> {
    let result = Rc::new(RefCell::new(None));
    let to = result.clone();
    let done = future_to_promise(async move {
        let answer = request.await;
        *to.borrow_mut() = Some(answer);
        Ok(JsValue::UNDEFINED)
    });
    Box::pin(async move {
        let _ = JsFuture::from(done).await;
        result.take().unwrap_or(dropped)
    })
}

impl Transport for Fetch {
    fn send(&self, request: Request) -> Local<Result<Response, NoAnswer>> {
        let is_upload = matches!(request.body, Body::File(_));
        let patience = if is_upload { FILE_PATIENCE } else { PATIENCE };
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        };
        let url = self.url(&request.address);
        let call = Call::new(url, method, request.authorization.as_deref(), patience);
        if let Some(key) = &request.idempotency_key {
            call.header("Idempotency-Key", key);
        }
        let request = async move {
            match request.body {
                Body::None => (),
                Body::Json(value) => {
                    let text = json::value_to_text(&value).ok_or(NoAnswer)?;
                    if text.len() < KEPT_ALIVE {
                        let _ = js_sys::Reflect::set(&call.init, &"keepalive".into(), &true.into());
                    }
                    call.body("application/json", &text.into());
                }
                Body::File(file) => call.body("application/octet-stream", &file.blob()),
            }
            let reply = call.send().await.ok_or(NoAnswer)?;
            let wait = reply.headers().get("Retry-After").ok().flatten();
            let text = all(reply.text()).await.and_then(|text| text.as_string()).ok_or(NoAnswer)?;
            Ok(Response {
                status: reply.status(),
                retry_after: wait.and_then(|text| text.parse().ok()),
                body: JSON::parse(&text).unwrap_or(JsValue::NULL),
            })
        };
        detached(request, Err(NoAnswer))
    }

    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        // What needs a key is a customer's file.
        let patience = if authorization.is_some() { FILE_PATIENCE } else { EXTRA_PATIENCE };
        let call = Call::new(self.url(&address), "GET", authorization.as_deref(), patience);
        let request = async move {
            let reply = call.send().await.ok_or(Failure::Offline)?;
            match reply.status() {
                200 => {
                    let bytes = all(reply.array_buffer()).await.ok_or(Failure::Offline)?;
                    Ok(Uint8Array::new(&bytes).to_vec())
                }
                401 | 403 | 404 | 410 => Err(Failure::Gone),
                _ => Err(Failure::Broken),
            }
        };
        detached(request, Err(Failure::Offline))
    }
}

//! The network: the only place that makes requests, by gloo-net over the browser's `fetch`.
//!
//! gloo's builder knows no `keepalive` and takes its options from objects that have a prototype, which a page may have
//! changed. Its `send` and its headers panic where a page has replaced `fetch` with something that throws, rejects with
//! something that is no `Error`, or gives no `Response`; and where a key cannot stand in a header. So the request is made
//! here, and gloo reads the response.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Response as Reply;
use helpnook_browser_json as json;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, Headers, ReferrerPolicy, RequestCredentials, RequestInit};

use crate::{Body, Failure, Local, Request, Response, Transport};

/// How long a customer's own file may take, either way, in milliseconds.
const FILE_PATIENCE: u32 = 300_000;
/// How long texts and the index may take: the panel waits for them, and there is something else in their place.
const EXTRA_PATIENCE: u32 = 30_000;

/// Shorter bodies, in bytes, go on their way even when the page is left; browsers take 64 KiB of them at a time.
const KEPT_ALIVE: usize = 16_384;

#[wasm_bindgen]
extern "C" {
    /// The page may have replaced it: nothing is certain of its result.
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;
}

/// Requests to a backend by the browser's `fetch`, without a referrer.
#[derive(Clone)]
pub struct Fetch {
    backend: String,
    credentials: RequestCredentials,
    /// How long an answer may take, in milliseconds.
    patience: u32,
}

impl Fetch {
    /// A backend by its address, with or without a slash at its end, called without cookies: the host page's are not the
    /// backend's.
    pub fn new(backend: &str) -> Self {
        Self {
            backend: backend.trim_end_matches('/').to_owned(),
            credentials: RequestCredentials::Omit,
            patience: 15_000,
        }
    }

    /// The server that the page itself comes from. Cookies go along: a proxy before the server may want them.
    pub fn same_origin() -> Self {
        Self { backend: String::new(), credentials: RequestCredentials::SameOrigin, patience: 20_000 }
    }

    fn call(&self, address: &str, method: &str, authorization: Option<&str>, patience: u32) -> Call {
        let url =
            if address.starts_with('/') { [&self.backend, address].concat() } else { address.to_owned() };
        let init: RequestInit = json::bare_object().unchecked_into();
        init.set_method(method);
        init.set_credentials(self.credentials);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
        let call = Call { url, init, headers: Headers::new().ok() };
        if let Some(authorization) = authorization {
            call.header("Authorization", authorization);
        }
        call
    }
}

/// A request that is about to go off.
struct Call {
    url: String,
    init: RequestInit,
    headers: Option<Headers>,
}

impl Call {
    fn header(&self, name: &str, value: &str) {
        if let Some(headers) = &self.headers {
            let _ = headers.set(name, value);
        }
    }

    fn body(&self, media_type: &str, body: &JsValue) {
        self.header("Content-Type", media_type);
        self.init.set_body(body);
    }

    async fn send(self) -> Result<Reply, Failure> {
        if let Some(headers) = &self.headers {
            self.init.set_headers(headers);
        }
        let reply = fetch(&self.url, &self.init).map_err(no_answer)?;
        let reply = JsFuture::from(Promise::resolve(&reply)).await.map_err(no_answer)?;
        reply.dyn_into::<web_sys::Response>().map(Reply::from).map_err(|_| Failure::Offline)
    }
}

/// The failure where no response came.
fn no_answer(reason: JsValue) -> Failure {
    named(Reflect::get(&reason, &"name".into()).ok().and_then(|name| name.as_string()).as_deref())
}

/// The failure where a response broke off.
fn broken_off(error: gloo_net::Error) -> Failure {
    match error {
        gloo_net::Error::JsError(error) => named(Some(&error.name)),
        _ => Failure::Offline,
    }
}

fn named(name: Option<&str>) -> Failure {
    if name == Some("TimeoutError") { Failure::TimedOut } else { Failure::Offline }
}

/// All of a response.
async fn read(reply: Reply) -> Result<Response, Failure> {
    let wait = reply.headers().get("Retry-After");
    let text = reply.text().await.map_err(broken_off)?;
    Ok(Response {
        status: reply.status(),
        retry_after: wait.and_then(|text| text.parse().ok()),
        body: json::parse(&text).unwrap_or(JsValue::NULL),
    })
}

/// Runs a request in a task of its own: a caller that is dropped, because its widget was unmounted, leaves no answer unread.
/// An unread one would keep its connection; and a write that was just made arrives all the same.
fn detached<T: 'static>(
    request: impl Future<Output = Result<T, Failure>> + 'static,
) -> Local<Result<T, Failure>> {
    let result = Rc::new(RefCell::new(Err(Failure::Offline)));
    let to = result.clone();
    let done = future_to_promise(async move {
        let answer = request.await;
        *to.borrow_mut() = answer;
        Ok(JsValue::UNDEFINED)
    });
    Box::pin(async move {
        let _ = JsFuture::from(done).await;
        result.replace(Err(Failure::Offline))
    })
}

impl Transport for Fetch {
    fn send(&self, request: Request) -> Local<Result<Response, Failure>> {
        let is_upload = matches!(request.body, Body::File(_));
        let patience = if is_upload { FILE_PATIENCE } else { self.patience };
        let authorization = request.authorization.as_deref();
        let call = self.call(&request.address, request.method.name(), authorization, patience);
        if let Some(key) = &request.idempotency_key {
            call.header("Idempotency-Key", key);
        }
        detached(async move {
            match request.body {
                Body::None => (),
                Body::Json(value) => {
                    let text = json::value_to_text(&value).ok_or(Failure::Offline)?;
                    if text.len() < KEPT_ALIVE {
                        let _ = Reflect::set(&call.init, &"keepalive".into(), &true.into());
                    }
                    call.body("application/json", &text.into());
                }
                Body::File(file) => call.body("application/octet-stream", &file),
            }
            read(call.send().await?).await
        })
    }

    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        // A download with a key is a customer's file.
        let patience = if authorization.is_some() { FILE_PATIENCE } else { EXTRA_PATIENCE };
        let call = self.call(&address, "GET", authorization.as_deref(), patience);
        detached(async move {
            let reply = call.send().await?;
            if reply.status() == 200 {
                reply.binary().await.map_err(broken_off)
            } else {
                Err(read(reply).await?.into())
            }
        })
    }
}

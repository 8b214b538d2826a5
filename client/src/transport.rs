//! A call as data, and what carries it.

use std::pin::Pin;

use helpnook_browser_json::{self as json, Value};
use helpnook_contract::{Endpoint, Method};

use crate::Failure;

/// A call, ready to travel.
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its address below the backend's; or a whole address, of a file that lies elsewhere.
    pub address: String,
    /// `Authorization`.
    pub authorization: Option<String>,
    /// `Idempotency-Key`; on every write.
    pub idempotency_key: Option<String>,
    /// The content.
    pub body: Body,
}

impl Request {
    /// A call of the contract, by nobody's right.
    pub fn new<E: Endpoint>(call: &E) -> Self {
        Self {
            method: E::METHOD,
            address: call.address(),
            authorization: None,
            idempotency_key: None,
            body: call.body().and_then(json::to_value).map_or(Body::None, Body::Json),
        }
    }
}

/// The content of a request.
pub enum Body {
    /// Nothing.
    None,
    /// A value, as JSON.
    Json(Value),
    /// A file's bytes.
    File(FileContent),
}

/// A file's bytes. A browser reads them when they are sent.
#[cfg(target_arch = "wasm32")]
pub type FileContent = web_sys::Blob;

/// A file's bytes.
#[cfg(not(target_arch = "wasm32"))]
pub type FileContent = Vec<u8>;

/// A response, as it came over the wire.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
    /// The JSON body; null where there is none.
    pub body: Value,
}

impl Response {
    /// The JSON of a success.
    ///
    /// # Errors
    /// The [`Failure`] that any other status means.
    pub fn outcome(self) -> Result<Value, Failure> {
        if (200..300).contains(&self.status) { Ok(self.body) } else { Err(self.into()) }
    }
}

/// A future on this one thread.
pub type Local<T> = Pin<Box<dyn Future<Output = T>>>;

/// Carries requests: the network in a page, the real router in tests.
pub trait Transport {
    /// Sends a request and waits for its JSON answer, whatever its status. Fails where no answer came:
    /// [`Failure::Offline`] or [`Failure::TimedOut`].
    fn send(&self, request: Request) -> Local<Result<Response, Failure>>;
    /// Fetches a file's bytes: the search index, an attachment.
    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>>;
}

//! Natively there is no network: every call fails, for code whose other parts are tested natively.

use crate::{Failure, Local, Request, Response, Transport};

/// Stands in for the browser's `fetch`.
#[derive(Clone)]
pub struct Fetch;

impl Fetch {
    /// A backend by its address.
    pub fn new(_backend: &str) -> Self {
        Self
    }

    /// The server that the page itself comes from.
    pub fn same_origin() -> Self {
        Self
    }
}

impl Transport for Fetch {
    fn send(&self, _request: Request) -> Local<Result<Response, Failure>> {
        Box::pin(std::future::ready(Err(Failure::Offline)))
    }

    fn download(&self, _address: String, _authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        Box::pin(std::future::ready(Err(Failure::Offline)))
    }
}

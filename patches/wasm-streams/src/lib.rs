//! Stands in for the crate `wasm-streams` by `[patch.crates-io]`: `leptos` depends on `server_fn`, whose browser client
//! uses it for bodies that are streams. Neither widget nor console has server functions, but the crate exports classes to
//! JavaScript, and exports cannot be dropped at link time: it costs a page 5 kB (brotli). Upstream, `server_fn` would have
//! to make its streaming browser client a feature that `leptos` leaves off.
//!
//! Only the calls of `server_fn` are here. A stream of this crate ends at once.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream of the browser, without its content.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// A stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// An empty stream, whatever the source.
    ///
    /// # Panics
    /// In a browser without streams.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::new().expect("browsers have streams"))
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that ends at once.
    pub fn into_stream(self) -> Ended {
        Ended
    }
}

/// A stream that has ended.
#[derive(Debug)]
pub struct Ended;

impl Stream for Ended {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}

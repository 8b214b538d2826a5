//! An index in brotli at its smallest, an eighth less than a reply compressed on its way out: made once, by no request's
//! thread, when a browser first asks for it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

/// Above so many bytes one step less, which is many times as quick.
const SMALLEST_UP_TO: usize = 4_000_000;

/// The compressed twin of a file, once it is there.
#[derive(Debug, Default)]
pub(super) struct Packed {
    bytes: OnceLock<Bytes>,
    is_begun: AtomicBool,
}

impl Packed {
    /// The twin, if it is there.
    pub(super) fn get(&self) -> Option<Bytes> {
        self.bytes.get().cloned()
    }

    /// Whether the caller is the first, who has to see to it that it is made.
    pub(super) fn is_first(&self) -> bool {
        !self.is_begun.swap(true, Ordering::Relaxed)
    }

    /// Makes it; takes a second for each megabyte or so.
    pub(super) fn make(&self, file: &[u8]) {
        if let Some(bytes) = brotli(file) {
            // Two that are made at once are the same.
            let _ = self.bytes.set(bytes);
        }
    }
}

fn brotli(file: &[u8]) -> Option<Bytes> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: if file.len() <= SMALLEST_UP_TO { 11 } else { 9 },
        lgwin: 22,
        size_hint: file.len(),
        ..Default::default()
    };
    let mut bytes = Vec::new();
    let mut reader = file;
    brotli::BrotliCompress(&mut reader, &mut bytes, &params).ok()?;
    Some(Bytes::from(bytes))
}

/// Whether a caller takes brotli (RFC 9110, 12.5.3).
pub fn takes_brotli(headers: &HeaderMap) -> bool {
    let sent = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    sent.flat_map(|value| value.split(',')).any(|each| {
        let mut parts = each.split(';').map(str::trim);
        let is_refused = |part: &str| {
            let quality = part.strip_prefix("q=").and_then(|quality| quality.parse::<f32>().ok());
            quality.is_some_and(|quality| quality <= 0.0)
        };
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br")) && !parts.any(is_refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_to_those_that_take_it() {
        let takes = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, value.parse().expect("a value"));
            takes_brotli(&headers)
        };
        assert!(takes("gzip, deflate, br, zstd") && takes("br;q=0.5") && takes("BR"));
        assert!(!takes("gzip") && !takes("br;q=0") && !takes("br; q=0.0, gzip") && !takes("bread"));
        assert!(!takes_brotli(&HeaderMap::new()));
    }
}

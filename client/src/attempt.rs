//! The idempotency key of a write: the same for every try of the same content, even after a reload, so that a write whose
//! answer was lost is not done twice.

use serde::{Deserialize, Serialize};

/// A write that may have to be tried again: the key, and the content to which it belongs. Whoever makes the write stores
/// the attempt until the write came to an end, good or bad ([`crate::Failure::may_pass`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// A fingerprint of the content, in hexadecimal: JSON's numbers hold no 64 bits. Two contents with the same one cannot
    /// do harm: the server refuses another body under the same key.
    content: String,
    key: String,
}

impl Attempt {
    /// The attempt to write `content`: the stored one goes on if its content is the same, else a new one begins.
    pub fn follow(stored: Option<Self>, content: &str) -> Self {
        let content = fingerprint(content);
        stored
            .filter(|stored| stored.content == content)
            .unwrap_or_else(|| Self { content, key: random_key() })
    }

    /// The `Idempotency-Key`.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// FNV-1a: the same in every build, so that an update between two tries changes no key.
fn fingerprint(content: &str) -> String {
    let hash = content.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hex(&hash.to_be_bytes())
}

fn hex(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [HEX[usize::from(b >> 4)] as char, HEX[usize::from(b & 15)] as char]).collect()
}

/// 128 random bits as 32 hexadecimal digits: an idempotency key.
#[cfg(target_arch = "wasm32")]
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    hex(&bytes)
}

/// Another key at each call.
#[cfg(not(target_arch = "wasm32"))]
pub fn random_key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    hex(&u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes())
}

#[cfg(test)]
mod tests {
    use helpnook_browser_json as json;

    use super::*;

    #[test]
    fn a_retry_of_the_same_content_has_the_same_key() {
        let first = Attempt::follow(None, "Hello");
        // As it is stored between two tries.
        let stored = json::to_text(&first).and_then(|text| json::from_text(&text));
        assert_eq!(stored, Some(first.clone()));
        assert_eq!(Attempt::follow(stored, "Hello"), first);
    }

    #[test]
    fn the_fingerprint_is_the_same_in_every_build() {
        // From the published test vectors of FNV-1a.
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }

    #[test]
    fn other_content_gets_a_new_key() {
        let first = Attempt::follow(None, "Hello");
        let next = Attempt::follow(Some(first.clone()), "Hello there");
        assert_ne!(next.key(), first.key());
        assert_eq!(Attempt::follow(Some(next.clone()), "Hello there"), next);
    }
}

//! Keys that give access: made here, shown once, kept as SHA-256 alone.

use sha2::{Digest, Sha256};

use crate::random;

/// A secret as its holder sends it. Never logged: its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What a ticket's key begins with.
    pub const TICKET: &str = "tk_";
    /// What a session's token begins with.
    pub const SESSION: &str = "ses_";
    /// What an agent's API token begins with.
    pub const AGENT: &str = "hnk_";

    /// A new secret of 128 random bits.
    pub fn new(prefix: &str) -> Self {
        Self(random::id(prefix))
    }

    /// The secret that always comes of these parts; as hard to guess as they are.
    pub fn derived(prefix: &str, parts: &[&[u8]]) -> Self {
        let digits = sha256(parts);
        let bits = u128::from_str_radix(digits.get(..32).unwrap_or_default(), 16).unwrap_or_default();
        Self(random::written(prefix, bits))
    }

    /// A secret that someone sent.
    pub fn sent(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, to be handed to its holder and to nobody else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What may be kept. The secrets are random, so a plain hash cannot be guessed back.
    pub fn hash(&self) -> String {
        sha256(&[self.0.as_bytes()])
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// SHA-256 in hex of several parts, kept apart so that no two lists of parts look the same.
pub fn sha256(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        if parts.len() > 1 {
            hash.update(part.len().to_le_bytes());
        }
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_kept_as_plain_sha256() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Secret::sent("abc").hash(), known);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(sha256(&[b"ab", b"c"]), sha256(&[b"a", b"bc"]));
    }
}

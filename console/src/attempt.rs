//! The idempotency key of a write: the same for every retry of the same content, even after a reload,
//! so that a reply whose answer got lost is not sent twice.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::browser;

/// A write that may have to be tried again.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// A fingerprint of what is written. Two contents with the same one cannot do harm: the server
    /// refuses another body under the same key.
    content: u64,
    key: String,
}

impl Attempt {
    /// The attempt for `content` at `target` (method and address): an unfinished one goes on, else a new one begins.
    pub(crate) fn begin(target: &str, content: &str) -> Self {
        let kept = browser::kept(&slot(target)).and_then(|text| serde_json::from_str(&text).ok());
        let attempt = Self::follow(kept, content, browser::random_key);
        if let Ok(text) = serde_json::to_string(&attempt) {
            browser::keep(&slot(target), &text);
        }
        attempt
    }

    /// Forgets the attempt at `target`: it came to an end, good or bad.
    pub(crate) fn end(target: &str) {
        browser::forget(&slot(target));
    }

    /// What goes into `Idempotency-Key`.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    fn follow(kept: Option<Self>, content: &str, fresh: impl FnOnce() -> String) -> Self {
        let content = fingerprint(content);
        kept.filter(|kept| kept.content == content).unwrap_or_else(|| Self { content, key: fresh() })
    }
}

fn fingerprint(content: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

fn slot(target: &str) -> String {
    ["attempt ", target].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(content: &str, key: &str) -> Attempt {
        Attempt { content: fingerprint(content), key: key.to_owned() }
    }

    #[test]
    fn a_retry_of_the_same_content_has_the_same_key() {
        let next = Attempt::follow(Some(attempt("Hello", "k1")), "Hello", || "k2".to_owned());
        assert_eq!(next, attempt("Hello", "k1"));
    }

    #[test]
    fn other_content_gets_a_new_key() {
        let next = Attempt::follow(Some(attempt("Hello", "k1")), "Hello there", || "k2".to_owned());
        assert_eq!(next, attempt("Hello there", "k2"));
        assert_eq!(Attempt::follow(None, "Hello", || "k3".to_owned()), attempt("Hello", "k3"));
    }
}

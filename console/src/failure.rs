//! Why a call came to nothing: a closed list, each with one text and one remedy.

use helpnook_contract::Problem;

/// Why a call came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No answer at all.
    Offline,
    /// No answer in time. A write may have been done.
    Slow,
    /// The token is not (or no longer) accepted.
    SignedOut,
    /// What was asked for does not exist.
    NotFound,
    /// The server said no, and why.
    Refused(Problem),
    /// The server asks to wait.
    Busy,
    /// The server failed, with this status.
    Broken(u16),
    /// The answer was not what the contract says.
    Unreadable,
}

impl Failure {
    /// Reads a reply that is not a success, from its status and its body.
    pub(crate) fn from_reply(status: u16, body: &str) -> Self {
        match status {
            401 => Self::SignedOut,
            404 | 410 => Self::NotFound,
            429 | 503 => Self::Busy,
            400..500 => serde_json::from_str(body).map_or(Self::Broken(status), Self::Refused),
            _ => Self::Broken(status),
        }
    }

    /// What happened and what to do, in plain words.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Offline => "The server cannot be reached. Check your connection, then try again.".to_owned(),
            Self::Slow => "The server took too long to answer. Try again in a moment.".to_owned(),
            Self::SignedOut => "The server no longer accepts your token. Sign in again.".to_owned(),
            Self::NotFound => "The server has nothing under this address. It may have been removed.".to_owned(),
            Self::Busy => "The server is busy. Wait a few seconds, then try again.".to_owned(),
            Self::Broken(status) => {
                format!("The server could not do this (status {status}). Try again; if it stays so, tell whoever runs it.")
            }
            Self::Unreadable => {
                "The server’s answer could not be read. The console and the server may be of different versions: reload the page.".to_owned()
            }
            Self::Refused(problem) => refusal(problem),
        }
    }

    /// What to say of a write that came to nothing: what it would have been (`sent`, `saved`), whether that is
    /// certain, why, and that the text is kept.
    pub(crate) fn of_write(&self, done: &str) -> String {
        let why = self.message();
        if self.is_final() {
            ["Not ", done, ". ", &why, " Your text is kept."].concat()
        } else {
            // The key of the first try goes along with the next one.
            ["Perhaps not ", done, ". ", &why, " Your text is kept, and a second try cannot do it twice."]
                .concat()
        }
    }

    /// Whether it is certain that nothing was written and that the same call would fail again: then the
    /// next try is a new one and needs a new idempotency key.
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::Refused(problem) => !problem.kind.ends_with(":idempotency-key-running"),
            Self::NotFound | Self::SignedOut => true,
            Self::Offline | Self::Slow | Self::Busy | Self::Broken(_) | Self::Unreadable => false,
        }
    }
}

fn refusal(problem: &Problem) -> String {
    if problem.errors.is_empty() {
        return sentence(problem.detail.as_deref().unwrap_or(&problem.title));
    }
    let mut text = sentence(&problem.title);
    for field in &problem.errors {
        let name = field.pointer.rsplit('/').next().unwrap_or_default();
        text.push(' ');
        text.push_str(&sentence(&[name, " ", &field.detail].concat()));
    }
    text
}

/// The text with a capital letter and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let mut out: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    out.push_str(letters.as_str());
    if !out.is_empty() && !out.ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: &str = r#"{"type":"urn:helpnook:problem:ticket-closed","title":"Ticket closed","status":409,
        "detail":"a closed ticket takes notes only"}"#;

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        let failure = Failure::from_reply(409, CLOSED);
        assert_eq!(failure.message(), "A closed ticket takes notes only.");
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let body = r#"{"type":"x","title":"Invalid","status":422,
            "errors":[{"pointer":"/title","code":"empty","detail":"must not be empty"}]}"#;
        assert_eq!(Failure::from_reply(422, body).message(), "Invalid. Title must not be empty.");
    }

    #[test]
    fn a_reply_that_is_no_problem_document_is_still_told() {
        assert_eq!(Failure::from_reply(413, "<html>"), Failure::Broken(413));
        assert_eq!(Failure::from_reply(502, CLOSED), Failure::Broken(502));
    }

    #[test]
    fn only_a_certain_no_ends_a_try() {
        assert!(Failure::from_reply(409, CLOSED).is_final());
        let running = CLOSED.replace("ticket-closed", "idempotency-key-running");
        for unsure in [
            Failure::Offline,
            Failure::Slow,
            Failure::Busy,
            Failure::Broken(500),
            Failure::from_reply(409, &running),
        ] {
            assert!(!unsure.is_final(), "{unsure:?}");
        }
    }
}

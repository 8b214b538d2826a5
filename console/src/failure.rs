//! Texts for agents about failures.

use helpnook_client::Failure;
use helpnook_contract::Problem;

/// The text of a failure.
pub(crate) trait FailureText {
    /// The text for a person: the failure and the way on.
    fn message(&self) -> String;
    /// The text about a write that failed: the verb of the write (`sent`, `saved`), whether the failure is certain, the
    /// reason, and that the text is kept.
    fn of_write(&self, done: &str) -> String;
}

impl FailureText for Failure {
    fn message(&self) -> String {
        match self {
            Self::Offline => "The server cannot be reached. Check your connection, then try again.".to_owned(),
            Self::TimedOut => "The server took too long to answer. Try again in a moment.".to_owned(),
            Self::SignedOut => "The server no longer accepts your token. Sign in again.".to_owned(),
            Self::NotFound => "The server has nothing under this address. It may have been removed.".to_owned(),
            Self::Busy { .. } => "The server is busy. Wait a few seconds, then try again.".to_owned(),
            Self::Broken(status) => failed(*status),
            Self::Unreadable => {
                "The server’s answer could not be read. The console and the server may be of different versions: reload the page.".to_owned()
            }
            Self::Refused(problem) | Self::Forbidden(problem) | Self::Conflict(problem) => refusal(problem),
        }
    }

    fn of_write(&self, done: &str) -> String {
        let why = self.message();
        if self.may_pass() {
            // The key of the first try goes along with the next one.
            ["Perhaps not ", done, ". ", &why, " Your text is kept, and a second try cannot do it twice."]
                .concat()
        } else {
            ["Not ", done, ". ", &why, " Your text is kept."].concat()
        }
    }
}

fn failed(status: u16) -> String {
    format!(
        "The server could not do this (status {status}). Try again; if it stays so, tell whoever runs it."
    )
}

fn refusal(problem: &Problem) -> String {
    if problem.errors.is_empty() {
        let text = sentence(problem.detail.as_deref().unwrap_or(&problem.title));
        // A proxy's refusal says nothing but its status.
        return if text.is_empty() { failed(problem.status) } else { text };
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
    use helpnook_client::Response;
    use serde_json::{Value, json};

    use super::*;

    fn failure(status: u16, body: Value) -> Failure {
        Response { status, retry_after: None, body }.into()
    }

    fn closed() -> Value {
        json!({"type": "urn:helpnook:problem:ticket-closed", "title": "Ticket closed", "status": 409,
            "detail": "a closed ticket takes notes only"})
    }

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        assert_eq!(failure(409, closed()).message(), "A closed ticket takes notes only.");
        let origin = json!({"type": "x", "title": "Origin is not allowed", "status": 403});
        assert_eq!(failure(403, origin).message(), "Origin is not allowed.");
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let body = json!({"type": "x", "title": "Invalid", "status": 422,
            "errors": [{"pointer": "/title", "code": "empty", "detail": "must not be empty"}]});
        assert_eq!(failure(422, body).message(), "Invalid. Title must not be empty.");
    }

    #[test]
    fn a_reply_that_is_no_problem_document_is_still_told() {
        for status in [413, 502] {
            let message = failure(status, Value::Null).message();
            assert!(message.contains(&format!("(status {status})")), "{message}");
        }
    }

    #[test]
    fn a_write_is_certain_only_where_the_server_said_no() {
        assert!(failure(409, closed()).of_write("sent").starts_with("Not sent. A closed ticket"));
        assert!(Failure::TimedOut.of_write("sent").starts_with("Perhaps not sent. "));
    }
}

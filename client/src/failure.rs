//! Why a call brought nothing: a closed list, each with one remedy.

use helpnook_browser_json as json;
use helpnook_contract::{Problem, ProblemKind};

use crate::Response;

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: the network or the backend is away.
    Offline,
    /// No answer in time. A write may have been done.
    TimedOut,
    /// Too many at once, overloaded, or the same write is still running: to be tried again after so many seconds.
    Busy {
        /// How long the backend asks to wait.
        seconds: u32,
    },
    /// The key, session or token is not accepted (any more).
    SignedOut,
    /// It exists, but not for this caller; or calls from this page are not taken.
    Forbidden(Box<Problem>),
    /// It does not exist (any more), or not for this caller.
    NotFound,
    /// The state of things forbids it: a closed ticket, a survey that was answered.
    Conflict(Box<Problem>),
    /// The backend refuses what was sent, field by field where it can say.
    Refused(Box<Problem>),
    /// The backend failed, with this HTTP status.
    Broken(u16),
    /// The backend's answer is not what the contract says.
    Unreadable,
}

/// The wait where the backend names none, and the longest that is taken from it, in seconds.
const WAIT: u32 = 5;
const LONGEST_WAIT: u32 = 3600;

impl Failure {
    /// True where the same call may succeed later without anything being changed, and where it is not certain that
    /// nothing was written: the next try is the same write and keeps its idempotency key.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Offline | Self::TimedOut | Self::Busy { .. } | Self::Broken(_) | Self::Unreadable
        )
    }

    /// True where this caller has nothing to find under the address, now or later.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::SignedOut | Self::Forbidden(_) | Self::NotFound)
    }
}

/// The meaning of an answer that is no success. The status decides, and the kind of problem where one status has several
/// meanings; an unknown kind of another backend changes nothing.
impl From<Response> for Failure {
    fn from(Response { status, retry_after, body }: Response) -> Self {
        let busy = Self::Busy { seconds: retry_after.unwrap_or(WAIT).min(LONGEST_WAIT) };
        match status {
            429 | 503 => return busy,
            404 | 410 => return Self::NotFound,
            400..500 => {}
            _ => return Self::Broken(status),
        }
        let problem = Box::new(json::from_value(body).unwrap_or_else(|| Problem::of_status(status)));
        match (status, &problem.kind) {
            // The detail about a signed identity is for the site that signs it.
            (401, ProblemKind::IdentityExpired | ProblemKind::IdentityRefused) => Self::Refused(problem),
            (401, _) => Self::SignedOut,
            (403, _) => Self::Forbidden(problem),
            // The same write is still running, from another tab or a lost try: its outcome can be had in a moment.
            (409, ProblemKind::IdempotencyKeyRunning) => busy,
            (409, _) => Self::Conflict(problem),
            _ => Self::Refused(problem),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn failure(status: u16, body: Value) -> Failure {
        Response { status, retry_after: None, body }.into()
    }

    fn problem(kind: &str, status: u16) -> Value {
        json!({"type": kind, "title": "A title", "status": status, "detail": "a detail"})
    }

    fn named(kind: &ProblemKind) -> Failure {
        let status = kind.status().expect("a status");
        failure(status, problem(&String::from(kind.clone()), status))
    }

    #[test]
    fn every_kind_of_the_contract_has_its_meaning() {
        for kind in ProblemKind::ALL {
            let failure = named(kind);
            let expected = match kind.status() {
                _ if matches!(kind, ProblemKind::IdempotencyKeyRunning) => "Busy",
                Some(429 | 503) => "Busy",
                _ if matches!(kind, ProblemKind::IdentityExpired | ProblemKind::IdentityRefused) => "Refused",
                Some(401) => "SignedOut",
                Some(403) => "Forbidden",
                Some(404) => "NotFound",
                Some(409) => "Conflict",
                Some(400..500) => "Refused",
                _ => "Broken",
            };
            assert!(format!("{failure:?}").starts_with(expected), "{kind:?}: {failure:?}");
        }
    }

    #[test]
    fn a_kind_of_another_backend_goes_by_its_status() {
        let kind = "https://example.com/problems/quota";
        let Failure::Refused(refused) = failure(402, problem(kind, 402)) else { panic!("refused") };
        assert_eq!(refused.kind, ProblemKind::Other(kind.to_owned()));
        assert_eq!(refused.detail.as_deref(), Some("a detail"));
        assert_eq!(failure(401, problem(kind, 401)), Failure::SignedOut);
        assert!(matches!(failure(409, problem(kind, 409)), Failure::Conflict(_)));
    }

    #[test]
    fn a_body_that_is_no_problem_leaves_the_status() {
        for body in [Value::Null, json!("<html>"), json!([1]), json!({"type": 5}), json!({"title": "t"})] {
            assert_eq!(failure(413, body.clone()), Failure::Refused(Box::new(Problem::of_status(413))));
            assert_eq!(failure(410, body.clone()), Failure::NotFound);
            assert_eq!(failure(502, body.clone()), Failure::Broken(502));
            assert_eq!(failure(302, body), Failure::Broken(302));
        }
    }

    #[test]
    fn the_wait_is_the_backends_within_an_hour() {
        let wait = |retry_after| Failure::from(Response { status: 503, retry_after, body: Value::Null });
        assert_eq!(wait(None), Failure::Busy { seconds: 5 });
        assert_eq!(wait(Some(7)), Failure::Busy { seconds: 7 });
        assert_eq!(wait(Some(u32::MAX)), Failure::Busy { seconds: 3600 });
    }

    #[test]
    fn only_a_certain_no_is_final() {
        for unsure in [
            Failure::Offline,
            Failure::TimedOut,
            Failure::Busy { seconds: 1 },
            Failure::Broken(500),
            Failure::Unreadable,
            named(&ProblemKind::IdempotencyKeyRunning),
        ] {
            assert!(unsure.may_pass(), "{unsure:?}");
        }
        for certain in [Failure::SignedOut, Failure::NotFound, named(&ProblemKind::TicketClosed)] {
            assert!(!certain.may_pass(), "{certain:?}");
        }
    }
}

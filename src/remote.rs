//! What has come back from elsewhere, and why it may not have.

use helpnook_contract::FieldProblem;

/// Something that is asked for elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Remote<T> {
    /// Not asked for yet.
    Idle,
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// Not to be had, and why.
    Failed(Failure),
}

impl<T> Remote<T> {
    /// What came back, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }
}

impl<T> From<Result<T, Failure>> for Remote<T> {
    fn from(result: Result<T, Failure>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(failure) => Self::Failed(failure),
        }
    }
}

/// Why a call brought nothing: a closed list, each with one text and one remedy.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// No answer: the network or the backend is away. Try again by itself.
    Offline,
    /// Too many at once (429) or overloaded (503). Try again after so many seconds.
    SlowDown {
        /// How long the backend asks to wait.
        seconds: u32,
    },
    /// The backend refuses what was sent, field by field where it can say.
    Refused {
        /// Which fields, by JSON pointer.
        fields: Vec<FieldProblem>,
        /// What the backend says of it.
        detail: Option<String>,
    },
    /// It does not exist (any more), or not for this device.
    Gone,
    /// The state changed meanwhile: another answer or a closed ticket.
    Conflict,
    /// The backend failed, or answered something that cannot be read.
    Broken,
}

impl Failure {
    /// Whether the same call may succeed later without anything being changed.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Offline | Self::SlowDown { .. } | Self::Broken)
    }
}

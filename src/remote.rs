//! What has come back from elsewhere, and why it may not have.

pub use helpnook_client::Failure;

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

/// How far a [`Remote`] is, for a view that draws each phase once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not asked for yet, or on its way.
    Loading,
    /// Here.
    Ready,
    /// Here, and an empty list.
    Empty,
    /// It does not exist (any more).
    Gone,
    /// Not to be had now.
    Failed,
}

impl<T> Remote<Vec<T>> {
    /// How far a list is.
    pub fn list_phase(&self) -> Phase {
        if self.ready().is_some_and(Vec::is_empty) { Phase::Empty } else { self.phase() }
    }
}

impl<T> Remote<T> {
    /// How far it is.
    pub fn phase(&self) -> Phase {
        match self {
            Self::Ready(_) => Phase::Ready,
            Self::Failed(failure) if failure.is_gone() => Phase::Gone,
            Self::Failed(_) => Phase::Failed,
            Self::Idle | Self::Loading => Phase::Loading,
        }
    }

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

//! How far a pending write is.

/// The stage of a pending write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The network or the backend: it is sent by itself.
    Underway,
    /// The customer: the backend has refused it.
    Refused,
    /// The customer: a try may have reached the backend so long ago that it has forgotten the key, and a write that is sent
    /// again could be there twice.
    Unknown,
}

//! The client's side of the contract, for the widget and the console: a call as data, a transport that carries it, and
//! the failures that may come instead of a reply.
//!
//! - [`Request`] is made from any call of the contract ([`helpnook_contract::Endpoint`]); a caller adds by what right it
//!   is made, and the idempotency key of a write.
//! - A [`Transport`] sends it: [`fetch::Fetch`] in a browser, the real router in the tests of the widget.
//! - [`Response::outcome`] is the JSON of a success, or a [`Failure`]; [`Answer`] reads the JSON as the call's reply.
//! - [`Attempt`] keeps the idempotency key of a write for as long as the same write is tried again.
//!
//! Texts for people are the widget's and the console's own.

mod attempt;
mod call;
mod failure;
/// The network.
#[cfg_attr(not(target_arch = "wasm32"), path = "fetch_stand_in.rs")]
pub mod fetch;
mod transport;

pub use attempt::{Attempt, random_key};
pub use call::Answer;
pub use failure::Failure;
pub use transport::{Body, FileContent, Local, Request, Response, Transport};

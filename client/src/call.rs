//! The answer to a call, read as the type that the contract names.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use helpnook_browser_json::{self as json, Value};
use helpnook_contract::Endpoint;

use crate::{Failure, Local};

/// The answer to a call, still on its way. What waits for it holds a pointer, whatever the call: a future that held
/// the call itself was made anew for each place that makes one.
pub struct Answer<E>(Local<Result<Value, Failure>>, PhantomData<fn() -> E>);

impl<E> From<Local<Result<Value, Failure>>> for Answer<E> {
    fn from(answer: Local<Result<Value, Failure>>) -> Self {
        Self(answer, PhantomData)
    }
}

impl<E: Endpoint> Future for Answer<E> {
    type Output = Result<E::Reply, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(read)
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Result<Value, Failure>) -> Result<T, Failure> {
    value.and_then(|value| json::from_value(value).ok_or(Failure::Unreadable))
}

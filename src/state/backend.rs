//! The backend, and the customer's session with it.

use std::rc::Rc;

use helpnook_contract::Endpoint;
use leptos::prelude::*;

use crate::api::{Answer, Body, Grant, Local, NoAnswer, Request, Response, Transport, encode, failure_of};
use crate::json::Value;
use crate::platform::files::PickedFile;
use crate::remote::Failure;

/// The backend, as the states know it: every call carries the session's token where the customer is signed in.
#[derive(Clone, Copy)]
pub struct Backend {
    transport: StoredValue<Rc<dyn Transport>, LocalStorage>,
    /// The token of the customer's session; empty while nobody is signed in.
    session: RwSignal<String>,
}

impl Backend {
    /// A backend that is reached by `transport`.
    pub fn new(transport: Rc<dyn Transport>) -> Self {
        Self { transport: StoredValue::new_local(transport), session: RwSignal::new(String::new()) }
    }

    /// The token of the customer's session; empty while nobody is signed in, and as soon as the backend has refused it.
    pub fn session(self) -> String {
        self.session.try_get().unwrap_or_default()
    }

    /// Sends further calls with a session's token; with none, if the token is empty.
    pub fn use_session(self, token: String) {
        self.session.try_set(token);
    }

    /// Reads something.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub fn get<E: Endpoint>(self, call: E, grant: Grant<'_>) -> Answer<E> {
        self.run(&call, grant, None)
    }

    /// Writes something once: repeats under the same idempotency `key` change nothing further.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub fn write<E: Endpoint>(self, call: E, grant: Grant<'_>, key: &str) -> Answer<E> {
        self.run(&call, grant, Some(key))
    }

    /// Sends a file's bytes.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub fn upload<E: Endpoint>(self, call: E, file: PickedFile, key: &str) -> Answer<E> {
        let request = Request {
            method: E::METHOD,
            address: call.address(),
            authorization: None,
            idempotency_key: Some(key.to_owned()),
            body: Body::File(file),
        };
        self.send(request, false).into()
    }

    /// Fetches a file's bytes.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub fn download(self, address: &str, grant: Grant<'_>) -> Local<Result<Vec<u8>, Failure>> {
        match self.transport.try_get_value() {
            Some(transport) => transport.download(address.to_owned(), grant.authorization(&self.token())),
            None => Box::pin(std::future::ready(Err(Failure::Broken))),
        }
    }

    fn token(self) -> String {
        self.session.try_get_untracked().unwrap_or_default()
    }

    fn run<E: Endpoint>(self, call: &E, grant: Grant<'_>, key: Option<&str>) -> Answer<E> {
        let session = self.token();
        let request = Request {
            method: E::METHOD,
            address: call.address(),
            authorization: grant.authorization(&session),
            idempotency_key: key.map(str::to_owned),
            body: encode(call),
        };
        self.send(request, grant.is_by(&session)).into()
    }

    fn send(self, request: Request, is_by_session: bool) -> Local<Result<Value, Failure>> {
        let session = self.token();
        Box::pin(async move {
            let Some(transport) = self.transport.try_get_value() else { return Err(Failure::Broken) };
            match transport.send(request).await {
                Err(NoAnswer) => Err(Failure::Offline),
                Ok(Response { status: 200..300, body, .. }) => Ok(body),
                Ok(response) => {
                    // The session has ended. Another one may have begun while the call was on its way.
                    if response.status == 401 && is_by_session && self.token() == session {
                        self.use_session(String::new());
                    }
                    Err(failure_of(response))
                }
            }
        })
    }
}

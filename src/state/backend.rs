//! The backend, and the customer's session with it.

use std::rc::Rc;

use helpnook_browser_json::Value;
use helpnook_client::{Answer, Body, Failure, Local, Request, Response, Transport};
use helpnook_contract::Endpoint;
use leptos::prelude::*;

use crate::platform::files::PickedFile;

/// By what right a call is made.
#[derive(Clone, Copy, Debug)]
pub enum Grant<'a> {
    /// Anyone may.
    Anyone,
    /// By a ticket's key; an empty one stands for the customer's session, where they are signed in.
    Key(&'a str),
    /// By all of this device's keys; the customer's session may stand first.
    Keys(&'a [String]),
}

impl Grant<'_> {
    fn authorization(self, session: &str) -> Option<String> {
        match self {
            Self::Anyone | Self::Keys([]) => None,
            Self::Key("") if session.is_empty() => None,
            Self::Key("") => Some(["Bearer ", session].concat()),
            Self::Key(key) => Some(["Bearer ", key].concat()),
            Self::Keys(keys) => Some(["TicketKeys ", &keys.join(", ")].concat()),
        }
    }

    /// True where a refusal means that the session has ended.
    fn is_by(self, session: &str) -> bool {
        match self {
            Self::Key(key) => key.is_empty() || key == session,
            Self::Keys(keys) => keys.first().is_some_and(|key| key == session),
            Self::Anyone => false,
        }
    }
}

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
        let mut request = Request::new(&call);
        request.idempotency_key = Some(key.to_owned());
        request.body = Body::File(file.content());
        self.send(request, false).into()
    }

    /// Fetches a file's bytes.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub fn download(self, address: &str, grant: Grant<'_>) -> Local<Result<Vec<u8>, Failure>> {
        match self.transport.try_get_value() {
            Some(transport) => transport.download(address.to_owned(), grant.authorization(&self.token())),
            None => Box::pin(std::future::ready(Err(Failure::Offline))),
        }
    }

    fn token(self) -> String {
        self.session.try_get_untracked().unwrap_or_default()
    }

    fn run<E: Endpoint>(self, call: &E, grant: Grant<'_>, key: Option<&str>) -> Answer<E> {
        let session = self.token();
        let mut request = Request::new(call);
        request.authorization = grant.authorization(&session);
        request.idempotency_key = key.map(str::to_owned);
        self.send(request, grant.is_by(&session)).into()
    }

    fn send(self, request: Request, is_by_session: bool) -> Local<Result<Value, Failure>> {
        let session = self.token();
        Box::pin(async move {
            let Some(transport) = self.transport.try_get_value() else { return Err(Failure::Offline) };
            let outcome = transport.send(request).await.and_then(Response::outcome);
            // The session has ended. Another one may have begun while the call was on its way.
            if is_by_session && matches!(outcome, Err(Failure::SignedOut)) && self.token() == session {
                self.use_session(String::new());
            }
            outcome
        })
    }
}

//! Runs any call of the contract over a transport.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use helpnook_contract::{Endpoint, Method, Problem};

use crate::json::{self, Value};
use crate::platform::files::PickedFile;
use crate::remote::Failure;

/// The network.
#[cfg(target_arch = "wasm32")]
pub mod fetch;

/// A request, ready to travel.
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its address below the backend's.
    pub address: String,
    /// `Authorization`.
    pub authorization: Option<String>,
    /// `Idempotency-Key`; on every write.
    pub idempotency_key: Option<String>,
    /// What is sent.
    pub body: Body,
}

/// What is sent.
pub enum Body {
    /// Nothing.
    None,
    /// A value, as JSON.
    Json(Value),
    /// A file's bytes.
    File(PickedFile),
}

/// What came back over the wire.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
    /// The JSON body; null where there is none.
    pub body: Value,
}

/// No answer came.
#[derive(Debug)]
pub struct NoAnswer;

/// A future on this one thread.
pub type Local<T> = Pin<Box<dyn Future<Output = T>>>;

/// How requests travel: the network in a page, the real router in tests.
pub trait Transport {
    /// Sends a request and waits for its JSON answer, whatever its status.
    fn send(&self, request: Request) -> Local<Result<Response, NoAnswer>>;
    /// Fetches a file's bytes: the search index, an attachment.
    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>>;
}

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
    pub(crate) fn authorization(self, session: &str) -> Option<String> {
        match self {
            Self::Anyone | Self::Keys([]) => None,
            Self::Key("") if session.is_empty() => None,
            Self::Key("") => Some(["Bearer ", session].concat()),
            Self::Key(key) => Some(["Bearer ", key].concat()),
            Self::Keys(keys) => Some(["TicketKeys ", &keys.join(", ")].concat()),
        }
    }

    /// Whether a refusal means that the session has ended.
    pub(crate) fn is_by(self, session: &str) -> bool {
        match self {
            Self::Key(key) => key.is_empty() || key == session,
            Self::Keys(keys) => keys.first().is_some_and(|key| key == session),
            Self::Anyone => false,
        }
    }
}

/// The body of a call.
pub(crate) fn encode<E: Endpoint>(call: &E) -> Body {
    call.body().and_then(json::to_value).map_or(Body::None, Body::Json)
}

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
    value.and_then(|value| json::from_value(value).ok_or(Failure::Broken))
}

/// What an answer that is no success means for the customer.
pub(crate) fn failure_of(response: Response) -> Failure {
    let wait = response.retry_after.unwrap_or(5).min(3600);
    match response.status {
        429 | 503 => Failure::SlowDown { seconds: wait },
        403 | 404 | 410 => Failure::Gone,
        401 => match json::from_value::<Problem>(response.body) {
            // What is wrong with a signed identity is for whoever signs it.
            Some(problem)
                if problem.kind.ends_with("identity-expired")
                    || problem.kind.ends_with("identity-refused") =>
            {
                Failure::Refused { fields: Vec::new(), detail: problem.detail }
            }
            _ => Failure::Gone,
        },
        409 => match json::from_value::<Problem>(response.body) {
            // The same write is still running, from another tab or a lost try: its outcome can be had in a moment.
            Some(problem) if problem.kind.ends_with("idempotency-key-running") => {
                Failure::SlowDown { seconds: wait }
            }
            _ => Failure::Conflict,
        },
        400..=499 => {
            let problem = json::from_value::<Problem>(response.body);
            let (fields, detail) = problem.map_or((Vec::new(), None), |p| (p.errors, p.detail));
            Failure::Refused { fields, detail }
        }
        _ => Failure::Broken,
    }
}

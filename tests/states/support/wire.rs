//! The wire between widget and server: the real router, called without a socket.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use axum::Router;
use axum::body::{Body as Sent, Bytes};
use axum::http::{self, header};
use helpnook_browser_json::Value;
use helpnook_client::{Body, Failure, Local, Request, Response, Transport};
use http_body_util::{BodyExt, channel::Channel};
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

/// What goes wrong with a call.
#[derive(Clone)]
pub(crate) enum Trouble {
    /// The request never arrives.
    NoAnswer,
    /// The server does what was asked; its reply is lost.
    LostReply,
    /// Something else answers, with this status, `Retry-After` and body.
    Answer(u16, Option<u32>, Value),
    /// The reply is changed on its way.
    Changed(Rc<dyn Fn(&mut Value)>),
    /// The request waits before it reaches the server.
    Late(Gate),
    /// The server has answered; the reply waits.
    LateReply(Gate),
    /// The server has begun: the rest of the body waits.
    SlowBody(Gate),
}

/// Holds a call until the test lets it go.
#[derive(Clone)]
pub(crate) struct Gate(Rc<watch::Sender<bool>>);

impl Gate {
    /// A closed gate.
    pub(crate) fn closed() -> Self {
        Self(Rc::new(watch::Sender::new(false)))
    }

    /// Lets everything go.
    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }

    async fn opened(&self) {
        self.0.subscribe().wait_for(|is_open| *is_open).await.expect("the gate stands");
    }
}

struct Rule {
    call: String,
    trouble: Trouble,
    is_once: bool,
}

struct Inner {
    router: Router,
    is_away: Cell<bool>,
    rules: RefCell<Vec<Rule>>,
    calls: RefCell<Vec<String>>,
    running: Cell<usize>,
    ended: Notify,
}

/// How requests travel in these tests. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Wire(Rc<Inner>);

/// A reply as it came over the wire.
struct Reply {
    status: u16,
    retry_after: Option<u32>,
    bytes: Bytes,
}

/// Counts as running until it is dropped.
struct Running(Rc<Inner>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.set(self.0.running.get() - 1);
        self.0.ended.notify_one();
    }
}

impl Wire {
    /// A wire to a server.
    pub(crate) fn to(router: Router) -> Self {
        Self(Rc::new(Inner {
            router,
            is_away: Cell::new(false),
            rules: RefCell::default(),
            calls: RefCell::default(),
            running: Cell::new(0),
            ended: Notify::new(),
        }))
    }

    /// Cuts the wire, or mends it.
    pub(crate) fn cut(&self, is_away: bool) {
        self.0.is_away.set(is_away);
    }

    /// Makes trouble for the next such call: `POST /v1/tickets/*/messages`, where `*` is any one part.
    pub(crate) fn next(&self, call: &str, trouble: Trouble) {
        self.0.rules.borrow_mut().push(Rule { call: call.to_owned(), trouble, is_once: true });
    }

    /// Makes trouble for every such call, until [`Wire::mend`].
    pub(crate) fn every(&self, call: &str, trouble: Trouble) {
        self.0.rules.borrow_mut().push(Rule { call: call.to_owned(), trouble, is_once: false });
    }

    /// Ends all trouble.
    pub(crate) fn mend(&self) {
        self.0.rules.borrow_mut().clear();
        self.cut(false);
    }

    /// How often such a call was made.
    pub(crate) fn count(&self, call: &str) -> usize {
        self.0.calls.borrow().iter().filter(|made| is_such(made, call)).count()
    }

    /// Waits until no call is under way and everything that waited for one has gone on. TrackedTicket calls stay held.
    pub(crate) async fn settle(&self) {
        loop {
            for _ in 0..300 {
                tokio::task::yield_now().await;
            }
            if self.0.running.get() == 0 {
                return;
            }
            self.0.ended.notified().await;
        }
    }

    fn begin(&self) -> Running {
        self.0.running.set(self.0.running.get() + 1);
        Running(self.0.clone())
    }

    fn trouble_for(&self, call: &str) -> Option<Trouble> {
        let mut rules = self.0.rules.borrow_mut();
        let at = rules.iter().position(|rule| is_such(call, &rule.call))?;
        let trouble = rules[at].trouble.clone();
        if rules[at].is_once {
            rules.remove(at);
        }
        Some(trouble)
    }

    async fn travel(
        self,
        request: http::request::Builder,
        call: String,
        body: Bytes,
    ) -> Result<Reply, Failure> {
        let trouble = self.trouble_for(&call);
        self.0.calls.borrow_mut().push(call);
        if self.0.is_away.get() {
            return Err(Failure::Offline);
        }
        let running = self.begin();
        match trouble {
            None => self.serve(request, body.into()).await,
            Some(Trouble::NoAnswer) => Err(Failure::Offline),
            Some(Trouble::LostReply) => self.serve(request, body.into()).await.and(Err(Failure::Offline)),
            Some(Trouble::Answer(status, retry_after, body)) => {
                Ok(Reply { status, retry_after, bytes: body.to_string().into() })
            }
            Some(Trouble::Changed(change)) => {
                let mut reply = self.serve(request, body.into()).await?;
                let mut value = serde_json::from_slice(&reply.bytes).expect("the server says JSON");
                change(&mut value);
                reply.bytes = value.to_string().into();
                Ok(reply)
            }
            Some(Trouble::Late(gate)) => {
                drop(running);
                gate.opened().await;
                let _running = self.begin();
                if self.0.is_away.get() {
                    Err(Failure::Offline)
                } else {
                    self.serve(request, body.into()).await
                }
            }
            Some(Trouble::LateReply(gate)) => {
                let reply = self.serve(request, body.into()).await;
                drop(running);
                gate.opened().await;
                reply
            }
            Some(Trouble::SlowBody(gate)) => {
                let (mut sender, channel) = Channel::<Bytes, std::convert::Infallible>::new(1);
                drop(running);
                let wire = &self;
                let rest = async move {
                    gate.opened().await;
                    let running = wire.begin();
                    sender.send_data(body).await.ok();
                    running
                };
                tokio::join!(self.serve(request, Sent::new(channel)), rest).0
            }
        }
    }

    async fn serve(&self, request: http::request::Builder, body: Sent) -> Result<Reply, Failure> {
        // A browser sends no request either to an address, or with a header, that is none.
        let Ok(request) = request.body(body) else { return Err(Failure::Offline) };
        let (parts, body) = self.0.router.clone().oneshot(request).await.expect("a reply").into_parts();
        let retry_after =
            parts.headers.get(header::RETRY_AFTER).and_then(|text| text.to_str().ok()?.parse().ok());
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        Ok(Reply { status: parts.status.as_u16(), retry_after, bytes })
    }
}

impl Transport for Wire {
    fn send(&self, request: Request) -> Local<Result<Response, Failure>> {
        let call = [request.method.name(), " ", &request.address].concat();
        let mut builder = http::Request::builder().method(request.method.name()).uri(&request.address);
        let headers =
            [("authorization", request.authorization), ("idempotency-key", request.idempotency_key)];
        for (name, value) in headers.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            builder = builder.header(name, value);
        }
        let body = match request.body {
            Body::None => Bytes::new(),
            Body::Json(value) => {
                builder = builder.header(header::CONTENT_TYPE, "application/json");
                value.to_string().into()
            }
            Body::File(file) => {
                builder = builder.header(header::CONTENT_TYPE, "application/octet-stream");
                file.into()
            }
        };
        let travel = self.clone().travel(builder, call, body);
        Box::pin(async move { travel.await.map(Response::from) })
    }

    fn download(&self, address: String, authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        let call = ["GET ", &address].concat();
        let mut builder = http::Request::builder().uri(&address);
        if let Some(authorization) = authorization {
            builder = builder.header(header::AUTHORIZATION, authorization);
        }
        let travel = self.clone().travel(builder, call, Bytes::new());
        Box::pin(async move {
            let reply = travel.await?;
            if reply.status == 200 { Ok(reply.bytes.to_vec()) } else { Err(Response::from(reply).into()) }
        })
    }
}

impl From<Reply> for Response {
    fn from(Reply { status, retry_after, bytes }: Reply) -> Self {
        Self { status, retry_after, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }
}

/// Whether a call is of a kind; the query does not count.
fn is_such(call: &str, kind: &str) -> bool {
    let path = call.split('?').next().unwrap_or_default();
    let (mut parts, mut wanted) = (path.split('/'), kind.split('/'));
    loop {
        match (parts.next(), wanted.next()) {
            (None, None) => return true,
            (Some(part), Some(want)) if want == "*" || part == want => {}
            _ => return false,
        }
    }
}

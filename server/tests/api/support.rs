//! A server without a socket, and callers who speak the contract.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use helpnook_contract::agent::queue::{AgentMessage, CreateAgentMessage, NewAgentMessage};
use helpnook_contract::articles::BodyFormat;
use helpnook_contract::thread::{CreateTransition, CustomerStatus, Transition};
use helpnook_contract::tickets::{CreateTicket, NewTicket, Requester, Ticket, TicketCreated};
use helpnook_contract::{ArticleId, Endpoint, Problem, TicketId};
use helpnook_server::clock::{FixedClock, Moment};
use helpnook_server::config::Config;
use helpnook_server::state::AppState;
use helpnook_server::store::articles::ImportedArticle;
use helpnook_server::{random, router};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// 2023-11-14T22:13:20Z.
const START: Moment = Moment(1_700_000_000_000);

/// A server with its folder, which goes with it.
pub(crate) struct World {
    pub state: AppState,
    pub clock: Arc<FixedClock>,
    pub folder: Folder,
    router: Router,
}

/// A folder of its own for each test.
pub(crate) struct Folder(pub PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A reply as it came.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a text"))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The problem that it is; a reply that is none fails the test.
    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem: Problem = serde_json::from_slice(&self.body).expect("a problem");
        assert_eq!(problem.status, self.status.as_u16());
        assert_eq!(problem.kind.status(), Some(problem.status), "{problem:?}");
        problem
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = Folder(std::env::temp_dir().join(random::id("helpnook-test-")));
        Self::at(folder, FixedClock::at(START), change).await
    }

    async fn at(folder: Folder, clock: FixedClock, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config { data: folder.0.clone(), ..Config::default() };
        config.site.languages = vec!["en".to_owned(), "de".to_owned()];
        // Everybody in these tests has the same address.
        config.rate.interactions_per_hour = 0;
        change(&mut config);
        let clock = Arc::new(clock);
        let state = AppState::open_at(config, clock.clone()).await.expect("the server starts");
        Self { router: router(state.clone()), state, clock, folder }
    }

    /// The same data after a stop and a start.
    pub(crate) async fn restarted(self) -> Self {
        self.restarted_with(|_| {}).await
    }

    /// The same with other settings.
    pub(crate) async fn restarted_with(self, change: impl FnOnce(&mut Config)) -> Self {
        self.state.store.close().await;
        let Self { folder, clock, .. } = self;
        let now = helpnook_server::clock::Clock::now(clock.as_ref());
        Self::at(folder, FixedClock::at(now), change).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("a reply");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Makes the call with this `Authorization` (empty for none) under a new idempotency key.
    pub(crate) async fn call<E: Endpoint>(
        &self,
        authorization: &str,
        endpoint: &E,
    ) -> Result<E::Reply, Problem> {
        self.call_under(&random::id("key_"), authorization, endpoint).await
    }

    /// Makes the call under this idempotency key.
    pub(crate) async fn call_under<E: Endpoint>(
        &self,
        key: &str,
        authorization: &str,
        endpoint: &E,
    ) -> Result<E::Reply, Problem> {
        let reply = self.send(request(endpoint, authorization, key)).await;
        if reply.status.is_success() {
            Ok(serde_json::from_slice(&reply.body).expect("the contract's reply"))
        } else {
            Err(reply.problem())
        }
    }

    pub(crate) async fn get(&self, address: &str, authorization: &str) -> Reply {
        self.send(
            with_authorization(Request::get(address), authorization).body(Body::empty()).expect("a request"),
        )
        .await
    }

    pub(crate) async fn post_json(&self, address: &str, authorization: &str, body: &str) -> Reply {
        let request = with_authorization(Request::post(address), authorization)
            .header("idempotency-key", random::id("key_"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// A new ticket of Eve's.
    pub(crate) async fn ticket(&self) -> TicketCreated {
        self.call("", &CreateTicket { body: new_ticket("Parcel") }).await.expect("a ticket")
    }

    /// The `Authorization` of a new agent.
    pub(crate) async fn agent(&self, name: &str) -> String {
        bearer(&self.state.store.create_token(name).await.expect("a token"))
    }

    pub(crate) async fn agent_says(
        &self,
        agent: &str,
        id: &TicketId,
        body: &str,
        internal: bool,
    ) -> AgentMessage {
        let body = NewAgentMessage { body: body.to_owned(), internal, attachments: Vec::new() };
        self.call(agent, &CreateAgentMessage { id: id.clone(), body }).await.expect("a message")
    }

    pub(crate) async fn customer_moves(
        &self,
        ticket: &TicketCreated,
        to: CustomerStatus,
    ) -> Result<Ticket, Problem> {
        let call = CreateTransition { id: ticket.id.clone(), body: Transition { to } };
        self.call(&bearer(&ticket.ticket_key), &call).await
    }

    /// Publishes a small article in English, or in another language.
    pub(crate) async fn article(&self, id: &str, language: &str, title: &str, body: &str, popular: u32) {
        let article = ImportedArticle {
            id: ArticleId::from(id),
            language: language.to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            format: BodyFormat::Markdown,
            category: "Orders".to_owned(),
            tags: Vec::new(),
            popular,
            related: Vec::new(),
        };
        self.state.store.import_article(&article).await.expect("imported");
    }
}

pub(crate) fn request<E: Endpoint>(endpoint: &E, authorization: &str, key: &str) -> Request<Body> {
    let mut builder = Request::builder().method(E::METHOD.name()).uri(endpoint.address());
    builder = with_authorization(builder, authorization);
    if E::METHOD.is_write() {
        builder = builder.header("idempotency-key", key);
    }
    let body = match endpoint.body() {
        Some(body) => {
            builder = builder.header(header::CONTENT_TYPE, "application/json");
            Body::from(serde_json::to_vec(body).expect("JSON"))
        }
        None => Body::empty(),
    };
    builder.body(body).expect("a request")
}

fn with_authorization(
    builder: axum::http::request::Builder,
    authorization: &str,
) -> axum::http::request::Builder {
    match authorization {
        "" => builder,
        authorization => builder.header(header::AUTHORIZATION, authorization),
    }
}

pub(crate) fn bearer(secret: &str) -> String {
    ["Bearer ", secret].concat()
}

pub(crate) fn new_ticket(subject: &str) -> NewTicket {
    NewTicket {
        subject: subject.to_owned(),
        message: "Where is it?".to_owned(),
        requester: Requester { email: "eve@example.com".to_owned(), name: Some("Eve".to_owned()) },
        category: None,
        attachments: Vec::new(),
        page: None,
    }
}

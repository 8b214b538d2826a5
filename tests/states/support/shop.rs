//! A shop: its server with articles, its agent, and the widget's services as a page would have them.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use helpnook::host::events::Host;
use helpnook::host::options::Options;
use helpnook::i18n::I18n;
use helpnook::panel::router::LATER_CODE;
use helpnook::services::Services;
use helpnook::state::backend::Backend;
use helpnook::state::device_storage::DeviceStorage;
use helpnook::state::pending_writes::{Write, WriteOutcome};
use helpnook::widget::Widget;
use helpnook_contract::agent::queue::{
    AgentStatus, CreateAgentMessage, ListAgentMessages, ListQueue, NewAgentMessage, QueueQuery, TicketChange,
    UpdateTicket,
};
use helpnook_contract::articles::BodyFormat;
use helpnook_contract::thread::MessagesQuery;
use helpnook_contract::tickets::{NewTicket, Requester, TicketCreated};
use helpnook_contract::{ArticleId, Endpoint, TicketId};
use helpnook_server::clock::{FixedClock, Moment};
use helpnook_server::config::{Config, RateConfig};
use helpnook_server::state::AppState;
use helpnook_server::store::articles::ImportedArticle;
use helpnook_server::{random, router};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::wire::Wire;

/// The address that the widget knows its backend by.
const BACKEND: &str = "https://help.example";
/// 2023-11-14T22:13:20Z.
const START: Moment = Moment(1_700_000_000_000);

/// The shop's articles: id, title, body, category, how often it is read.
const ARTICLES: [(&str, &str, &str, &str, u32); 4] = [
    ("track", "Track your parcel", "Open **Orders** and follow the parcel to your door.", "Delivery", 90),
    ("missing", "My parcel did not arrive", "Wait two days, then write to us.", "Delivery", 50),
    ("refund", "When you get your money back", "A refund takes five days.", "Returns", 70),
    ("password", "Reset your password", "Choose *Forgot password* and follow the link.", "Account", 30),
];

/// A shop. Its folder goes with it.
pub(crate) struct Shop {
    pub(crate) wire: Wire,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) state: AppState,
    agent: String,
    folder: PathBuf,
}

impl Drop for Shop {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Shop {
    /// A shop that has opened, with its articles.
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// A shop with other settings.
    pub(crate) async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = std::env::temp_dir().join(random::id("helpnook-states-"));
        let mut config = Config { data: folder.clone(), ..Config::default() };
        config.site.name = "Fernhill Supply".to_owned();
        let unlimited = 0;
        config.rate = RateConfig {
            tickets_per_hour: unlimited,
            messages_per_hour: unlimited,
            attachments_per_hour: unlimited,
            votes_per_hour: unlimited,
            interactions_per_hour: unlimited,
            sessions_per_hour: unlimited,
        };
        change(&mut config);
        let clock = Arc::new(FixedClock::at(START));
        let state = AppState::open_at(config, clock.clone()).await.expect("the server starts");
        let agent = state.store.create_token("Mia").await.expect("a token");
        let shop = Self { wire: Wire::to(router(state.clone())), clock, state, agent, folder };
        for (id, title, body, category, popular) in ARTICLES {
            shop.publish(id, title, body, BodyFormat::Markdown, category, popular).await;
        }
        shop.state.refresh_indexes().await.expect("indexes");
        shop
    }

    /// Publishes an article; the index learns of it when it is built next.
    pub(crate) async fn publish(
        &self,
        id: &str,
        title: &str,
        body: &str,
        format: BodyFormat,
        category: &str,
        popular: u32,
    ) {
        let article = ImportedArticle {
            id: ArticleId::from(id),
            language: "en".to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            format,
            category: category.to_owned(),
            tags: Vec::new(),
            popular,
            related: Vec::new(),
        };
        self.state.store.import_article(&article).await.expect("imported");
    }

    /// The widget's services, as after the page was loaded: a second services finds what the first kept.
    pub(crate) fn services(&self) -> Services {
        self.desk_on(BACKEND)
    }

    fn desk_on(&self, backend: &str) -> Services {
        let api = Backend::new(Rc::new(self.wire.clone()));
        Services::new(api, I18n::english(), DeviceStorage::of(backend), Host::new(Vec::new()))
    }

    /// A whole widget, as after the page was loaded.
    pub(crate) fn app(&self) -> Widget {
        Widget::new(
            self.services(),
            Options { backend: BACKEND.to_owned(), ..Options::default() },
            LATER_CODE,
        )
    }

    /// A widget on a device that has kept nothing of the first.
    pub(crate) fn app_elsewhere(&self) -> Widget {
        let backend = "https://help.example/elsewhere";
        Widget::new(
            self.desk_on(backend),
            Options { backend: backend.to_owned(), ..Options::default() },
            LATER_CODE,
        )
    }

    /// A services that has heard of the site and has the index.
    pub(crate) async fn desk_with_index(&self) -> Services {
        let services = self.services();
        services.site.refresh();
        self.wire.settle().await;
        services.articles.load(&super::now(|| services.site.get()).expect("the site answers"));
        self.wire.settle().await;
        services
    }

    /// A widget that is open, with the index on the device.
    pub(crate) async fn app_with_index(&self) -> Widget {
        let app = self.app();
        app.open();
        self.wire.settle().await;
        self.wire.settle().await;
        app
    }

    /// A services with one ticket of its own.
    pub(crate) async fn desk_with_ticket(&self) -> (Services, TicketCreated) {
        let services = self.services();
        let ticket = self.ticket(services, "Parcel").await;
        (services, ticket)
    }

    /// Sends a ticket from a services.
    pub(crate) async fn ticket(&self, services: Services, subject: &str) -> TicketCreated {
        match services.pending_writes.post(Write::Ticket(ticket_of(subject))).await.1 {
            WriteOutcome::Ticket(created) => created,
            other => panic!("the ticket was not taken: {other:?}"),
        }
    }

    /// Waits until everything that can happen has happened.
    pub(crate) async fn settle(&self) {
        self.wire.settle().await;
    }

    /// Lets every wait end that has begun, and what follows from it happen.
    pub(crate) async fn later(&self) {
        self.settle().await;
        helpnook::platform::timer::advance();
        self.settle().await;
    }

    /// The agent replies, and some time passes.
    pub(crate) async fn agent_says(&self, ticket: &TicketId, body: &str) {
        let body = NewAgentMessage { body: body.to_owned(), internal: false, attachments: Vec::new() };
        self.by_agent(&CreateAgentMessage { id: ticket.clone(), body }).await;
    }

    /// The agent changes the status, and some time passes.
    pub(crate) async fn agent_moves(&self, ticket: &TicketId, status: AgentStatus) {
        self.by_agent(&UpdateTicket { id: ticket.clone(), body: TicketChange { status } }).await;
    }

    /// Every message of a ticket as the agent reads it.
    pub(crate) async fn thread(&self, ticket: &TicketId) -> Vec<String> {
        let call = ListAgentMessages { id: ticket.clone(), query: MessagesQuery::default() };
        self.by_agent(&call).await.items.into_iter().map(|item| item.message.body).collect()
    }

    /// How many tickets there are.
    pub(crate) async fn tickets(&self) -> usize {
        let mut query = QueueQuery::default();
        let mut count = 0;
        loop {
            let page = self.by_agent(&ListQueue { query: query.clone() }).await;
            count += page.items.len();
            query.cursor = page.next;
            if query.cursor.is_none() {
                return count;
            }
        }
    }

    /// Makes a call as the agent, past the widget's wire.
    pub(crate) async fn by_agent<E: Endpoint>(&self, call: &E) -> E::Reply {
        self.clock.pass(Duration::from_secs(1));
        let body = call.body().map_or_else(Vec::new, |body| serde_json::to_vec(body).expect("JSON"));
        let request = Request::builder()
            .method(E::METHOD.name())
            .uri(call.address())
            .header(header::AUTHORIZATION, ["Bearer ", &self.agent].concat())
            .header("idempotency-key", random::id("key_"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .expect("a request");
        let response = router(self.state.clone()).oneshot(request).await.expect("a reply");
        assert!(response.status().is_success(), "{}", response.status());
        let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
        serde_json::from_slice(&bytes).expect("the contract's reply")
    }
}

/// A ticket without faults.
pub(crate) fn ticket_of(subject: &str) -> NewTicket {
    NewTicket {
        subject: subject.to_owned(),
        message: "Where is it?".to_owned(),
        requester: Requester { email: "eve@example.com".to_owned(), name: Some("Eve".to_owned()) },
        category: None,
        attachments: Vec::new(),
        page: None,
    }
}

//! The services of one widget, a context for its views.

use std::rc::Rc;

use helpnook_client::Transport;
use helpnook_contract::tickets::PageContext;

use crate::host::events::Host;
use crate::i18n::I18n;
use crate::state::announcer::Announcer;
use crate::state::articles::Articles;
use crate::state::backend::Backend;
use crate::state::device_storage::DeviceStorage;
use crate::state::focus::FocusOnArrival;
use crate::state::navigation::Navigation;
use crate::state::page_info::PageInfo;
use crate::state::pending_writes::PendingWrites;
use crate::state::search_analytics::SearchAnalytics;
use crate::state::site::SiteState;
use crate::state::suggested_articles::SuggestedArticles;
use crate::state::survey::SurveyState;
use crate::state::tasks::Tasks;
use crate::state::ticket_keys::TicketKeys;
use crate::state::tickets::Tickets;

/// The services of one widget, a context for its views. Cheap to copy; a closure captures only the service that it names.
#[derive(Clone, Copy)]
pub struct Services {
    /// Tasks that end with the widget.
    pub tasks: Tasks,
    /// Storage on this device.
    pub storage: DeviceStorage,
    /// The element in the host page.
    pub host: Host,
    /// The page that the widget stands in.
    pub page: PageInfo,
    /// The messages.
    pub i18n: I18n,
    /// Messages for screen readers.
    pub announcer: Announcer,
    /// The focus when content arrives.
    pub focus: FocusOnArrival,
    /// Where the customer is.
    pub navigation: Navigation,
    /// The backend.
    pub backend: Backend,
    /// The site.
    pub site: SiteState,
    /// Help articles.
    pub articles: Articles,
    /// Articles that the host page suggests.
    pub suggested: SuggestedArticles,
    /// The keys to this device's tickets.
    pub ticket_keys: TicketKeys,
    /// The customer's tickets.
    pub tickets: Tickets,
    /// Writes that the backend has not acknowledged.
    pub pending_writes: PendingWrites,
    /// The survey that is due.
    pub survey: SurveyState,
    /// Searches and what answered them.
    pub analytics: SearchAnalytics,
}

impl Services {
    /// The services over a backend, with messages that are loaded already.
    pub fn new(backend: Backend, i18n: I18n, storage: DeviceStorage, host: Host) -> Self {
        let language = i18n.requested();
        let tasks = Tasks::new();
        let ticket_keys = TicketKeys::open(storage);
        let site = SiteState::open(backend, tasks, storage, &language);
        let articles = Articles::new(backend, tasks, &language);
        Self {
            tasks,
            storage,
            host,
            page: PageInfo::new(),
            i18n,
            announcer: Announcer::new(),
            focus: FocusOnArrival::new(),
            navigation: Navigation::default(),
            backend,
            site,
            articles,
            suggested: SuggestedArticles::new(articles, tasks),
            ticket_keys,
            tickets: Tickets::new(backend, tasks, ticket_keys),
            pending_writes: PendingWrites::open(backend, storage, ticket_keys, host),
            survey: SurveyState::new(backend, tasks, ticket_keys, host),
            analytics: SearchAnalytics::new(backend, storage, site, articles),
        }
    }

    /// The same over a transport, in English until messages are loaded.
    pub fn over(transport: Rc<dyn Transport>, storage: DeviceStorage, host: Host) -> Self {
        Self::new(Backend::new(transport), I18n::english(), storage, host)
    }

    /// The page that a request comes from.
    pub fn request_page(self) -> Option<PageContext> {
        self.page.of_request(&self.i18n.language())
    }
}

//! What the host page may hear: one list, sent as `helpnook-…` events from the widget's element.

use leptos::prelude::*;

/// Something that happened in the widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The panel was opened.
    Opened,
    /// The panel was closed.
    Closed,
    /// A search came to rest.
    Searched {
        /// How many articles were found.
        count: u32,
        /// What was searched; only where the site asked for it.
        query: Option<String>,
    },
    /// An article was opened, by its id.
    ArticleViewed(String),
    /// The backend has a new ticket, by its reference.
    TicketCreated(String),
    /// The backend has a reply to a ticket, by the ticket's id.
    ReplySent(String),
    /// A survey was answered, with this score.
    SurveyAnswered(u8),
    /// So many requests have news.
    UnreadChanged(u32),
    /// The backend does not take the signed identity, or the session that came of it has ended: the customer goes on as
    /// a guest until the page identifies them anew.
    IdentityRefused,
    /// Something did not work, by a stable name.
    Error(Trouble),
}

/// What did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The backend cannot be reached; the widget goes on trying.
    BackendAway,
    /// A search had no answer.
    SearchFailed,
    /// An article could not be had.
    ArticleFailed,
    /// The backend did not take a request.
    RequestRefused,
    /// The widget's own files could not be had.
    LoadFailed,
}

impl Trouble {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::BackendAway => "backend-away",
            Self::SearchFailed => "search-failed",
            Self::ArticleFailed => "article-failed",
            Self::RequestRefused => "request-refused",
            Self::LoadFailed => "load-failed",
        }
    }
}

/// Something in an event's `detail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A number.
    Number(u32),
}

impl Event {
    /// Its name without `helpnook-`, and the fields of its `detail`.
    pub fn parts(self) -> (&'static str, Vec<(&'static str, Fact)>) {
        let text = |name, text| vec![(name, Fact::Text(text))];
        match self {
            Self::Opened => ("opened", Vec::new()),
            Self::Closed => ("closed", Vec::new()),
            Self::Searched { count, query } => {
                let query = query.map(|query| ("query", Fact::Text(query)));
                ("searched", [("count", Fact::Number(count))].into_iter().chain(query).collect())
            }
            Self::ArticleViewed(id) => ("article-viewed", text("id", id)),
            Self::TicketCreated(reference) => ("ticket-created", text("reference", reference)),
            Self::ReplySent(ticket) => ("reply-sent", text("ticket", ticket)),
            Self::SurveyAnswered(score) => ("survey-answered", vec![("score", Fact::Number(score.into()))]),
            Self::UnreadChanged(count) => ("unread-changed", vec![("count", Fact::Number(count))]),
            Self::IdentityRefused => ("identity-refused", Vec::new()),
            Self::Error(trouble) => ("error", text("name", trouble.name().to_owned())),
        }
    }
}

/// Who hears the events. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Host {
    element: RwSignal<Element, LocalStorage>,
    listener: Option<Callback<Event>>,
}

#[cfg(target_arch = "wasm32")]
type Element = web_sys::HtmlElement;
/// Natively: what was emitted.
#[cfg(not(target_arch = "wasm32"))]
type Element = Vec<Event>;

impl Host {
    /// The widget's element.
    pub fn new(element: Element) -> Self {
        Self { element: RwSignal::new_local(element), listener: None }
    }

    /// Calls back with each event, too.
    pub fn listen(self, listener: Option<Callback<Event>>) -> Self {
        Self { listener, ..self }
    }

    /// Gives the widget a style sheet, once for each name.
    #[cfg(target_arch = "wasm32")]
    pub fn adopt_style(self, name: &'static str, css: &str) {
        if let Some(element) = self.element.try_get_untracked() {
            crate::platform::style::adopt(&element, name, css);
        }
    }

    /// Natively nobody sees it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn adopt_style(self, _name: &'static str, _css: &str) {}

    /// Tells the host.
    #[cfg(target_arch = "wasm32")]
    pub fn emit(self, event: Event) {
        use js_sys::{Object, Reflect};
        let Some(element) = self.element.try_get_untracked() else { return };
        let (name, facts) = event.clone().parts();
        let detail = Object::new();
        for (field, fact) in facts {
            let value = match fact {
                Fact::Text(text) => text.into(),
                Fact::Number(number) => number.into(),
            };
            let _ = Reflect::set(&detail, &field.into(), &value);
        }
        let init: web_sys::CustomEventInit = crate::platform::page::bare();
        init.set_detail(&detail);
        init.set_bubbles(true);
        let name = ["helpnook-", name].concat();
        if let Ok(custom) = web_sys::CustomEvent::new_with_event_init_dict(&name, &init) {
            let _ = element.dispatch_event(&custom);
        }
        self.call_back(event);
    }

    /// Keeps the event for tests.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn emit(self, event: Event) {
        self.element.try_update(|heard| heard.push(event.clone()));
        self.call_back(event);
    }

    fn call_back(self, event: Event) {
        if let Some(listener) = self.listener {
            listener.try_run(event);
        }
    }

    /// Everything that was emitted.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn heard(self) -> Vec<Event> {
        self.element.get_untracked()
    }
}

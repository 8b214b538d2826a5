//! What the host page may hear: one list, sent as `helpnook-…` events from the widget's element.

use crate::signal::Signal;

/// Something that happened in the widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The panel was opened.
    Opened,
    /// The panel was closed.
    Closed,
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
}

/// Who hears the events. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Host(Signal<Element>);

#[cfg(target_arch = "wasm32")]
type Element = web_sys::HtmlElement;
/// Natively: what was emitted.
#[cfg(not(target_arch = "wasm32"))]
type Element = Vec<Event>;

impl Host {
    /// The widget's element.
    pub fn new(element: Element) -> Self {
        Self(Signal::new(element))
    }

    /// Tells the host.
    #[cfg(target_arch = "wasm32")]
    pub fn emit(self, event: Event) {
        use js_sys::{Object, Reflect};
        let detail = Object::new();
        let (name, field, value): (&str, &str, wasm_bindgen::JsValue) = match event {
            Event::Opened => ("helpnook-opened", "", true.into()),
            Event::Closed => ("helpnook-closed", "", true.into()),
            Event::ArticleViewed(id) => ("helpnook-article-viewed", "id", id.into()),
            Event::TicketCreated(reference) => ("helpnook-ticket-created", "reference", reference.into()),
            Event::ReplySent(ticket) => ("helpnook-reply-sent", "ticket", ticket.into()),
            Event::SurveyAnswered(score) => ("helpnook-survey-answered", "score", score.into()),
            Event::UnreadChanged(count) => ("helpnook-unread", "count", count.into()),
        };
        if !field.is_empty() {
            let _ = Reflect::set(&detail, &field.into(), &value);
        }
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&detail);
        init.set_bubbles(true);
        if let (Some(element), Ok(event)) =
            (self.0.try_get_untracked(), web_sys::CustomEvent::new_with_event_init_dict(name, &init))
        {
            let _ = element.dispatch_event(&event);
        }
    }

    /// Keeps the event for tests.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn emit(self, event: Event) {
        self.0.try_update(|heard| heard.push(event));
    }

    /// Everything that was emitted.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn heard(self) -> Vec<Event> {
        self.0.get_untracked()
    }
}

//! Events for the app: one callback for each, typed.

use helpnook_contract::{ArticleId, TicketId};
use leptos::prelude::*;

use super::handle::SupportHandle;
use crate::host::events::{Event, Trouble};

/// A search that came to rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// How many articles were found.
    pub count: u32,
    /// The query, where `queries` asked for it.
    pub query: Option<String>,
}

/// The callbacks of one component.
#[derive(Clone, Copy, Default)]
pub(super) struct Listeners {
    pub(super) opened: Option<Callback<()>>,
    pub(super) closed: Option<Callback<()>>,
    pub(super) searched: Option<Callback<Searched>>,
    pub(super) article_viewed: Option<Callback<ArticleId>>,
    pub(super) ticket_created: Option<Callback<String>>,
    pub(super) reply_sent: Option<Callback<TicketId>>,
    pub(super) survey_answered: Option<Callback<u8>>,
    pub(super) unread_changed: Option<Callback<u32>>,
    pub(super) identity_refused: Option<Callback<()>>,
    pub(super) error: Option<Callback<Trouble>>,
    pub(super) any: Option<Callback<Event>>,
}

impl Listeners {
    /// One callback for the widget. The app's callbacks run under the owner that is current here, so that they find the
    /// app's contexts, and no effect of the widget follows the signals that they read.
    pub(super) fn into_callback(self, handle: SupportHandle) -> Callback<Event> {
        // A strong reference would keep the owner from being dropped: the callback belongs to it.
        let owner = Owner::current().map(|owner| owner.downgrade());
        Callback::new(move |event: Event| {
            handle.note(&event);
            let call = || untrack(|| self.call(event));
            match owner.as_ref().and_then(|owner| owner.upgrade()) {
                Some(owner) => owner.with(call),
                None => call(),
            }
        })
    }

    fn call(self, event: Event) {
        call(self.any, || event.clone());
        match event {
            Event::Opened => call(self.opened, || ()),
            Event::Closed => call(self.closed, || ()),
            Event::Searched { count, query } => call(self.searched, || Searched { count, query }),
            Event::ArticleViewed(id) => call(self.article_viewed, || ArticleId(id)),
            Event::TicketCreated(reference) => call(self.ticket_created, || reference),
            Event::ReplySent(ticket) => call(self.reply_sent, || TicketId(ticket)),
            Event::SurveyAnswered(score) => call(self.survey_answered, || score),
            Event::UnreadChanged(count) => call(self.unread_changed, || count),
            Event::IdentityRefused => call(self.identity_refused, || ()),
            Event::Error(trouble) => call(self.error, || trouble),
        }
    }
}

/// Calls back where somebody listens. A callback that went with its owner is none.
fn call<T: 'static>(listener: Option<Callback<T>>, value: impl FnOnce() -> T) {
    if let Some(listener) = listener {
        listener.try_run(value());
    }
}

//! What was typed and not sent yet: kept in the tab, so that a reload or another screen loses nothing.

use helpnook_browser_json as json;
use helpnook_contract::TicketId;
use serde::{Serialize, de::DeserializeOwned};

use crate::browser;

const DRAFT: &str = "draft ";

/// Where one draft is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot(String);

impl Slot {
    /// The reply to a ticket.
    pub(crate) fn reply(ticket: &TicketId) -> Self {
        Self([DRAFT, "reply ", ticket.as_str()].concat())
    }

    /// An article in one language; empty texts for a new one.
    pub(crate) fn article(id: &str, language: &str) -> Self {
        Self([DRAFT, "article ", id, " ", language].concat())
    }

    /// What is kept here.
    pub(crate) fn restore<T: DeserializeOwned>(&self) -> Option<T> {
        browser::kept(&self.0).and_then(|text| json::from_text(&text))
    }

    /// Keeps a draft here in place of the one before.
    pub(crate) fn keep<T: Serialize>(&self, draft: &T) {
        if let Some(text) = json::to_text(draft) {
            browser::keep(&self.0, &text);
        }
    }

    /// Drops what is kept here.
    pub(crate) fn clear(&self) {
        browser::forget(&self.0);
    }
}

/// Whether anything was typed and not sent.
pub(crate) fn are_there() -> bool {
    browser::kept_names().iter().any(|name| name.starts_with(DRAFT))
}

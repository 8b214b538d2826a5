//! The page that the widget stands in, as a request names it.

use helpnook_contract::tickets::PageContext;
use leptos::prelude::*;

use crate::host::command::Context;
use crate::platform::page;

/// The page as the browser and the host page describe it.
#[derive(Clone, Copy)]
pub struct PageInfo {
    /// The address and title that the host page gives in the place of the browser's.
    pub context: RwSignal<Context>,
    /// True where the host page asked to hear the text of searches.
    pub shares_queries: RwSignal<bool>,
}

impl PageInfo {
    /// The page as the browser describes it.
    pub fn new() -> Self {
        Self { context: RwSignal::new(Context::default()), shares_queries: RwSignal::new(false) }
    }

    /// The page that a request comes from: as the host page says, else as the browser does.
    pub fn of_request(self, language: &str) -> Option<PageContext> {
        let page = page::context(language)?;
        let given = self.context.get();
        Some(PageContext { url: given.url.unwrap_or(page.url), title: given.title.or(page.title), ..page })
    }
}

impl Default for PageInfo {
    fn default() -> Self {
        Self::new()
    }
}

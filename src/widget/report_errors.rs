//! Reports errors to the host page, once each time one begins.

use super::Widget;
use crate::host::events::{Event, Trouble};
use crate::reactive::effect;
use crate::remote::Remote;

impl Widget {
    /// Tells the page what does not work, once each time it begins.
    pub(super) fn report_errors(self) {
        self.report_when(Trouble::BackendAway, move || self.services().site.is_away());
        self.report_when(Trouble::SearchFailed, move || matches!(self.home.hits(), Remote::Failed(_)));
        self.report_when(Trouble::ArticleFailed, move || matches!(self.article.article(), Remote::Failed(_)));
    }

    fn report_when(self, trouble: Trouble, is_so: impl Fn() -> bool + 'static) {
        effect(move |was_so: Option<bool>| {
            let is_so = is_so();
            if is_so && was_so != Some(true) {
                self.services().host.emit(Event::Error(trouble));
            }
            is_so
        });
    }
}

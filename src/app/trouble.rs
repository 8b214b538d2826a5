//! What does not work, told to the page.

use super::App;
use crate::events::{Event, Trouble};
use crate::remote::Remote;
use crate::signal::watch;

impl App {
    /// Tells the page what does not work, once each time it begins.
    pub(super) fn tell_of_trouble(self) {
        self.tell_when(Trouble::BackendAway, move || self.desk.site().is_away());
        self.tell_when(Trouble::SearchFailed, move || matches!(self.home.hits(), Remote::Failed(_)));
        self.tell_when(Trouble::ArticleFailed, move || matches!(self.article.article(), Remote::Failed(_)));
    }

    fn tell_when(self, trouble: Trouble, is_so: impl Fn() -> bool + 'static) {
        watch(move |was_so: Option<bool>| {
            let is_so = is_so();
            if is_so && was_so != Some(true) {
                self.desk.host().emit(Event::Error(trouble));
            }
            is_so
        });
    }
}

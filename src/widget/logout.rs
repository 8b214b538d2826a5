//! What a customer has left on the device, forgotten.

use super::Widget;
use crate::platform::{page, storage};
use crate::state::navigation::Screen;
use leptos::prelude::*;

impl Widget {
    /// Forgets what this device keeps of the customer, and what they have written.
    pub fn forget(self) {
        self.sign_out();
        self.forget_all();
    }

    /// Forgets what this page knows of a customer, and leaves the device alone: what it keeps by now is somebody else's.
    pub(super) fn forget_in_page(self) {
        storage::aside(|| {
            self.drop_session();
            self.forget_all();
        });
    }

    fn forget_all(self) {
        let services = self.services();
        services.pending_writes.forget();
        services.ticket_keys.forget();
        services.survey.forget();
        self.ticket.forget();
        self.new_ticket.forget();
        self.home.forget();
        self.home.search(String::new());
        // Last: nothing above shall leave anything behind.
        services.storage.forget();
        services.tickets.refresh();
        services.navigation.switch(Screen::Home);
    }

    /// Forgets where another tab of this device did: what the customer left there waits in no other tab, neither to be
    /// seen nor to be sent. A tab that only sends leaves an empty list behind, not nothing, and the name of who wrote.
    pub(super) fn follow_logout_elsewhere(self) {
        page::when("storage", move || self.forget_what_is_gone());
        // A page in the back/forward cache hears of nothing.
        page::when("pageshow", move || self.forget_what_is_gone());
    }

    fn forget_what_is_gone(self) {
        let services = self.services();
        let is_gone = |has_any: bool, name| has_any && !services.storage.has(name);
        if self.is_somebody_else() {
            self.forget_in_page();
            return;
        }
        if is_gone(!services.ticket_keys.keys().is_empty(), "tickets")
            || is_gone(!untrack(|| services.backend.session()).is_empty(), "session")
            || is_gone(services.pending_writes.has_writes(), "outbox")
            || self.new_ticket.is_gone()
        {
            self.forget();
        } else if !services.storage.has("searches") {
            // These can be forgotten by themselves, too.
            self.home.forget();
        }
    }
}

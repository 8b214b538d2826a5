//! What a customer has left on the device, forgotten.

use super::App;
use crate::browser::{page, storage};
use crate::screen::Screen;
use crate::signal::untrack;

impl App {
    /// Forgets what this device keeps of the customer, and what they have written.
    pub fn forget(self) {
        self.sign_out();
        self.forget_all();
    }

    /// Forgets what this page knows of a customer, and leaves the device alone: what it keeps by now is somebody else's.
    pub(super) fn forget_here(self) {
        storage::aside(|| {
            self.let_go();
            self.forget_all();
        });
    }

    fn forget_all(self) {
        let desk = self.desk;
        desk.outbox().forget();
        desk.keyring().forget();
        desk.survey().forget();
        self.request.forget();
        self.compose.forget();
        self.home.forget();
        self.home.ask(String::new());
        // Last: nothing above shall leave anything behind.
        desk.shelf().forget();
        desk.tickets().refresh();
        desk.way().switch(Screen::Home);
    }

    /// Forgets where another tab of this device did: what the customer left there waits in no other tab, neither to be
    /// seen nor to be sent. A tab that only sends leaves an empty list behind, not nothing, and the name of who wrote.
    pub(super) fn forget_with_others(self) {
        page::when("storage", move || self.forget_what_is_gone());
        // A page in the back/forward cache hears of nothing.
        page::when("pageshow", move || self.forget_what_is_gone());
    }

    fn forget_what_is_gone(self) {
        let desk = self.desk;
        let is_gone = |has_any: bool, name| has_any && !desk.shelf().has(name);
        if self.is_somebody_else() {
            self.forget_here();
            return;
        }
        if is_gone(!desk.keyring().keys().is_empty(), "tickets")
            || is_gone(!untrack(|| desk.api().session()).is_empty(), "session")
            || is_gone(desk.outbox().has_letters(), "outbox")
            || self.compose.is_gone()
        {
            self.forget();
        } else if !desk.shelf().has("searches") {
            // These can be forgotten by themselves, too.
            self.home.forget();
        }
    }
}

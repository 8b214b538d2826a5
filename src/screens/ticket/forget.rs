//! The customer is another one now.

use leptos::prelude::*;

use super::TicketState;
use crate::remote::Remote;

impl TicketState {
    /// Forgets which request is on show, and what is written to it.
    pub fn forget(self) {
        // What is on its way is dropped when it comes.
        self.call.update(|call| *call += 1);
        self.id.set(None);
        self.followed.set(Remote::Idle);
        self.reply.set(String::new());
        self.news.set(None);
        self.is_busy.set(false);
        self.files.clear();
    }
}

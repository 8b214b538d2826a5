//! New messages of a thread.

use helpnook_contract::MessageId;
use helpnook_contract::thread::Message;
use helpnook_contract::tickets::Actor;

use leptos::prelude::*;

use super::{FollowedTicket, TicketState};
use crate::i18n::TextKey;

/// So many characters of a new message are told to people who cannot see it.
const TOLD: usize = 140;

impl TicketState {
    /// The first message that was not read on this device before the ticket was opened.
    pub(super) fn first_unread(self) -> Option<MessageId> {
        self.news.get_untracked()
    }

    /// The first message from us after the last that was read on this device, or of all where none was.
    pub(super) fn first_unseen(self, now: &FollowedTicket) -> Option<MessageId> {
        let from = match self.services().ticket_keys.find(&now.ticket.id)?.seen {
            Some(seen) => now.messages.iter().position(|message| message.id == seen)? + 1,
            None => 0,
        };
        now.messages[from..].iter().find(|m| m.author.kind == Actor::Agent).map(|m| m.id.clone())
    }

    /// Tells people who cannot see it what came into the thread, in a few words.
    pub(super) fn announce_message(self, message: &Message) {
        let text: String = message.body.chars().take(TOLD).collect();
        self.services().announcer.announce(match message.author.kind {
            Actor::Customer => self.services().i18n.text(TextKey::ReplySent),
            _ => {
                let name =
                    message.author.name.clone().unwrap_or_else(|| self.services().i18n.text(TextKey::Team));
                self.services().i18n.fill(TextKey::NewReplyFrom, &[("name", &name), ("text", &text)])
            }
        });
    }

    /// Says what stood in the way, on the screen and to screen readers.
    pub(super) fn fail(self, key: TextKey) {
        let words = self.services().i18n.text(key);
        self.services().announcer.announce(words.clone());
        self.failure.set(Some(words));
    }

    /// A message of the thread by its id.
    pub(super) fn message(self, id: &str) -> Option<Message> {
        self.followed.with(|followed| followed.ready()?.messages.iter().find(|one| one.id.0 == id).cloned())
    }
}

//! What is new in a thread.

use helpnook_contract::MessageId;
use helpnook_contract::thread::Message;
use helpnook_contract::tickets::Actor;

use super::{Followed, RequestState};
use crate::text::Word;

/// So many characters of a new message are told to people who cannot see it.
const TOLD: usize = 140;

impl RequestState {
    /// The first message from us after the last that was read on this device, or of all where none was.
    pub(super) fn first_unseen(self, now: &Followed) -> Option<MessageId> {
        let from = match self.desk.keyring().find(&now.ticket.id)?.seen {
            Some(seen) => now.messages.iter().position(|message| message.id == seen)? + 1,
            None => 0,
        };
        now.messages[from..].iter().find(|m| m.author.kind == Actor::Agent).map(|m| m.id.clone())
    }

    /// Tells people who cannot see it what came into the thread, in a few words.
    pub(super) fn tell(self, message: &Message) {
        let text: String = message.body.chars().take(TOLD).collect();
        self.desk.announce(match message.author.kind {
            Actor::Customer => self.desk.word(Word::ReplySent),
            _ => {
                let name = message.author.name.clone().unwrap_or_else(|| self.desk.word(Word::Team));
                self.desk.text().fill(Word::NewReplyFrom, &[("name", &name), ("text", &text)])
            }
        });
    }
}

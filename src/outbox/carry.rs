//! How one letter travels, and what follows from its arrival. Fetched when there is a letter.

use std::pin::Pin;

use helpnook_contract::thread::CreateMessage;
use helpnook_contract::tickets::CreateTicket;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::{Letter, Outbox, Outcome};
use crate::api::Grant;
use crate::chunk::Away;
use crate::events::{Event, Trouble};
use crate::remote::Failure;

/// A letter on its way.
type Carried = Pin<Box<dyn Future<Output = Outcome>>>;

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
pub(super) fn carry(outbox: Outbox, key: String, letter: Letter) -> Result<Carried, Away> {
    Ok(Box::pin(outbox.send_now(key, letter)))
}

impl Outbox {
    async fn send_now(self, key: String, letter: Letter) -> Outcome {
        let (key, letter) = (&*key, &letter);
        let turn = self.turn.try_get_untracked();
        let result = match letter {
            Letter::Ticket(ticket) => {
                let call = CreateTicket { body: ticket.clone() };
                self.api.write(call, Grant::Anyone, key).await.map(Outcome::Ticket)
            }
            Letter::Reply(ticket, message) => {
                let grant = self.keyring.key_of(ticket).unwrap_or_default();
                let call = CreateMessage { id: ticket.clone(), body: message.clone() };
                self.api.write(call, Grant::Key(&grant), key).await.map(Outcome::Reply)
            }
        };
        let is_forgotten = self.turn.try_get_untracked().is_some_and(|now| Some(now) != turn);
        match result {
            Ok(outcome) if is_forgotten => outcome,
            Ok(outcome) => {
                self.arrive(key, letter, &outcome);
                outcome
            }
            Err(Failure::SlowDown { seconds }) => {
                self.patience.try_set(seconds);
                Outcome::Kept
            }
            Err(failure) if failure.may_pass() => Outcome::Kept,
            Err(failure) => {
                self.host.emit(Event::Error(Trouble::RequestRefused));
                Outcome::Refused(failure)
            }
        }
    }

    fn arrive(self, key: &str, letter: &Letter, outcome: &Outcome) {
        self.remove(key);
        if let Outcome::Ticket(created) = outcome {
            self.keyring.add(created);
            self.created.try_update(|all| all.push((key.to_owned(), created.clone())));
            self.host.emit(Event::TicketCreated(created.reference.clone()));
        }
        if let Letter::Reply(ticket, _) = letter {
            self.replied.try_update(|count| *count += 1);
            self.host.emit(Event::ReplySent(ticket.0.clone()));
        }
    }
}

//! How letters are kept, how each travels, and what follows from its arrival. Fetched when there is a letter.

use std::pin::Pin;

use helpnook_contract::attachments::Attachment;
use helpnook_contract::thread::CreateMessage;
use helpnook_contract::tickets::{CreateTicket, TicketCreated};
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::{Entry, FIRST_WAIT, Letter, Outbox, Outcome};
use crate::api::Grant;
use crate::browser::page;
use crate::chunk::Away;
use crate::events::{Event, Trouble};
use crate::remote::Failure;
use crate::signal::untrack;

/// Letters on their way: whether nothing is left to send.
type Sent = Pin<Box<dyn Future<Output = bool>>>;

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
pub(super) fn send_all(outbox: Outbox) -> Result<Sent, Away> {
    Ok(Box::pin(outbox.send_rest()))
}

impl Outbox {
    /// Everything that the backend does not have yet.
    pub fn entries(self) -> Vec<Entry> {
        self.read();
        self.entries.get()
    }

    /// The ticket that a letter became, once it did since the page was loaded.
    pub fn ticket_of(self, key: &str) -> Option<TicketCreated> {
        self.created.with(|all| all.iter().find(|(sent, _)| sent == key).map(|(_, ticket)| ticket.clone()))
    }

    /// Keeps a letter on the device and sends it. It is kept before the first byte travels.
    pub async fn post(self, letter: Letter) -> (String, Outcome) {
        self.post_with(letter, Vec::new()).await
    }

    /// The same for a letter with files.
    pub async fn post_with(self, letter: Letter, files: Vec<Attachment>) -> (String, Outcome) {
        let key = page::random_key();
        let is_first = !self.has_earlier(&letter);
        self.change(|entries| {
            entries.push(Entry { key: key.clone(), letter: letter.clone(), is_refused: false, files })
        });
        if !is_first {
            return (key, Outcome::Kept);
        }
        let outcome = self.send(&key, &letter).await;
        match &outcome {
            Outcome::Kept => self.keep_trying(FIRST_WAIT),
            Outcome::Refused(_) => self.remove(&key),
            _ => {}
        }
        if outcome != Outcome::Kept {
            // What was written meanwhile waited for it.
            self.flush();
        }
        (key, outcome)
    }

    /// The files of a letter.
    pub fn files_of(self, key: &str) -> Vec<Attachment> {
        self.read();
        let find = |all: &Vec<Entry>| all.iter().find(|e| e.key == key).map(|e| e.files.clone());
        self.entries.with_untracked(find).unwrap_or_default()
    }

    /// Takes a refused letter out, to be written anew.
    pub fn take_back(self, key: &str) -> Option<Letter> {
        self.read();
        let letter =
            self.entries.with_untracked(|all| all.iter().find(|e| e.key == key).map(|e| e.letter.clone()));
        self.remove(key);
        letter
    }

    async fn send_rest(self) -> bool {
        while let Some(entry) = self.next() {
            match self.send(&entry.key, &entry.letter).await {
                Outcome::Kept => return false,
                Outcome::Refused(_) => self.change(|entries| {
                    entries.iter_mut().filter(|e| e.key == entry.key).for_each(|e| e.is_refused = true);
                }),
                _ => {}
            }
        }
        true
    }

    /// The letter to send now: none while the first is being sent already, so that all keep their order.
    fn next(self) -> Option<Entry> {
        self.read();
        let first =
            self.entries.try_with_untracked(|all| all.iter().find(|e| self.may_go(e)).cloned()).flatten()?;
        let is_sent = self.sending.try_with_untracked(|keys| keys.contains(&first.key)) != Some(false);
        (!is_sent).then_some(first)
    }

    async fn send(self, key: &str, letter: &Letter) -> Outcome {
        self.sending.try_update(|keys| keys.push(key.to_owned()));
        let outcome = self.send_now(key, letter).await;
        self.sending.try_update(|keys| keys.retain(|sent| sent != key));
        outcome
    }

    async fn send_now(self, key: &str, letter: &Letter) -> Outcome {
        let turn = self.turn.try_get_untracked();
        let was_signed_in = self.is_signed_in();
        let result = match letter {
            Letter::Ticket(ticket) => {
                let call = CreateTicket { body: ticket.clone() };
                self.api.write(call, Grant::Key(""), key).await.map(Outcome::Ticket)
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
            // Their session has ended meanwhile; as a guest they may write all the same.
            Err(_) if was_signed_in && !self.is_signed_in() => Outcome::Kept,
            Err(failure) => {
                self.host.emit(Event::Error(Trouble::RequestRefused));
                Outcome::Refused(failure)
            }
        }
    }

    /// Whether a letter can be sent now. A reply that the customer's session alone can carry waits for it, and holds up
    /// nothing else; where nobody was signed in on this device no session will come.
    fn may_go(self, entry: &Entry) -> bool {
        let is_carried = |ticket| self.keyring.key_of(ticket).is_some_and(|key| !key.is_empty());
        !entry.is_refused
            && match &entry.letter {
                Letter::Ticket(_) => true,
                Letter::Reply(ticket, _) => {
                    is_carried(ticket) || self.is_signed_in() || !self.shelf.has_any("session")
                }
            }
    }

    fn is_signed_in(self) -> bool {
        !untrack(|| self.api.session()).is_empty()
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

    /// Whether something to the same ticket waits already: replies keep their order.
    fn has_earlier(self, letter: &Letter) -> bool {
        let Letter::Reply(ticket, _) = letter else { return false };
        self.read();
        let is_earlier =
            |e: &Entry| !e.is_refused && matches!(&e.letter, Letter::Reply(to, _) if to == ticket);
        self.entries.try_with_untracked(|entries| entries.iter().any(is_earlier)) == Some(true)
    }

    /// Reads what the device keeps, once.
    fn read(self) {
        if self.is_read.try_get_untracked() == Some(false) {
            self.is_read.set(true);
            self.entries.set(self.shelf.read("outbox").unwrap_or_default());
        }
    }

    fn remove(self, key: &str) {
        self.change(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Changes what is on the device, not what this page has read: another tab may have written too, or forgotten all.
    fn change(self, change: impl FnOnce(&mut Vec<Entry>)) {
        let mut entries = self.shelf.read("outbox").unwrap_or_default();
        change(&mut entries);
        self.shelf.write("outbox", &entries);
        self.is_read.try_set(true);
        self.entries.try_set(entries);
    }
}

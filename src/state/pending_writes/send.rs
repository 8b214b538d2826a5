//! How writes are kept, how each travels, and what follows from its arrival. Fetched when there is a write.

use std::pin::Pin;

use helpnook_contract::attachments::Attachment;
use helpnook_contract::thread::CreateMessage;
use helpnook_contract::tickets::{CreateTicket, TicketCreated};
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::{FIRST_WAIT, PendingWrite, PendingWrites, Write, WriteOutcome};
use crate::chunks::LoadError;
use crate::host::events::{Event, Trouble};
use crate::platform::page;
use crate::remote::Failure;
use crate::state::backend::Grant;
use crate::state::delivery::Delivery;
use crate::state::device_storage::stored::Outbox;
use leptos::prelude::*;

/// Writes on their way: true once nothing is left to send.
type Sent = Pin<Box<dyn Future<Output = bool>>>;

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
pub(super) fn send_all(pending_writes: PendingWrites) -> Result<Sent, LoadError> {
    Ok(Box::pin(pending_writes.send_rest()))
}

impl PendingWrites {
    /// Everything that the backend does not have yet.
    pub fn entries(self) -> Vec<PendingWrite> {
        self.read();
        self.entries.get()
    }

    /// A pending write by its idempotency key.
    pub fn find(self, key: &str) -> Option<PendingWrite> {
        untrack(|| self.entries()).into_iter().find(|entry| entry.key == key)
    }

    /// The stage of a pending write.
    pub fn delivery(self, key: &str) -> Delivery {
        let entries = self.entries();
        entries.iter().find(|entry| entry.key == key).map_or(Delivery::Underway, PendingWrite::delivery)
    }

    /// Sends a write under a new key, because the customer says that it did not arrive.
    pub fn send_again(self, key: &str) {
        self.change(|entries| {
            for entry in entries.iter_mut().filter(|entry| entry.key == key) {
                *entry = PendingWrite {
                    key: page::random_key(),
                    is_refused: false,
                    sent_at: None,
                    ..entry.clone()
                };
            }
        });
        self.flush();
    }

    /// The ticket that a write became, once it did since the page was loaded.
    pub fn ticket_of(self, key: &str) -> Option<TicketCreated> {
        self.created.with(|all| all.iter().find(|(sent, _)| sent == key).map(|(_, ticket)| ticket.clone()))
    }

    /// Keeps a write on the device and sends it. It is kept before the first byte travels.
    pub async fn post(self, write: Write) -> (String, WriteOutcome) {
        self.post_with(write, Vec::new()).await
    }

    /// The same for a write with files.
    pub async fn post_with(self, write: Write, files: Vec<Attachment>) -> (String, WriteOutcome) {
        let key = page::random_key();
        let is_first = !self.has_earlier(&write);
        self.change(|entries| {
            let files = files.into_iter().map(Into::into).collect();
            entries.push(PendingWrite {
                key: key.clone(),
                write: write.clone(),
                is_refused: false,
                sent_at: None,
                files,
            })
        });
        if !is_first {
            return (key, WriteOutcome::Kept);
        }
        let outcome = self.send(&key, &write).await;
        match &outcome {
            WriteOutcome::Kept => self.keep_trying(FIRST_WAIT),
            WriteOutcome::Refused(_) => self.remove(&key),
            _ => {}
        }
        if outcome != WriteOutcome::Kept {
            // Later writes have waited for this one.
            self.flush();
        }
        (key, outcome)
    }

    /// The files of a write.
    pub fn files_of(self, key: &str) -> Vec<Attachment> {
        self.read();
        let find = |all: &Vec<PendingWrite>| all.iter().find(|e| e.key == key).map(|e| e.files.clone());
        let files = self.entries.with_untracked(find).unwrap_or_default();
        files.into_iter().map(Into::into).collect()
    }

    /// Takes a refused write out, to be written anew.
    pub fn take_back(self, key: &str) -> Option<Write> {
        self.read();
        let write =
            self.entries.with_untracked(|all| all.iter().find(|e| e.key == key).map(|e| e.write.clone()));
        self.remove(key);
        write
    }

    async fn send_rest(self) -> bool {
        while let Some(entry) = self.next() {
            match self.send(&entry.key, &entry.write).await {
                WriteOutcome::Kept => return false,
                WriteOutcome::Refused(_) => self.change(|entries| {
                    entries.iter_mut().filter(|e| e.key == entry.key).for_each(|e| e.is_refused = true);
                }),
                _ => {}
            }
        }
        true
    }

    /// The write to send now: none while the first is being sent already, so that all keep their order.
    fn next(self) -> Option<PendingWrite> {
        // Another tab may have sent it, while this one slept.
        self.reload();
        let first =
            self.entries.try_with_untracked(|all| all.iter().find(|e| self.may_go(e)).cloned()).flatten()?;
        let is_sent = self.sending.try_with_untracked(|keys| keys.contains(&first.key)) != Some(false);
        (!is_sent).then_some(first)
    }

    async fn send(self, key: &str, write: &Write) -> WriteOutcome {
        self.sending.try_update(|keys| keys.push(key.to_owned()));
        self.note_sending(key, true);
        let outcome = self.send_now(key, write).await;
        self.sending.try_update(|keys| keys.retain(|sent| sent != key));
        outcome
    }

    async fn send_now(self, key: &str, write: &Write) -> WriteOutcome {
        let turn = self.turn.try_get_untracked();
        let was_signed_in = self.is_signed_in();
        let result = match write {
            Write::Ticket(ticket) => {
                let call = CreateTicket { body: ticket.clone() };
                self.backend.write(call, Grant::Key(""), key).await.map(WriteOutcome::Ticket)
            }
            Write::Reply(ticket, message) => {
                let grant = self.ticket_keys.key_of(ticket).unwrap_or_default();
                let call = CreateMessage { id: ticket.clone(), body: message.clone() };
                self.backend.write(call, Grant::Key(&grant), key).await.map(WriteOutcome::Reply)
            }
        };
        let is_forgotten = self.turn.try_get_untracked().is_some_and(|now| Some(now) != turn);
        match result {
            Ok(outcome) if is_forgotten => outcome,
            Ok(outcome) => {
                self.arrive(key, write, &outcome);
                outcome
            }
            Err(Failure::Busy { seconds }) => {
                // The backend has not done it.
                self.note_sending(key, false);
                self.patience.try_set(seconds);
                WriteOutcome::Kept
            }
            Err(failure) if failure.may_pass() => WriteOutcome::Kept,
            // Their session has ended meanwhile; as a guest they may write all the same.
            Err(_) if was_signed_in && !self.is_signed_in() => WriteOutcome::Kept,
            Err(failure) => {
                self.host.emit(Event::Error(Trouble::RequestRefused));
                WriteOutcome::Refused(failure)
            }
        }
    }

    /// Stores when a write was first sent, before it is; or that no try has reached the backend.
    fn note_sending(self, key: &str, is_sent: bool) {
        let lacks = |entry: &PendingWrite| entry.key == key && entry.sent_at.is_some() != is_sent;
        if self.storage.read::<Outbox>().unwrap_or_default().0.iter().any(lacks) {
            self.change(|entries| {
                for entry in entries.iter_mut().filter(|entry| lacks(entry)) {
                    entry.sent_at = is_sent.then(page::now);
                }
            });
        }
    }

    /// True for a write that can be sent now. A reply that the customer's session alone can carry waits for it, and holds up
    /// nothing else; where nobody was signed in on this device no session will come.
    fn may_go(self, entry: &PendingWrite) -> bool {
        let is_carried = |ticket| self.ticket_keys.key_of(ticket).is_some_and(|key| !key.is_empty());
        entry.delivery() == Delivery::Underway
            && match &entry.write {
                Write::Ticket(_) => true,
                Write::Reply(ticket, _) => {
                    is_carried(ticket) || self.is_signed_in() || !self.storage.has_any("session")
                }
            }
    }

    fn is_signed_in(self) -> bool {
        !untrack(|| self.backend.session()).is_empty()
    }

    fn arrive(self, key: &str, write: &Write, outcome: &WriteOutcome) {
        self.remove(key);
        if let WriteOutcome::Ticket(created) = outcome {
            self.ticket_keys.add(created);
            self.created.try_update(|all| all.push((key.to_owned(), created.clone())));
            self.host.emit(Event::TicketCreated(created.reference.clone()));
        }
        if let Write::Reply(ticket, _) = write {
            self.replied.try_update(|count| *count += 1);
            self.host.emit(Event::ReplySent(ticket.0.clone()));
        }
    }

    /// True while an earlier write to the same ticket waits: replies keep their order.
    fn has_earlier(self, write: &Write) -> bool {
        let Write::Reply(ticket, _) = write else { return false };
        // Another tab may have sent it meanwhile.
        self.reload();
        let is_earlier = |e: &PendingWrite| {
            e.delivery() == Delivery::Underway && matches!(&e.write, Write::Reply(to, _) if to == ticket)
        };
        self.entries.try_with_untracked(|entries| entries.iter().any(is_earlier)) == Some(true)
    }

    /// Reads the stored writes, once.
    fn read(self) {
        if self.is_read.try_get_untracked() == Some(false) {
            self.is_read.set(true);
            self.entries.set(self.storage.read::<Outbox>().unwrap_or_default().0);
        }
    }

    /// Reads the stored writes again.
    fn reload(self) {
        let stored = self.storage.read::<Outbox>().unwrap_or_default().0;
        self.is_read.try_set(true);
        if self.entries.try_with_untracked(|entries| *entries != stored) == Some(true) {
            self.entries.set(stored);
        }
    }

    fn remove(self, key: &str) {
        self.change(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Changes what is on the device, not what this page has read: another tab may have written too, or forgotten all.
    fn change(self, change: impl FnOnce(&mut Vec<PendingWrite>)) {
        let mut outbox: Outbox = self.storage.read().unwrap_or_default();
        change(&mut outbox.0);
        self.storage.write(&outbox);
        self.is_read.try_set(true);
        self.entries.try_set(outbox.0);
    }
}

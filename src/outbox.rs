//! Writes that must not be lost: on the device before they travel, sent again until the backend has
//! them, and there only once, because each keeps its idempotency key.

use helpnook_contract::TicketId;
use helpnook_contract::attachments::Attachment;
use helpnook_contract::thread::{Message, NewMessage};
use helpnook_contract::tickets::{NewTicket, TicketCreated};
use serde::{Deserialize, Serialize};

use crate::api::Api;
use crate::browser::{page, timer};
use crate::chunk::come;
use crate::events::Host;
use crate::keyring::Keyring;
use crate::remote::Failure;
use crate::shelf::Shelf;
use crate::signal::{Signal, spawn_local};

mod carry;
use carry::carry;

/// What is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Letter {
    /// A new ticket.
    Ticket(NewTicket),
    /// A reply to a ticket of this device.
    Reply(TicketId, NewMessage),
}

/// A letter that the backend does not have yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its idempotency key.
    pub key: String,
    /// What is sent.
    pub letter: Letter,
    /// Whether the backend refused it: then it waits for the customer, not for the network.
    pub is_refused: bool,
    /// The files that it names, for when it is written anew.
    #[serde(default)]
    pub files: Vec<Attachment>,
}

/// What became of a letter when it was sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The backend has the ticket.
    Ticket(TicketCreated),
    /// The backend has the reply.
    Reply(Message),
    /// Not yet: it is kept, and sent again by itself.
    Kept,
    /// The backend refused it; it is no longer in the outbox.
    Refused(Failure),
}

/// The letters on their way, in the order in which they were written. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Outbox {
    entries: Signal<Vec<Entry>>,
    created: Signal<Vec<(String, TicketCreated)>>,
    replied: Signal<u32>,
    is_trying: Signal<bool>,
    /// Seconds that the backend asked to wait before the next try.
    patience: Signal<u32>,
    /// The keys of the letters that are being sent at this moment.
    sending: Signal<Vec<String>>,
    /// Grows when everything is forgotten: what comes back after that belongs to nobody here.
    turn: Signal<u32>,
    api: Api,
    shelf: Shelf,
    keyring: Keyring,
    host: Host,
}

/// The first wait after a failed try, in seconds; each further one is twice as long, up to the last.
const FIRST_WAIT: u32 = 2;
const LAST_WAIT: u32 = 60;

impl Outbox {
    /// What the device kept; it goes on its way by itself.
    pub fn open(api: Api, shelf: Shelf, keyring: Keyring, host: Host) -> Self {
        let outbox = Self {
            entries: Signal::new(shelf.read("outbox").unwrap_or_default()),
            created: Signal::new(Vec::new()),
            replied: Signal::new(0),
            is_trying: Signal::new(false),
            patience: Signal::new(0),
            sending: Signal::new(Vec::new()),
            turn: Signal::new(0),
            api,
            shelf,
            keyring,
            host,
        };
        outbox.flush();
        page::when("online", move || outbox.flush());
        outbox
    }

    /// Everything that the backend does not have yet.
    pub fn entries(self) -> Vec<Entry> {
        self.entries.get()
    }

    /// The ticket that a letter became, once it did since the page was loaded.
    pub fn ticket_of(self, key: &str) -> Option<TicketCreated> {
        self.created.with(|all| all.iter().find(|(sent, _)| sent == key).map(|(_, ticket)| ticket.clone()))
    }

    /// Grows whenever a letter arrived: whoever shows tickets asks anew.
    pub fn arrivals(self) -> usize {
        self.created.with(Vec::len) + self.replied.get() as usize
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
        let find = |all: &Vec<Entry>| all.iter().find(|e| e.key == key).map(|e| e.files.clone());
        self.entries.with_untracked(find).unwrap_or_default()
    }

    /// Takes a refused letter out, to be written anew.
    pub fn take_back(self, key: &str) -> Option<Letter> {
        let letter =
            self.entries.with_untracked(|all| all.iter().find(|e| e.key == key).map(|e| e.letter.clone()));
        self.remove(key);
        letter
    }

    /// Forgets every letter, on this device too.
    pub fn forget(self) {
        self.turn.update(|turn| *turn += 1);
        self.shelf.clear("outbox");
        self.entries.set(Vec::new());
        self.created.set(Vec::new());
    }

    /// Sends everything now, without waiting any longer.
    pub fn flush(self) {
        let is_waiting = |entries: &Vec<Entry>| entries.iter().any(|entry| !entry.is_refused);
        if self.entries.try_with_untracked(is_waiting) == Some(true) {
            spawn_local(async move {
                if !self.send_all().await {
                    self.keep_trying(FIRST_WAIT);
                }
            });
        }
    }

    fn keep_trying(self, first_wait: u32) {
        if self.is_trying.try_get_untracked() != Some(false) {
            return;
        }
        self.is_trying.set(true);
        spawn_local(async move {
            let mut wait = first_wait;
            loop {
                let asked = self.patience.try_get_untracked().unwrap_or_default();
                self.patience.try_set(0);
                timer::after(wait.max(asked) * 1000).await;
                if self.send_all().await {
                    break;
                }
                wait = (wait * 2).min(LAST_WAIT);
            }
            self.is_trying.try_set(false);
        });
    }

    /// Sends in order until one does not get through. True when nothing is left to send, or when another try is at
    /// it, which goes on with the rest.
    async fn send_all(self) -> bool {
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
        let first =
            self.entries.try_with_untracked(|all| all.iter().find(|e| !e.is_refused).cloned()).flatten()?;
        let is_sent = self.sending.try_with_untracked(|keys| keys.contains(&first.key)) != Some(false);
        (!is_sent).then_some(first)
    }

    async fn send(self, key: &str, letter: &Letter) -> Outcome {
        self.sending.try_update(|keys| keys.push(key.to_owned()));
        // Without the code for it the letter waits as without a network.
        let turn = self.turn.try_get_untracked();
        let outcome = match come(carry(self, key.to_owned(), letter.clone())).await {
            Ok(carried) if self.turn.try_get_untracked() == turn => carried.await,
            _ => Outcome::Kept,
        };
        self.sending.try_update(|keys| keys.retain(|sent| sent != key));
        outcome
    }

    /// Whether something to the same ticket waits already: replies keep their order.
    fn has_earlier(self, letter: &Letter) -> bool {
        let Letter::Reply(ticket, _) = letter else { return false };
        let is_earlier =
            |e: &Entry| !e.is_refused && matches!(&e.letter, Letter::Reply(to, _) if to == ticket);
        self.entries.try_with_untracked(|entries| entries.iter().any(is_earlier)) == Some(true)
    }

    fn remove(self, key: &str) {
        self.change(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Changes what is on the device, not what this page has read: another tab may have written too, or forgotten all.
    fn change(self, change: impl FnOnce(&mut Vec<Entry>)) {
        let mut entries = self.shelf.read("outbox").unwrap_or_default();
        change(&mut entries);
        self.shelf.write("outbox", &entries);
        self.entries.try_set(entries);
    }
}

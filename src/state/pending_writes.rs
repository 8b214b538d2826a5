//! Writes that must not be lost: on the device before they travel, sent again until the backend has
//! them, and there only once, because each keeps its idempotency key.

use helpnook_contract::thread::Message;
use helpnook_contract::tickets::TicketCreated;

use crate::chunks::load;
use crate::host::events::Host;
use crate::platform::{page, timer};
use crate::remote::Failure;
use crate::state::backend::Backend;
use crate::state::device_storage::stored::Outbox;
use crate::state::device_storage::{DeviceStorage, Stored};
use crate::state::ticket_keys::TicketKeys;
use leptos::prelude::*;
use leptos::task::spawn_local;

mod send;
use send::send_all;

pub use crate::state::device_storage::stored::{PendingWrite, Write};

/// The outcome of sending a write.
#[derive(Clone, Debug, PartialEq)]
pub enum WriteOutcome {
    /// The backend has the ticket.
    Ticket(TicketCreated),
    /// The backend has the reply.
    Reply(Message),
    /// Not yet: it is kept, and sent again by itself.
    Kept,
    /// The backend refused it; it is no longer in the outbox.
    Refused(Failure),
}

/// The writes on their way, in the order in which they were written. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PendingWrites {
    entries: RwSignal<Vec<PendingWrite>>,
    /// Whether they were read from the device.
    is_read: RwSignal<bool>,
    created: RwSignal<Vec<(String, TicketCreated)>>,
    replied: RwSignal<u32>,
    is_trying: RwSignal<bool>,
    /// Seconds that the backend asked to wait before the next try.
    patience: RwSignal<u32>,
    /// The keys of the writes that are being sent at this moment.
    sending: RwSignal<Vec<String>>,
    /// Grows when everything is forgotten: what comes back after that belongs to nobody here.
    turn: RwSignal<u32>,
    backend: Backend,
    storage: DeviceStorage,
    ticket_keys: TicketKeys,
    host: Host,
}

/// The first wait after a failed try, in seconds; each further one is twice as long, up to the last.
const FIRST_WAIT: u32 = 2;
const LAST_WAIT: u32 = 60;

impl PendingWrites {
    /// What the device kept; it goes on its way by itself.
    pub fn open(backend: Backend, storage: DeviceStorage, ticket_keys: TicketKeys, host: Host) -> Self {
        let pending_writes = Self {
            entries: RwSignal::new(Vec::new()),
            is_read: RwSignal::new(false),
            created: RwSignal::new(Vec::new()),
            replied: RwSignal::new(0),
            is_trying: RwSignal::new(false),
            patience: RwSignal::new(0),
            sending: RwSignal::new(Vec::new()),
            turn: RwSignal::new(0),
            backend,
            storage,
            ticket_keys,
            host,
        };
        pending_writes.flush();
        page::when("online", move || pending_writes.flush());
        pending_writes
    }

    /// Grows whenever a write arrived: whoever shows tickets asks anew.
    pub fn arrivals(self) -> usize {
        self.created.with(Vec::len) + self.replied.get() as usize
    }

    /// How many writes the backend does not have yet.
    pub fn count(self) -> usize {
        if self.is_read.get_untracked() {
            return self.entries.with_untracked(Vec::len);
        }
        self.storage.count(Outbox::NAME)
    }

    /// True while this page knows of a write that the backend has not acknowledged.
    pub fn has_writes(self) -> bool {
        self.entries.try_with_untracked(Vec::is_empty) == Some(false)
    }

    /// Forgets every write, on this device too.
    pub fn forget(self) {
        self.turn.update(|turn| *turn += 1);
        self.storage.clear(Outbox::NAME);
        self.entries.set(Vec::new());
        self.created.set(Vec::new());
    }

    /// Sends everything now, without waiting any longer. Where the device keeps no write, no code is fetched for it.
    pub fn flush(self) {
        if self.storage.has_any(Outbox::NAME) {
            spawn_local(async move {
                if !self.try_all().await {
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
                if self.try_all().await {
                    break;
                }
                wait = (wait * 2).min(LAST_WAIT);
            }
            self.is_trying.try_set(false);
        });
    }

    /// Sends in order until one does not get through. True when nothing is left to send, or when another try is at
    /// it, which goes on with the rest. Without the code for it the writes wait as without a network.
    async fn try_all(self) -> bool {
        match load(send_all(self)).await {
            Ok(sent) => sent.await,
            // A widget that was taken out of its page tries no longer.
            Err(_) => self.turn.try_get_untracked().is_none(),
        }
    }
}

//! The tickets that this device follows, and their keys. Whoever holds a key may follow its ticket, so they stay here
//! and travel only in `Authorization`. Tickets of a signed-in customer from other devices have none here: their session
//! opens these.

use helpnook_contract::tickets::{TicketCreated, TicketStatus, TicketSummary};
use helpnook_contract::{MessageId, TicketId};
use leptos::prelude::*;

use crate::state::device_storage::DeviceStorage;
use crate::state::device_storage::stored::TrackedTickets;

pub use crate::state::device_storage::stored::TrackedTicket;

/// How many tickets a device keeps; the oldest are forgotten. The list call takes as many keys.
const MOST: usize = 50;

/// All tickets of this device, the newest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TicketKeys {
    tickets: RwSignal<Vec<TrackedTicket>>,
    storage: DeviceStorage,
}

impl TicketKeys {
    /// The stored tickets.
    pub fn open(storage: DeviceStorage) -> Self {
        Self { tickets: RwSignal::new(stored(storage)), storage }
    }

    /// Everything tickets.
    pub fn all(self) -> Vec<TrackedTicket> {
        self.tickets.get()
    }

    /// Every key.
    pub fn keys(self) -> Vec<String> {
        self.tickets
            .try_with_untracked(|tickets| {
                tickets
                    .iter()
                    .filter(|ticket| !ticket.key.is_empty())
                    .map(|ticket| ticket.key.clone())
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The key of a ticket, as a [`crate::state::backend::Grant`] takes it.
    pub fn key_of(self, id: &TicketId) -> Option<String> {
        self.find(id).map(|ticket| ticket.key)
    }

    /// A tracked ticket by its id.
    pub fn find(self, id: &TicketId) -> Option<TrackedTicket> {
        self.tickets
            .try_with_untracked(|tickets| tickets.iter().find(|ticket| ticket.id == *id).cloned())
            .flatten()
    }

    /// Takes the key of a new ticket.
    pub fn add(self, created: &TicketCreated) {
        self.change(|tickets| {
            tickets.retain(|ticket| ticket.id != created.id);
            tickets.insert(
                0,
                TrackedTicket {
                    id: created.id.clone(),
                    reference: created.reference.clone(),
                    key: created.ticket_key.clone(),
                    seen: None,
                    is_rated: false,
                },
            );
            let mut keys = 0;
            tickets.retain(|ticket| {
                keys += usize::from(!ticket.key.is_empty());
                ticket.key.is_empty() || keys <= MOST
            });
        });
    }

    /// Follows the tickets of a signed-in customer from now on. What was said before is no news on this device, unless we
    /// wait for the customer; and they are not asked here how it went.
    pub fn track_listed(self, listed: &[TicketSummary]) {
        let is_new = |ticket: &&TicketSummary| self.find(&ticket.id).is_none();
        if !listed.iter().any(|ticket| is_new(&ticket)) {
            return;
        }
        self.change(|tickets| {
            for ticket in listed.iter().filter(is_new) {
                let last = ticket.last_message.as_ref().map(|last| last.id.clone());
                tickets.push(TrackedTicket {
                    id: ticket.id.clone(),
                    reference: ticket.reference.clone(),
                    key: String::new(),
                    seen: last.filter(|_| ticket.status != TicketStatus::Waiting),
                    is_rated: true,
                });
            }
        });
    }

    /// Forgets the tickets that only a session opens.
    pub fn remove_session_tickets(self) {
        self.change(|tickets| tickets.retain(|ticket| !ticket.key.is_empty()));
    }

    /// Notes that everything up to a message was read.
    pub fn mark_seen(self, id: &TicketId, message: &MessageId) {
        if self.find(id).is_some_and(|ticket| ticket.seen.as_ref() != Some(message)) {
            self.change_one(id, |ticket| ticket.seen = Some(message.clone()));
        }
    }

    /// Notes whether a rating was given or declined.
    pub fn mark_rated(self, id: &TicketId, is_rated: bool) {
        if self.find(id).is_some_and(|ticket| ticket.is_rated != is_rated) {
            self.change_one(id, |ticket| ticket.is_rated = is_rated);
        }
    }

    /// Forgets every key, on this device too.
    pub fn forget(self) {
        self.storage.clear("tickets");
        self.tickets.set(Vec::new());
    }

    fn change_one(self, id: &TicketId, change: impl Fn(&mut TrackedTicket)) {
        self.change(|tickets| tickets.iter_mut().filter(|ticket| ticket.id == *id).for_each(change));
    }

    /// Changes what is on the device, not what this page has read: another tab may have added a ticket, or forgotten all.
    fn change(self, change: impl FnOnce(&mut Vec<TrackedTicket>)) {
        let mut tickets = TrackedTickets(stored(self.storage));
        change(&mut tickets.0);
        self.storage.write(&tickets);
        self.tickets.try_set(tickets.0);
    }
}

fn stored(storage: DeviceStorage) -> Vec<TrackedTicket> {
    storage.read::<TrackedTickets>().unwrap_or_default().0
}

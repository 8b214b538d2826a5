//! The tickets that this device follows, and their keys. Whoever holds a key may follow its ticket, so they stay here
//! and travel only in `Authorization`. Tickets of a signed-in customer from other devices have none here: their session
//! opens these.

use helpnook_contract::tickets::{TicketCreated, TicketStatus, TicketSummary};
use helpnook_contract::{MessageId, TicketId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::device_storage::DeviceStorage;

/// A ticket that this device may follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedTicket {
    /// Which.
    pub id: TicketId,
    /// What to call it.
    pub reference: String,
    /// Its key; empty where the customer's session opens it.
    pub key: String,
    /// The last message that was read here.
    pub seen: Option<MessageId>,
    /// Whether a rating was given or declined since it was last solved.
    pub is_rated: bool,
}

/// How many tickets a device keeps; the oldest are forgotten. The list call takes as many keys.
const MOST: usize = 50;

/// All tickets of this device, the newest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TicketKeys {
    held: RwSignal<Vec<TrackedTicket>>,
    storage: DeviceStorage,
}

impl TicketKeys {
    /// What the device kept.
    pub fn open(storage: DeviceStorage) -> Self {
        Self { held: RwSignal::new(storage.read("tickets").unwrap_or_default()), storage }
    }

    /// Everything held.
    pub fn all(self) -> Vec<TrackedTicket> {
        self.held.get()
    }

    /// Every key.
    pub fn keys(self) -> Vec<String> {
        self.held
            .try_with_untracked(|held| {
                held.iter().filter(|ticket| !ticket.key.is_empty()).map(|ticket| ticket.key.clone()).collect()
            })
            .unwrap_or_default()
    }

    /// The key of a ticket, as a [`crate::api::Grant`] takes it.
    pub fn key_of(self, id: &TicketId) -> Option<String> {
        self.find(id).map(|ticket| ticket.key)
    }

    /// What is held of a ticket.
    pub fn find(self, id: &TicketId) -> Option<TrackedTicket> {
        self.held.try_with_untracked(|held| held.iter().find(|ticket| ticket.id == *id).cloned()).flatten()
    }

    /// Takes the key of a new ticket.
    pub fn add(self, created: &TicketCreated) {
        self.change(|held| {
            held.retain(|ticket| ticket.id != created.id);
            held.insert(
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
            held.retain(|ticket| {
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
        self.change(|held| {
            for ticket in listed.iter().filter(is_new) {
                let last = ticket.last_message.as_ref().map(|last| last.id.clone());
                held.push(TrackedTicket {
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
        self.change(|held| held.retain(|ticket| !ticket.key.is_empty()));
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
        self.held.set(Vec::new());
    }

    fn change_one(self, id: &TicketId, change: impl Fn(&mut TrackedTicket)) {
        self.change(|held| held.iter_mut().filter(|ticket| ticket.id == *id).for_each(change));
    }

    /// Changes what is on the device, not what this page has read: another tab may have added a ticket, or forgotten all.
    fn change(self, change: impl FnOnce(&mut Vec<TrackedTicket>)) {
        let mut held = self.storage.read("tickets").unwrap_or_default();
        change(&mut held);
        self.storage.write("tickets", &held);
        self.held.try_set(held);
    }
}

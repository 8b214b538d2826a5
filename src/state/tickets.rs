//! This device's tickets: where they stand, which have news.

use std::pin::Pin;

use helpnook_contract::TicketId;
use helpnook_contract::tickets::{Actor, CursorQuery, ListTickets, TicketStatus, TicketSummary};
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use crate::chunks::{LoadError, load};
use crate::remote::{Failure, Remote};
use crate::state::backend::{Backend, Grant};
use crate::state::tasks::Tasks;
use crate::state::ticket_keys::TicketKeys;
use leptos::prelude::*;

/// So many pages are asked for, whatever a backend says: more than a device holds tickets.
const MOST_PAGES: usize = 50;

/// The list of tickets. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Tickets {
    list: RwSignal<Remote<Vec<TicketSummary>>>,
    call: RwSignal<u32>,
    /// The last call that was answered.
    answered: RwSignal<u32>,
    backend: Backend,
    tasks: Tasks,
    ticket_keys: TicketKeys,
}

impl Tickets {
    /// Nothing yet: see [`Tickets::refresh`].
    pub fn new(backend: Backend, tasks: Tasks, ticket_keys: TicketKeys) -> Self {
        Self {
            list: RwSignal::new(Remote::Idle),
            call: RwSignal::new(0),
            answered: RwSignal::new(0),
            backend,
            tasks,
            ticket_keys,
        }
    }

    /// The tickets, the last changed first.
    pub fn list(self) -> Remote<Vec<TicketSummary>> {
        self.list.get()
    }

    /// Asks again, unless an answer is on its way: on a slow line it would never be the newest.
    pub fn poll(self) {
        if self.call.get_untracked() == self.answered.get_untracked() {
            self.refresh();
        }
    }

    /// Asks for those of a customer who is signed in from now on: that this device had none says nothing of theirs.
    pub fn begin(self) {
        if self.list.with_untracked(|list| list.ready().is_some_and(Vec::is_empty)) {
            self.list.set(Remote::Idle);
        }
        self.refresh();
    }

    /// Asks where they stand, unless this device has none. What is shown stays until the answer is here,
    /// and also when there is none.
    pub fn refresh(self) {
        let mut keys = self.ticket_keys.keys();
        let session = untrack(|| self.backend.session());
        let is_signed_in = !session.is_empty();
        if is_signed_in {
            keys.insert(0, session);
        }
        // What is on its way was asked for by other keys, which may be forgotten by now.
        self.call.try_update(|call| *call += 1);
        if keys.is_empty() {
            self.answered.try_set(self.call.try_get_untracked().unwrap_or_default());
            self.list.try_set(Remote::Ready(Vec::new()));
            return;
        }
        match self.list.try_with_untracked(|list| list.ready().is_none()) {
            Some(true) => self.list.set(Remote::Loading),
            Some(false) => (),
            // A late answer of a widget that was taken out of its page led here.
            None => return,
        }
        let call = self.call.get_untracked();
        self.tasks.spawn(async move {
            let page = match load(ask(self, keys, is_signed_in)).await {
                Ok(asked) => asked.await,
                Err(failure) => Err(failure),
            };
            let is_newest = self.call.try_get_untracked() == Some(call);
            if is_newest {
                self.answered.try_set(call);
            }
            let has_list = self.list.try_with_untracked(|list| list.ready().is_some());
            if is_newest && (page.is_ok() || has_list == Some(false)) {
                self.list.set(page.into());
            }
        });
    }

    /// Whether a ticket has a message from an agent that was not read on this device.
    pub fn is_unread(self, ticket: &TicketSummary) -> bool {
        let Some(last) = &ticket.last_message else { return false };
        let held = self.ticket_keys.all();
        last.author.kind == Actor::Agent
            && held.iter().any(|held| held.id == ticket.id && held.seen.as_ref() != Some(&last.id))
    }

    /// A listed ticket by its id.
    pub fn find(self, id: &TicketId) -> Option<TicketSummary> {
        self.list.with(|list| list.ready()?.iter().find(|ticket| ticket.id == *id).cloned())
    }

    /// The tickets with news.
    pub fn unread(self) -> Vec<TicketSummary> {
        self.list.with(|list| {
            let all = list.ready().into_iter().flatten();
            all.filter(|ticket| self.is_unread(ticket)).cloned().collect()
        })
    }

    /// The last solved ticket that was neither rated nor declined to be.
    pub fn unrated(self) -> Option<TicketSummary> {
        let held = self.ticket_keys.all();
        self.list.with(|list| {
            let mut all = list.ready().into_iter().flatten();
            all.find(|ticket| {
                ticket.status == TicketStatus::Solved
                    && held.iter().any(|held| held.id == ticket.id && !held.is_rated)
            })
            .cloned()
        })
    }
}

type Asked = Pin<Box<dyn Future<Output = Result<Vec<TicketSummary>, Failure>>>>;

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
fn ask(tickets: Tickets, keys: Vec<String>, is_signed_in: bool) -> Result<Asked, LoadError> {
    Ok(Box::pin(all(tickets, keys, is_signed_in)))
}

/// Every page of the list.
async fn all(tickets: Tickets, keys: Vec<String>, is_signed_in: bool) -> Result<Vec<TicketSummary>, Failure> {
    let call = tickets.call.try_get_untracked();
    let mut all = Vec::new();
    let mut query = CursorQuery::default();
    for _ in 0..MOST_PAGES {
        let page = tickets.backend.get(ListTickets { query }, Grant::Keys(&keys)).await?;
        all.extend(page.items);
        if tickets.call.try_get_untracked() != call {
            // Asked anew meanwhile.
            return Err(Failure::Offline);
        }
        if page.next.is_none() {
            break;
        }
        query = CursorQuery { cursor: page.next };
    }
    if is_signed_in {
        tickets.ticket_keys.track_listed(&all);
    }
    Ok(all)
}

//! The ticket on show: its status, its thread, the reply, and whether it is solved.

use helpnook_contract::thread::{
    CreateTransition, ListMessages, Message, MessagesQuery, NewMessage, Transition,
};
use helpnook_contract::tickets::{GetTicket, Ticket, TicketAction};
use helpnook_contract::{MessageId, TicketId, thread::CustomerStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::TextKey;
use crate::platform::page;
use crate::remote::{Failure, Remote};
use crate::services::Services;
use crate::state::attachments::AttachmentsState;
use crate::state::backend::Grant;
use crate::state::drafts;
use crate::state::pending_writes::{Write, WriteOutcome};

/// So many pages of a thread are asked for, whatever a backend says.
const MOST_PAGES: usize = 100;

/// A ticket with its messages.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedTicket {
    /// Where it stands.
    pub ticket: Ticket,
    /// The thread, the oldest first.
    pub messages: Vec<Message>,
}

/// The request on show.
#[derive(Clone, Copy)]
pub struct TicketState {
    pub(super) followed: RwSignal<Remote<FollowedTicket>>,
    pub(super) id: RwSignal<Option<TicketId>>,
    pub(super) reply: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    pub(super) failure: RwSignal<Option<String>>,
    /// What is wrong with the reply; empty for nothing.
    fault: RwSignal<String>,
    /// The first message that was not read on this device before.
    pub(super) news: RwSignal<Option<MessageId>>,
    pub(super) call: RwSignal<u32>,
    /// The files of the reply.
    pub files: AttachmentsState,
    services: StoredValue<Services>,
}

impl TicketState {
    /// No request yet.
    pub fn new(services: Services) -> Self {
        Self {
            followed: RwSignal::new(Remote::Idle),
            id: RwSignal::new(None),
            reply: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            fault: RwSignal::new(String::new()),
            news: RwSignal::new(None),
            call: RwSignal::new(0),
            files: AttachmentsState::new(services, None),
            services: StoredValue::new(services),
        }
    }

    /// The services.
    pub(super) fn services(self) -> Services {
        self.services.get_value()
    }

    /// The request and its thread.
    pub fn followed(self) -> Remote<FollowedTicket> {
        self.followed.get()
    }

    /// Reads the ticket and its thread; effects that do follow it.
    pub(super) fn followed_with<T>(self, read: impl FnOnce(&Remote<FollowedTicket>) -> T) -> T {
        self.followed.with(read)
    }

    /// The id of the ticket on show.
    pub(super) fn id(self) -> Option<TicketId> {
        self.id.get_untracked()
    }

    /// True while a reply or a change of status is being sent.
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// The reply as far as it is written.
    pub fn reply(self) -> String {
        self.reply.get()
    }

    /// What is wrong with the reply; empty for nothing.
    pub fn fault(self) -> String {
        self.fault.get()
    }

    /// What stood in the way of the last thing that was tried.
    pub fn failure(self) -> Option<String> {
        self.failure.get()
    }

    /// Shows a request: with the reply that was being written, from what is new on.
    pub fn open(self, id: TicketId) {
        let is_other = self.id.get_untracked().as_ref() != Some(&id);
        let has_news = untrack(|| self.services().tickets.unread()).iter().any(|ticket| ticket.id == id);
        if is_other || has_news {
            self.followed.set(Remote::Loading);
            self.news.set(None);
        }
        if is_other {
            self.reply.set(drafts::reply(self.services().storage, &id));
            self.files.clear();
            self.failure.set(None);
            self.fault.set(String::new());
            self.id.set(Some(id));
        }
        self.refresh();
    }

    /// Asks where it stands now. What is on show stays until the answer is here.
    pub fn refresh(self) {
        self.call.update(|call| *call += 1);
        let Some((id, key)) = self.grant() else {
            self.followed.set(Remote::Failed(Failure::NotFound));
            return;
        };
        let call = self.call.get_untracked();
        self.services().tasks.spawn(async move {
            let ticket = self.services().backend.get(GetTicket { id: id.clone() }, Grant::Key(&key)).await;
            let messages = match ticket {
                Ok(_) => self.thread(&id, &key).await,
                Err(ref failure) => Err(failure.clone()),
            };
            if self.call.get_untracked() != call {
                return;
            }
            let fresh =
                ticket.and_then(|ticket| messages.map(|messages| FollowedTicket { ticket, messages }));
            if fresh.is_ok() || self.followed.with_untracked(|shown| shown.ready().is_none()) {
                self.show(fresh.into());
            }
        });
    }

    /// Every page of the thread.
    async fn thread(self, id: &TicketId, key: &str) -> Result<Vec<Message>, Failure> {
        let mut messages = Vec::new();
        let mut cursor = None;
        for _ in 0..MOST_PAGES {
            let query = MessagesQuery { after: None, cursor };
            let page =
                self.services().backend.get(ListMessages { id: id.clone(), query }, Grant::Key(key)).await?;
            messages.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        Ok(messages)
    }

    fn show(self, followed: Remote<FollowedTicket>) {
        if let Some(now) = followed.ready() {
            let before =
                self.followed.with_untracked(|shown| shown.ready().map(|shown| shown.messages.len()));
            if before.is_none() {
                self.news.set(self.first_unseen(now));
            }
            if let Some(last) = now.messages.last() {
                self.services().ticket_keys.mark_seen(&now.ticket.id, &last.id);
                if before.is_some_and(|before| before < now.messages.len()) {
                    self.announce_message(last);
                }
            }
            let can_rate = now.ticket.can.contains(&TicketAction::Rate);
            if can_rate {
                self.services().survey.ask(now.ticket.id.clone());
            } else if now.ticket.can.contains(&TicketAction::Solve) {
                // Open again: once it is solved anew it may be rated anew.
                self.services().ticket_keys.mark_rated(&now.ticket.id, false);
                self.services().survey.withdraw(&now.ticket.id);
            }
        }
        // The same answer again does not draw the thread anew under the reader.
        if self.followed.with_untracked(|shown| *shown != followed) {
            let is_first = self.followed.with_untracked(|shown| shown.ready().is_none());
            if matches!(&followed, Remote::Failed(failure) if !failure.is_gone()) {
                self.services().announcer.announce(self.services().i18n.text(TextKey::RequestsFailed));
            }
            self.followed.set(followed);
            if is_first {
                self.services().focus.content_arrived();
            }
        }
    }

    /// Changes the reply, and keeps it on the device.
    pub fn write(self, text: String) {
        if let Some(id) = self.id.get_untracked() {
            drafts::keep_reply(self.services().storage, &id, &text);
        }
        self.reply.set(text);
        self.fault.set(String::new());
    }

    /// Sends the reply by the pending_writes. A file alone is a reply too, with its name as the text.
    pub fn send(self) {
        let Some(id) = self.id.get_untracked().filter(|_| !self.is_busy.get_untracked()) else { return };
        let text = self.reply.get_untracked().trim().to_owned();
        let names: Vec<_> = untrack(|| self.files.done()).into_iter().map(|file| file.name).collect();
        let body = if text.is_empty() { names.join(", ") } else { text };
        self.failure.set(None);
        if untrack(|| self.files.is_busy()) {
            return self.fail(TextKey::FilesOnTheWay);
        }
        if body.is_empty() {
            return self.fault.set(self.services().i18n.text(TextKey::ReplyMissing));
        }
        self.is_busy.set(true);
        let message = NewMessage { body: body.clone(), attachments: self.files.ids() };
        let sent = message.attachments.clone();
        // Not a task of the widget: a reply that was just sent is stored even where the widget is unmounted first.
        let Services { pending_writes, tasks, .. } = self.services();
        spawn_local(async move {
            let (_, outcome) = pending_writes.post(Write::Reply(id.clone(), message)).await;
            if tasks.have_ended() {
                return;
            }
            self.is_busy.set(false);
            // Another request is on show by now: what is typed there is not touched.
            if self.id.get_untracked().as_ref() != Some(&id) {
                if !matches!(outcome, WriteOutcome::Refused(_)) {
                    drafts::keep_reply(self.services().storage, &id, "");
                }
                return;
            }
            if let WriteOutcome::Refused(failure) = outcome {
                let is_closed = matches!(failure, Failure::Conflict(_));
                self.fail(if is_closed { TextKey::RequestClosed } else { TextKey::NotAccepted });
            } else {
                drafts::keep_reply(self.services().storage, &id, "");
                self.reply.set(String::new());
                self.files.forget(&sent);
            }
            self.refresh();
        });
    }

    /// Says that it is solved, or that it is not.
    pub fn move_to(self, to: CustomerStatus) {
        let Some((id, key)) = self.grant().filter(|_| !self.is_busy.get_untracked()) else { return };
        self.is_busy.set(true);
        self.failure.set(None);
        self.services().tasks.spawn(async move {
            let call = CreateTransition { id: id.clone(), body: Transition { to } };
            let result = self.services().backend.write(call, Grant::Key(&key), &page::random_key()).await;
            self.is_busy.set(false);
            // Another ticket is on show by now.
            if self.id.get_untracked() != Some(id) {
                self.services().tickets.refresh();
                return;
            }
            match result {
                Ok(ticket) => {
                    // A look that began before would show how it stood then.
                    self.call.update(|call| *call += 1);
                    let messages = self
                        .followed
                        .with_untracked(|shown| shown.ready().map(|shown| shown.messages.clone()));
                    let words =
                        if to == CustomerStatus::Solved { TextKey::NowSolved } else { TextKey::NowOpen };
                    self.services().announcer.announce(self.services().i18n.text(words));
                    self.show(Remote::Ready(FollowedTicket {
                        ticket,
                        messages: messages.unwrap_or_default(),
                    }));
                    self.services().tickets.refresh();
                    self.services().focus.content_arrived();
                }
                Err(Failure::Conflict(_)) => self.refresh(),
                Err(_) => self.fail(TextKey::ChangeFailed),
            }
        });
    }

    fn grant(self) -> Option<(TicketId, String)> {
        let id = self.id.get_untracked()?;
        let key = self.services().ticket_keys.key_of(&id)?;
        Some((id, key))
    }
}

//! One request: where it stands, its thread, the reply, and whether it is solved.

use crate::signal::{Signal, spawn_local, untrack};
use helpnook_contract::thread::{
    CreateTransition, ListMessages, Message, MessagesQuery, NewMessage, Transition,
};
use helpnook_contract::tickets::{GetTicket, Ticket, TicketAction};
use helpnook_contract::{MessageId, TicketId, thread::CustomerStatus};

use super::attach::AttachState;
use crate::api::Grant;
use crate::browser::page;
use crate::desk::Desk;
use crate::draft;
use crate::outbox::{Letter, Outcome};
use crate::remote::{Failure, Remote};
use crate::text::Word;

mod forget;
mod news;
mod thread;
pub use thread::view;

/// So many pages of a thread are asked for, whatever a backend says.
const MOST_PAGES: usize = 100;

/// A ticket with its messages.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Where it stands.
    pub ticket: Ticket,
    /// The thread, the oldest first.
    pub messages: Vec<Message>,
}

/// The request on show.
#[derive(Clone, Copy)]
pub struct RequestState {
    followed: Signal<Remote<Followed>>,
    id: Signal<Option<TicketId>>,
    reply: Signal<String>,
    is_busy: Signal<bool>,
    failure: Signal<Option<String>>,
    /// What is wrong with the reply; empty for nothing.
    fault: Signal<String>,
    /// The first message that was not read on this device before.
    news: Signal<Option<MessageId>>,
    call: Signal<u32>,
    /// The files of the reply.
    pub files: AttachState,
    desk: Desk,
}

impl RequestState {
    /// No request yet.
    pub fn new(desk: Desk) -> Self {
        Self {
            followed: Signal::new(Remote::Idle),
            id: Signal::new(None),
            reply: Signal::new(String::new()),
            is_busy: Signal::new(false),
            failure: Signal::new(None),
            fault: Signal::new(String::new()),
            news: Signal::new(None),
            call: Signal::new(0),
            files: AttachState::new(desk, None),
            desk,
        }
    }

    /// The request and its thread.
    pub fn followed(self) -> Remote<Followed> {
        self.followed.get()
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
        let has_news = untrack(|| self.desk.tickets().unread()).iter().any(|ticket| ticket.id == id);
        if is_other || has_news {
            self.followed.set(Remote::Loading);
            self.news.set(None);
        }
        if is_other {
            self.reply.set(draft::reply(self.desk.shelf(), &id));
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
            self.followed.set(Remote::Failed(Failure::Gone));
            return;
        };
        let call = self.call.get_untracked();
        spawn_local(async move {
            let ticket = self.desk.api().get(GetTicket { id: id.clone() }, Grant::Key(&key)).await;
            let messages = match ticket {
                Ok(_) => self.thread(&id, &key).await,
                Err(ref failure) => Err(failure.clone()),
            };
            if self.call.try_get_untracked() != Some(call) {
                return;
            }
            let fresh = ticket.and_then(|ticket| messages.map(|messages| Followed { ticket, messages }));
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
            let page = self.desk.api().get(ListMessages { id: id.clone(), query }, Grant::Key(key)).await?;
            messages.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        Ok(messages)
    }

    fn show(self, followed: Remote<Followed>) {
        if let Some(now) = followed.ready() {
            let before =
                self.followed.with_untracked(|shown| shown.ready().map(|shown| shown.messages.len()));
            if before.is_none() {
                self.news.set(self.first_unseen(now));
            }
            if let Some(last) = now.messages.last() {
                self.desk.keyring().mark_seen(&now.ticket.id, &last.id);
                if before.is_some_and(|before| before < now.messages.len()) {
                    self.tell(last);
                }
            }
            let can_rate = now.ticket.can.contains(&TicketAction::Rate);
            if can_rate {
                self.desk.survey().ask(now.ticket.id.clone());
            } else if now.ticket.can.contains(&TicketAction::Solve) {
                // Open again: once it is solved anew it may be rated anew.
                self.desk.keyring().mark_rated(&now.ticket.id, false);
                self.desk.survey().withdraw(&now.ticket.id);
            }
        }
        // The same answer again does not draw the thread anew under the reader.
        if self.followed.with_untracked(|shown| *shown != followed) {
            let is_first = self.followed.with_untracked(|shown| shown.ready().is_none());
            if matches!(&followed, Remote::Failed(failure) if *failure != Failure::Gone) {
                self.desk.announce(self.desk.word(Word::RequestsFailed));
            }
            self.followed.set(followed);
            if is_first {
                self.desk.arrive();
            }
        }
    }

    fn fail(self, word: Word) {
        let words = self.desk.word(word);
        self.desk.announce(words.clone());
        self.failure.set(Some(words));
    }

    /// Changes the reply, and keeps it on the device.
    pub fn write(self, text: String) {
        if let Some(id) = self.id.get_untracked() {
            draft::keep_reply(self.desk.shelf(), &id, &text);
        }
        self.reply.set(text);
        self.fault.set(String::new());
    }

    /// Sends the reply by the outbox. A file alone is a reply too, with its name as the text.
    pub fn send(self) {
        let Some(id) = self.id.get_untracked().filter(|_| !self.is_busy.get_untracked()) else { return };
        let text = self.reply.get_untracked().trim().to_owned();
        let names: Vec<_> = untrack(|| self.files.done()).into_iter().map(|file| file.name).collect();
        let body = if text.is_empty() { names.join(", ") } else { text };
        self.failure.set(None);
        if untrack(|| self.files.is_busy()) {
            return self.fail(Word::FilesOnTheWay);
        }
        if body.is_empty() {
            return self.fault.set(self.desk.word(Word::ReplyMissing));
        }
        self.is_busy.set(true);
        let message = NewMessage { body: body.clone(), attachments: self.files.ids() };
        let sent = message.attachments.clone();
        // This widget's own, also where that is taken out of the page before the task begins.
        let outbox = self.desk.outbox();
        spawn_local(async move {
            let (_, outcome) = outbox.post(Letter::Reply(id.clone(), message)).await;
            if !self.is_busy.try_set(false) {
                return;
            }
            // Another request is on show by now: what is typed there is not touched.
            if self.id.get_untracked().as_ref() != Some(&id) {
                if !matches!(outcome, Outcome::Refused(_)) {
                    draft::keep_reply(self.desk.shelf(), &id, "");
                }
                return;
            }
            if let Outcome::Refused(failure) = outcome {
                let word = if failure == Failure::Conflict { Word::RequestClosed } else { Word::NotAccepted };
                self.fail(word);
            } else {
                draft::keep_reply(self.desk.shelf(), &id, "");
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
        spawn_local(async move {
            let call = CreateTransition { id: id.clone(), body: Transition { to } };
            let result = self.desk.api().write(call, Grant::Key(&key), &page::random_key()).await;
            self.is_busy.try_set(false);
            // Another request is on show by now, or nothing at all.
            if self.id.try_get_untracked().flatten() != Some(id) {
                self.desk.tickets().refresh();
                return;
            }
            match result {
                Ok(ticket) => {
                    // A look that began before would show how it stood then.
                    self.call.update(|call| *call += 1);
                    let messages = self
                        .followed
                        .with_untracked(|shown| shown.ready().map(|shown| shown.messages.clone()));
                    let words = if to == CustomerStatus::Solved { Word::NowSolved } else { Word::NowOpen };
                    self.desk.announce(self.desk.word(words));
                    self.show(Remote::Ready(Followed { ticket, messages: messages.unwrap_or_default() }));
                    self.desk.tickets().refresh();
                    self.desk.arrive();
                }
                Err(Failure::Conflict) => self.refresh(),
                Err(_) => self.fail(Word::ChangeFailed),
            }
        });
    }

    fn grant(self) -> Option<(TicketId, String)> {
        let id = self.id.get_untracked()?;
        let key = self.desk.keyring().key_of(&id)?;
        Some((id, key))
    }
}

//! Writing a request. Each field is checked as it is left; the draft is on the device with each keystroke.

use crate::signal::{Signal, spawn_local, untrack};
use helpnook_contract::attachments::Attachment;
use helpnook_contract::field::{Email, FieldError, MessageText, PersonName, Subject};
use helpnook_contract::tickets::{NewTicket, Requester};
use helpnook_contract::{AttachmentId, FieldProblem};

use super::attach::AttachState;
use crate::desk::Desk;
use crate::draft::{Draft, TicketDraft};
use crate::outbox::{Letter, Outcome};
use crate::remote::Failure;
use crate::screen::Screen;
use crate::text::Word;

mod form;
mod prefill;
pub(in crate::panels) use form::expected;
pub use form::view;

/// A request that is being written.
#[derive(Clone, Copy)]
pub struct ComposeState {
    draft: Draft,
    /// The subject to begin with.
    begun: Signal<String>,
    faults: Signal<Vec<(&'static str, String)>>,
    failure: Signal<Option<String>>,
    is_sending: Signal<bool>,
    /// Who the page says the customer is: address and name.
    known: Signal<(String, String)>,
    /// The fields that the page has filled and the customer cannot change.
    locked: Signal<Vec<&'static str>>,
    /// The files.
    pub files: AttachState,
    desk: Desk,
}

/// The name under which a subject is kept that is not in the draft yet.
const BEGUN: &str = "subject";

impl ComposeState {
    /// Goes on with the draft on the device, which is read when the request is first on show.
    pub fn new(desk: Desk) -> Self {
        let draft = Draft::new(desk.shelf());
        Self {
            draft,
            begun: Signal::new(desk.shelf().read(BEGUN).unwrap_or_default()),
            faults: Signal::new(Vec::new()),
            failure: Signal::new(None),
            is_sending: Signal::new(false),
            known: Signal::new(Default::default()),
            locked: Signal::new(Vec::new()),
            files: AttachState::new(desk, Some(draft)),
            desk,
        }
    }

    /// The request as far as it is written.
    pub fn draft(self) -> TicketDraft {
        self.wake();
        self.draft.with(TicketDraft::clone)
    }

    /// Begins with a subject, unless one is written already.
    pub fn begin(self, subject: &str) {
        let subject = subject.trim().to_owned();
        // The code that writes it into the draft may never come: see [`crate::chunk`].
        if !subject.is_empty() {
            self.desk.shelf().write(BEGUN, &subject);
        }
        self.begun.set(subject);
    }

    /// Reads the draft on the device, once; then begins with what there is to begin with.
    fn wake(self) {
        if let Some(kept) = self.draft.read() {
            self.files.take(kept.attachments);
            self.fill_in();
        }
        let begun = self.begun.update(std::mem::take);
        if begun.is_empty() {
            return;
        }
        if self.draft.with_untracked(|draft| draft.subject.trim().is_empty()) {
            self.write(|draft| draft.subject = begun);
        }
        self.desk.shelf().clear(BEGUN);
    }

    /// What is wrong with a field; empty for nothing.
    pub fn fault(self, name: &str) -> String {
        self.faults
            .with(|faults| faults.iter().find(|(of, _)| *of == name).map(|(_, words)| words.clone()))
            .unwrap_or_default()
    }

    /// What stood in the way when it was last sent.
    pub fn failure(self) -> Option<String> {
        self.failure.get()
    }

    /// Whether it is on its way.
    pub fn is_sending(self) -> bool {
        self.is_sending.get()
    }

    /// Puts a request that the backend refused back into the form.
    pub fn take_back(self, key: &str) {
        self.wake();
        let files = self.desk.outbox().files_of(key);
        if let Some(Letter::Ticket(ticket)) = self.desk.outbox().take_back(key) {
            self.files.take(files);
            self.write(|draft| {
                // What is being written by now stays: the message above the old one, the rest in its place.
                let keep = |field: &mut String, old: String| {
                    if field.trim().is_empty() {
                        *field = old;
                    }
                };
                if !draft.message.trim().is_empty() {
                    draft.message.push_str("\n\n");
                    draft.message.push_str(&ticket.message);
                }
                keep(&mut draft.message, ticket.message);
                keep(&mut draft.subject, ticket.subject);
                keep(&mut draft.email, ticket.requester.email);
                keep(&mut draft.name, ticket.requester.name.unwrap_or_default());
                keep(&mut draft.category, ticket.category.unwrap_or_default());
            });
        }
    }

    /// Changes the draft, and keeps it on the device.
    pub fn write(self, change: impl FnOnce(&mut TicketDraft)) {
        self.draft.write(change);
    }

    /// Checks a field as it is left.
    pub fn check(self, name: &'static str) {
        let fault = self.draft.with_untracked(|draft| match name {
            "subject" => Subject::parse(&draft.subject).err(),
            "message" => MessageText::parse(&draft.message).err(),
            "email" => Email::parse(&draft.email).err(),
            "name" if !draft.name.trim().is_empty() => PersonName::parse(&draft.name).err(),
            _ => None,
        });
        let words = fault.map(|fault| self.words_for(name, fault));
        self.faults.update(|faults| {
            faults.retain(|(of, _)| *of != name);
            faults.extend(words.map(|words| (name, words)));
        });
    }

    /// Sends the request: into the outbox first, then over the network. True when it went off, false when a
    /// field is wrong.
    pub fn submit(self) -> bool {
        if self.is_sending.get_untracked() {
            return true;
        }
        NAMES.into_iter().for_each(|name| self.check(name));
        if self.faults.with_untracked(|faults| !faults.is_empty()) {
            return false;
        }
        if untrack(|| self.files.is_busy()) {
            self.fail(self.desk.word(Word::FilesOnTheWay));
            return true;
        }
        self.is_sending.set(true);
        self.failure.set(None);
        let draft = self.draft.with_untracked(TicketDraft::clone);
        let ticket = self.ticket_of(&draft);
        let files = untrack(|| self.files.done());
        let sent = ticket.attachments.clone();
        // This widget's own, also where that is taken out of the page before the task begins.
        let outbox = self.desk.outbox();
        spawn_local(async move {
            draft.done(self.desk.shelf());
            let (key, outcome) = outbox.post_with(Letter::Ticket(ticket), files).await;
            // Forgotten meanwhile, or taken out of the page.
            if self.is_sending.try_get_untracked() != Some(true) {
                return;
            }
            self.is_sending.set(false);
            match outcome {
                Outcome::Refused(failure) => self.refuse(failure),
                _ => {
                    self.clear(&sent);
                    self.desk.ledger().write();
                    self.desk.way().replace(Screen::Sent(key));
                }
            }
        });
        true
    }

    fn ticket_of(self, draft: &TicketDraft) -> NewTicket {
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        NewTicket {
            subject: draft.subject.trim().to_owned(),
            message: draft.message.trim().to_owned(),
            requester: Requester { email: draft.email.trim().to_owned(), name: some(&draft.name) },
            category: some(&draft.category),
            attachments: self.files.ids(),
            page: untrack(|| self.desk.page()),
        }
    }

    /// The backend refused it: the draft is back on the device, each fault at its field.
    fn refuse(self, failure: Failure) {
        self.write(|_| ());
        let detail = match failure {
            Failure::Refused { fields, detail } => {
                let gone: Vec<_> = fields.iter().filter_map(|fault| self.gone_file(fault)).collect();
                if !gone.is_empty() {
                    let ids: Vec<_> = gone.iter().map(|file| file.id.clone()).collect();
                    let names: Vec<_> = gone.into_iter().map(|file| file.name).collect();
                    let names = self.desk.text().list(&names);
                    self.files.forget(&ids);
                    self.fail(self.desk.text().fill(Word::FileGone, &[("name", &names)]));
                    return;
                }
                let is_told = !fields.is_empty();
                self.faults.update(|faults| {
                    for FieldProblem { pointer, detail, .. } in fields {
                        let last = pointer.rsplit('/').next().unwrap_or_default();
                        if let Some(name) = NAMES.into_iter().find(|name| *name == last) {
                            faults.push((name, detail));
                        }
                    }
                });
                detail.filter(|_| !is_told)
            }
            _ => None,
        };
        let words = self.desk.word(Word::NotAccepted);
        self.fail(detail.map_or(words.clone(), |detail| [&words, " ", &detail].concat()));
    }

    /// Says what stands in the way.
    fn fail(self, words: String) {
        self.desk.announce(words.clone());
        self.failure.set(Some(words));
    }

    /// The file that a fault is about: the backend keeps one that no message names for a day.
    fn gone_file(self, fault: &FieldProblem) -> Option<Attachment> {
        let at: usize = fault.pointer.strip_prefix("/attachments/")?.parse().ok()?;
        untrack(|| self.files.done()).into_iter().nth(at)
    }

    fn clear(self, sent: &[AttachmentId]) {
        // A key pressed while it was sent kept the draft again.
        self.desk.shelf().clear("draft");
        self.draft.begin();
        self.locked.set(Vec::new());
        self.fill_in();
        self.files.forget(sent);
        self.faults.set(Vec::new());
    }

    fn words_for(self, name: &str, fault: FieldError) -> String {
        let text = self.desk.text();
        match fault {
            FieldError::Empty => text.get(match name {
                "subject" => Word::SubjectMissing,
                "message" => Word::MessageMissing,
                _ => Word::EmailMissing,
            }),
            FieldError::TooLong { max } => text.fill(Word::TooLong, &[("max", &text.number(max as f64))]),
            _ => text.get(Word::EmailWrong),
        }
    }
}

const NAMES: [&str; 4] = ["subject", "message", "email", "name"];

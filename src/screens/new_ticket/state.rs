//! The request that is being written.

use helpnook_contract::attachments::Attachment;
use helpnook_contract::field::{Email, FieldError, MessageText, PersonName, Subject};
use helpnook_contract::tickets::{NewTicket, Requester};
use helpnook_contract::{AttachmentId, FieldProblem, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::TextKey;
use crate::remote::Failure;
use crate::services::Services;
use crate::state::attachments::AttachmentsState;
use crate::state::device_storage::Stored;
use crate::state::device_storage::stored::BegunSubject;
use crate::state::drafts::{Draft, TicketDraft};
use crate::state::navigation::Screen;
use crate::state::pending_writes::{Write, WriteOutcome};

/// A request that is being written.
#[derive(Clone, Copy)]
pub struct NewTicketState {
    pub(super) draft: Draft,
    /// The subject to begin with.
    pub(super) begun: RwSignal<String>,
    pub(super) faults: RwSignal<Vec<(&'static str, String)>>,
    pub(super) failure: RwSignal<Option<String>>,
    pub(super) is_sending: RwSignal<bool>,
    /// Who the page says the customer is: address and name.
    pub(super) known: RwSignal<(String, String)>,
    /// The fields that the page has filled and the customer cannot change.
    pub(super) locked: RwSignal<Vec<&'static str>>,
    /// The files.
    pub files: AttachmentsState,
    services: StoredValue<Services>,
}

impl NewTicketState {
    /// Goes on with the draft on the device, which is read when the request is first on show.
    pub fn new(services: Services) -> Self {
        let draft = Draft::new(services.storage);
        Self {
            draft,
            begun: RwSignal::new(services.storage.read::<BegunSubject>().unwrap_or_default().0),
            faults: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            known: RwSignal::new(Default::default()),
            locked: RwSignal::new(Vec::new()),
            files: AttachmentsState::new(services, Some(draft)),
            services: StoredValue::new(services),
        }
    }

    /// The request as far as it is written.
    pub fn draft(self) -> TicketDraft {
        self.read_draft();
        self.draft.with(TicketDraft::clone)
    }

    /// Begins with a subject, unless one is written already.
    pub fn begin(self, subject: &str) {
        let subject = subject.trim().to_owned();
        // The code that writes it into the draft may never come: see [`crate::chunks`].
        if !subject.is_empty() {
            self.services().storage.write(&BegunSubject(subject.clone()));
        }
        self.begun.set(subject);
    }

    /// Reads the draft on the device, once; then begins with what there is to begin with.
    pub(super) fn read_draft(self) {
        if let Some(kept) = self.draft.read() {
            self.files.take(kept.attachments.into_iter().map(Into::into).collect());
            self.fill_in();
        }
        let begun = self.begun.try_update(std::mem::take).unwrap_or_default();
        if begun.is_empty() {
            return;
        }
        if self.draft.with_untracked(|draft| draft.subject.trim().is_empty()) {
            self.write(|draft| draft.subject = begun);
        }
        self.services().storage.clear(BegunSubject::NAME);
    }

    /// Reads the draft; effects that do follow it.
    pub(super) fn draft_with<T>(self, read: impl FnOnce(&TicketDraft) -> T) -> T {
        self.draft.with(read)
    }

    /// True while the draft survives a reload.
    pub fn is_stored(self) -> bool {
        self.draft.is_kept()
    }

    /// The services.
    pub(super) fn services(self) -> Services {
        self.services.get_value()
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
        self.read_draft();
        let files = self.services().pending_writes.files_of(key);
        if let Some(Write::Ticket(ticket)) = self.services().pending_writes.take_back(key) {
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

    /// Sends the request: into the pending_writes first, then over the network. True when it went off, false when a
    /// field is wrong.
    pub fn submit(self) -> bool {
        if self.is_sending.get_untracked() {
            return true;
        }
        FIELD_NAMES.into_iter().for_each(|name| self.check(name));
        if self.faults.with_untracked(|faults| !faults.is_empty()) {
            return false;
        }
        if untrack(|| self.files.is_busy()) {
            self.fail(self.services().i18n.text(TextKey::FilesOnTheWay));
            return true;
        }
        self.is_sending.set(true);
        self.failure.set(None);
        let draft = self.draft.with_untracked(TicketDraft::clone);
        let ticket = self.ticket_of(&draft);
        let files = untrack(|| self.files.done());
        let sent = ticket.attachments.clone();
        // Not a task of the widget: a request that was just sent is stored even where the widget is unmounted first.
        let Services { pending_writes, tasks, storage, .. } = self.services();
        spawn_local(async move {
            draft.done(storage);
            let (key, outcome) = pending_writes.post_with(Write::Ticket(ticket), files).await;
            // The widget was unmounted meanwhile, or the customer has logged out.
            if tasks.have_ended() || !self.is_sending.get_untracked() {
                return;
            }
            self.is_sending.set(false);
            match outcome {
                WriteOutcome::Refused(failure) => self.refuse(failure),
                _ => {
                    self.clear(&sent);
                    self.services().analytics.ask_person();
                    self.services().navigation.replace(Screen::TicketSent(key));
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
            page: untrack(|| self.services().request_page()),
        }
    }

    /// The backend refused it: the draft is back on the device, each fault at its field.
    fn refuse(self, failure: Failure) {
        self.write(|_| ());
        let detail = match failure {
            Failure::Refused(problem) => {
                let Problem { errors: fields, detail, .. } = *problem;
                let gone: Vec<_> = fields.iter().filter_map(|fault| self.gone_file(fault)).collect();
                if !gone.is_empty() {
                    let ids: Vec<_> = gone.iter().map(|file| file.id.clone()).collect();
                    let names: Vec<_> = gone.into_iter().map(|file| file.name).collect();
                    let names = self.services().i18n.list(&names);
                    self.files.forget(&ids);
                    self.fail(self.services().i18n.fill(TextKey::FileGone, &[("name", &names)]));
                    return;
                }
                let is_told = !fields.is_empty();
                self.faults.update(|faults| {
                    for FieldProblem { pointer, detail, .. } in fields {
                        let last = pointer.rsplit('/').next().unwrap_or_default();
                        if let Some(name) = FIELD_NAMES.into_iter().find(|name| *name == last) {
                            faults.push((name, detail));
                        }
                    }
                });
                detail.filter(|_| !is_told)
            }
            _ => None,
        };
        let words = self.services().i18n.text(TextKey::NotAccepted);
        self.fail(detail.map_or(words.clone(), |detail| [&words, " ", &detail].concat()));
    }

    /// Says what stands in the way.
    fn fail(self, words: String) {
        self.services().announcer.announce(words.clone());
        self.failure.set(Some(words));
    }

    /// The file that a fault is about: the backend keeps one that no message names for a day.
    fn gone_file(self, fault: &FieldProblem) -> Option<Attachment> {
        let at: usize = fault.pointer.strip_prefix("/attachments/")?.parse().ok()?;
        untrack(|| self.files.done()).into_iter().nth(at)
    }

    fn clear(self, sent: &[AttachmentId]) {
        // A key pressed while it was sent kept the draft again.
        self.services().storage.clear("draft");
        self.draft.begin();
        self.locked.set(Vec::new());
        self.fill_in();
        self.files.forget(sent);
        self.faults.set(Vec::new());
    }

    fn words_for(self, name: &str, fault: FieldError) -> String {
        let text = self.services().i18n;
        match fault {
            FieldError::Empty => text.text(match name {
                "subject" => TextKey::SubjectMissing,
                "message" => TextKey::MessageMissing,
                _ => TextKey::EmailMissing,
            }),
            FieldError::TooLong { max } => text.fill(TextKey::TooLong, &[("max", &text.number(max as f64))]),
            _ => text.text(TextKey::EmailWrong),
        }
    }
}

const FIELD_NAMES: [&str; 4] = ["subject", "message", "email", "name"];

//! What a page fills in for the customer.

use super::state::NewTicketState;
use crate::host::command::{Identity, Prefill};
use crate::state::device_storage::Stored;
use crate::state::device_storage::stored::{BegunSubject, LastRequester};
use crate::state::drafts::TicketDraft;
use leptos::prelude::*;

impl NewTicketState {
    /// Fills what is empty. What the customer cannot change is as the page says; everything else that was written stays.
    pub fn prefill(self, given: Prefill) {
        self.read_draft();
        let Prefill { subject, message, email, name, category, locked } = given;
        let values = [
            ("subject", subject),
            ("message", message),
            ("email", email),
            ("name", name),
            ("category", category),
        ];
        let is_any = values.iter().any(|(_, value)| !value.is_empty());
        if is_any {
            self.write(|draft| {
                for (name, value) in values {
                    let field = field_of(draft, name);
                    if !value.is_empty() && (field.trim().is_empty() || locked.contains(&name)) {
                        *field = value;
                    }
                }
            });
        }
        for name in &locked {
            self.faults.update(|faults| faults.retain(|(of, _)| of != name));
        }
        self.locked.set(locked);
    }

    /// Whether the customer cannot change a field.
    pub fn is_locked(self, name: &str) -> bool {
        self.locked.with(|locked| locked.contains(&name))
    }

    /// Fills in who the page says the customer is, where nothing else is written. Nothing of it is kept on the device
    /// before the customer writes.
    pub fn identify(self, identity: Identity) {
        let before = self.known.get_untracked();
        let (email, name) = before.clone();
        self.known.set((identity.email.unwrap_or(email), identity.name.unwrap_or(name)));
        if self.draft.is_read() {
            self.fill(before);
        }
    }

    /// Fills in who the page says the customer is. Whoever was filled in before gives way: by the page, or as the last who
    /// wrote from this device.
    fn fill(self, before: (String, String)) {
        let now = self.known.get_untracked();
        let last: LastRequester = self.services().storage.read().unwrap_or_default();
        self.draft.show(|draft| {
            let fields = [
                (&mut draft.email, [&before.0, &last.email], &now.0),
                (&mut draft.name, [&before.1, &last.name], &now.1),
            ];
            for (field, filled, now) in fields {
                if !now.is_empty() && (field.trim().is_empty() || filled.contains(&&*field)) {
                    field.clone_from(now);
                }
            }
        });
    }

    /// Address and name of the customer, as far as the page said; else empty.
    pub fn known(self) -> (String, String) {
        self.known.get_untracked()
    }

    /// Whether the page said who the customer is.
    pub fn is_identified(self) -> bool {
        self.known.with(|(email, name)| !email.is_empty() || !name.is_empty())
    }

    /// Fills in who the page says the customer is, into a request that is begun.
    pub(super) fn fill_in(self) {
        self.fill(self.known.get_untracked());
    }

    /// Forgets everything that is written, on this device too, and who the customer is.
    pub fn forget(self) {
        self.known.set(Default::default());
        self.locked.set(Vec::new());
        self.faults.set(Vec::new());
        self.failure.set(None);
        self.is_sending.set(false);
        self.files.clear();
        self.begin("");
        self.services().storage.clear(BegunSubject::NAME);
        self.draft.forget();
    }

    /// Whether something is written that the device has forgotten since: what is sent leaves behind who wrote it. What the
    /// page says of the customer was never on the device.
    pub fn is_gone(self) -> bool {
        let (email, name) = self.known.get_untracked();
        let is_written = self.draft.with_untracked(|draft| {
            let TicketDraft { subject, message, email: to, name: of, category, attachments } = draft;
            let fields = [(to, &*email), (of, &*name), (subject, ""), (message, ""), (category, "")];
            let is_own = |(field, known): (&String, &str)| !field.is_empty() && field != known;
            fields.into_iter().any(is_own) || !attachments.is_empty()
        });
        let has = |name| self.services().storage.has(name);
        (is_written && !has("draft") && !has("requester"))
            || (!self.begun.with_untracked(String::is_empty) && !has(BegunSubject::NAME))
    }

    /// Says in the words of now what is wrong.
    pub fn check_again(self) {
        let wrong: Vec<_> =
            self.faults.with_untracked(|faults| faults.iter().map(|(name, _)| *name).collect());
        untrack(|| wrong.into_iter().for_each(|name| self.check(name)));
    }
}

fn field_of<'a>(draft: &'a mut TicketDraft, name: &str) -> &'a mut String {
    match name {
        "subject" => &mut draft.subject,
        "message" => &mut draft.message,
        "email" => &mut draft.email,
        "name" => &mut draft.name,
        _ => &mut draft.category,
    }
}

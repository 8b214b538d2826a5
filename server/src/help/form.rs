//! The form as it is drawn: what was typed stays, and what is wrong stands beside its field.

use helpnook_contract::FieldProblem;
use helpnook_contract::field::{EMAIL_MAX, MESSAGE_MAX, NAME_MAX, SUBJECT_MAX};
use helpnook_contract::tickets::{NewTicket, PageContext, Requester};
use maud::{Markup, html};

use super::form_files::{FILES, KEPT, KeptFile, files, has_files};
use super::home::reply_time;
use super::page::SWITCH;
use super::visit::Visit;
use super::words::{Word, Words};

/// The name of the field that people do not see. Programs that fill in every field fill in this one.
const TRAP: &str = "website";
/// The name of the field with the form's proof.
const PROOF: &str = "proof";
/// The form's id.
pub(super) const FORM: &str = "request";

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    subject: String,
    message: String,
    pub(super) email: String,
    name: String,
    category: String,
    /// What came back as the form's proof.
    pub(super) proof: String,
    trap: String,
    /// Whether the form only goes over into another language.
    pub(super) is_switch: bool,
    /// The files that came with it before, or now.
    pub(super) files: Vec<KeptFile>,
    /// What is wrong with other files: one sentence each.
    pub(super) refused: Vec<String>,
}

impl Typed {
    /// What a browser sent.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        pairs.into_iter().for_each(|(name, value)| typed.take(&name, value));
        typed
    }

    /// One field of it. Unknown ones are passed over, of one that comes twice the last holds.
    pub(super) fn take(&mut self, name: &str, value: String) {
        match name {
            "subject" => self.subject = value,
            // A form sends every line's end as two characters.
            "message" => self.message = value.replace("\r\n", "\n"),
            "email" => self.email = value,
            "name" => self.name = value,
            "category" => self.category = value,
            KEPT => self.add(KeptFile::parse(&value)),
            PROOF => self.proof = value,
            TRAP => self.trap = value,
            SWITCH => self.is_switch = true,
            _ => {}
        }
    }

    /// Adds a file, unless it is there: a browser may send one twice.
    pub(super) fn add(&mut self, file: Option<KeptFile>) {
        self.files.extend(file.filter(|file| self.files.iter().all(|other| other.id != file.id)));
    }

    /// Lets files go, by their places, and says `why` of each.
    pub(super) fn drop_files(&mut self, is_gone: impl Fn(usize) -> bool, why: impl Fn(&str) -> String) {
        for (at, file) in std::mem::take(&mut self.files).into_iter().enumerate() {
            if is_gone(at) {
                self.refused.push(why(&file.name));
            } else {
                self.files.push(file);
            }
        }
    }

    /// A form in which nothing but the subject stands.
    pub(super) fn about(subject: String) -> Self {
        Self { subject, ..Self::default() }
    }

    /// Whether a program has filled it in.
    pub(super) fn is_trapped(&self) -> bool {
        !self.trap.trim().is_empty()
    }

    /// The request that it makes.
    pub(super) fn ticket(&self, visit: &Visit) -> NewTicket {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        NewTicket {
            subject: self.subject.clone(),
            message: self.message.clone(),
            requester: Requester { email: self.email.clone(), name: filled(&self.name) },
            category: filled(&self.category),
            attachments: self.files.iter().map(|file| file.id.clone()).collect(),
            page: Some(PageContext {
                url: visit.contact(),
                title: None,
                language: Some(visit.language.clone()),
            }),
        }
    }
}

/// Why the form is shown again.
pub(super) enum Fault {
    /// A sentence about the whole.
    Whole(String),
    /// What is wrong with which field.
    Fields(Vec<FieldProblem>),
    /// What is wrong with files stands beside them.
    Files,
}

/// A field: its name, the pointer in the contract, its label, what is said when it is empty.
struct Field {
    name: &'static str,
    pointer: &'static str,
    label: Word,
    missing: Word,
    max: usize,
}

const SUBJECT: Field = Field {
    name: "subject",
    pointer: "/subject",
    label: Word::Subject,
    missing: Word::SubjectMissing,
    max: SUBJECT_MAX,
};
const MESSAGE: Field = Field {
    name: "message",
    pointer: "/message",
    label: Word::Message,
    missing: Word::MessageMissing,
    max: MESSAGE_MAX,
};
const EMAIL: Field = Field {
    name: "email",
    pointer: "/requester/email",
    label: Word::Email,
    missing: Word::EmailMissing,
    max: EMAIL_MAX,
};
const NAME: Field = Field {
    name: "name",
    pointer: "/requester/name",
    label: Word::Name,
    missing: Word::NotAccepted,
    max: NAME_MAX,
};
const CATEGORY: Field = Field {
    name: "category",
    pointer: "/category",
    label: Word::Category,
    missing: Word::NotAccepted,
    max: 100,
};

impl Field {
    fn fault(&self, words: Words, faults: &[FieldProblem]) -> Option<String> {
        let fault = faults.iter().find(|fault| fault.pointer == self.pointer)?;
        Some(match fault.code.as_str() {
            "empty" => words.get(self.missing).to_owned(),
            "not_an_email" => words.get(Word::EmailWrong).to_owned(),
            "too_long" => {
                let max = words.number(u32::try_from(self.max).unwrap_or(u32::MAX));
                words.fill(Word::TooLong, &[("max", &max)])
            }
            _ => words.get(Word::NotAccepted).to_owned(),
        })
    }
}

/// Draws the form.
pub(super) fn form(visit: &Visit, typed: &Typed, fault: Option<&Fault>, proof: &str) -> Markup {
    let words = visit.words;
    let faults: &[FieldProblem] = if let Some(Fault::Fields(faults)) = fault { faults } else { &[] };
    let fields = [&SUBJECT, &MESSAGE, &EMAIL, &NAME, &CATEGORY];
    let told: Vec<_> =
        fields.iter().filter_map(|field| Some((field.name, field.fault(words, faults)?))).collect();
    let of_files = typed.refused.iter().map(|said| (FILES, said.clone()));
    let first = told.first().map(|(name, _)| *name);
    let error =
        |field: &Field| told.iter().find(|(name, _)| *name == field.name).map(|(_, said)| said.as_str());
    let line = |field: &Field, kind: &str, value: &str, autocomplete: &str, is_needed: bool| {
        html! {
            input.field__input id=(field.name) name=(field.name) type=(kind) value=(value) dir="auto" required[is_needed]
                autocomplete=(autocomplete) autofocus[first == Some(field.name)]
                aria-invalid=[error(field).map(|_| "true")] aria-describedby=[described(field, error(field))];
        }
    };
    html! {
        h1 { (words.get(Word::WriteToUs)) }
        (reply_time(visit))
        @if let Some(Fault::Whole(said)) = fault { p.notice."notice--alert" role="alert" { (said) } }
        @if !told.is_empty() || !typed.refused.is_empty() {
            div.notice."notice--alert" role="alert" {
                p { (words.get(Word::PleaseCheck)) }
                ul { @for (name, said) in told.iter().cloned().chain(of_files) { li { a href=(["#", name].concat()) { (said) } } } }
            }
        } @else if !faults.is_empty() { p.notice."notice--alert" role="alert" { (words.get(Word::NotAccepted)) } }
        form.fields id=(FORM) method="post" action=(visit.contact()) enctype=[has_files(visit).then_some("multipart/form-data")] novalidate {
            input type="hidden" name=(PROOF) value=(proof);
            (framed(words, &SUBJECT, error(&SUBJECT), true, line(&SUBJECT, "text", &typed.subject, "off", true)))
            (framed(words, &MESSAGE, error(&MESSAGE), true, html! {
                // The reader of HTML drops a line feed right after the tag: one that was typed must not be it.
                textarea.field__input id=(MESSAGE.name) name=(MESSAGE.name) rows="8" dir="auto" required autofocus[first == Some(MESSAGE.name)]
                    aria-invalid=[error(&MESSAGE).map(|_| "true")] aria-describedby=[described(&MESSAGE, error(&MESSAGE))] { "\n" (typed.message) }
            }))
            (framed(words, &EMAIL, error(&EMAIL), true, line(&EMAIL, "email", &typed.email, "email", true)))
            (framed(words, &NAME, error(&NAME), false, line(&NAME, "text", &typed.name, "name", false)))
            @if !visit.site.categories.is_empty() {
                (framed(words, &CATEGORY, error(&CATEGORY), false, html! {
                    select.field__input id=(CATEGORY.name) name=(CATEGORY.name) aria-describedby=[described(&CATEGORY, error(&CATEGORY))] {
                        option value="" { (words.get(Word::CategoryNone)) }
                        @for category in &visit.site.categories {
                            option value=(category.id) selected[category.id == typed.category] { (category.name) }
                        }
                    }
                }))
            }
            // Not `display: none`, which programs know; nobody who looks, tabs or listens comes by it.
            div.trap aria-hidden="true" {
                label for=(TRAP) { (words.get(Word::PageLeaveEmpty)) }
                input id=(TRAP) name=(TRAP) type="text" tabindex="-1" autocomplete="off";
            }
            // Last: whether the form is one of ours is known before a file comes.
            @if has_files(visit) { (files(words, &typed.files, &typed.refused)) }
            p { button.button."button--main" type="submit" { (words.get(Word::SendRequest)) } }
        }
        p { a.quiet href=(visit.address("")) { (words.get(Word::BackToHelp)) } }
    }
}

fn framed(words: Words, field: &Field, error: Option<&str>, is_needed: bool, control: Markup) -> Markup {
    html! {
        div.field {
            label.field__label for=(field.name) {
                (words.get(field.label))
                @if !is_needed { " " span.field__hint { "(" (words.get(Word::Optional)) ")" } }
            }
            @if let Some(error) = error { p.field__error id=([field.name, "-error"].concat()) { (error) } }
            (control)
        }
    }
}

fn described(field: &Field, error: Option<&str>) -> Option<String> {
    error.map(|_| [field.name, "-error"].concat())
}

//! Writing a request. Each field is checked as it is left; the draft is on the device with each keystroke.

use std::collections::HashMap;

use helpnook_contract::FieldProblem;
use helpnook_contract::field::{Email, FieldError, MessageText, PersonName, Subject};
use helpnook_contract::tickets::{NewTicket, Requester};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attach::{self, AttachState};
use crate::browser::{file, page};
use crate::desk::Desk;
use crate::draft::TicketDraft;
use crate::outbox::{Letter, Outcome};
use crate::parts::field::{Field, field};
use crate::parts::icon::Icon;
use crate::parts::links::links;
use crate::parts::notice::{Tone, notice};
use crate::remote::Failure;
use crate::screen::Screen;
use crate::text::Word;

/// A request that is being written.
#[derive(Clone, Copy)]
pub struct ComposeState {
    draft: RwSignal<TicketDraft>,
    faults: RwSignal<HashMap<&'static str, String>>,
    failure: RwSignal<Option<String>>,
    is_sending: RwSignal<bool>,
    is_kept: RwSignal<bool>,
    /// The files.
    pub files: AttachState,
    desk: Desk,
}

impl ComposeState {
    /// Goes on with the draft on the device.
    pub fn new(desk: Desk) -> Self {
        let draft = TicketDraft::open(desk.shelf);
        let files = AttachState::new(desk, draft.attachments.clone());
        let state = Self {
            draft: RwSignal::new(draft),
            faults: RwSignal::new(HashMap::new()),
            failure: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            is_kept: RwSignal::new(true),
            files,
            desk,
        };
        // Files arrive by themselves; the draft on the device names them too.
        Effect::new(move |was: Option<usize>| {
            let done = files.done();
            if was.is_some_and(|was| was != done.len()) {
                state.write(|draft| draft.attachments.clone_from(&done));
            }
            done.len()
        });
        state
    }

    /// The request as far as it is written.
    pub fn draft(self) -> TicketDraft {
        self.draft.get()
    }

    /// What is wrong with a field; empty for nothing.
    pub fn fault(self, name: &str) -> String {
        self.faults.with(|faults| faults.get(name).cloned().unwrap_or_default())
    }

    /// What stood in the way when it was last sent.
    pub fn failure(self) -> Option<String> {
        self.failure.get()
    }

    /// Whether it is on its way.
    pub fn is_sending(self) -> bool {
        self.is_sending.get()
    }

    /// Begins with a subject, unless one is written already.
    pub fn begin(self, subject: &str) {
        if !subject.trim().is_empty() && self.draft.with_untracked(|draft| draft.subject.trim().is_empty()) {
            self.write(|draft| draft.subject = subject.trim().to_owned());
        }
    }

    /// Puts a request that the backend refused back into the form.
    pub fn take_back(self, key: &str) {
        if let Some(Letter::Ticket(ticket)) = self.desk.outbox.take_back(key) {
            self.write(|draft| {
                draft.subject = ticket.subject;
                draft.message = ticket.message;
                draft.email = ticket.requester.email;
                draft.name = ticket.requester.name.unwrap_or_default();
                draft.category = ticket.category.unwrap_or_default();
            });
        }
    }

    /// Changes the draft, and keeps it on the device.
    pub fn write(self, change: impl FnOnce(&mut TicketDraft)) {
        self.draft.update(change);
        self.is_kept.set(self.draft.with_untracked(|draft| draft.keep(self.desk.shelf)));
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
        self.faults.update(|faults| match words {
            Some(words) => {
                faults.insert(name, words);
            }
            None => {
                faults.remove(name);
            }
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
            self.failure.set(Some(self.desk.word(Word::FilesOnTheWay)));
            return true;
        }
        self.is_sending.set(true);
        self.failure.set(None);
        let draft = self.draft.get_untracked();
        let ticket = self.ticket_of(&draft);
        spawn_local(async move {
            draft.done(self.desk.shelf);
            let (key, outcome) = self.desk.outbox.post(Letter::Ticket(ticket)).await;
            if self.is_sending.try_set(false).is_some() {
                return;
            }
            match outcome {
                Outcome::Refused(failure) => self.refuse(failure),
                _ => {
                    self.clear();
                    self.desk.way.replace(Screen::Sent(key));
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
            page: page::context(&self.desk.text.language()),
        }
    }

    /// The backend refused it: the draft is back on the device, each fault at its field.
    fn refuse(self, failure: Failure) {
        self.write(|_| ());
        let detail = match failure {
            Failure::Refused { fields, detail } => {
                self.faults.update(|faults| {
                    for FieldProblem { pointer, detail, .. } in fields {
                        let last = pointer.rsplit('/').next().unwrap_or_default();
                        if let Some(name) = NAMES.into_iter().find(|name| *name == last) {
                            faults.insert(name, detail);
                        }
                    }
                });
                detail
            }
            _ => None,
        };
        let words = self.desk.word(Word::NotAccepted);
        self.failure.set(Some(detail.map_or(words.clone(), |detail| [&words, " ", &detail].concat())));
    }

    fn clear(self) {
        self.draft.set(TicketDraft::open(self.desk.shelf));
        self.files.clear();
        self.faults.set(HashMap::new());
    }

    fn words_for(self, name: &str, fault: FieldError) -> String {
        let text = self.desk.text;
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

/// Draws the form.
pub fn view(state: ComposeState) -> impl IntoView {
    let desk = state.desk;
    let form = NodeRef::<leptos::html::Form>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !state.submit()
            && let Some(form) = form.get_untracked()
        {
            desk.announce(desk.word(Word::PleaseCheck));
            crate::browser::focus::move_to(&form, "[aria-invalid=true]");
        }
    };
    let text_field = move |name: &'static str,
                           label,
                           hint,
                           kind,
                           autocomplete,
                           is_required,
                           read: fn(&TicketDraft) -> String,
                           write: fn(&mut TicketDraft, String)| {
        field(Field {
            name,
            label: desk.word(label),
            hint,
            kind,
            autocomplete,
            is_required,
            value: Signal::derive(move || state.draft.with(read)),
            error: Signal::derive(move || state.fault(name)),
            on_input: Callback::new(move |text| {
                state.write(|draft| write(draft, text));
                if !state.fault(name).is_empty() {
                    state.check(name);
                }
            }),
            on_leave: Callback::new(move |()| state.check(name)),
        })
    };
    let optional = move || desk.word(Word::Optional);
    view! {
        <form class="compose" novalidate node_ref=form on:submit=submit
            on:paste=move |event| state.files.add(file::pasted(&event))
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| { event.prevent_default(); state.files.add(file::dropped(&event)); }>
            <h3 class="compose__title" data-focus="" tabindex="-1">{desk.word(Word::ComposeTitle)}</h3>
            {move || reply_time(desk).map(|words| view! { <p class="compose__expect">{words}</p> })}
            {text_field("subject", Word::Subject, String::new(), "text", "off", true, |d| d.subject.clone(), |d, t| d.subject = t)}
            {move || suggestions(state)}
            {text_field("message", Word::Message, String::new(), "", "off", true, |d| d.message.clone(), |d, t| d.message = t)}
            {move || categories(state)}
            {text_field("email", Word::Email, String::new(), "email", "email", true, |d| d.email.clone(), |d, t| d.email = t)}
            {text_field("name", Word::Name, optional(), "text", "name", false, |d| d.name.clone(), |d, t| d.name = t)}
            {move || desk.site.has(|f| f.attachments).then(|| attach::view(state.files))}
            {move || state.failure().map(|words| notice(Tone::Alert, words, None))}
            {move || (!state.is_kept.get()).then(|| notice(Tone::Calm, desk.word(Word::DraftNotKept), None))}
            <button type="submit" class="button button--main" aria-disabled=move || state.is_sending().to_string()>
                {move || desk.word(if state.is_sending() { Word::Sending } else { Word::SendRequest })}
            </button>
            <p class="compose__page">{move || page::context("").map(|page| desk.text.fill(Word::PageComesAlong, &[("page", page.title.as_deref().unwrap_or(&page.url))]))}</p>
        </form>
    }
}

/// When a reply usually comes, where that was measured.
pub(super) fn reply_time(desk: Desk) -> Option<String> {
    let time = desk.site.get()?.reply_time?;
    Some(expected(desk, time))
}

/// A measured reply time in words.
pub(super) fn expected(desk: Desk, time: helpnook_contract::site::ReplyTime) -> String {
    let duration = |minutes: u32| match minutes {
        0..=90 => desk.text.count(Word::Minutes, minutes.max(5)),
        91..=2_879 => desk.text.count(Word::Hours, minutes.div_ceil(60)),
        _ => desk.text.count(Word::Days, minutes.div_ceil(1_440)),
    };
    let (usual, most) = (duration(time.usual_minutes), duration(time.nine_of_ten_minutes));
    desk.text.fill(Word::ReplyTime, &[("usual", &usual), ("most", &most)])
}

fn suggestions(state: ComposeState) -> Option<impl IntoView> {
    let desk = state.desk;
    let text = state.draft.with(|draft| [&draft.subject, " ", &draft.message].concat());
    let found: Vec<_> = if text.trim().chars().count() < 8 { Vec::new() } else { desk.faq.suggest(&text) };
    let entries: Vec<_> = found.into_iter().map(|article| (article.title, article.id)).collect();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="suggest" aria-label=desk.word(Word::MayHelp)>
                <p class="suggest__title">{desk.word(Word::MayHelp)}</p>
                {links(Icon::Article, entries, move |id| desk.way.go(Screen::Article(id)))}
            </section>
        }
    })
}

fn categories(state: ComposeState) -> Option<impl IntoView> {
    let desk = state.desk;
    let all = desk.site.get()?.categories;
    (!all.is_empty()).then(|| {
        let choose = move |event| state.write(|draft| draft.category = event_target_value(&event));
        let options = all.into_iter().map(|category| {
            let id = category.id.clone();
            let is_chosen = move || state.draft.with(|draft| draft.category == id);
            view! { <option value=category.id selected=is_chosen>{category.name}</option> }
        });
        view! {
            <div class="field">
                <label class="field__label" for="helpnook-category">
                    {desk.word(Word::Category)} <span class="field__hint">{desk.word(Word::Optional)}</span>
                </label>
                <select class="field__input" id="helpnook-category" name="category" on:change=choose>
                    <option value="">{desk.word(Word::CategoryNone)}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    })
}

//! The form as it is drawn.

use std::rc::Rc;

use crate::signal::Callback;

use super::ComposeState;
use crate::browser::event::{self, Event};
use crate::browser::place::Place;
use crate::browser::{file, focus};
use crate::desk::Desk;
use crate::draft::TicketDraft;
use crate::panels::attach;
use crate::parts::field::{Field, field};
use crate::parts::icon::{Icon, icon};
use crate::parts::links::links;
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{View, el, many};

/// A field of the draft: its name, what stands above it and beside that, its HTML type and its autocomplete token, how
/// it is read and written.
struct Part {
    name: &'static str,
    label: Word,
    kind: &'static str,
    autocomplete: &'static str,
    is_required: bool,
    read: fn(&TicketDraft) -> String,
    write: fn(&mut TicketDraft, String),
}

const SUBJECT: Part = Part {
    name: "subject",
    label: Word::Subject,
    kind: "text",
    autocomplete: "off",
    is_required: true,
    read: |draft| draft.subject.clone(),
    write: |draft, text| draft.subject = text,
};

const MESSAGE: Part = Part {
    name: "message",
    label: Word::Message,
    kind: "",
    autocomplete: "off",
    is_required: true,
    read: |draft| draft.message.clone(),
    write: |draft, text| draft.message = text,
};

const EMAIL: Part = Part {
    name: "email",
    label: Word::Email,
    kind: "email",
    autocomplete: "email",
    is_required: true,
    read: |draft| draft.email.clone(),
    write: |draft, text| draft.email = text,
};

const NAME: Part = Part {
    name: "name",
    label: Word::Name,
    kind: "text",
    autocomplete: "name",
    is_required: false,
    read: |draft| draft.name.clone(),
    write: |draft, text| draft.name = text,
};

/// Draws the form.
pub fn view(state: ComposeState) -> View {
    state.wake();
    let desk = state.desk;
    let form = Place::new();
    let submit = move |event: Event| {
        event.prevent_default();
        if !state.submit()
            && let Some(form) = form.get_untracked()
        {
            desk.announce(desk.word(Word::PleaseCheck));
            focus::move_to(&form, "[aria-invalid=true]");
        }
    };
    let take_drop = move |event: Event| {
        event.prevent_default();
        state.files.add(file::dropped(&event));
    };
    let page = move || {
        let page = desk.page()?;
        Some(desk.text().fill(Word::PageComesAlong, &[("page", page.title.as_deref().unwrap_or(&page.url))]))
    };
    let send = el("button")
        .attr("type", "submit")
        .class("button button--main")
        .state("aria-disabled", move || state.is_sending())
        .live(move || desk.word(if state.is_sending() { Word::Sending } else { Word::SendRequest }));
    el("form")
        .class("compose")
        .attr("novalidate", "")
        .at(form)
        .on("submit", submit)
        .on("paste", move |event| state.files.add(file::pasted(&event)))
        .on("dragover", |event| event.prevent_default())
        .on("drop", take_drop)
        .live(move || reply_time(desk).map(|words| el("p").class("compose__expect").child(words)))
        .child(part(state, &SUBJECT))
        .live(move || suggestions(state))
        .child(part(state, &MESSAGE))
        .live(move || categories(state))
        .child(part(state, &EMAIL))
        .child(part(state, &NAME))
        .live(move || desk.site().has(|f| f.attachments).then(|| attach::view(state.files)))
        .live(move || state.failure().map(|words| notice(Tone::Alert, words, None)))
        .live(move || {
            (!state.draft.is_kept()).then(|| notice(Tone::Calm, desk.word(Word::DraftNotKept), None))
        })
        .child(send)
        .child(el("p").class("compose__page").live(page))
        .into()
}

fn part(state: ComposeState, part: &'static Part) -> View {
    let desk = state.desk;
    let Part { name, read, write, .. } = *part;
    field(Field {
        name,
        label: desk.word(part.label),
        hint: Rc::new(move || hint(state, name, part.is_required)),
        kind: part.kind,
        autocomplete: part.autocomplete,
        is_required: part.is_required,
        value: Rc::new(move || state.draft.with(read)),
        error: Rc::new(move || state.fault(name)),
        is_locked: Rc::new(move || state.is_locked(name)),
        is_frozen: Rc::new(move || state.is_sending()),
        on_input: Callback::new(move |text| {
            state.write(|draft| write(draft, text));
            if !state.fault(name).is_empty() {
                state.check(name);
            }
        }),
        on_leave: Callback::new(move |()| state.check(name)),
    })
}

/// What stands beside a field's label.
fn hint(state: ComposeState, name: &str, is_required: bool) -> String {
    match (state.is_locked(name), is_required) {
        (true, _) => state.desk.word(Word::Locked),
        (false, false) => state.desk.word(Word::Optional),
        (false, true) => String::new(),
    }
}

/// When a reply usually comes, where that was measured.
fn reply_time(desk: Desk) -> Option<String> {
    let time = desk.site().get()?.reply_time?;
    Some(expected(desk, time))
}

/// A measured reply time in words.
pub(in crate::panels) fn expected(desk: Desk, time: helpnook_contract::site::ReplyTime) -> String {
    let duration = |minutes: u32| match minutes {
        0..=90 => desk.text().count(Word::Minutes, minutes.max(5)),
        91..=2_879 => desk.text().count(Word::Hours, minutes.div_ceil(60)),
        _ => desk.text().count(Word::Days, minutes.div_ceil(1_440)),
    };
    let (usual, most) = (duration(time.usual_minutes), duration(time.nine_of_ten_minutes));
    let word = if usual == most { Word::ReplyTimeOnce } else { Word::ReplyTime };
    desk.text().fill(word, &[("usual", &usual), ("most", &most)])
}

fn suggestions(state: ComposeState) -> Option<View> {
    let desk = state.desk;
    let text = state.draft.with(|draft| [&draft.subject, " ", &draft.message].concat());
    let found: Vec<_> = if text.trim().chars().count() < 8 { Vec::new() } else { desk.faq().suggest(&text) };
    let entries: Vec<_> = found.into_iter().map(|article| (article.title, article.id)).collect();
    let open = move |id| desk.way().go(Screen::Article(id));
    (!entries.is_empty()).then(|| {
        el("section")
            .class("suggest")
            .attr("aria-label", desk.word(Word::MayHelp))
            .child(el("p").class("suggest__title").child(desk.word(Word::MayHelp)))
            .child(links(Icon::Article, entries, open).attr_if("lang", desk.faq().language().map(Into::into)))
            .into()
    })
}

fn categories(state: ComposeState) -> Option<View> {
    let desk = state.desk;
    let all = desk.site().get()?.categories;
    if all.is_empty() {
        return None;
    }
    let options = all.into_iter().map(|category| {
        let id = category.id.clone();
        el("option")
            .attr("value", category.id)
            .live_flag("selected", move || state.draft.with(|draft| draft.category == id))
            .child(category.name)
    });
    let select = el("select")
        .class("field__input")
        .attr("id", "helpnook-category")
        .attr("name", "category")
        .is("disabled", move || state.is_locked("category"))
        .on("change", move |event| state.write(|draft| draft.category = event::value(&event)))
        .child(el("option").attr("value", "").child(desk.word(Word::CategoryNone)))
        .child(many(options));
    let label = el("label")
        .class("field__label")
        .attr("for", "helpnook-category")
        .child(desk.word(Word::Category))
        .child(" ")
        .child(el("span").class("field__hint").live(move || hint(state, "category", false)));
    let choice = el("div").class("field__choice").child(select).child(icon(Icon::Next));
    Some(el("div").class("field").child(label).child(choice).into())
}

//! The form as it is drawn.

use crate::parts::one::{handler, live};
use leptos::prelude::*;

use super::ComposeState;
use crate::browser::{file, focus, page};
use crate::desk::Desk;
use crate::draft::TicketDraft;
use crate::panels::attach;
use crate::parts::field::{Field, field};
use crate::parts::icon::Icon;
use crate::parts::links::links;
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;

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
            focus::move_to(&form, "[aria-invalid=true]");
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
            is_frozen: Signal::derive(move || state.is_sending()),
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
            on:paste=handler(move |event| state.files.add(file::pasted(&event)))
            on:dragover=handler(|event: leptos::ev::DragEvent| event.prevent_default())
            on:drop=handler(move |event: leptos::ev::DragEvent| { event.prevent_default(); state.files.add(file::dropped(&event)); })>
            {live(move || reply_time(desk).map(|words| view! { <p class="compose__expect">{words}</p> }))}
            {text_field("subject", Word::Subject, String::new(), "text", "off", true, |d| d.subject.clone(), |d, t| d.subject = t)}
            {live(move || suggestions(state))}
            {text_field("message", Word::Message, String::new(), "", "off", true, |d| d.message.clone(), |d, t| d.message = t)}
            {live(move || categories(state))}
            {text_field("email", Word::Email, String::new(), "email", "email", true, |d| d.email.clone(), |d, t| d.email = t)}
            {text_field("name", Word::Name, optional(), "text", "name", false, |d| d.name.clone(), |d, t| d.name = t)}
            {live(move || desk.site.has(|f| f.attachments).then(|| attach::view(state.files)))}
            {live(move || state.failure().map(|words| notice(Tone::Alert, words, None)))}
            {live(move || (!state.is_kept.get()).then(|| notice(Tone::Calm, desk.word(Word::DraftNotKept), None)))}
            <button type="submit" class="button button--main" aria-disabled=move || state.is_sending().to_string()>
                {live(move || desk.word(if state.is_sending() { Word::Sending } else { Word::SendRequest }))}
            </button>
            <p class="compose__page">{live(move || page::context("").map(|page| desk.text.fill(Word::PageComesAlong, &[("page", page.title.as_deref().unwrap_or(&page.url))])))}</p>
        </form>
    }
}

/// When a reply usually comes, where that was measured.
fn reply_time(desk: Desk) -> Option<String> {
    let time = desk.site.get()?.reply_time?;
    Some(expected(desk, time))
}

/// A measured reply time in words.
pub(in crate::panels) fn expected(desk: Desk, time: helpnook_contract::site::ReplyTime) -> String {
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
                    {desk.word(Word::Category)} " " <span class="field__hint">{desk.word(Word::Optional)}</span>
                </label>
                <select class="field__input" id="helpnook-category" name="category" on:change=choose>
                    <option value="">{desk.word(Word::CategoryNone)}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    })
}

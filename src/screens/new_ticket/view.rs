//! The form as it is drawn.

use crate::reactive::memo;
use helpnook_contract::ArticleId;
use leptos::ev::{ClipboardEvent, DragEvent, Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;

use super::NewTicketState;
use crate::components::attachments::Attachments;
use crate::components::field::Field;
use crate::components::icon::{Icon, Picture};
use crate::components::links::{Link, Links};
use crate::components::notice::{Notice, Tone};
use crate::components::reply_time::reply_time;
use crate::components::rows::Rows;
use crate::i18n::TextKey;
use crate::platform::{files, focus};
use crate::services::Services;
use crate::state::drafts::TicketDraft;
use crate::state::navigation::Screen;

/// A text field of the draft: its name and label, its HTML type and autocomplete token, how it is read and written.
struct DraftField {
    name: &'static str,
    label: TextKey,
    kind: &'static str,
    autocomplete: &'static str,
    is_required: bool,
    read: fn(&TicketDraft) -> String,
    write: fn(&mut TicketDraft, String),
}

const SUBJECT: DraftField = DraftField {
    name: "subject",
    label: TextKey::Subject,
    kind: "text",
    autocomplete: "off",
    is_required: true,
    read: |draft| draft.subject.clone(),
    write: |draft, text| draft.subject = text,
};

const MESSAGE: DraftField = DraftField {
    name: "message",
    label: TextKey::Message,
    kind: "",
    autocomplete: "off",
    is_required: true,
    read: |draft| draft.message.clone(),
    write: |draft, text| draft.message = text,
};

const EMAIL: DraftField = DraftField {
    name: "email",
    label: TextKey::Email,
    kind: "email",
    autocomplete: "email",
    is_required: true,
    read: |draft| draft.email.clone(),
    write: |draft, text| draft.email = text,
};

const NAME: DraftField = DraftField {
    name: "name",
    label: TextKey::Name,
    kind: "text",
    autocomplete: "name",
    is_required: false,
    read: |draft| draft.name.clone(),
    write: |draft, text| draft.name = text,
};

/// Fewer characters of subject and message suggest no article.
const SUGGEST_FROM: usize = 8;

/// The form of a new request.
#[component]
pub(crate) fn NewTicketView(state: NewTicketState) -> impl IntoView {
    let services: Services = expect_context();
    let Services { i18n, site, announcer, .. } = services;
    untrack(|| state.read_draft());
    let form = NodeRef::<Form>::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !state.submit()
            && let Some(form) = form.get_untracked()
        {
            announcer.announce(i18n.text(TextKey::PleaseCheck));
            focus::move_to(&form, "[aria-invalid=true]");
        }
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        state.files.add(files::dropped(&event));
    };
    let page = move || {
        services.request_page().map(|page| {
            i18n.fill(TextKey::PageComesAlong, &[("page", page.title.as_deref().unwrap_or(&page.url))])
        })
    };
    let expected = memo(move || site.get().and_then(|site| site.reply_time));
    let has_attachments = memo(move || site.has(|features| features.attachments));
    let has_category_field = memo(move || !site.categories().is_empty());
    let failure = memo(move || state.failure());
    let is_stored = memo(move || state.is_stored());
    view! {
        <form
            class="compose"
            novalidate
            node_ref=form
            on:submit=on_submit
            on:paste=move |event: ClipboardEvent| state.files.add(files::pasted(&event))
            on:dragover=|event: DragEvent| event.prevent_default()
            on:drop=on_drop
        >
            {move || {
                expected.get().map(|time| {
                    view! { <p class="compose__expect">{move || reply_time(i18n, time)}</p> }.into_any()
                })
            }}
            <TextField state field=&SUBJECT />
            <Suggestions state />
            <TextField state field=&MESSAGE />
            {move || has_category_field.get().then(|| view! { <CategoryField state /> }.into_any())}
            <TextField state field=&EMAIL />
            <TextField state field=&NAME />
            {move || has_attachments.get().then(|| view! { <Attachments state=state.files /> }.into_any())}
            {move || {
                failure.get().map(|message| view! { <Notice tone=Tone::Alert message /> }.into_any())
            }}
            {move || {
                (!is_stored.get()).then(|| {
                    view! { <Notice tone=Tone::Calm message=i18n.t(TextKey::DraftNotKept) /> }.into_any()
                })
            }}
            <button
                type="submit"
                class="button button--main"
                aria-disabled=move || if state.is_sending() { "true" } else { "false" }
            >
                {move || i18n.text(if state.is_sending() { TextKey::Sending } else { TextKey::SendRequest })}
            </button>
            <p class="compose__page">{move || page()}</p>
        </form>
    }
}

#[component]
fn TextField(state: NewTicketState, field: &'static DraftField) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let DraftField { name, label, kind, autocomplete, is_required, read, write } = *field;
    let on_input = Callback::new(move |text| {
        state.write(|draft| write(draft, text));
        if !untrack(|| state.fault(name)).is_empty() {
            state.check(name);
        }
    });
    view! {
        <Field
            name
            label=i18n.t(label)
            hint=Signal::derive(move || hint(state, name, is_required))
            kind
            autocomplete
            is_required
            value=Signal::derive(move || state.draft_with(read))
            error=Signal::derive(move || state.fault(name))
            is_locked=Signal::derive(move || state.is_locked(name))
            is_frozen=Signal::derive(move || state.is_sending())
            on_input
            on_leave=Callback::new(move |()| state.check(name))
        />
    }
}

/// The text beside a field's label.
fn hint(state: NewTicketState, name: &str, is_required: bool) -> String {
    let Services { i18n, .. } = state.services();
    match (state.is_locked(name), is_required) {
        (true, _) => i18n.text(TextKey::Locked),
        (false, false) => i18n.text(TextKey::Optional),
        (false, true) => String::new(),
    }
}

/// Articles that may answer the request while it is being written.
#[component]
fn Suggestions(state: NewTicketState) -> impl IntoView {
    let Services { i18n, navigation, articles, .. } = expect_context();
    let links = memo(move || {
        let text = state.draft_with(|draft| [&draft.subject, " ", &draft.message].concat());
        if text.trim().chars().count() < SUGGEST_FROM {
            return Vec::new();
        }
        let found = articles.suggest(&text).into_iter();
        found.map(|article| Link { id: article.id.0, title: article.title }).collect()
    });
    let has_links = memo(move || !links.with(Vec::is_empty));
    let choose = Callback::new(move |id| navigation.go(Screen::Article(ArticleId(id))));
    let language = Signal::derive(move || articles.language());
    let draw = move || {
        has_links.get().then(|| {
            view! {
                <section class="suggest" aria-label=i18n.t(TextKey::MayHelp)>
                    <p class="suggest__title">{i18n.t(TextKey::MayHelp)}</p>
                    <Links icon=Icon::Article links language choose />
                </section>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }
}

#[component]
fn CategoryField(state: NewTicketState) -> impl IntoView {
    let Services { i18n, site, .. } = expect_context();
    const ID: &str = "helpnook-category";
    let ids = Signal::derive(move || site.categories().into_iter().map(|category| category.id).collect());
    let option = move |id: String| {
        let value = id.clone();
        let selected = id.clone();
        let is_selected = move || state.draft_with(|draft| draft.category == selected);
        let name =
            move || site.categories().into_iter().find(|category| category.id == id).map(|one| one.name);
        view! {
            <option value=value prop:selected=move || is_selected()>
                {move || name()}
            </option>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=ID>
                {i18n.t(TextKey::Category)}
                " "
                <span class="field__hint">{move || hint(state, "category", false)}</span>
            </label>
            <div class="field__choice">
                <select
                    class="field__input"
                    id=ID
                    name="category"
                    prop:disabled=move || state.is_locked("category")
                    on:change=move |event: Event| {
                        state.write(|draft| draft.category = event_target_value(&event));
                    }
                >
                    <option value="">{i18n.t(TextKey::CategoryNone)}</option>
                    <Rows keys=ids row=Callback::new(option) />
                </select>
                <Picture icon=Icon::Next />
            </div>
        </div>
    }
}

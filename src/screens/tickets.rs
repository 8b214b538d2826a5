//! The customer's tickets: those with unread replies first, then those that are not sent yet, then the rest.

use crate::reactive::{effect, memo};
use helpnook_contract::TicketId;
use helpnook_contract::tickets::{Actor, TicketSummary};
use leptos::ev::FocusEvent;
use leptos::html::Ul;
use leptos::prelude::*;

use crate::components::delivery;
use crate::components::icon::{Icon, Picture};
use crate::components::notice::{Failed, Loading};
use crate::components::rows::Rows;
use crate::components::status_badge::StatusBadge;
use crate::i18n::TextKey;
use crate::platform::{focus, intl};
use crate::remote::{Phase, Remote};
use crate::services::Services;
use crate::state::navigation::Screen;
use crate::state::pending_writes::{PendingWrite, Write};

/// The list.
#[component]
pub(crate) fn TicketsView() -> impl IntoView {
    let Services { i18n, navigation, tickets, announcer, pending_writes, .. } = expect_context();
    tickets.refresh();
    let is_asked = RwSignal::new(false);
    // A failure is announced once, since the call is repeated every few seconds; and again to a customer who retries.
    effect(move |was_told: Option<bool>| {
        let was_told = was_told.unwrap_or_default();
        match tickets.list() {
            Remote::Failed(_) => {
                if !was_told || is_asked.get_untracked() {
                    is_asked.set(false);
                    announcer.announce(untrack(|| i18n.text(TextKey::RequestsFailed)));
                }
                true
            }
            Remote::Ready(_) => false,
            _ => was_told,
        }
    });
    let phase = memo(move || tickets.list().list_phase());
    let pending = Signal::derive(move || {
        let entries = pending_writes.entries().into_iter();
        let is_ticket = |entry: &PendingWrite| matches!(entry.write, Write::Ticket(_));
        entries.filter(is_ticket).map(|entry| entry.key).collect()
    });
    let pending_row = move |key| view! { <PendingRow key /> }.into_any();
    view! {
        <div class="requests">
            <ul class="requests__list">
                <Rows keys=pending row=Callback::new(pending_row) />
            </ul>
            {move || match phase.get() {
                Phase::Ready => view! { <List /> }.into_any(),
                Phase::Empty => {
                    view! {
                        <div class="empty">
                            <p class="empty__title">{i18n.t(TextKey::NoRequests)}</p>
                            <p>{i18n.t(TextKey::NoRequestsHelp)}</p>
                            <button
                                type="button"
                                class="button button--main"
                                on:click=move |_| navigation.switch(Screen::NewTicket)
                            >
                                {i18n.t(TextKey::WriteToUs)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
                Phase::Failed | Phase::Gone => {
                    let retry = Callback::new(move |()| {
                        is_asked.set(true);
                        tickets.refresh();
                    });
                    view! { <Failed message=TextKey::RequestsFailed retry /> }.into_any()
                }
                Phase::Loading => view! { <Loading message=TextKey::LoadingRequests /> }.into_any(),
            }}
        </div>
    }
}

/// The tickets of the backend, keyed by id: a poll that reorders them moves the rows, and the focus stays on its ticket.
#[component]
fn List() -> impl IntoView {
    let Services { tickets, .. } = expect_context();
    let root = NodeRef::<Ul>::new();
    let focused = RwSignal::new(None::<String>);
    let ids = memo(move || {
        let list = match tickets.list() {
            Remote::Ready(list) => list,
            _ => Vec::new(),
        };
        let (unread, read): (Vec<_>, Vec<_>) = list.into_iter().partition(|ticket| tickets.is_unread(ticket));
        unread.into_iter().chain(read).map(|ticket| ticket.id.0).collect::<Vec<_>>()
    });
    // Browsers drop the focus of an element that is moved: it is given back to the row of the same ticket.
    effect(move |_| {
        ids.track();
        let (Some(root), Some(id)) = (root.get_untracked(), focused.get_untracked()) else { return };
        focus::restore(&root, "data-ticket", &id);
    });
    let row = move |id| view! { <Row id=TicketId(id) /> }.into_any();
    let on_focusin = move |event: FocusEvent| focused.set(focus::attribute_of_target(&event, "data-ticket"));
    // An element that is moved or removed loses the focus without `relatedTarget`; so does a page that loses it.
    let on_focusout = move |event: FocusEvent| {
        if event.related_target().is_some() {
            focused.set(None);
        }
    };
    view! {
        <ul class="requests__list" node_ref=root on:focusin=on_focusin on:focusout=on_focusout>
            <Rows keys=ids row=Callback::new(row) />
        </ul>
    }
}

#[component]
fn Row(id: TicketId) -> impl IntoView {
    let Services { i18n, navigation, tickets, .. } = expect_context();
    let target = id.clone();
    let data_ticket = id.0.clone();
    let ticket = memo(move || tickets.find(&id));
    let is_unread = memo(move || ticket.with(|ticket| ticket.as_ref().is_some_and(|t| tickets.is_unread(t))));
    let last = move || {
        let last = ticket.get()?.last_message?;
        let author = match last.author.kind {
            Actor::Customer => i18n.text(TextKey::You),
            _ => last.author.name.unwrap_or_else(|| i18n.text(TextKey::Team)),
        };
        Some(
            view! {
                <p class="request-row__last">
                    <bdi>{author}</bdi>
                    ": "
                    {last.excerpt}
                </p>
            }
            .into_any(),
        )
    };
    let text = move |read: fn(TicketSummary) -> String| ticket.get().map(read).unwrap_or_default();
    let updated = move || text(|ticket| ticket.updated_at);
    view! {
        <li>
            <button
                type="button"
                class=move || if is_unread.get() { "request-row request-row--unread" } else { "request-row" }
                data-ticket=data_ticket
                on:click=move |_| navigation.go(Screen::Ticket(target.clone()))
            >
                <span class="request-row__top">
                    <span class="request-row__subject">{move || text(|ticket| ticket.subject)}</span>
                    {move || {
                        is_unread.get().then(|| {
                            view! {
                                <span class="request-row__dot">
                                    <span class="visually-hidden">{i18n.t(TextKey::Unread)}</span>
                                </span>
                            }
                                .into_any()
                        })
                    }}
                </span>
                {move || last()}
                <span class="request-row__meta">
                    {move || ticket.get().map(|ticket| view! { <StatusBadge status=ticket.status /> }.into_any())}
                    <bdi>{move || text(|ticket| ticket.reference)}</bdi>
                    <time datetime=move || updated()>
                        {move || intl::relative(&i18n.language(), &updated())}
                    </time>
                </span>
            </button>
        </li>
    }
}

/// A new ticket that the backend has not acknowledged.
#[component]
fn PendingRow(key: String) -> impl IntoView {
    let Services { i18n, navigation, pending_writes, .. } = expect_context();
    let subject = match pending_writes.find(&key).map(|entry| entry.write) {
        Some(Write::Ticket(ticket)) => ticket.subject,
        _ => String::new(),
    };
    let entry = key.clone();
    let status = move || i18n.text(delivery::message(pending_writes.delivery(&entry)));
    view! {
        <li>
            <button
                type="button"
                class="request-row"
                on:click=move |_| navigation.go(Screen::TicketSent(key.clone()))
            >
                <span class="request-row__subject">{subject}</span>
                <span class="request-row__meta">
                    <Picture icon=Icon::Clock />
                    " "
                    {move || status()}
                </span>
            </button>
        </li>
    }
}

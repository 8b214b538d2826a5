//! The messages of a ticket, and the replies that are not sent yet.

use crate::reactive::memo;
use helpnook_contract::TicketId;
use helpnook_contract::attachments::{Attachment, attachment_address};
use helpnook_contract::thread::Message;
use helpnook_contract::tickets::Actor;
use leptos::prelude::*;

use super::TicketState;
use crate::components::delivery;
use crate::components::icon::{Icon, Picture};
use crate::components::rows::Rows;
use crate::i18n::TextKey;
use crate::platform::{files, intl};
use crate::services::Services;
use crate::state::backend::Grant;
use crate::state::delivery::Delivery;
use crate::state::pending_writes::{PendingWrite, Write};

/// The messages, the oldest first. A message never changes: rows are keyed by id and drawn once.
#[component]
pub(crate) fn Thread(state: TicketState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let keys = Signal::derive(move || {
        state.followed_with(|followed| {
            let messages = followed.ready().map(|followed| &followed.messages).into_iter().flatten();
            messages.map(|message| message.id.0.clone()).collect()
        })
    });
    let row = move |id: String| {
        let message = untrack(|| state.message(&id));
        message.map(|message| view! { <Bubble state message /> }).into_any()
    };
    view! {
        <ol class="thread" aria-label=i18n.t(TextKey::Thread)>
            <Rows keys row=Callback::new(row) />
        </ol>
    }
}

#[component]
fn Bubble(state: TicketState, message: Message) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let is_start = state.first_unread().as_ref() == Some(&message.id);
    let (class, name) = match message.author.kind {
        Actor::Customer => ("message message--own", None),
        _ => ("message", Some(message.author.name)),
    };
    let author = move || match &name {
        None => i18n.text(TextKey::You),
        Some(name) => name.clone().unwrap_or_else(|| i18n.text(TextKey::Team)),
    };
    let ticket = state.id();
    let file = move |attachment: Attachment| {
        ticket.clone().map(|ticket| view! { <Download ticket attachment /> }.into_any())
    };
    let (at, titled_at) = (message.created_at.clone(), message.created_at.clone());
    view! {
        <li
            class=class
            data-focus=is_start.then_some("")
            tabindex=is_start.then_some("-1")
        >
            <p class="message__who">
                <bdi>{move || author()}</bdi>
                " "
                <time
                    datetime=message.created_at
                    title=move || intl::time(&i18n.language(), &titled_at)
                >
                    {move || intl::relative(&i18n.language(), &at)}
                </time>
            </p>
            <p class="message__body" dir="auto">
                {message.body}
            </p>
            {message.attachments.into_iter().map(file).collect::<Vec<Option<AnyView>>>()}
        </li>
    }
}

/// A file: fetched with the ticket's key, which a plain link could not carry.
#[component]
fn Download(ticket: TicketId, attachment: Attachment) -> impl IntoView {
    let Services { i18n, announcer, backend, tasks, ticket_keys, .. } = expect_context();
    let address = attachment_address(&attachment.id);
    let Attachment { name, bytes, .. } = attachment;
    let text = name.clone();
    let fetch = move |_| {
        let (address, name) = (address.clone(), name.clone());
        let Some(key) = ticket_keys.key_of(&ticket) else { return };
        tasks.spawn(async move {
            match backend.download(&address, Grant::Key(&key)).await {
                Ok(content) => files::save(&name, &content),
                Err(_) => {
                    announcer.announce(untrack(|| i18n.fill(TextKey::FileNotLoaded, &[("name", &name)])))
                }
            }
        });
    };
    view! {
        <button type="button" class="message__file" on:click=fetch>
            <Picture icon=Icon::Clip />
            " "
            <span>{text}</span>
            " "
            <span class="message__size">{move || i18n.size(bytes)}</span>
        </button>
    }
}

/// The replies to a ticket that the backend has not acknowledged.
#[component]
pub(crate) fn PendingReplies(ticket: TicketId) -> impl IntoView {
    let Services { pending_writes, .. } = expect_context();
    let keys = Signal::derive(move || {
        let entries = pending_writes.entries().into_iter();
        let is_to_ticket =
            |entry: &PendingWrite| matches!(&entry.write, Write::Reply(to, _) if *to == ticket);
        entries.filter(is_to_ticket).map(|entry| entry.key).collect()
    });
    let row = move |key| view! { <PendingReply key /> }.into_any();
    view! {
        <ul class="thread">
            <Rows keys row=Callback::new(row) />
        </ul>
    }
}

#[component]
fn PendingReply(key: String) -> impl IntoView {
    let Services { i18n, pending_writes, .. } = expect_context();
    let reply = pending_writes.find(&key);
    let body = match reply.map(|reply| reply.write) {
        Some(Write::Reply(_, message)) => message.body,
        _ => String::new(),
    };
    let key = StoredValue::new(key);
    let delivery = memo(move || key.with_value(|key| pending_writes.delivery(key)));
    let send_again = move |_| pending_writes.send_again(&key.get_value());
    let discard = move |_| {
        pending_writes.take_back(&key.get_value());
    };
    view! {
        <li class="message message--own message--waiting">
            <p class="message__body" dir="auto">
                {body}
            </p>
            <p class="message__who">
                <Picture icon=Icon::Clock />
                " "
                {move || i18n.text(delivery::message(delivery.get()))}
                {move || {
                    (delivery.get() == Delivery::Unknown).then(|| {
                        view! {
                            <button type="button" class="back-link" on:click=send_again>
                                {i18n.t(TextKey::SendAgain)}
                            </button>
                        }
                            .into_any()
                    })
                }}
                {move || {
                    (delivery.get() != Delivery::Underway).then(|| {
                        view! {
                            <button type="button" class="back-link" on:click=discard>
                                {i18n.t(TextKey::Discard)}
                            </button>
                        }
                            .into_any()
                    })
                }}
            </p>
        </li>
    }
}

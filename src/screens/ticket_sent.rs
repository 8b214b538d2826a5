//! A request that was sent: the backend has it, or it waits on the device.

use crate::reactive::{effect, memo};
use leptos::prelude::*;

use crate::components::delivery;
use crate::components::icon::{Icon, Picture};
use crate::components::notice::{Notice, Tone};
use crate::components::reply_time::reply_time;
use crate::i18n::TextKey;
use crate::services::Services;
use crate::state::delivery::Delivery;
use crate::state::navigation::Screen;

/// How far the request is.
#[derive(Clone, Copy, PartialEq)]
enum SentProgress {
    WaitsForBackend,
    WaitsForCustomer(Delivery),
    Sent,
}

/// The outcome of the pending write under the idempotency key `key`; `edit` takes one that waits for the customer back into the form.
#[component]
pub(crate) fn TicketSentView(key: String, edit: Callback<String>) -> impl IntoView {
    let Services { i18n, announcer, pending_writes, .. } = expect_context();
    let key = StoredValue::new(key);
    let progress = memo(move || {
        key.with_value(|key| {
            if pending_writes.ticket_of(key).is_some() {
                return SentProgress::Sent;
            }
            match pending_writes.delivery(key) {
                Delivery::Underway => SentProgress::WaitsForBackend,
                waits => SentProgress::WaitsForCustomer(waits),
            }
        })
    });
    // A request that waited is sent by itself, while the customer may still look at this screen.
    effect(move |before: Option<SentProgress>| {
        let now = progress.get();
        if before.is_some_and(|before| before != SentProgress::Sent) && now == SentProgress::Sent {
            announcer.announce(untrack(|| i18n.text(TextKey::SentTitle)));
        }
        now
    });
    let draw = move || match progress.get() {
        SentProgress::Sent => view! { <Sent key /> }.into_any(),
        SentProgress::WaitsForCustomer(delivery) => {
            let message = i18n.t(delivery::message(delivery));
            let again = Callback::new(move |()| edit.run(key.get_value()));
            let action = (i18n.t(TextKey::EditRequest), again);
            view! {
                <div class="sent">
                    <Notice tone=Tone::Alert message action />
                </div>
            }
            .into_any()
        }
        SentProgress::WaitsForBackend => view! { <Waiting /> }.into_any(),
    };
    view! { {move || draw()} }
}

#[component]
fn Sent(key: StoredValue<String>) -> impl IntoView {
    let Services { i18n, navigation, storage, backend, pending_writes, .. } = expect_context();
    let ticket = memo(move || key.with_value(|key| pending_writes.ticket_of(key)));
    let expected = move || {
        let time = ticket.get()?.expected_reply?;
        Some(view! { <p>{reply_time(i18n, time)}</p> }.into_any())
    };
    // A signed-in customer finds the request again even where the device stores nothing.
    let is_lost = storage.is_fleeting("tickets") && untrack(|| backend.session()).is_empty();
    let place = if is_lost { TextKey::SentNotKept } else { TextKey::SentWhere };
    let open = move |_| {
        if let Some(ticket) = ticket.get_untracked() {
            navigation.replace(Screen::Ticket(ticket.id));
        }
    };
    view! {
        <div class="sent">
            <span class="sent__mark">
                <Picture icon=Icon::Check />
            </span>
            <Title text=TextKey::SentTitle />
            <p class="sent__reference">
                <bdi>{move || ticket.get().map(|ticket| ticket.reference)}</bdi>
            </p>
            <p>{i18n.t(place)}</p>
            {move || expected()}
            <button type="button" class="button button--main" on:click=open>
                {i18n.t(TextKey::SeeRequest)}
            </button>
            <BackToHelp />
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    let Services { i18n, storage, pending_writes, .. } = expect_context();
    let help = if storage.is_fleeting("outbox") { TextKey::WaitsNotKept } else { TextKey::WillBeSentHelp };
    view! {
        <div class="sent">
            <span class="sent__mark sent__mark--waiting">
                <Picture icon=Icon::Clock />
            </span>
            <Title text=TextKey::WillBeSent />
            <p>{i18n.t(help)}</p>
            <button type="button" class="button" on:click=move |_| pending_writes.flush()>
                {i18n.t(TextKey::SendNow)}
            </button>
            <BackToHelp />
        </div>
    }
}

#[component]
fn Title(text: TextKey) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    view! {
        <h3 class="sent__title" data-focus="" tabindex="-1">
            {i18n.t(text)}
        </h3>
    }
}

#[component]
fn BackToHelp() -> impl IntoView {
    let Services { i18n, navigation, .. } = expect_context();
    view! {
        <button type="button" class="button button--quiet" on:click=move |_| navigation.switch(Screen::Home)>
            {i18n.t(TextKey::BackToHelp)}
        </button>
    }
}

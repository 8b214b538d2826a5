//! The customer's actions on a ticket: reply, say that it is solved, reopen it.

use crate::reactive::memo;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::{Ticket, TicketAction};
use leptos::ev::{ClipboardEvent, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;

use super::TicketState;
use crate::components::attachments::Attachments;
use crate::components::field::Field;
use crate::i18n::TextKey;
use crate::platform::{files, focus};
use crate::services::Services;
use crate::state::navigation::Screen;

/// The reply form; for a closed ticket the way to a new request.
#[component]
pub(crate) fn Actions(
    state: TicketState,
    ticket: Memo<Option<Ticket>>,
    write: Callback<String>,
) -> impl IntoView {
    let can_reply = memo(move || {
        ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.can.contains(&TicketAction::Reply)))
    });
    let draw = move || match can_reply.get() {
        Some(true) => Some(view! { <ReplyForm state ticket /> }.into_any()),
        Some(false) => Some(view! { <ClosedTicket ticket write /> }.into_any()),
        None => None,
    };
    view! { {move || draw()} }
}

#[component]
fn ClosedTicket(ticket: Memo<Option<Ticket>>, write: Callback<String>) -> impl IntoView {
    let Services { i18n, navigation, .. } = expect_context();
    let begin = move |_| {
        write.run(ticket.get_untracked().map(|ticket| ticket.subject).unwrap_or_default());
        navigation.go(Screen::NewTicket);
    };
    view! {
        <div class="empty">
            <p>{i18n.t(TextKey::RequestClosed)}</p>
            <button type="button" class="button button--main" on:click=begin>
                {i18n.t(TextKey::WriteToUs)}
            </button>
        </div>
    }
}

#[component]
fn ReplyForm(state: TicketState, ticket: Memo<Option<Ticket>>) -> impl IntoView {
    let Services { i18n, site, .. } = expect_context();
    let form = NodeRef::<Form>::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.send();
        if !untrack(|| state.fault()).is_empty()
            && let Some(form) = form.get_untracked()
        {
            focus::move_to(&form, "#helpnook-reply");
        }
    };
    let has_attachments = memo(move || site.has(|features| features.attachments));
    view! {
        <form
            class="reply"
            novalidate
            node_ref=form
            on:submit=on_submit
            on:paste=move |event: ClipboardEvent| state.files.add(files::pasted(&event))
        >
            <Field
                name="reply"
                label=i18n.t(TextKey::YourReply)
                kind=""
                autocomplete="off"
                is_required=true
                value=Signal::derive(move || state.reply())
                error=Signal::derive(move || state.fault())
                is_frozen=Signal::derive(move || state.is_busy())
                on_input=Callback::new(move |text| state.write(text))
            />
            {move || has_attachments.get().then(|| view! { <Attachments state=state.files /> }.into_any())}
            <div class="reply__buttons">
                <button type="submit" class="button button--main">
                    {move || i18n.text(if state.is_busy() { TextKey::Sending } else { TextKey::SendReply })}
                </button>
                <Transition
                    state
                    ticket
                    action=TicketAction::Solve
                    label=TextKey::MarkSolved
                    to=CustomerStatus::Solved
                />
                <Transition
                    state
                    ticket
                    action=TicketAction::Reopen
                    label=TextKey::Reopen
                    to=CustomerStatus::Open
                />
            </div>
        </form>
    }
}

/// A button that changes the ticket's status, while the backend allows that.
#[component]
fn Transition(
    state: TicketState,
    ticket: Memo<Option<Ticket>>,
    action: TicketAction,
    label: TextKey,
    to: CustomerStatus,
) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let is_allowed =
        memo(move || ticket.with(|ticket| ticket.as_ref().is_some_and(|t| t.can.contains(&action))));
    let draw = move || {
        is_allowed.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || if state.is_busy() { "true" } else { "false" }
                    on:click=move |_| state.move_to(to)
                >
                    {i18n.t(label)}
                </button>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }
}

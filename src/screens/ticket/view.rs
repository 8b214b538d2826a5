//! The ticket as it is drawn.

use crate::reactive::{effect, memo};
use helpnook_contract::TicketId;
use helpnook_contract::tickets::Actor;
use helpnook_contract::tickets::{StatusChange, Ticket};
use leptos::prelude::*;

use super::TicketState;
use super::reply::Actions;
use super::thread::{PendingReplies, Thread};
use crate::components::notice::{Failed, Loading, Notice, Tone};
use crate::components::reply_time::reply_time;
use crate::components::rows::Rows;
use crate::components::status_badge::{StatusBadge, status_text};
use crate::i18n::{TextKey, digits};
use crate::platform::intl;
use crate::remote::{Phase, Remote};
use crate::services::Services;

/// A ticket; `survey` draws the survey that may be due, `write` begins a new request with a subject.
#[component]
pub(crate) fn TicketView<S>(
    state: TicketState,
    id: TicketId,
    survey: S,
    write: Callback<String>,
) -> impl IntoView
where
    S: Fn() -> AnyView + Send + 'static,
{
    let Services { i18n, pending_writes, .. } = expect_context();
    state.open(id.clone());
    // A reply that was sent by itself belongs into the thread.
    effect(move |before: Option<usize>| {
        let arrivals = pending_writes.arrivals();
        if before.is_some_and(|before| before != arrivals) {
            state.refresh();
        }
        arrivals
    });
    let ticket = memo(move || state.followed_with(|followed| followed.ready().map(|f| f.ticket.clone())));
    let phase = memo(move || state.followed_with(Remote::phase));
    let body = move || match phase.get() {
        Phase::Ready => view! { <Content state ticket /> }.into_any(),
        Phase::Gone => view! {
            <div class="empty">
                <p class="empty__title" data-focus="" tabindex="-1">
                    {i18n.t(TextKey::RequestGone)}
                </p>
            </div>
        }
        .into_any(),
        Phase::Failed => {
            let retry = Callback::new(move |()| state.refresh());
            view! { <Failed message=TextKey::RequestsFailed retry /> }.into_any()
        }
        Phase::Loading | Phase::Empty => view! { <Loading message=TextKey::LoadingRequests /> }.into_any(),
    };
    let failure = memo(move || state.failure());
    view! {
        <div class="request">
            {move || body()}
            <PendingReplies ticket=id />
            {survey()}
            {move || failure.get().map(|message| view! { <Notice tone=Tone::Alert message /> }.into_any())}
            <Actions state ticket write />
        </div>
    }
}

/// The ticket's head and thread: drawn once, so that nobody loses their place in it; each part follows its own signal.
#[component]
fn Content(state: TicketState, ticket: Memo<Option<Ticket>>) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let text = move |read: fn(Ticket) -> String| ticket.get().map(read).unwrap_or_default();
    // The focus begins at the first unread message; else here.
    let data_focus = state.first_unread().is_none().then_some("");
    let status = memo(move || ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.status)));
    let expected = move || {
        let time = ticket.get()?.expected_reply?;
        Some(view! { <p class="request__expect">{reply_time(i18n, time)}</p> }.into_any())
    };
    // The history only grows: a step is identified by its place.
    let history = Signal::derive(move || {
        let length = ticket.with(|ticket| ticket.as_ref().map_or(0, |ticket| ticket.history.len()));
        (0..length).map(|at| digits(at as u32)).collect()
    });
    let step = move |at: String| {
        let history = ticket.get_untracked().map(|ticket| ticket.history).unwrap_or_default();
        let change = at.parse().ok().and_then(|at: usize| history.into_iter().nth(at));
        change.map(|change| view! { <HistoryStep change /> }).into_any()
    };
    view! {
        <div class="request__head">
            <h3 class="request__subject" dir="auto" data-focus=data_focus data-arrive="" tabindex="-1">
                {move || text(|ticket| ticket.subject)}
            </h3>
            <p class="request__meta">
                {move || status.get().map(|status| view! { <StatusBadge status /> }.into_any())}
                " "
                <bdi>{move || text(|ticket| ticket.reference)}</bdi>
            </p>
            {move || expected()}
            <details class="history">
                <summary>{i18n.t(TextKey::History)}</summary>
                <ol class="history__steps">
                    <Rows keys=history row=Callback::new(step) />
                </ol>
            </details>
        </div>
        <Thread state />
    }
}

#[component]
fn HistoryStep(change: StatusChange) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let actor = match change.by {
        Actor::Customer => Some(i18n.t(TextKey::You)),
        Actor::Agent => Some(i18n.t(TextKey::Team)),
        Actor::System => None,
    };
    let at = change.at.clone();
    view! {
        <li class="history__step">
            <span>{i18n.t(status_text(change.to))}</span>
            <span class="history__who">{actor}</span>
            <time datetime=change.at>{move || intl::time(&i18n.language(), &at)}</time>
        </li>
    }
}

//! The requests of this device: unread first, then what is on its way, then the rest.

use crate::parts::one::handler;
use helpnook_contract::tickets::{Actor, TicketStatus, TicketSummary};
use leptos::prelude::*;

use crate::browser::intl;
use crate::desk::Desk;
use crate::outbox::{Entry, Letter};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::text::Word;

/// A status in the customer's words.
pub fn status_word(status: TicketStatus) -> Word {
    match status {
        TicketStatus::New => Word::StatusNew,
        TicketStatus::Waiting => Word::StatusWaiting,
        TicketStatus::Solved => Word::StatusSolved,
        TicketStatus::Closed => Word::StatusClosed,
        TicketStatus::Open | TicketStatus::Unknown => Word::StatusOpen,
    }
}

/// A status as a small mark.
pub fn badge(desk: Desk, status: TicketStatus) -> impl IntoView {
    let class = match status {
        TicketStatus::Waiting => "badge badge--yours",
        TicketStatus::Solved | TicketStatus::Closed => "badge badge--done",
        _ => "badge",
    };
    view! { <span class=class>{desk.word(status_word(status))}</span> }
}

/// Draws the list.
pub fn view(desk: Desk) -> impl IntoView {
    desk.tickets.refresh();
    let write = move |_| desk.way.switch(Screen::Compose);
    let on_their_way = move || {
        let entries = desk.outbox.entries().into_iter();
        entries.filter_map(|entry| waiting_row(desk, entry)).collect_view()
    };
    let list = move || {
        match desk.tickets.list() {
        Remote::Ready(list) if list.is_empty() => view! {
            <div class="empty">
                <p class="empty__title">{desk.word(Word::NoRequests)}</p>
                <p>{desk.word(Word::NoRequestsHelp)}</p>
                <button type="button" class="button button--main" on:click=write>{desk.word(Word::WriteToUs)}</button>
            </div>
        }
        .into_any(),
        Remote::Ready(list) => {
            let (unread, read): (Vec<_>, Vec<_>) = list.into_iter().partition(|ticket| desk.tickets.is_unread(ticket));
            let rows = unread.into_iter().map(|t| (t, true)).chain(read.into_iter().map(|t| (t, false)));
            view! { <ul class="requests__list">{rows.map(|(ticket, is_unread)| row(desk, ticket, is_unread)).collect_view()}</ul> }
                .into_any()
        }
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| desk.tickets.refresh());
            notice(Tone::Alert, desk.word(Word::RequestsFailed), Some((desk.word(Word::TryAgain), retry))).into_any()
        }
        _ => view! { <p class="loading">{desk.word(Word::LoadingRequests)}</p> }.into_any(),
    }
    };
    view! {
        <div class="requests">
            <ul class="requests__list">{on_their_way}</ul>
            {list}
        </div>
    }
}

fn row(desk: Desk, ticket: TicketSummary, is_unread: bool) -> impl IntoView {
    let language = desk.text.language();
    let id = ticket.id.clone();
    let last = ticket.last_message.map(|last| {
        let who = match last.author.kind {
            Actor::Customer => desk.word(Word::You),
            _ => last.author.name.unwrap_or_else(|| desk.word(Word::Team)),
        };
        view! { <p class="request-row__last"><bdi>{who}</bdi> ": " {last.excerpt}</p> }
    });
    view! {
        <li>
            <button type="button" class="request-row" class:request-row--unread=is_unread
                on:click=handler(move |_| desk.way.go(Screen::Request(id.clone())))>
                <span class="request-row__top">
                    <span class="request-row__subject">{ticket.subject}</span>
                    {is_unread.then(|| view! { <span class="request-row__dot"><span class="visually-hidden">{desk.word(Word::Unread)}</span></span> })}
                </span>
                {last}
                <span class="request-row__meta">
                    {badge(desk, ticket.status)}
                    <bdi>{ticket.reference}</bdi>
                    <time datetime=ticket.updated_at.clone()>{intl::relative(&language, &ticket.updated_at)}</time>
                </span>
            </button>
        </li>
    }
}

/// A new request that the backend does not have yet.
fn waiting_row(desk: Desk, entry: Entry) -> Option<impl IntoView> {
    let Letter::Ticket(ticket) = entry.letter else { return None };
    let words = if entry.is_refused { Word::NotAccepted } else { Word::WillBeSent };
    let key = entry.key;
    Some(view! {
        <li>
            <button type="button" class="request-row" on:click=handler(move |_| desk.way.go(Screen::Sent(key.clone())))>
                <span class="request-row__subject">{ticket.subject}</span>
                <span class="request-row__meta">{icon(Icon::Clock)} {desk.word(words)}</span>
            </button>
        </li>
    })
}

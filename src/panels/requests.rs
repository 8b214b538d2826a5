//! The requests of this device: unread first, then what is on its way, then the rest.

use crate::signal::{Callback, Signal, watch};
use helpnook_contract::tickets::{Actor, TicketStatus, TicketSummary};

use crate::browser::intl;
use crate::desk::Desk;
use crate::outbox::{Entry, Letter};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{failed, loading};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el, many};

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
pub fn badge(desk: Desk, status: TicketStatus) -> Element {
    let class = match status {
        TicketStatus::Waiting => "badge badge--yours",
        TicketStatus::Solved | TicketStatus::Closed => "badge badge--done",
        _ => "badge",
    };
    el("span").class(class).child(desk.word(status_word(status)))
}

/// Draws the list.
pub fn view(desk: Desk) -> View {
    desk.tickets().refresh();
    let is_asked = Signal::new(false);
    // Said once, since it is tried again every few seconds; and again to whoever asked for it.
    watch(move |was_told: Option<bool>| {
        let was_told = was_told.unwrap_or_default();
        match desk.tickets().list() {
            Remote::Failed(_) => {
                if !was_told || is_asked.get_untracked() {
                    is_asked.set(false);
                    desk.announce(desk.word(Word::RequestsFailed));
                }
                true
            }
            Remote::Ready(_) => false,
            _ => was_told,
        }
    });
    let on_their_way = move || {
        let entries = desk.outbox().entries().into_iter();
        many(entries.filter_map(|entry| waiting_row(desk, entry)))
    };
    el("div")
        .class("requests")
        .child(el("ul").class("requests__list").live(on_their_way))
        .live(move || list(desk, is_asked))
        .into()
}

fn list(desk: Desk, is_asked: Signal<bool>) -> View {
    match desk.tickets().list() {
        Remote::Ready(list) if list.is_empty() => {
            let write = button("button button--main", move |_| desk.way().switch(Screen::Compose));
            el("div")
                .class("empty")
                .child(el("p").class("empty__title").child(desk.word(Word::NoRequests)))
                .child(el("p").child(desk.word(Word::NoRequestsHelp)))
                .child(write.child(desk.word(Word::WriteToUs)))
                .into()
        }
        Remote::Ready(list) => {
            let (unread, read): (Vec<_>, Vec<_>) =
                list.into_iter().partition(|ticket| desk.tickets().is_unread(ticket));
            let mut rows: Vec<_> = unread.into_iter().map(|ticket| row(desk, ticket, true)).collect();
            rows.extend(read.into_iter().map(|ticket| row(desk, ticket, false)));
            el("ul").class("requests__list").child(rows).into()
        }
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| {
                is_asked.set(true);
                desk.tickets().refresh();
            });
            failed(desk.word(Word::RequestsFailed), (desk.word(Word::TryAgain), retry))
        }
        _ => loading(desk.word(Word::LoadingRequests)),
    }
}

fn row(desk: Desk, ticket: TicketSummary, is_unread: bool) -> View {
    let language = desk.text().language();
    let id = ticket.id;
    let last = ticket.last_message.map(|last| {
        let who = match last.author.kind {
            Actor::Customer => desk.word(Word::You),
            _ => last.author.name.unwrap_or_else(|| desk.word(Word::Team)),
        };
        let excerpt = el("p").class("request-row__last").child(el("bdi").child(who));
        excerpt.child(": ").child(last.excerpt)
    });
    let dot = is_unread.then(|| {
        let words = el("span").class("visually-hidden").child(desk.word(Word::Unread));
        el("span").class("request-row__dot").child(words)
    });
    let top = el("span")
        .class("request-row__top")
        .child(el("span").class("request-row__subject").child(ticket.subject))
        .child(dot);
    let when = el("time")
        .attr("datetime", ticket.updated_at.clone())
        .child(intl::relative(&language, &ticket.updated_at));
    let meta = el("span")
        .class("request-row__meta")
        .child(badge(desk, ticket.status))
        .child(el("bdi").child(ticket.reference))
        .child(when);
    let class = if is_unread { "request-row request-row--unread" } else { "request-row" };
    let row = button(class, move |_| desk.way().go(Screen::Request(id.clone())));
    el("li").child(row.child(top).child(last).child(meta)).into()
}

/// A new request that the backend does not have yet.
fn waiting_row(desk: Desk, entry: Entry) -> Option<View> {
    let Letter::Ticket(ticket) = entry.letter else { return None };
    let words = desk.word(if entry.is_refused { Word::NotAccepted } else { Word::WillBeSent });
    let key = entry.key;
    let meta = el("span").class("request-row__meta").child(icon(Icon::Clock)).child(" ").child(words);
    let row = button("request-row", move |_| desk.way().go(Screen::Sent(key.clone())))
        .child(el("span").class("request-row__subject").child(ticket.subject))
        .child(meta);
    Some(el("li").child(row).into())
}

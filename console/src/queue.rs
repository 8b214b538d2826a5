//! The queue: every ticket, or those of one status.

use helpnook_client::Failure;
use helpnook_contract::agent::queue::{ListQueue, QueueEntry, QueueQuery};
use helpnook_contract::agent::{Figures, GetFigures};
use helpnook_contract::tickets::{Actor, TicketStatus};
use leptos::prelude::*;

use crate::figures::FiguresStrip;
use crate::parts::{Loading, Moment, Nothing, ScreenTitle, Trouble};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::{Session, session};
use crate::status;
use crate::wording::{counted, tickets_at};

/// As much of the queue as was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Listing {
    entries: Vec<QueueEntry>,
    has_more: bool,
}

/// The queue with its filter.
#[component]
pub(crate) fn Queue(status: Memo<Option<TicketStatus>>) -> impl IntoView {
    let session = session();
    let figures = Remote::<Figures>::new();
    let listing = Remote::<Listing>::new();
    let pages = RwSignal::new(1_u32);

    Effect::new(move |_| {
        pages.set(1);
        listing.load(fetch(session, status.get(), 1));
    });
    Effect::new(move |_| {
        session.pulse();
        figures.refresh(session.call(GetFigures));
        listing.refresh(fetch(session, status.get_untracked(), pages.get_untracked()));
    });
    let again = Callback::new(move |()| {
        figures.refresh(session.call(GetFigures));
        listing.renew(fetch(session, status.get_untracked(), pages.get_untracked()));
    });
    let more = move |_| {
        pages.update(|pages| *pages += 1);
        again.run(());
    };
    let entries =
        move || listing.with(|listing| listing.map_or_else(Vec::new, |listing| listing.entries.clone()));
    let is_empty =
        Memo::new(move |_| listing.with(|listing| listing.is_some_and(|it| it.entries.is_empty())));
    let is_pending = Memo::new(move |_| listing.with(|listing| listing.is_none()));
    let has_more = Memo::new(move |_| listing.with(|listing| listing.is_some_and(|it| it.has_more)));
    view! {
        <ScreenTitle text="Tickets".to_owned() />
        <FiguresStrip figures />
        <Tabs status figures />
        <Trouble what="The queue" remote=listing retry=again />
        <section class="queue" aria-label=move || heading(status.get())>
            <p class="unseen" role="status">
                {move || listing.with(|listing| listing.map(|it| found(it.entries.len(), it.has_more)))}
            </p>
            <Show when=move || is_pending.get() && listing.failure().is_none()>
                <Loading what="Loading tickets" />
            </Show>
            <Show when=move || is_empty.get()>
                {move || {
                    let (title, text) = status::nothing_here(status.get());
                    view! { <Nothing title text /> }
                }}
            </Show>
            <ul class="queue__list">
                <For each=entries key=stamp let:entry>
                    <Row entry />
                </For>
            </ul>
            <Show when=move || has_more.get()>
                <button class="button" type="button" on:click=more>"Show more tickets"</button>
            </Show>
        </section>
    }
}

#[component]
fn Tabs(status: Memo<Option<TicketStatus>>, figures: Remote<Figures>) -> impl IntoView {
    let choices = std::iter::once(None).chain(status::ALL.map(Some));
    view! {
        <nav class="tabs" aria-label="Tickets by status">
            {choices
                .map(|choice| {
                    let count = Memo::new(move |_| {
                        figures.with(|figures| figures.map(|figures| tickets_at(&figures.tickets, choice)))
                    });
                    view! {
                        <a
                            class="tabs__one"
                            href=Screen::Queue { status: choice }.hash()
                            aria-current=move || (status.get() == choice).then_some("page")
                        >
                            {choice.map_or("All", status::label)}
                            " "
                            <span class="tabs__count">{move || count.get()}</span>
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}

#[component]
fn Row(entry: QueueEntry) -> impl IntoView {
    let QueueEntry { ticket, requester, score } = entry;
    let (who, excerpt) = ticket.last_message.map_or_else(Default::default, |last| {
        let who = match last.author.kind {
            Actor::Customer => String::new(),
            Actor::Agent | Actor::System => [last.author.name.as_deref().unwrap_or("We"), ": "].concat(),
        };
        (who, last.excerpt)
    });
    let badge = ["badge badge--", status::code(ticket.status).unwrap_or("unknown")].concat();
    view! {
        <li>
            <a class="row" href=Screen::Ticket { id: ticket.id }.hash()>
                <span class="row__subject" dir="auto">{ticket.subject}</span>
                <span class="row__excerpt" dir="auto">{who}{excerpt}</span>
                <span class="row__who">
                    <span dir="auto">{requester.name.unwrap_or(requester.email)}</span>
                    <span class="row__reference">{ticket.reference}</span>
                </span>
                <span class="row__state">
                    <span class=badge>{status::label(ticket.status)}</span>
                    {score.map(|score| view! { <span class="row__score">{format!("rated {score} of 5")}</span> })}
                </span>
                <span class="row__time"><Moment time=ticket.updated_at /></span>
            </a>
        </li>
    }
}

async fn fetch(session: Session, status: Option<TicketStatus>, pages: u32) -> Result<Listing, Failure> {
    let status = status.and_then(status::code).map(str::to_owned);
    let mut listing = Listing { entries: Vec::new(), has_more: true };
    let mut cursor = None;
    for _ in 0..pages {
        let page = session.call(ListQueue { query: QueueQuery { status: status.clone(), cursor } }).await?;
        listing.entries.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    listing.has_more = cursor.is_some();
    Ok(listing)
}

/// A row is drawn anew only when something on it changed.
fn stamp(entry: &QueueEntry) -> (String, String, Option<u8>) {
    (entry.ticket.id.to_string(), entry.ticket.updated_at.clone(), entry.score)
}

fn heading(status: Option<TicketStatus>) -> String {
    status.map_or_else(|| "All tickets".to_owned(), |status| [status::label(status), " tickets"].concat())
}

fn found(count: usize, has_more: bool) -> String {
    let tickets = counted(u32::try_from(count).unwrap_or(u32::MAX), "ticket", "tickets");
    [tickets.as_str(), if has_more { " shown, there are more" } else { "" }].concat()
}

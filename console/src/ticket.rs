//! One ticket: its thread, its facts, and what an agent can do with it.

use helpnook_client::Failure;
use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::{AgentMessage, AgentTicket, GetAgentTicket, ListAgentMessages};
use helpnook_contract::thread::MessagesQuery;
use helpnook_contract::tickets::TicketStatus;
use leptos::prelude::*;

use crate::composer::Composer;
use crate::facts::Facts;
use crate::parts::{Loading, ScreenTitle, Trouble};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::{Session, session};
use crate::status;
use crate::thread::Thread;
use crate::wording::counted;

/// A ticket with its whole thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The ticket.
    pub(crate) ticket: AgentTicket,
    /// Its messages and notes, the oldest first.
    pub(crate) messages: Vec<AgentMessage>,
}

/// One ticket.
#[component]
pub(crate) fn TicketPanel(id: TicketId) -> impl IntoView {
    let session = session();
    let opened = Remote::<Opened>::new();
    opened.load(fetch(session, id.clone()));
    let news = {
        let id = id.clone();
        move || fetch(session, id.clone())
    };
    let look = news.clone();
    Effect::new(move |first: Option<()>| {
        session.pulse();
        if first.is_some() {
            opened.refresh(look());
        }
    });
    let again = Callback::new(move |()| opened.renew(news()));
    announce(session, opened);

    let title = move || {
        opened.with(|it| it.map_or_else(|| "Ticket".to_owned(), |it| it.ticket.ticket.subject.clone()))
    };
    let standing = Memo::new(move |_| opened.with(|it| it.map(|it| it.ticket.ticket.status)));
    let reference = Memo::new(move |_| opened.with(|it| it.map(|it| it.ticket.ticket.reference.clone())));
    let is_there = Memo::new(move |_| opened.with(|it| it.is_some()));
    let ticket = id.clone();
    view! {
        <p class="back"><a href=Screen::Queue { status: None }.hash()>"All tickets"</a></p>
        <ScreenTitle text=Signal::derive(title) />
        <p class="ticket__line">
            {move || standing.get().map(|standing| view! { <StatusBadge standing /> })}
            <span class="ticket__reference">{reference}</span>
        </p>
        <Trouble what="The ticket" remote=opened retry=again />
        <Show when=move || !is_there.get() && opened.failure().is_none()>
            <Loading what="Loading the ticket" />
        </Show>
        <Show when=move || is_there.get()>
            <div class="ticket">
                <div class="ticket__main">
                    <Thread opened />
                    <Composer
                        id=ticket.clone()
                        standing=Signal::derive(move || standing.get().unwrap_or(TicketStatus::Unknown))
                        changed=again
                    />
                </div>
                <Facts id=ticket.clone() opened />
            </div>
        </Show>
    }
}

/// The status as a word in its colour.
#[component]
fn StatusBadge(standing: TicketStatus) -> impl IntoView {
    let class = ["badge badge--", status::code(standing).unwrap_or("unknown")].concat();
    view! { <span class=class title=status::meaning(standing)>{status::label(standing)}</span> }
}

/// Says when messages came in while the ticket is open.
fn announce(session: Session, opened: Remote<Opened>) {
    Effect::new(move |before: Option<Option<usize>>| {
        let count = opened.with(|it| it.map(|it| from_customer(&it.messages)));
        if let (Some(Some(before)), Some(now)) = (before, count)
            && now > before
        {
            let fresh = u32::try_from(now - before).unwrap_or(u32::MAX);
            session.say(&counted(fresh, "new message from the customer.", "new messages from the customer."));
        }
        count
    });
}

fn from_customer(messages: &[AgentMessage]) -> usize {
    use helpnook_contract::tickets::Actor;
    messages.iter().filter(|message| message.message.author.kind == Actor::Customer).count()
}

async fn fetch(session: Session, id: TicketId) -> Result<Opened, Failure> {
    let ticket = session.call(GetAgentTicket { id: id.clone() }).await?;
    let mut messages = Vec::new();
    let mut cursor = None;
    loop {
        let query = MessagesQuery { after: None, cursor };
        let page = session.call(ListAgentMessages { id: id.clone(), query }).await?;
        messages.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            return Ok(Opened { ticket, messages });
        }
    }
}

//! Beside the thread: who asked, where the ticket stands and stood, how it was rated.

use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::{
    AgentStatus, AgentTicket, Rating, SignedInCustomer, TicketChange, UpdateTicket,
};
use helpnook_contract::site::Site;
use helpnook_contract::tickets::{PageContext, StatusChange, TicketStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::failure::FailureText;
use crate::parts::{Moment, Problem};
use crate::remote::Remote;
use crate::session::session;
use crate::ticket::Opened;
use crate::{browser, status};

/// The facts of a ticket, and the buttons that change its status.
#[component]
pub(crate) fn Facts(id: TicketId, opened: Remote<Opened>) -> impl IntoView {
    let ticket = Memo::new(move |_| opened.with(|it| it.map(|it| it.ticket.clone())));
    let standing = Memo::new(move |_| ticket.with(|it| it.as_ref().map(|it| it.ticket.status)));
    view! {
        <aside class="facts" aria-label="About this ticket">
            {move || standing.get().map(|standing| view! { <StatusChoice id=id.clone() standing opened /> })}
            {move || ticket.get().map(|ticket| view! { <About ticket /> })}
        </aside>
    }
}

#[component]
fn StatusChoice(id: TicketId, standing: TicketStatus, opened: Remote<Opened>) -> impl IntoView {
    let session = session();
    let is_running = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let give = move |wanted: AgentStatus| {
        let question = "Close this ticket for good? The customer can then no longer reply to it.";
        if is_running.get_untracked() || (wanted == AgentStatus::Closed && !browser::confirm(question)) {
            return;
        }
        is_running.set(true);
        problem.set(None);
        let id = id.clone();
        spawn_local(async move {
            match session.call(UpdateTicket { id, body: TicketChange { status: wanted } }).await {
                Ok(ticket) => {
                    session.say(
                        &["The ticket is now ", &status::label(wanted.into()).to_lowercase(), "."].concat(),
                    );
                    if let Some(now) = opened.value_now() {
                        opened.put(Opened { ticket, ..now });
                        request_animation_frame(|| browser::focus("status-title"));
                    }
                }
                Err(failure) => {
                    problem.try_set(Some(["The status is as it was. ", &failure.message()].concat()));
                }
            }
            is_running.try_set(false);
        });
    };
    let button = move |(wanted, words): (AgentStatus, &'static str)| {
        let give = give.clone();
        let class = if wanted == AgentStatus::Closed { "button button--quiet" } else { "button" };
        view! { <button class=class type="button" on:click=move |_| give(wanted)>{words}</button> }
    };
    view! {
        <section class="facts__part">
            <h2 id="status-title" tabindex="-1">"Status: " {status::label(standing)}</h2>
            <p class="facts__note">{status::meaning(standing)}</p>
            <div class="facts__buttons" aria-busy=move || is_running.get().to_string()>
                {status::choices(standing).into_iter().map(button).collect_view()}
            </div>
            <Problem text=problem />
        </section>
    }
}

#[component]
fn About(ticket: AgentTicket) -> impl IntoView {
    let AgentTicket { ticket, page, rating, signed_in } = ticket;
    let begins_with_new = ticket.history.first().is_some_and(|change| change.to == TicketStatus::New);
    let mail = ["mailto:", &ticket.requester.email].concat();
    view! {
        {rating.map(|rating| view! { <RatingPart rating /> })}
        <section class="facts__part">
            <h2>"Customer"</h2>
            {ticket.requester.name.map(|name| view! { <p dir="auto">{name}</p> })}
            <p class="facts__long"><a href=mail>{ticket.requester.email}</a></p>
            {signed_in.map(|customer| view! { <SignedIn customer /> })}
        </section>
        {ticket.category.map(|category| view! { <CategoryPart category /> })}
        {page.map(|page| view! { <PagePart page /> })}
        <section class="facts__part">
            <h2>"History"</h2>
            <ol class="history">
                {(!begins_with_new).then(|| view! { <li>"Sent " <Moment time=ticket.created_at /></li> })}
                {ticket.history.into_iter().map(|change| view! { <Change change /> }).collect_view()}
            </ol>
        </section>
    }
}

/// What the site says, beside what was typed.
#[component]
fn SignedIn(customer: SignedInCustomer) -> impl IntoView {
    let SignedInCustomer { subject, email, name } = customer;
    let known = [name, email].into_iter().flatten().collect::<Vec<_>>().join(", ");
    view! {
        <p class="facts__note facts__long">
            "Signed in at your site as " <strong dir="auto">{subject}</strong>
            {(!known.is_empty()).then(|| [": ", &known].concat())}
        </p>
    }
}

#[component]
fn Change(change: StatusChange) -> impl IntoView {
    let StatusChange { to, at, by } = change;
    view! { <li><strong>{status::label(to)}</strong> " " {status::doer(by)} ", " <Moment time=at /></li> }
}

#[component]
fn RatingPart(rating: Rating) -> impl IntoView {
    let filled = usize::from(rating.score.min(5));
    let stars = ["★".repeat(filled), "☆".repeat(5 - filled)].concat();
    view! {
        <section class="facts__part">
            <h2>"Rating"</h2>
            <p>
                <span class="stars" aria-hidden="true">{stars}</span>
                " "
                {format!("{} of 5", rating.score)}
                ", "
                <Moment time=rating.at />
            </p>
            {rating.comment.map(|comment| view! { <blockquote dir="auto">{comment}</blockquote> })}
        </section>
    }
}

#[component]
fn CategoryPart(category: String) -> impl IntoView {
    let site = expect_context::<Remote<Site>>();
    let name = move || {
        let known = site.with(|site| {
            let found = site?.categories.iter().find(|known| known.id == category)?;
            Some(found.name.clone())
        });
        known.unwrap_or_else(|| category.clone())
    };
    view! {
        <section class="facts__part">
            <h2>"Category"</h2>
            <p dir="auto">{name}</p>
        </section>
    }
}

/// Where the customer was. The address comes from the customer: only a web address becomes a link.
#[component]
fn PagePart(page: PageContext) -> impl IntoView {
    let is_web = page.url.starts_with("https://") || page.url.starts_with("http://");
    let title = page.title.filter(|title| !title.is_empty());
    let words = title.unwrap_or_else(|| page.url.clone());
    view! {
        <section class="facts__part">
            <h2>"Sent from"</h2>
            <p class="facts__long" dir="auto">
                {if is_web {
                    view! { <a href=page.url target="_blank" rel="noopener noreferrer">{words}</a> }.into_any()
                } else {
                    view! { <span>{words}</span> }.into_any()
                }}
            </p>
            {page.language.map(|code| view! { <p class="facts__note">{browser::language_name(&code)}</p> })}
        </section>
    }
}

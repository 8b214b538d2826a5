//! The request as it is drawn.

use crate::parts::one::{handler, live};
use helpnook_contract::TicketId;
use helpnook_contract::attachments::{Attachment, attachment_address};
use helpnook_contract::thread::{CustomerStatus, Message};
use helpnook_contract::tickets::{Actor, Ticket, TicketAction};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::RequestState;
use crate::api::Grant;
use crate::browser::{file, focus, intl};
use crate::desk::Desk;
use crate::outbox::Letter;
use crate::panels::attach;
use crate::panels::compose::expected;
use crate::panels::requests::{badge, status_word};
use crate::parts::field::{Field, field};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::remote::{Failure, Remote};
use crate::screen::Screen;
use crate::text::Word;

/// Draws a request; `rating` is the question that may be due, `write` begins a new request with a subject.
pub fn view(
    state: RequestState,
    id: TicketId,
    rating: impl Fn(TicketId) -> AnyView + Send + 'static,
    write: Callback<String>,
) -> impl IntoView {
    let desk = state.desk;
    state.open(id.clone());
    // A letter that arrives by itself belongs into the thread.
    Effect::new(move |before: Option<usize>| {
        let arrivals = desk.outbox.arrivals();
        if before.is_some_and(|before| before != arrivals) {
            state.refresh();
        }
        arrivals
    });
    let of = id.clone();
    let ticket = Memo::new(move |_| state.followed.with(|f| f.ready().map(|f| f.ticket.clone())));
    let shown = Memo::new(move |_| {
        state.followed.with(|followed| match followed {
            Remote::Ready(_) => Shown::Request,
            Remote::Failed(Failure::Gone) => Shown::Gone,
            Remote::Failed(_) => Shown::Failed,
            Remote::Idle | Remote::Loading => Shown::Loading,
        })
    });
    view! {
        <div class="request">
            {live(move || match shown.get() {
                Shown::Request => thread(state, ticket).into_any(),
                Shown::Gone => view! {
                    <div class="empty"><p class="empty__title" data-focus="" tabindex="-1">{desk.word(Word::RequestGone)}</p></div>
                }.into_any(),
                Shown::Failed => {
                    let retry = Callback::new(move |()| state.refresh());
                    notice(Tone::Alert, desk.word(Word::RequestsFailed), Some((desk.word(Word::TryAgain), retry))).into_any()
                }
                Shown::Loading => view! { <p class="loading">{desk.word(Word::LoadingRequests)}</p> }.into_any(),
            })}
            <ul class="thread">{live(move || waiting(desk, &id))}</ul>
            {live(move || rating(of.clone()))}
            {live(move || state.failure().map(|words| notice(Tone::Alert, words, None)))}
            {live(move || ticket.get().map(|ticket| actions(state, ticket.can, ticket.subject, write)))}
        </div>
    }
}

/// What there is to draw.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Request,
    Gone,
    Failed,
    Loading,
}

/// The request: drawn once, so that nobody loses their place in it; what changes in it changes by itself.
fn thread(state: RequestState, ticket: Memo<Option<Ticket>>) -> impl IntoView {
    let desk = state.desk;
    let of = move |read: fn(Ticket) -> String| move || ticket.get().map(read).unwrap_or_default();
    // What is new is read first; else the beginning.
    let start = state.news.get_untracked().is_none().then_some("");
    let rows = move || {
        let followed = state.followed.with(|followed| followed.ready().cloned());
        let of = followed.map(|f| (f.ticket.id, f.messages));
        of.map(|(id, all)| all.into_iter().map(|message| bubble(state, &id, message)).collect_view())
    };
    view! {
        <div class="request__head">
            <h3 class="request__subject" data-focus=start data-arrive="" tabindex="-1">{live(of(|t| t.subject))}</h3>
            <p class="request__meta">
                {live(move || ticket.get().map(|t| badge(desk, t.status)))} " " <bdi>{live(of(|t| t.reference))}</bdi>
            </p>
            {live(move || ticket.get().and_then(|t| t.expected_reply).map(|time| view! { <p class="request__expect">{expected(desk, time)}</p> }))}
            <details class="history">
                <summary>{desk.word(Word::History)}</summary>
                <ol class="history__steps">{live(move || ticket.get().map(|t| history(desk, t)))}</ol>
            </details>
        </div>
        <ol class="thread" aria-label=desk.word(Word::Thread)>{live(rows)}</ol>
    }
}

fn history(desk: Desk, ticket: Ticket) -> impl IntoView {
    let language = desk.text.language();
    let steps = ticket.history.into_iter().map(|change| {
        let who = match change.by {
            Actor::Customer => desk.word(Word::You),
            Actor::Agent => desk.word(Word::Team),
            Actor::System => String::new(),
        };
        view! {
            <li class="history__step">
                <span>{desk.word(status_word(change.to))}</span>
                <span class="history__who">{who}</span>
                <time datetime=change.at.clone()>{intl::time(&language, &change.at)}</time>
            </li>
        }
    });
    steps.collect_view()
}

fn bubble(state: RequestState, ticket: &TicketId, message: Message) -> impl IntoView + use<> {
    let desk = state.desk;
    let start = (state.news.get_untracked().as_ref() == Some(&message.id)).then_some("");
    let stop = start.map(|_| "-1");
    let language = desk.text.language();
    let (class, who) = match message.author.kind {
        Actor::Customer => ("message message--own", desk.word(Word::You)),
        _ => ("message", message.author.name.unwrap_or_else(|| desk.word(Word::Team))),
    };
    let files = message
        .attachments
        .into_iter()
        .map(|attachment| download(desk, ticket.clone(), attachment))
        .collect_view();
    view! {
        <li class=class data-focus=start tabindex=stop>
            <p class="message__who"><bdi>{who}</bdi> " " <time datetime=message.created_at.clone() title=intl::time(&language, &message.created_at)>
                {intl::relative(&language, &message.created_at)}
            </time></p>
            <p class="message__body" dir="auto">{message.body}</p>
            {files}
        </li>
    }
}

/// A file: fetched with the ticket's key, which a plain link could not carry.
fn download(desk: Desk, ticket: TicketId, attachment: Attachment) -> impl IntoView {
    let address = attachment_address(&attachment.id);
    let name = attachment.name.clone();
    let fetch = move |_| {
        let (address, name) = (address.clone(), name.clone());
        let Some(key) = desk.keyring.key_of(&ticket) else { return };
        spawn_local(async move {
            match desk.api.download(&address, Grant::Key(&key)).await {
                Ok(bytes) => file::save(&name, &bytes),
                Err(_) => desk.announce(desk.text.fill(Word::FileNotLoaded, &[("name", &name)])),
            }
        });
    };
    let size = desk.text.number((attachment.bytes as f64 / 1024.0).max(1.0).round());
    view! {
        <button type="button" class="message__file" on:click=fetch>
            {icon(Icon::Clip)} <span>{attachment.name}</span> <span class="message__size">{size} " kB"</span>
        </button>
    }
}

/// The replies that the backend does not have yet.
fn waiting(desk: Desk, id: &TicketId) -> impl IntoView + use<> {
    let entries = desk.outbox.entries().into_iter().filter_map(|entry| match entry.letter {
        Letter::Reply(ticket, message) if ticket == *id => Some((entry.key, entry.is_refused, message.body)),
        _ => None,
    });
    entries
        .map(|(key, is_refused, body)| {
            view! {
                <li class="message message--own message--waiting">
                    <p class="message__body" dir="auto">{body}</p>
                    <p class="message__who">
                        {icon(Icon::Clock)} {desk.word(if is_refused { Word::NotAccepted } else { Word::WillBeSent })}
                        {is_refused.then(|| view! {
                            <button type="button" class="back-link" on:click=handler(move |_| { desk.outbox.take_back(&key); })>{desk.word(Word::Discard)}</button>
                        })}
                    </p>
                </li>
            }
        })
        .collect_view()
}

fn actions(
    state: RequestState,
    can: Vec<TicketAction>,
    subject: String,
    write: Callback<String>,
) -> impl IntoView {
    let desk = state.desk;
    if !can.contains(&TicketAction::Reply) {
        return view! {
            <div class="empty">
                <p>{desk.word(Word::RequestClosed)}</p>
                <button type="button" class="button button--main" on:click=handler(move |_| {
                    write.run(subject.clone());
                    desk.way.go(Screen::Compose);
                })>{desk.word(Word::WriteToUs)}</button>
            </div>
        }
        .into_any();
    }
    let form = NodeRef::<leptos::html::Form>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.send();
        if let Some(form) =
            form.get_untracked().filter(|_| state.fault.with_untracked(|fault| !fault.is_empty()))
        {
            focus::move_to(&form, "#helpnook-reply");
        }
    };
    let change = move |action, word, to| {
        can.contains(&action).then(|| {
            view! { <button type="button" class="button" on:click=handler(move |_| state.move_to(to))>{desk.word(word)}</button> }
        })
    };
    view! {
        <form class="reply" novalidate node_ref=form on:submit=handler(submit)
            on:paste=handler(move |event| state.files.add(file::pasted(&event)))>
            {field(Field {
                name: "reply",
                label: desk.word(Word::YourReply),
                hint: String::new(),
                kind: "",
                autocomplete: "off",
                is_required: true,
                value: Signal::derive(move || state.reply()),
                error: Signal::derive(move || state.fault()),
                is_frozen: Signal::derive(move || state.is_busy.get()),
                on_input: Callback::new(move |text| state.write(text)),
                on_leave: Callback::new(|()| ()),
            })}
            {desk.site.has(|features| features.attachments).then(|| attach::view(state.files))}
            <div class="reply__buttons">
                <button type="submit" class="button button--main">{live(move || desk.word(if state.is_busy.get() { Word::Sending } else { Word::SendReply }))}</button>
                {change(TicketAction::Solve, Word::MarkSolved, CustomerStatus::Solved)}
                {change(TicketAction::Reopen, Word::Reopen, CustomerStatus::Open)}
            </div>
        </form>
    }
    .into_any()
}

//! The request as it is drawn.

use std::rc::Rc;

use crate::signal::{Callback, Signal, derived, spawn_local, watch};
use helpnook_contract::TicketId;
use helpnook_contract::attachments::{Attachment, attachment_address};
use helpnook_contract::thread::{CustomerStatus, Message};
use helpnook_contract::tickets::{Actor, Ticket, TicketAction};

use super::RequestState;
use crate::api::Grant;
use crate::browser::event::Event;
use crate::browser::place::Place;
use crate::browser::{file, focus, intl};
use crate::desk::Desk;
use crate::outbox::Letter;
use crate::panels::attach;
use crate::panels::compose::expected;
use crate::panels::requests::{badge, status_word};
use crate::parts::field::{Field, field};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, failed, loading, notice};
use crate::remote::{Failure, Remote};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el, live, many};

/// Draws a request; `rating` is the question that may be due, `write` begins a new request with a subject.
pub fn view(
    state: RequestState,
    id: TicketId,
    rating: impl Fn(TicketId) -> View + 'static,
    write: Callback<String>,
) -> View {
    let desk = state.desk;
    state.open(id.clone());
    // A letter that arrives by itself belongs into the thread.
    watch(move |before: Option<usize>| {
        let arrivals = desk.outbox().arrivals();
        if before.is_some_and(|before| before != arrivals) {
            state.refresh();
        }
        arrivals
    });
    let of = id.clone();
    let ticket = derived(move || state.followed.with(|f| f.ready().map(|f| f.ticket.clone())));
    let shown = derived(move || {
        state.followed.with(|followed| match followed {
            Remote::Ready(_) => Shown::Request,
            Remote::Failed(Failure::Gone) => Shown::Gone,
            Remote::Failed(_) => Shown::Failed,
            Remote::Idle | Remote::Loading => Shown::Loading,
        })
    });
    let body = move || match shown.get() {
        Shown::Request => thread(state, ticket),
        Shown::Gone => {
            let title = el("p").class("empty__title").attr("data-focus", "").attr("tabindex", "-1");
            el("div").class("empty").child(title.child(desk.word(Word::RequestGone))).into()
        }
        Shown::Failed => {
            let retry = Callback::new(move |()| state.refresh());
            failed(desk.word(Word::RequestsFailed), (desk.word(Word::TryAgain), retry))
        }
        Shown::Loading => loading(desk.word(Word::LoadingRequests)),
    };
    el("div")
        .class("request")
        .live(body)
        .child(el("ul").class("thread").live(move || waiting(desk, &id)))
        .live(move || rating(of.clone()))
        .live(move || state.failure().map(|words| notice(Tone::Alert, words, None)))
        .live(move || ticket.get().map(|ticket| actions(state, ticket.can, ticket.subject, write)))
        .into()
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
fn thread(state: RequestState, ticket: Signal<Option<Ticket>>) -> View {
    let desk = state.desk;
    let of = move |read: fn(Ticket) -> String| live(move || ticket.get().map(read).unwrap_or_default());
    // What is new is read first; else the beginning.
    let start = state.news.get_untracked().is_none().then_some("".into());
    let rows = move || {
        let followed = state.followed.with(|followed| followed.ready().cloned());
        let of = followed.map(|f| (f.ticket.id, f.messages));
        of.map(|(id, all)| many(all.into_iter().map(|message| bubble(state, &id, message))))
    };
    let expect = move || {
        let time = ticket.get()?.expected_reply?;
        Some(el("p").class("request__expect").child(expected(desk, time)))
    };
    let steps = el("ol").class("history__steps").live(move || ticket.get().map(|t| history(desk, t)));
    let subject = el("h3")
        .class("request__subject")
        .attr("dir", "auto")
        .attr_if("data-focus", start)
        .attr("data-arrive", "")
        .attr("tabindex", "-1")
        .child(of(|ticket| ticket.subject));
    let meta = el("p")
        .class("request__meta")
        .live(move || ticket.get().map(|t| badge(desk, t.status)))
        .child(" ")
        .child(el("bdi").child(of(|ticket| ticket.reference)));
    let history =
        el("details").class("history").child(el("summary").child(desk.word(Word::History))).child(steps);
    let head = el("div").class("request__head").child(subject).child(meta).live(expect).child(history);
    let thread = el("ol").class("thread").attr("aria-label", desk.word(Word::Thread)).live(rows);
    many([head, thread])
}

fn history(desk: Desk, ticket: Ticket) -> View {
    let language = desk.text().language();
    many(ticket.history.into_iter().map(|change| {
        let who = match change.by {
            Actor::Customer => desk.word(Word::You),
            Actor::Agent => desk.word(Word::Team),
            Actor::System => String::new(),
        };
        let time = intl::time(&language, &change.at);
        el("li")
            .class("history__step")
            .child(el("span").child(desk.word(status_word(change.to))))
            .child(el("span").class("history__who").child(who))
            .child(el("time").attr("datetime", change.at).child(time))
    }))
}

fn bubble(state: RequestState, ticket: &TicketId, message: Message) -> Element {
    let desk = state.desk;
    let is_start = state.news.get_untracked().as_ref() == Some(&message.id);
    let language = desk.text().language();
    let (class, who) = match message.author.kind {
        Actor::Customer => ("message message--own", desk.word(Word::You)),
        _ => ("message", message.author.name.unwrap_or_else(|| desk.word(Word::Team))),
    };
    let files = message.attachments.into_iter().map(|file| download(desk, ticket.clone(), file));
    let when = el("time")
        .attr("datetime", message.created_at.clone())
        .attr("title", intl::time(&language, &message.created_at))
        .child(intl::relative(&language, &message.created_at));
    let who = el("p").class("message__who").child(el("bdi").child(who)).child(" ").child(when);
    el("li")
        .class(class)
        .attr_if("data-focus", is_start.then_some("".into()))
        .attr_if("tabindex", is_start.then_some("-1".into()))
        .child(who)
        .child(message_body(message.body))
        .child(many(files))
}

fn message_body(body: String) -> Element {
    el("p").class("message__body").attr("dir", "auto").child(body)
}

/// A file: fetched with the ticket's key, which a plain link could not carry.
fn download(desk: Desk, ticket: TicketId, attachment: Attachment) -> Element {
    let address = attachment_address(&attachment.id);
    let name = attachment.name.clone();
    let fetch = move |_| {
        let (address, name) = (address.clone(), name.clone());
        let Some(key) = desk.keyring().key_of(&ticket) else { return };
        spawn_local(async move {
            match desk.api().download(&address, Grant::Key(&key)).await {
                Ok(bytes) => file::save(&name, &bytes),
                Err(_) => desk.announce(desk.text().fill(Word::FileNotLoaded, &[("name", &name)])),
            }
        });
    };
    let size = desk.text().size(attachment.bytes);
    button("message__file", fetch)
        .child(icon(Icon::Clip))
        .child(" ")
        .child(el("span").child(attachment.name))
        .child(" ")
        .child(el("span").class("message__size").child(size))
}

/// The replies that the backend does not have yet.
fn waiting(desk: Desk, id: &TicketId) -> View {
    let entries = desk.outbox().entries().into_iter().filter_map(|entry| match entry.letter {
        Letter::Reply(ticket, message) if ticket == *id => Some((entry.key, entry.is_refused, message.body)),
        _ => None,
    });
    many(entries.map(|(key, is_refused, body)| {
        let words = desk.word(if is_refused { Word::NotAccepted } else { Word::WillBeSent });
        let discard = move |_| {
            desk.outbox().take_back(&key);
        };
        let discard = is_refused.then(|| button("back-link", discard).child(desk.word(Word::Discard)));
        let state = el("p").class("message__who").child(icon(Icon::Clock)).child(" ").child(words);
        el("li")
            .class("message message--own message--waiting")
            .child(message_body(body))
            .child(state.child(discard))
    }))
}

fn actions(state: RequestState, can: Vec<TicketAction>, subject: String, write: Callback<String>) -> Element {
    let desk = state.desk;
    if !can.contains(&TicketAction::Reply) {
        let again = move |_| {
            write.run(subject.clone());
            desk.way().go(Screen::Compose);
        };
        return el("div")
            .class("empty")
            .child(el("p").child(desk.word(Word::RequestClosed)))
            .child(button("button button--main", again).child(desk.word(Word::WriteToUs)));
    }
    let form = Place::new();
    let submit = move |event: Event| {
        event.prevent_default();
        state.send();
        if state.fault.with_untracked(|fault| !fault.is_empty())
            && let Some(form) = form.get_untracked()
        {
            focus::move_to(&form, "#helpnook-reply");
        }
    };
    let change = move |action, word, to| {
        can.contains(&action).then(|| {
            let press = button("button", move |_| state.move_to(to));
            press.state("aria-disabled", move || state.is_busy.get()).child(desk.word(word))
        })
    };
    let reply = field(Field {
        name: "reply",
        label: desk.word(Word::YourReply),
        hint: Rc::new(String::new),
        kind: "",
        autocomplete: "off",
        is_required: true,
        value: Rc::new(move || state.reply()),
        error: Rc::new(move || state.fault()),
        is_locked: Rc::new(|| false),
        is_frozen: Rc::new(move || state.is_busy.get()),
        on_input: Callback::new(move |text| state.write(text)),
        on_leave: Callback::new(|()| ()),
    });
    let send = el("button")
        .attr("type", "submit")
        .class("button button--main")
        .live(move || desk.word(if state.is_busy.get() { Word::Sending } else { Word::SendReply }));
    let buttons = el("div")
        .class("reply__buttons")
        .child(send)
        .child(change(TicketAction::Solve, Word::MarkSolved, CustomerStatus::Solved))
        .child(change(TicketAction::Reopen, Word::Reopen, CustomerStatus::Open));
    el("form")
        .class("reply")
        .attr("novalidate", "")
        .at(form)
        .on("submit", submit)
        .on("paste", move |event| state.files.add(file::pasted(&event)))
        .child(reply)
        .child(desk.site().has(|features| features.attachments).then(|| attach::view(state.files)))
        .child(buttons)
}

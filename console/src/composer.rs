//! Writing to the customer, or a note for agents only. What is typed is kept until it is sent.

use helpnook_contract::TicketId;
use helpnook_contract::agent::queue::{
    AgentStatus, CreateAgentMessage, NewAgentMessage, TicketChange, UpdateTicket,
};
use helpnook_contract::tickets::TicketStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::drafts::Slot;
use crate::failure::{FailureText, sentence};
use crate::parts::Problem;
use crate::session::{Session, session};

/// A reply that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    text: String,
    is_internal: bool,
    solves: bool,
}

/// The reply box.
#[component]
pub(crate) fn Composer(
    /// To which ticket.
    id: TicketId,
    /// Where the ticket stands: a closed one takes notes only.
    standing: Signal<TicketStatus>,
    /// Runs when something was written.
    changed: Callback<()>,
) -> impl IntoView {
    let session = session();
    let slot = Slot::reply(&id);
    let draft = RwSignal::new(slot.restore::<Draft>().unwrap_or_default());
    let is_running = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);

    let is_closed = Memo::new(move |_| standing.get() == TicketStatus::Closed);
    let is_internal = Memo::new(move |_| is_closed.get() || draft.with(|draft| draft.is_internal));
    let solves = Memo::new(move |_| !is_internal.get() && draft.with(|draft| draft.solves));
    let text = Memo::new(move |_| draft.with(|draft| draft.text.clone()));
    {
        let slot = slot.clone();
        Effect::new(move |_| {
            draft.with(|draft| if draft.text.is_empty() { slot.clear() } else { slot.keep(draft) })
        });
    }

    let send = move || {
        if is_running.get_untracked() {
            return;
        }
        let body = NewAgentMessage {
            body: text.get_untracked().trim().to_owned(),
            internal: is_internal.get_untracked(),
            attachments: Vec::new(),
        };
        if let Some(fault) = body.faults().first() {
            problem.set(Some(match fault.code.as_str() {
                "empty" => "Write something first.".to_owned(),
                _ => sentence(&["the text ", &fault.detail].concat()),
            }));
            browser::focus("reply");
            return;
        }
        is_running.set(true);
        problem.set(None);
        let (id, slot, solves) = (id.clone(), slot.clone(), solves.get_untracked());
        spawn_local(async move {
            let trouble = match deliver(session, id, body, solves).await {
                Outcome::Done(said) => {
                    session.say(said);
                    None
                }
                Outcome::HalfDone(trouble) => Some(trouble),
                Outcome::NotDone(trouble) => {
                    tell(session, problem, trouble);
                    is_running.try_set(false);
                    return;
                }
            };
            slot.clear();
            draft.try_set(Draft::default());
            if let Some(trouble) = trouble {
                tell(session, problem, trouble);
            }
            is_running.try_set(false);
            changed.try_run(());
        });
    };
    let by_key = send.clone();
    let shortcut = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            by_key();
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let class = move || if is_internal.get() { "composer composer--note" } else { "composer" };
    view! {
        <form class=class on:submit=submit aria-labelledby="composer-title" novalidate>
            <h2 class="unseen" id="composer-title">"Write"</h2>
            <fieldset class="switch">
                <legend class="unseen">"Who reads it"</legend>
                <Choice name="Reply" is_chosen=Signal::derive(move || !is_internal.get()) is_off=is_closed.into()
                    choose=Callback::new(move |()| draft.update(|draft| draft.is_internal = false)) />
                <Choice name="Internal note" is_chosen=is_internal.into() is_off=Signal::stored(false)
                    choose=Callback::new(move |()| draft.update(|draft| draft.is_internal = true)) />
            </fieldset>
            <label class="composer__label" for="reply">
                {move || match (is_closed.get(), is_internal.get()) {
                    (true, _) => "Note for agents. A closed ticket takes no replies.",
                    (_, true) => "Note that only agents see",
                    _ => "Reply to the customer",
                }}
            </label>
            <textarea
                id="reply"
                rows="6"
                dir="auto"
                aria-describedby="composer-hint"
                prop:value=text
                prop:readOnly=is_running
                on:keydown=shortcut
                on:input=move |event| draft.update(|draft| draft.text = event_target_value(&event))
            ></textarea>
            <Problem text=problem />
            <div class="composer__foot">
                <button class="button button--main" type="submit" aria-disabled=move || is_running.get().to_string()>
                    {move || match (is_running.get(), is_internal.get(), solves.get()) {
                        (true, ..) => "Sending…",
                        (_, true, _) => "Add note",
                        (_, _, true) => "Send and solve",
                        _ => "Send reply",
                    }}
                </button>
                <Show when=move || !is_internal.get()>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=solves
                            on:change=move |event| draft.update(|draft| draft.solves = event_target_checked(&event))
                        />
                        <span>"and solve the ticket"</span>
                    </label>
                </Show>
                <p class="composer__hint" id="composer-hint">
                    "Kept as a draft until it is sent. "
                    <span class="composer__keys">"Ctrl + Enter sends."</span>
                </p>
            </div>
        </form>
    }
}

#[component]
fn Choice(
    name: &'static str,
    is_chosen: Signal<bool>,
    is_off: Signal<bool>,
    choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="switch__one">
            <input type="radio" name="reader" prop:checked=is_chosen prop:disabled=is_off on:change=move |_| choose.run(()) />
            <span>{name}</span>
        </label>
    }
}

/// How far sending came.
enum Outcome {
    /// All of it, and what to say then.
    Done(&'static str),
    /// The message is sent, the ticket is not solved.
    HalfDone(String),
    /// Nothing is sent.
    NotDone(String),
}

async fn deliver(session: Session, id: TicketId, body: NewAgentMessage, solves: bool) -> Outcome {
    let is_internal = body.internal;
    if let Err(failure) = session.call(CreateAgentMessage { id: id.clone(), body }).await {
        return Outcome::NotDone(failure.of_write("sent"));
    }
    if !solves {
        return Outcome::Done(if is_internal { "Note added." } else { "Reply sent." });
    }
    let change = TicketChange { status: AgentStatus::Solved };
    match session.call(UpdateTicket { id, body: change }).await {
        Ok(_) => Outcome::Done("Reply sent, ticket solved."),
        Err(failure) => Outcome::HalfDone(
            [
                "Your reply is sent, but the ticket is not solved yet. ",
                &failure.message(),
                " Use “Solve” to do it.",
            ]
            .concat(),
        ),
    }
}

/// Shows the trouble in the form, or says it where the form was left meanwhile.
fn tell(session: Session, problem: RwSignal<Option<String>>, trouble: String) {
    if let Some(Some(trouble)) = problem.try_set(Some(trouble)) {
        session.say(&trouble);
    }
}

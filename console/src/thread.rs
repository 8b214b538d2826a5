//! The thread of a ticket: messages, internal notes, files.

use helpnook_contract::agent::queue::AgentMessage;
use helpnook_contract::attachments::Attachment;
use helpnook_contract::tickets::Actor;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::failure::FailureText;
use crate::parts::{Moment, Problem};
use crate::remote::Remote;
use crate::session::session;
use crate::ticket::Opened;
use crate::{browser, wording};

/// Every message, the oldest first. What is there already is not drawn anew when more comes.
#[component]
pub(crate) fn Thread(opened: Remote<Opened>) -> impl IntoView {
    let messages = move || opened.with(|it| it.map_or_else(Vec::new, |it| it.messages.clone()));
    view! {
        <section aria-labelledby="thread-title">
            <h2 class="unseen" id="thread-title">"Messages"</h2>
            <ol class="thread">
                <For each=messages key=|message| message.message.id.clone() let:message>
                    <MessageItem message />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn MessageItem(message: AgentMessage) -> impl IntoView {
    let AgentMessage { message, internal } = message;
    let (class, side) = match (internal, message.author.kind) {
        (true, _) => ("message message--note", "Internal note"),
        (false, Actor::Customer) => ("message message--customer", "Customer"),
        (false, Actor::Agent) => ("message message--agent", "Agent"),
        (false, Actor::System) => ("message message--system", "Automatic"),
    };
    let name = message.author.name.filter(|name| !name.is_empty());
    view! {
        <li class=class>
            <p class="message__head">
                {name.map(|name| view! { <strong dir="auto">{name}</strong> " · " })}
                <span class="message__side">{side}</span>
                " · "
                <Moment time=message.created_at />
            </p>
            {internal.then(|| view! { <p class="message__private">"Only agents see this."</p> })}
            <p class="message__text" dir="auto">{message.body}</p>
            {(!message.attachments.is_empty())
                .then(|| {
                    view! {
                        <ul class="files" aria-label="Files">
                            {message.attachments.into_iter().map(|file| view! { <File file /> }).collect_view()}
                        </ul>
                    }
                })}
        </li>
    }
}

/// A file, fetched with the agent's token when it is asked for.
#[component]
fn File(file: Attachment) -> impl IntoView {
    let session = session();
    let Attachment { id, name, bytes, .. } = file;
    let is_running = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let label = [name.as_str(), " (", &wording::size(bytes), ")"].concat();
    let fetch = move |_| {
        if is_running.get_untracked() {
            return;
        }
        is_running.set(true);
        problem.set(None);
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            let trouble = match session.download(&id).await {
                Ok(bytes) => match browser::save_file(&name, &bytes) {
                    Ok(()) => None,
                    Err(_) => Some("The browser could not save the file.".to_owned()),
                },
                Err(failure) => Some(["The file could not be fetched. ", &failure.message()].concat()),
            };
            is_running.try_set(false);
            problem.try_set(trouble);
        });
    };
    view! {
        <li>
            <button class="button button--file" type="button" on:click=fetch aria-disabled=move || is_running.get().to_string()>
                <span class="unseen">"Download "</span>
                <bdi>{label}</bdi>
            </button>
            <Problem text=problem />
        </li>
    }
}

//! Signing in with an agent's token.

use helpnook_client::Failure;
use helpnook_contract::site::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::failure::FailureText;
use crate::parts::{Problem, ScreenTitle};
use crate::remote::Remote;
use crate::session::session;

/// Asks for a token.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    let session = session();
    let site = expect_context::<Remote<Site>>();
    let token = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let is_running = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_running.get_untracked() {
            return;
        }
        let typed = token.with_untracked(|token| token.trim().to_owned());
        if typed.is_empty() {
            problem.set(Some("Paste your token first.".to_owned()));
            browser::focus("token");
            return;
        }
        is_running.set(true);
        problem.set(None);
        spawn_local(async move {
            let outcome = session.sign_in(typed, stay.get_untracked()).await;
            is_running.try_set(false);
            if let Err(failure) = outcome {
                problem.try_set(Some(refusal(&failure)));
                browser::focus("token");
            }
        });
    };
    let site_name = move || site.with(|site| site.map(|site| [" to ", &site.name].concat()));
    view! {
        <main class="sign-in">
            <p class="head__brand"><span class="head__mark" aria-hidden="true"></span> "Helpnook"</p>
            <ScreenTitle text=Signal::derive(move || ["Sign in".to_owned(), site_name().unwrap_or_default()].concat()) />
            <Show when=move || session.is_expired()>
                <p class="notice" role="status">
                    "The server no longer accepts your token. Sign in again: what you typed is still here."
                </p>
            </Show>
            <form on:submit=submit novalidate>
                <div class="field">
                    <label for="token">"Your token"</label>
                    <input
                        id="token"
                        type="password"
                        autocomplete="current-password"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="token-hint"
                        prop:value=token
                        on:input=move |event| token.set(event_target_value(&event))
                    />
                    <p class="field__hint" id="token-hint">
                        "Whoever runs the server makes it for you with " <code>"helpnook-server token"</code> "."
                    </p>
                </div>
                <label class="check">
                    <input type="checkbox" prop:checked=stay on:change=move |event| stay.set(event_target_checked(&event)) />
                    <span>"Stay signed in on this device"</span>
                </label>
                <Problem text=problem />
                <button class="button button--main" type="submit" aria-disabled=move || is_running.get().to_string()>
                    {move || if is_running.get() { "Signing in…" } else { "Sign in" }}
                </button>
            </form>
        </main>
    }
}

fn refusal(failure: &Failure) -> String {
    match failure {
        Failure::SignedOut | Failure::Forbidden(_) | Failure::Refused(_) => {
            "The server does not know this token. Check that it is whole, without spaces in it, or ask for a new one."
                .to_owned()
        }
        other => other.message(),
    }
}

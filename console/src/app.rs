//! The frame around the screens: who is signed in, where one can go, what was said last.

use std::time::Duration;

use helpnook_contract::agent::GetMe;
use helpnook_contract::site::{GetSite, Site};
use leptos::ev::{hashchange, visibilitychange};
use leptos::prelude::*;

use crate::articles::Articles;
use crate::editor::Editor;
use crate::queue::Queue;
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::{Session, session};
use crate::sign_in::SignIn;
use crate::ticket::TicketPanel;
use crate::{browser, drafts};

/// How often a visible console looks for news.
const BEAT: Duration = Duration::from_secs(15);
/// How long a message stays.
const SAID: Duration = Duration::from_secs(7);

/// The console.
#[component]
pub(crate) fn App() -> impl IntoView {
    let session = Session::restore();
    let site = Remote::<Site>::new();
    provide_context(session);
    provide_context(site);
    site.load(session.call(GetSite::default()));
    look_for_news(session);
    view! {
        <Show when=move || session.is_signed_in() fallback=SignIn>
            <Frame />
        </Show>
        <Said />
    }
}

#[component]
fn Frame() -> impl IntoView {
    let screen = RwSignal::new(Screen::from_hash(&browser::hash()));
    let listener =
        window_event_listener(hashchange, move |_| screen.set(Screen::from_hash(&browser::hash())));
    on_cleanup(move || listener.remove());

    let place = Memo::new(move |_| screen.with(Screen::place));
    Effect::new(move |_| {
        place.track();
        browser::scroll_to_top();
        request_animation_frame(|| browser::focus("screen-title"));
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        // The address names the screen, so the link may not change it.
        event.prevent_default();
        browser::focus("screen-title");
    };
    view! {
        <a class="skip" href="#content" on:click=skip>"Skip to content"</a>
        <Head screen=screen.into() />
        <main class="content" id="content">
            {move || match place.get() {
                Screen::Queue { .. } => {
                    let status = Memo::new(move |_| match screen.get() {
                        Screen::Queue { status } => status,
                        _ => None,
                    });
                    view! { <Queue status /> }.into_any()
                }
                Screen::Ticket { id } => view! { <TicketPanel id /> }.into_any(),
                Screen::Articles { .. } => {
                    let language = Memo::new(move |_| match screen.get() {
                        Screen::Articles { language } => language,
                        _ => None,
                    });
                    view! { <Articles language /> }.into_any()
                }
                Screen::NewArticle => view! { <Editor article=None /> }.into_any(),
                Screen::Article { id, language } => view! { <Editor article=Some((id, language)) /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Head(screen: Signal<Screen>) -> impl IntoView {
    let session = session();
    let site = expect_context::<Remote<Site>>();
    let me = Remote::new();
    me.load(session.call(GetMe));
    let is_about_articles = move || screen.with(Screen::is_about_articles);
    let current = |is_here: bool| is_here.then_some("true");
    view! {
        <header class="head">
            <p class="head__brand">
                <span class="head__mark" aria-hidden="true"></span>
                "Helpnook"
                <span class="head__site" dir="auto">
                    {move || site.with(|site| site.map(|site| site.name.clone()))}
                </span>
            </p>
            <nav class="head__nav" aria-label="Console">
                <a href=Screen::Queue { status: None }.hash() aria-current=move || current(!is_about_articles())>
                    "Tickets"
                </a>
                <a href=Screen::Articles { language: None }.hash() aria-current=move || current(is_about_articles())>
                    "Articles"
                </a>
            </nav>
            <div class="head__agent">
                <span dir="auto">{move || me.with(|me| me.map(|agent| agent.name.clone()))}</span>
                <button class="button button--quiet" type="button" on:click=move |_| leave(session)>"Sign out"</button>
            </div>
        </header>
    }
}

/// The live region: there before anything is said, so that it is heard.
#[component]
fn Said() -> impl IntoView {
    let session = session();
    Effect::new(move |_| {
        if !session.said().is_empty() {
            let timer = set_timeout_with_handle(move || session.say(""), SAID).ok();
            on_cleanup(move || {
                if let Some(timer) = timer {
                    timer.clear();
                }
            });
        }
    });
    view! { <p class="said" role="status">{move || session.said()}</p> }
}

/// Signs out; asks first when something was typed and not sent.
fn leave(session: Session) {
    let question = "You have text that is not sent or saved. Sign out and drop it?";
    if !drafts::are_there() || browser::confirm(question) {
        session.sign_out();
    }
}

/// Beats while somebody can see the page, and at once when they come back to it.
fn look_for_news(session: Session) {
    let timer = set_interval_with_handle(
        move || {
            if browser::is_visible() {
                session.beat();
            }
        },
        BEAT,
    );
    let listener = window_event_listener(visibilitychange, move |_| {
        if browser::is_visible() {
            session.beat();
        }
    });
    on_cleanup(move || {
        listener.remove();
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
}

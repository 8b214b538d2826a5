//! A little shop as a Leptos app: two pages by `leptos_router`, and the widget beside them.

use helpnook::{Event, Position, Prefill, SupportHandle, SupportWidget, Theme};
use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

/// The app. The widget stands beside the routes, so that it stays when the page changes.
#[component]
pub fn App(
    /// The address of the Helpnook backend.
    #[prop(into)]
    backend: String,
) -> impl IntoView {
    // For the widget below, and for every component that wants to call it.
    SupportHandle::provide();
    let language = RwSignal::new("en".to_owned());
    let theme = RwSignal::new(Theme::Auto);
    let events = RwSignal::new(Vec::new());
    let inline_backend = StoredValue::new(backend.clone());
    view! {
        <Router>
            <header>
                <nav aria-label="Shop">
                    <A href="/">"Lamps"</A>
                    " "
                    <A href="/help">"Help page"</A>
                </nav>
                <LanguageSwitch language />
                <ThemeSwitch theme />
            </header>
            <main>
                <Routes fallback=|| "There is no such page.">
                    <Route path=path!("/") view=Lamps />
                    <Route
                        path=path!("/help")
                        view=move || view! { <HelpPage backend=inline_backend.get_value() language theme /> }
                    />
                </Routes>
            </main>
            <EventLog events />
            <SupportWidget
                backend
                language
                theme
                color="#1d4f91"
                position=Position::Right
                on_event=move |event: Event| events.update(|events| events.push(event))
            />
        </Router>
    }
}

/// The first page: its buttons call the widget by the handle in the context.
#[component]
fn Lamps() -> impl IntoView {
    let help = expect_context::<SupportHandle>();
    let ask = move |_| {
        help.prefill(Prefill { subject: "The reading lamp".to_owned(), ..Prefill::default() });
    };
    view! {
        <h1>"Lamps"</h1>
        <p>"A reading lamp, mended twice."</p>
        <button on:click=ask>"Ask about this lamp"</button>
        " "
        <button on:click=move |_| help.open_article("return-an-item")>"How do I return it?"</button>
        <p role="status">{move || if help.is_open() { "Help is open" } else { "Help is closed" }}</p>
    }
}

/// The second page: the panel fills a box of the layout.
#[component]
fn HelpPage(backend: String, language: RwSignal<String>, theme: RwSignal<Theme>) -> impl IntoView {
    view! {
        <h1>"Help page"</h1>
        // A handle of its own: that of the context is the other widget's.
        <SupportWidget backend language theme inline=true handle=SupportHandle::new() attr:class="help-box" />
    }
}

#[component]
fn LanguageSwitch(language: RwSignal<String>) -> impl IntoView {
    view! {
        <label>
            "Language "
            <select on:change=move |event| language.set(event_target_value(&event))>
                <option value="en">"English"</option>
                <option value="de">"Deutsch"</option>
                <option value="ar">"العربية"</option>
            </select>
        </label>
    }
}

#[component]
fn ThemeSwitch(theme: RwSignal<Theme>) -> impl IntoView {
    let choose = move |event| {
        theme.set(if event_target_checked(&event) { Theme::Dark } else { Theme::Auto });
    };
    view! { <label><input type="checkbox" on:change=choose /> " Dark"</label> }
}

/// The widget's events, for the app.
#[component]
fn EventLog(events: RwSignal<Vec<Event>>) -> impl IntoView {
    let lines = move || events.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <aside aria-label="Events">
            <ol>
                <For each=lines key=|(at, _)| *at let((_, event))>
                    <li>{format!("{event:?}")}</li>
                </For>
            </ol>
        </aside>
    }
}

//! The panel around the screens: head, live region, body, tab bar; focus and keys.

use crate::reactive::{effect, memo};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;

use crate::components::icon::{Icon, Picture};
use crate::components::notice::{Notice, Tone};
use crate::i18n::TextKey;
use crate::platform::viewport::CoveringPanel;
use crate::platform::{focus, keyboard, timer};
use crate::services::Services;
use crate::state::navigation::Screen;
use crate::widget::Widget;

/// Which view draws each screen.
pub mod router;
/// The tab bar.
pub mod tab_bar;

use router::CurrentScreen;
use tab_bar::TabBar;

/// The panel, closed or open. Its services are a context for everything in it.
#[component]
pub fn Panel(
    /// The widget that is drawn.
    widget: Widget,
) -> impl IntoView {
    let services = widget.services();
    provide_context(services);
    let Services { i18n, navigation, site, announcer, focus: arrival, .. } = services;
    let root = NodeRef::<Div>::new();
    follow_focus(widget, root);
    // Where the panel covers the page it is modal.
    let covers_page = RwSignal::new(false);
    effect(move |_: Option<Option<CoveringPanel>>| {
        let may_cover = widget.is_open.get() && !widget.is_inline();
        may_cover.then(|| root.get().map(|panel| CoveringPanel::follow(panel.into(), covers_page))).flatten()
    });
    // A button may remove itself: the focus then goes on from what took its place.
    let on_click = move |event: MouseEvent| {
        if focus::is_on_button(&event) {
            arrival.content_arrived();
        }
    };
    let on_keydown = move |event: KeyboardEvent| match keyboard::key(&event).as_deref() {
        Some("Escape") => {
            event.stop_propagation();
            widget.close();
        }
        Some("Tab") if covers_page.get_untracked() => {
            if let Some(root) = root.get_untracked() {
                focus::wrap(&root, &event);
            }
        }
        _ => {}
    };
    let is_away = memo(move || site.is_away());
    view! {
        // The panel takes the focus itself: after a click on text in it Escape still closes it.
        <div
            node_ref=root
            class=move || match navigation.screen() {
                Screen::Article(_) => "panel panel--wide",
                _ => "panel",
            }
            role=if widget.is_inline() { "region" } else { "dialog" }
            aria-modal=move || covers_page.get().then_some("true")
            tabindex="-1"
            aria-label=move || i18n.text(TextKey::PanelLabel)
            lang=move || i18n.language()
            dir=move || i18n.direction()
            hidden=move || !widget.is_open.get()
            on:keydown=on_keydown
            on:click=on_click
        >
            <Head widget />
            <div class="visually-hidden" role="status" aria-live="polite">{move || announcer.text()}</div>
            <div class="panel__body">
                {move || {
                    is_away.get().then(|| view! { <Notice tone=Tone::Alert message=i18n.t(TextKey::Away) /> }.into_any())
                }}
                <CurrentScreen widget />
            </div>
            <TabBar />
        </div>
    }
}

/// Moves the focus to the beginning of each new screen; content that arrives later takes the focus only from the title.
fn follow_focus(widget: Widget, root: NodeRef<Div>) {
    let Services { navigation, announcer, focus: arrival, .. } = widget.services();
    effect(move |before: Option<Option<Screen>>| {
        arrival.track();
        let screen = widget.is_open.get().then(|| navigation.screen());
        if screen.is_some()
            && let Some(root) = root.get()
        {
            // A panel that is drawn open leaves the focus where it is.
            let Some(before) = before else { return screen };
            let is_new = before != screen;
            let is_opening = before.is_none();
            timer::next_frame(move || {
                if let Some(message) = focus::settle(&root, is_new, is_opening) {
                    announcer.announce(message);
                }
            });
        }
        screen
    });
}

#[component]
fn Head(widget: Widget) -> impl IntoView {
    let Services { i18n, navigation, site, .. } = widget.services();
    let has_back = memo(move || navigation.has_back());
    let name = move || site.name();
    view! {
        <div class="panel__head">
            {move || {
                has_back.get().then(|| {
                    view! {
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=move || i18n.text(TextKey::Back)
                            on:click=move |_| navigation.back()
                        >
                            <Picture icon=Icon::Back />
                        </button>
                    }
                        .into_any()
                })
            }}
            <div class="panel__titles">
                <p class="panel__name">{move || name()}</p>
                <h2 class="panel__title" tabindex="-1">
                    {move || i18n.text(title_of(&navigation.screen()))}
                </h2>
            </div>
            {(!widget.is_inline()).then(|| {
                view! {
                    <button
                        type="button"
                        class="icon-button panel__close"
                        aria-label=move || i18n.text(TextKey::Close)
                        on:click=move |_| widget.close()
                    >
                        <Picture icon=Icon::Close />
                    </button>
                }
                    .into_any()
            })}
        </div>
    }
}

/// The panel's title over a screen; an article and a ticket have a title of their own below it.
fn title_of(screen: &Screen) -> TextKey {
    match screen {
        Screen::Home => TextKey::HomeTitle,
        Screen::NewTicket => TextKey::WriteToUs,
        Screen::Tickets => TextKey::MyRequests,
        Screen::Article(_) => TextKey::HelpArticle,
        Screen::Ticket(_) | Screen::TicketSent(_) => TextKey::MyRequest,
    }
}

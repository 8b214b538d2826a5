//! The tab bar below the panel: help, the customer's requests, and a person, always one step away.

use crate::reactive::memo;
use leptos::prelude::*;

use crate::components::icon::{Icon, Picture};
use crate::i18n::TextKey;
use crate::services::Services;
use crate::state::navigation::Screen;

/// The bar; parts that the backend does not offer have no tab.
#[component]
pub(crate) fn TabBar() -> impl IntoView {
    let Services { i18n, site, tickets, .. } = expect_context();
    let has_tracking = memo(move || site.has(|features| features.tracking));
    let has_tickets = memo(move || site.has(|features| features.tickets));
    let unread = memo(move || u32::try_from(tickets.unread().len()).unwrap_or(u32::MAX));
    let unread_mark = move || {
        let count = unread.get();
        (count > 0).then(|| {
            view! {
                <span class="bar__dot">
                    <span class="visually-hidden">{move || i18n.count(TextKey::UnreadCount, count)}</span>
                </span>
            }
            .into_any()
        })
    };
    view! {
        <nav class="bar" aria-label=move || i18n.text(TextKey::BarLabel)>
            <Tab target=Screen::Home icon=Icon::Help label=TextKey::BarHelp />
            {move || {
                has_tracking.get().then(|| {
                    view! {
                        <div class="bar__slot">
                            <Tab target=Screen::Tickets icon=Icon::Tray label=TextKey::BarRequests />
                            " "
                            {move || unread_mark()}
                        </div>
                    }
                        .into_any()
                })
            }}
            {move || {
                has_tickets.get().then(|| {
                    view! { <Tab target=Screen::NewTicket icon=Icon::Bubble label=TextKey::BarWrite /> }.into_any()
                })
            }}
        </nav>
    }
}

#[component]
fn Tab(target: Screen, icon: Icon, label: TextKey) -> impl IntoView {
    let Services { i18n, navigation, .. } = expect_context();
    let tab = target.clone();
    view! {
        <button
            type="button"
            class="bar__tab"
            aria-current=move || (tab_of(&navigation.screen()) == tab).then_some("page")
            on:click=move |_| navigation.switch(target.clone())
        >
            <Picture icon />
            <span>{i18n.t(label)}</span>
        </button>
    }
}

/// The tab under which a screen is found.
fn tab_of(screen: &Screen) -> Screen {
    match screen {
        Screen::Home | Screen::Article(_) => Screen::Home,
        Screen::Tickets | Screen::Ticket(_) => Screen::Tickets,
        Screen::NewTicket | Screen::TicketSent(_) => Screen::NewTicket,
    }
}

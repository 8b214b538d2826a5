//! The bar below the panel.

use super::App;
use crate::parts::icon::{Icon, icon};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, button, el};

/// The bar below: help, requests, a person, always one step away.
pub(super) fn draw(app: App) -> Element {
    let desk = app.desk;
    let unread = move || {
        let count = desk.tickets().unread().len();
        (count > 0).then(|| {
            let words = desk.text().count(Word::UnreadCount, u32::try_from(count).unwrap_or(u32::MAX));
            el("span").class("bar__dot").child(el("span").class("visually-hidden").child(words))
        })
    };
    let requests = move || {
        desk.site().has(|features| features.tracking).then(|| {
            let tab = tab(app, Screen::Requests, Icon::Tray, Word::BarRequests);
            el("div").class("bar__slot").child(tab).child(" ").live(unread)
        })
    };
    let write = move || {
        desk.site()
            .has(|features| features.tickets)
            .then(|| tab(app, Screen::Compose, Icon::Bubble, Word::BarWrite))
    };
    el("nav")
        .class("bar")
        .attr("aria-label", desk.word(Word::BarLabel))
        .child(tab(app, Screen::Home, Icon::Help, Word::BarHelp))
        .live(requests)
        .live(write)
}

fn tab(app: App, target: Screen, picture: Icon, word: Word) -> Element {
    let desk = app.desk;
    let here = target.clone();
    button("bar__tab", move |_| desk.way().switch(target.clone()))
        .live_attr("aria-current", move || (tab_of(&desk.way().screen()) == here).then_some("page"))
        .child(icon(picture))
        .child(el("span").child(desk.word(word)))
}

/// The tab under which a screen is found.
fn tab_of(screen: &Screen) -> Screen {
    match screen {
        Screen::Home | Screen::Article(_) => Screen::Home,
        Screen::Requests | Screen::Request(_) => Screen::Requests,
        Screen::Compose | Screen::Sent(_) => Screen::Compose,
    }
}

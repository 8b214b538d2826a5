//! The panel around the screens: head, bar, keyboard.

use super::screens::screen;
use super::{App, bar};
use crate::browser::cover::Cover;
use crate::browser::event::{self, Event as PageEvent};
use crate::browser::place::Place;
use crate::browser::{focus, timer};
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::signal::{Signal, watch};
use crate::text::Word;
use crate::view::{Element, View, button, el};

/// Draws the panel.
pub fn panel(app: App) -> View {
    let desk = app.desk;
    let root = Place::new();
    // Whenever the screen changes the keyboard is at its beginning; content that comes later takes it
    // over only from there.
    watch(move |before: Option<Option<Screen>>| {
        desk.arrivals().track();
        let screen = app.is_open.get().then(|| desk.way().screen());
        if screen.is_some()
            && let Some(root) = root.get()
        {
            // Drawn open, or drawn anew: the keyboard stays where it is.
            let Some(before) = before else { return screen };
            let is_new = before != screen;
            let is_opening = before.is_none();
            timer::next_frame(move || {
                if let Some(words) = focus::settle(&root, is_new, is_opening) {
                    desk.announce(words);
                }
            });
        }
        screen
    });
    // A button may take itself away: then the keyboard goes on from what came in its place.
    let clicks = move |event: PageEvent| {
        if focus::is_on_button(&event) {
            desk.arrive();
        }
    };
    // Where it covers the page it is modal: the keyboard has nothing to look for behind it.
    let covers = Signal::new(false);
    watch(move |_: Option<Option<Cover>>| {
        let may_cover = app.is_open.get() && !app.is_inline();
        may_cover.then(|| root.get().map(|panel| Cover::follow(panel, covers))).flatten()
    });
    let keys = move |event: PageEvent| match event::key(&event).as_deref() {
        Some("Escape") => {
            event.stop_propagation();
            app.close();
        }
        Some("Tab") if covers.get_untracked() => {
            if let Some(root) = root.get_untracked() {
                focus::wrap(&root, &event);
            }
        }
        _ => {}
    };
    let class = move || match desk.way().screen() {
        Screen::Article(_) => Some("panel panel--wide"),
        _ => Some("panel"),
    };
    let status = el("div").class("visually-hidden").attr("role", "status").attr("aria-live", "polite");
    let body = el("div")
        .class("panel__body")
        .live(move || desk.site().is_away().then(|| notice(Tone::Alert, desk.word(Word::Away), None)))
        .live(move || screen(app, desk.way().screen()));
    el("div")
        .live_attr("class", class)
        .attr("role", if app.is_inline() { "region" } else { "dialog" })
        .live_attr("aria-modal", move || covers.get().then_some("true"))
        // A click on words in it leaves the keyboard in it, so that Escape still closes it.
        .attr("tabindex", "-1")
        .attr("aria-label", desk.word(Word::PanelLabel))
        .attr("lang", desk.text().language())
        .attr("dir", desk.text().direction())
        .live_flag("hidden", move || !app.is_open.get())
        .at(root)
        .on("keydown", keys)
        .on("click", clicks)
        .child(head(app))
        .child(status.live(move || desk.live().get()))
        .child(body)
        .child(bar::draw(app))
        .into()
}

fn head(app: App) -> Element {
    let desk = app.desk;
    let back = move || {
        desk.way().has_back().then(|| {
            button("icon-button", move |_| desk.way().back())
                .attr("aria-label", desk.word(Word::Back))
                .child(icon(Icon::Back))
        })
    };
    let name = move || desk.site().get().map(|site| site.name).unwrap_or_default();
    let title = el("h2").class("panel__title").attr("tabindex", "-1");
    let titles = el("div")
        .class("panel__titles")
        .child(el("p").class("panel__name").live(name))
        .child(title.live(move || desk.word(title_of(&desk.way().screen()))));
    let close = button("icon-button panel__close", move |_| app.close())
        .attr("aria-label", desk.word(Word::Close))
        .child(icon(Icon::Close));
    let close = (!app.is_inline()).then_some(close);
    el("div").class("panel__head").live(back).child(titles).child(close)
}

/// What the head says of a screen; an article and a request bring their own titles.
fn title_of(screen: &Screen) -> Word {
    match screen {
        Screen::Home => Word::HomeTitle,
        Screen::Compose => Word::WriteToUs,
        Screen::Requests => Word::MyRequests,
        Screen::Article(_) => Word::HelpArticle,
        Screen::Request(_) | Screen::Sent(_) => Word::MyRequest,
    }
}

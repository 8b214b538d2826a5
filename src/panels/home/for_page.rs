//! What the site suggests for the page, and what the page is told of a search.

use super::HomeState;
use crate::browser::timer;
use crate::desk::Desk;
use crate::events::Event;
use crate::parts::icon::Icon;
use crate::parts::links::links;
use crate::screen::Screen;
use crate::signal::spawn_local;
use crate::text::Word;
use crate::view::{View, el};

/// Milliseconds after the last keystroke: then a search has come to rest.
const AT_REST: u32 = 1_000;

/// The articles for this page, where the site suggests some.
pub(super) fn view(desk: Desk) -> View {
    let entries: Vec<_> = desk.for_page().articles().into_iter().map(|a| (a.title, a.id)).collect();
    if entries.is_empty() {
        return View::Nothing;
    }
    let open = move |id| desk.way().go(Screen::Article(id));
    el("section")
        .class("section")
        .child(el("h3").class("section__title").child(desk.word(Word::ForThisPage)))
        .child(links(Icon::Article, entries, open).attr_if("lang", desk.faq().language().map(Into::into)))
        .into()
}

impl HomeState {
    /// Tells the page of a search once it has come to rest, and of the same only once.
    pub(super) fn report(self, count: u32) {
        let call = self.call.get_untracked();
        spawn_local(async move {
            timer::after(AT_REST).await;
            if self.call.try_get_untracked() != Some(call) {
                return;
            }
            let text = self.text.get_untracked().trim().to_owned();
            if self.told.with_untracked(|told| *told != text) {
                self.told.set(text.clone());
                let query = self.desk.tells_queries().get_untracked().then_some(text);
                self.desk.host().emit(Event::Searched { count, query });
            }
        });
    }
}

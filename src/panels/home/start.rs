//! What helps before one types: news, earlier searches, what most people read, topics.

use super::{HomeState, for_page};
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::parts::links::links;
use crate::parts::notice::loading;
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el, live, many};

pub(super) fn before_typing(state: HomeState, rating: impl Fn() -> View + 'static) -> View {
    el("div")
        .class("home__rest")
        // What came first: whoever has read it can say how it went.
        .live(move || news(state.desk))
        .child(live(rating))
        .live(move || state.category().is_none().then(|| for_page::view(state.desk)))
        .live(move || searches(state))
        .live(move || articles(state))
        .into()
}

fn news(desk: Desk) -> Option<View> {
    let all = desk.tickets().unread().into_iter();
    let entries: Vec<_> =
        all.map(|t| (desk.text().fill(Word::NewReply, &[("subject", &t.subject)]), t.id)).collect();
    let open = move |id| desk.way().go(Screen::Request(id));
    (!entries.is_empty()).then(|| el("div").class("news").child(links(Icon::Bubble, entries, open)).into())
}

/// What was looked for on this device before, one tap away.
fn searches(state: HomeState) -> Option<View> {
    let desk = state.desk;
    let entries: Vec<_> = state.recent().into_iter().map(|text| (text.clone(), text)).collect();
    if entries.is_empty() || state.category().is_some() {
        return None;
    }
    let forget = button("back-link", move |_| state.forget()).child(desk.word(Word::ForgetSearches));
    let title = el("h3").class("section__title").child(desk.word(Word::RecentSearches));
    let head = el("div").class("section__head").child(title).child(forget);
    let list = links(Icon::Search, entries, move |text| state.ask(text));
    Some(el("section").class("section").child(head).child(list).into())
}

fn articles(state: HomeState) -> View {
    let desk = state.desk;
    let open = move |id| desk.way().go(Screen::Article(id));
    if let Some(name) = state.category() {
        let entries = desk.faq().in_category(&name).into_iter().map(|a| (a.title, a.id)).collect();
        let back = button("back-link", move |_| state.browse(None));
        return el("section")
            .class("section")
            .child(back.child(icon(Icon::Back)).child(" ").child(desk.word(Word::AllTopics)))
            .child(arriving_title(name).attr_if("lang", desk.faq().language().map(Into::into)))
            .child(links(Icon::Article, entries, open).attr_if("lang", desk.faq().language().map(Into::into)))
            .into();
    }
    if desk.faq().is_loading() && !desk.site().is_away() {
        return loading(desk.word(Word::LoadingArticles));
    }
    let popular: Vec<_> = desk.faq().popular().into_iter().map(|a| (a.title, a.id)).collect();
    if popular.is_empty() {
        return View::Nothing;
    }
    let categories = desk.faq().categories().into_iter().filter(|(name, _)| !name.is_empty());
    let browse = move |name| state.browse(Some(name));
    let topics: Vec<_> = categories.map(|(name, count)| topic(state, name, count, browse)).collect();
    let popular = el("section")
        .class("section")
        .child(el("h3").class("section__title").child(desk.word(Word::Popular)))
        .child(links(Icon::Article, popular, open).attr_if("lang", desk.faq().language().map(Into::into)));
    let topics = (!topics.is_empty()).then(|| {
        el("section").class("section").child(arriving_title(desk.word(Word::Topics))).child(
            el("ul").class("chips").attr_if("lang", desk.faq().language().map(Into::into)).child(topics),
        )
    });
    many([Some(popular), topics])
}

pub(super) fn topic(state: HomeState, name: String, count: usize, open: impl Fn(String) + 'static) -> View {
    let chosen = name.clone();
    let count = el("span").class("chip__count").child(state.desk.text().number(count as f64));
    let chip = button("chip", move |_| open(chosen.clone()));
    el("li").child(chip.child(name).child(" ").child(count)).into()
}

/// A title where the keyboard goes on when it comes in the place of something else.
fn arriving_title(words: String) -> Element {
    el("h3").class("section__title").attr("data-arrive", "").attr("tabindex", "-1").child(words)
}

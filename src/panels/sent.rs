//! A request that was handed over: the backend has it, or will.

use crate::signal::{Callback, untrack, watch};

use super::compose::expected;
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el, live};

/// Draws what became of the letter under `key`; `edit` takes a refused one back into the form.
pub fn view(desk: Desk, key: String, edit: Callback<String>) -> View {
    // A request that waited goes off by itself, under the eyes of whoever still looks at it.
    let of = key.clone();
    watch(move |was_there: Option<bool>| {
        let is_there = desk.outbox().ticket_of(&of).is_some();
        if was_there == Some(false) && is_there {
            desk.announce(desk.word(Word::SentTitle));
        }
        is_there
    });
    live(move || {
        if let Some(ticket) = desk.outbox().ticket_of(&key) {
            let expect = ticket.expected_reply.map(|time| el("p").child(expected(desk, time)));
            let id = ticket.id;
            // Whoever is signed in finds it again all the same.
            let is_lost = desk.shelf().is_fleeting("tickets") && untrack(|| desk.api().session()).is_empty();
            let where_to = if is_lost { Word::SentNotKept } else { Word::SentWhere };
            let see = button("button button--main", move |_| desk.way().replace(Screen::Request(id.clone())));
            return el("div")
                .class("sent")
                .child(el("span").class("sent__mark").child(icon(Icon::Check)))
                .child(title(desk.word(Word::SentTitle)))
                .child(el("p").class("sent__reference").child(el("bdi").child(ticket.reference)))
                .child(el("p").child(desk.word(where_to)))
                .child(expect)
                .child(see.child(desk.word(Word::SeeRequest)))
                .child(back(desk));
        }
        let entry = desk.outbox().entries().into_iter().find(|entry| entry.key == key);
        if entry.is_some_and(|entry| entry.is_refused) {
            let key = key.clone();
            let again = Callback::new(move |()| edit.run(key.clone()));
            let way = Some((desk.word(Word::EditRequest), again));
            return el("div").class("sent").child(notice(Tone::Alert, desk.word(Word::NotAccepted), way));
        }
        let is_lost = desk.shelf().is_fleeting("outbox");
        let help = if is_lost { Word::WaitsNotKept } else { Word::WillBeSentHelp };
        el("div")
            .class("sent")
            .child(el("span").class("sent__mark sent__mark--waiting").child(icon(Icon::Clock)))
            .child(title(desk.word(Word::WillBeSent)))
            .child(el("p").child(desk.word(help)))
            .child(button("button", move |_| desk.outbox().flush()).child(desk.word(Word::SendNow)))
            .child(back(desk))
    })
}

fn title(words: String) -> Element {
    el("h3").class("sent__title").attr("data-focus", "").attr("tabindex", "-1").child(words)
}

fn back(desk: Desk) -> Element {
    button("button button--quiet", move |_| desk.way().switch(Screen::Home))
        .child(desk.word(Word::BackToHelp))
}

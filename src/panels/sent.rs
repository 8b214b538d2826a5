//! A request that was handed over: the backend has it, or will.

use crate::parts::one::handler;
use leptos::prelude::*;

use super::compose::expected;
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::screen::Screen;
use crate::text::Word;

/// Draws what became of the letter under `key`; `edit` takes a refused one back into the form.
pub fn view(desk: Desk, key: String, edit: Callback<String>) -> impl IntoView {
    move || {
        if let Some(ticket) = desk.outbox.ticket_of(&key) {
            let expect = ticket.expected_reply.map(|time| expected(desk, time));
            let id = ticket.id;
            return view! {
                <div class="sent">
                    <span class="sent__mark">{icon(Icon::Check)}</span>
                    <h3 class="sent__title" data-focus="" tabindex="-1">{desk.word(Word::SentTitle)}</h3>
                    <p class="sent__reference"><bdi>{ticket.reference}</bdi></p>
                    <p>{desk.word(Word::SentWhere)}</p>
                    {expect.map(|words| view! { <p>{words}</p> })}
                    <button type="button" class="button button--main" on:click=handler(move |_| desk.way.replace(Screen::Request(id.clone())))>
                        {desk.word(Word::SeeRequest)}
                    </button>
                    <button type="button" class="button button--quiet" on:click=handler(move |_| desk.way.switch(Screen::Home))>
                        {desk.word(Word::BackToHelp)}
                    </button>
                </div>
            }
            .into_any();
        }
        let entry = desk.outbox.entries().into_iter().find(|entry| entry.key == key);
        if entry.is_some_and(|entry| entry.is_refused) {
            let key = key.clone();
            let again = Callback::new(move |()| edit.run(key.clone()));
            return view! {
                <div class="sent">
                    {notice(Tone::Alert, desk.word(Word::NotAccepted), Some((desk.word(Word::EditRequest), again)))}
                </div>
            }
            .into_any();
        }
        view! {
            <div class="sent">
                <span class="sent__mark sent__mark--waiting">{icon(Icon::Clock)}</span>
                <h3 class="sent__title" data-focus="" tabindex="-1">{desk.word(Word::WillBeSent)}</h3>
                <p>{desk.word(Word::WillBeSentHelp)}</p>
                <button type="button" class="button" on:click=handler(move |_| desk.outbox.flush())>{desk.word(Word::SendNow)}</button>
                <button type="button" class="button button--quiet" on:click=handler(move |_| desk.way.switch(Screen::Home))>
                    {desk.word(Word::BackToHelp)}
                </button>
            </div>
        }
        .into_any()
    }
}

//! How it went: asked once, kindly, after a request was solved; a bad score is answered with help.

use crate::parts::one::{handler, live};
use helpnook_contract::TicketId;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::parts::rating::rating;
use crate::screen::Screen;
use crate::survey::Progress;
use crate::text::Word;

/// Scores up to this one are answered with help.
const BAD: u8 = 2;

/// Draws the question about a ticket, if one is due. `is_away` from the ticket's own screen it names the request.
pub fn view(desk: Desk, ticket: TicketId, is_away: bool) -> AnyView {
    let survey = desk.survey;
    let of = ticket.clone();
    // A form that was sent is no longer there: the keyboard goes on with the thanks.
    Effect::new(move |before: Option<Progress>| {
        let now = survey.progress();
        if before.is_some_and(|before| before != now) {
            desk.arrive();
        }
        now
    });
    let is_due = Memo::new(move |_| survey.due(&of).is_some());
    let card = move || {
        if !is_due.get() {
            return ().into_any();
        }
        let ticket = ticket.clone();
        let reference = desk.keyring.find(&ticket).map(|held| held.reference).unwrap_or_default();
        let subject = untrack(|| desk.tickets.list())
            .ready()
            .and_then(|all| all.iter().find(|one| one.id == ticket).map(|one| one.subject.clone()));
        view! {
            <section class="rate" aria-label=desk.word(Word::RateLabel)>
                {is_away.then(|| view! { <p class="rate__subject">{subject}</p> <p class="rate__about">{desk.text.fill(Word::RateAbout, &[("reference", &reference)])}</p> })}
                {question(desk)}
                {live(move || match survey.progress() {
                    Progress::Asked => view! {
                        <button type="button" class="back-link rate__dismiss" on:click=handler(move |_| survey.dismiss())>{desk.word(Word::NotNow)}</button>
                    }.into_any(),
                    Progress::Scored(score, _) => comment(desk, score, ticket.clone(), is_away).into_any(),
                    Progress::Done(score) => thanks(desk, score, ticket.clone(), is_away).into_any(),
                })}
                {live(move || survey.failure().map(|_| notice(Tone::Alert, desk.word(Word::RateFailed), None)))}
            </section>
        }
        .into_any()
    };
    card.into_any()
}

fn question(desk: Desk) -> impl IntoView {
    let survey = desk.survey;
    let chosen = Signal::derive(move || match survey.progress() {
        Progress::Asked => None,
        Progress::Scored(score, _) | Progress::Done(score) => Some(score),
    });
    let is_done = Memo::new(move |_| matches!(survey.progress(), Progress::Done(_)));
    let labels = [Word::Score1, Word::Score2, Word::Score3, Word::Score4, Word::Score5];
    move || {
        (!is_done.get()).then(|| {
            rating(
                desk.word(Word::RateQuestion),
                labels.iter().map(|word| desk.word(*word)).collect(),
                (desk.word(Word::Score1), desk.word(Word::Score5)),
                chosen,
                Signal::derive(move || survey.is_sending()),
                Callback::new(move |score| survey.score(score)),
            )
        })
    }
}

fn comment(desk: Desk, score: u8, ticket: TicketId, is_away: bool) -> impl IntoView {
    let survey = desk.survey;
    let ask = if score <= BAD { Word::CommentBad } else { Word::CommentGood };
    view! {
        <form class="rate__more" on:submit=handler(move |event: leptos::ev::SubmitEvent| { event.prevent_default(); survey.finish(); })>
            <label class="field__label" for="helpnook-comment">{desk.word(ask)} " " <span class="field__hint">{desk.word(Word::Optional)}</span></label>
            <textarea class="field__input field__input--tall" id="helpnook-comment" rows="3" prop:value=survey.comment
                on:input=handler(move |event| survey.comment.set(event_target_value(&event)))></textarea>
            <div class="reply__buttons">
                <button type="submit" class="button button--main">{desk.word(Word::SendRating)}</button>
                {(score <= BAD && is_away).then(|| see(desk, ticket))}
            </div>
        </form>
    }
}

fn thanks(desk: Desk, score: u8, ticket: TicketId, is_away: bool) -> impl IntoView {
    let word = if score <= BAD { Word::RateBadDone } else { Word::RateDone };
    view! {
        <div class="rate__done" role="status" data-arrive="" tabindex="-1">
            {icon(Icon::Check)} <p>{desk.word(word)}</p>
            {(score <= BAD && is_away).then(|| see(desk, ticket))}
        </div>
    }
}

/// Back to the request, where it can be reopened.
fn see(desk: Desk, ticket: TicketId) -> impl IntoView {
    let go = move |_| desk.way.go(Screen::Request(ticket.clone()));
    view! { <button type="button" class="button" on:click=go>{desk.word(Word::ReopenInstead)}</button> }
}

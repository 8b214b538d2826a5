//! How it went: asked once, kindly, after a request was solved; a bad score is answered with help.

use std::rc::Rc;

use crate::signal::{derived, untrack, watch};
use helpnook_contract::TicketId;

use crate::browser::event::{self, Event};
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::parts::notice::{Tone, notice};
use crate::parts::rating::rating;
use crate::parts::read::Read;
use crate::screen::Screen;
use crate::survey::Progress;
use crate::text::Word;
use crate::view::{Element, View, button, el, live};

/// Scores up to this one are answered with help.
const BAD: u8 = 2;

/// Draws the question about a ticket, if one is due. `is_away` from the ticket's own screen it names the request.
pub fn view(desk: Desk, ticket: TicketId, is_away: bool) -> View {
    let survey = desk.survey();
    let of = ticket.clone();
    // A form that was sent is no longer there: the keyboard goes on with the thanks.
    watch(move |before: Option<Progress>| {
        let now = survey.progress();
        if before.is_some_and(|before| before != now) {
            desk.arrive();
        }
        now
    });
    watch(move |_| {
        if survey.failure().is_some() {
            desk.announce(desk.word(Word::RateFailed));
        }
    });
    let is_due = derived(move || survey.due(&of).is_some());
    live(move || is_due.get().then(|| card(desk, ticket.clone(), is_away)))
}

fn card(desk: Desk, ticket: TicketId, is_away: bool) -> View {
    let survey = desk.survey();
    let about = is_away.then(|| {
        let reference = desk.keyring().find(&ticket).map(|held| held.reference).unwrap_or_default();
        let subject = untrack(|| desk.tickets().list())
            .ready()
            .and_then(|all| all.iter().find(|one| one.id == ticket).map(|one| one.subject.clone()));
        let about = desk.text().fill(Word::RateAbout, &[("reference", &reference)]);
        [el("p").class("rate__subject").child(subject), el("p").class("rate__about").child(about)]
    });
    let step = move || match survey.progress() {
        Progress::Asked => {
            button("back-link rate__dismiss", move |_| survey.dismiss()).child(desk.word(Word::NotNow))
        }
        Progress::Scored(score, _) => comment(desk, score, ticket.clone(), is_away),
        Progress::Done(score) => thanks(desk, score, ticket.clone(), is_away),
    };
    el("section")
        .class("rate")
        .attr("aria-label", desk.word(Word::RateLabel))
        .child(about)
        .child(question(desk))
        .live(step)
        .live(move || survey.failure().map(|_| notice(Tone::Alert, desk.word(Word::RateFailed), None)))
        .into()
}

fn question(desk: Desk) -> View {
    let survey = desk.survey();
    let chosen: Read<_> = Rc::new(move || match survey.progress() {
        Progress::Asked => None,
        Progress::Scored(score, _) | Progress::Done(score) => Some(score),
    });
    let is_done = derived(move || matches!(survey.progress(), Progress::Done(_)));
    let labels = [Word::Score1, Word::Score2, Word::Score3, Word::Score4, Word::Score5];
    live(move || {
        (!is_done.get()).then(|| {
            rating(
                desk.word(Word::RateQuestion),
                labels.iter().map(|word| desk.word(*word)).collect(),
                (desk.word(Word::Score1), desk.word(Word::Score5)),
                chosen.clone(),
                move |score| survey.score(score),
            )
        })
    })
}

fn comment(desk: Desk, score: u8, ticket: TicketId, is_away: bool) -> Element {
    let survey = desk.survey();
    let ask = if score <= BAD { Word::CommentBad } else { Word::CommentGood };
    let send = move |event: Event| {
        event.prevent_default();
        survey.finish();
    };
    let label = el("label")
        .class("field__label")
        .attr("for", "helpnook-comment")
        .child(desk.word(ask))
        .child(" ")
        .child(el("span").class("field__hint").child(desk.word(Word::Optional)));
    let text = el("textarea")
        .class("field__input field__input--tall")
        .attr("id", "helpnook-comment")
        .attr("rows", "3")
        .value(move || survey.comment.get())
        .on("input", move |event| survey.comment.set(event::value(&event)));
    let send_button = el("button").attr("type", "submit").class("button button--main");
    let buttons = el("div")
        .class("reply__buttons")
        .child(send_button.child(desk.word(Word::SendRating)))
        .child((score <= BAD && is_away).then(|| see(desk, ticket)));
    el("form").class("rate__more").on("submit", send).child(label).child(text).child(buttons)
}

fn thanks(desk: Desk, score: u8, ticket: TicketId, is_away: bool) -> Element {
    let words = desk.word(if score <= BAD { Word::RateBadDone } else { Word::RateDone });
    let title = el("h3").class("rate__thanks").attr("data-arrive", "say").attr("tabindex", "-1");
    el("div")
        .class("rate__done")
        .child(icon(Icon::Check))
        .child(title.child(words))
        .child((score <= BAD && is_away).then(|| see(desk, ticket)))
}

/// Back to the request, where it can be reopened.
fn see(desk: Desk, ticket: TicketId) -> Element {
    let go = move |_| desk.way().go(Screen::Request(ticket.clone()));
    button("button", go).child(desk.word(Word::ReopenInstead))
}

//! The survey about a solved ticket: asked once, kindly; a bad score is answered with help.

use crate::reactive::{effect, memo};
use helpnook_contract::TicketId;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use crate::components::icon::{Icon, Picture};
use crate::components::notice::{Notice, Tone};
use crate::components::rating::Rating;
use crate::i18n::TextKey;
use crate::services::Services;
use crate::state::navigation::Screen;
use crate::state::survey::Progress;

/// Scores up to this one are answered with help.
const BAD: u8 = 2;

/// The survey about a ticket, if one is due. At home it names the ticket and leads to it.
#[component]
pub(crate) fn SurveyCard(ticket: TicketId, is_at_home: bool) -> impl IntoView {
    let Services { i18n, announcer, focus, survey, .. } = expect_context();
    // The form is removed when it is sent: the focus goes on with the thanks.
    effect(move |before: Option<Progress>| {
        let now = survey.progress();
        if before.is_some_and(|before| before != now) {
            focus.content_arrived();
        }
        now
    });
    effect(move |_| {
        if survey.failure().is_some() {
            announcer.announce(untrack(|| i18n.text(TextKey::RateFailed)));
        }
    });
    let rated = ticket.clone();
    let is_due = memo(move || survey.due(&rated).is_some());
    let draw = move || {
        let ticket = ticket.clone();
        is_due.get().then(|| view! { <Card ticket is_at_home /> }.into_any())
    };
    view! { {move || draw()} }
}

/// The step that is drawn.
#[derive(Clone, Copy, PartialEq)]
enum SurveyStep {
    Asked,
    Scored { is_bad: bool },
    Done { is_bad: bool },
}

#[component]
fn Card(ticket: TicketId, is_at_home: bool) -> impl IntoView {
    let Services { i18n, survey, .. } = expect_context();
    let step = memo(move || match survey.progress() {
        Progress::Asked => SurveyStep::Asked,
        Progress::Scored(score, _) => SurveyStep::Scored { is_bad: score <= BAD },
        Progress::Done(score) => SurveyStep::Done { is_bad: score <= BAD },
    });
    let is_done = memo(move || matches!(step.get(), SurveyStep::Done { .. }));
    let has_failed = memo(move || survey.failure().is_some());
    let rated = ticket.clone();
    view! {
        <section class="rate" aria-label=i18n.t(TextKey::RateLabel)>
            {is_at_home.then(|| view! { <About ticket=rated /> }.into_any())}
            {move || (!is_done.get()).then(|| view! { <Score /> }.into_any())}
            {move || {
                let see = |is_bad: bool| (is_bad && is_at_home).then(|| ticket.clone());
                match step.get() {
                    SurveyStep::Asked => {
                        view! {
                            <button
                                type="button"
                                class="back-link rate__dismiss"
                                on:click=move |_| survey.dismiss()
                            >
                                {i18n.t(TextKey::NotNow)}
                            </button>
                        }
                            .into_any()
                    }
                    SurveyStep::Scored { is_bad } => view! { <Comment is_bad reopen=see(is_bad) /> }.into_any(),
                    SurveyStep::Done { is_bad } => view! { <Thanks is_bad reopen=see(is_bad) /> }.into_any(),
                }
            }}
            {move || {
                has_failed.get().then(|| {
                    view! { <Notice tone=Tone::Alert message=i18n.t(TextKey::RateFailed) /> }.into_any()
                })
            }}
        </section>
    }
}

/// The ticket that the survey is about.
#[component]
fn About(ticket: TicketId) -> impl IntoView {
    let Services { i18n, ticket_keys, tickets, .. } = expect_context();
    let reference = ticket_keys.find(&ticket).map(|tracked| tracked.reference).unwrap_or_default();
    let subject = move || tickets.find(&ticket).map(|ticket| ticket.subject);
    view! {
        <p class="rate__subject">{untrack(subject)}</p>
        <p class="rate__about">{move || i18n.fill(TextKey::RateAbout, &[("reference", &reference)])}</p>
    }
}

#[component]
fn Score() -> impl IntoView {
    let Services { i18n, survey, .. } = expect_context();
    let labels = [TextKey::Score1, TextKey::Score2, TextKey::Score3, TextKey::Score4, TextKey::Score5];
    let chosen = Signal::derive(move || match survey.progress() {
        Progress::Asked => None,
        Progress::Scored(score, _) | Progress::Done(score) => Some(score),
    });
    view! {
        <Rating
            question=i18n.t(TextKey::RateQuestion)
            labels=labels.iter().map(|key| i18n.t(*key)).collect()
            chosen
            choose=Callback::new(move |score| survey.score(score))
        />
    }
}

#[component]
fn Comment(is_bad: bool, reopen: Option<TicketId>) -> impl IntoView {
    let Services { i18n, survey, .. } = expect_context();
    const ID: &str = "helpnook-comment";
    let question = if is_bad { TextKey::CommentBad } else { TextKey::CommentGood };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        survey.finish();
    };
    view! {
        <form class="rate__more" on:submit=on_submit>
            <label class="field__label" for=ID>
                {i18n.t(question)}
                " "
                <span class="field__hint">{i18n.t(TextKey::Optional)}</span>
            </label>
            <textarea
                class="field__input field__input--tall"
                id=ID
                rows="3"
                prop:value=move || survey.comment.get()
                on:input=move |event: Event| survey.comment.set(event_target_value(&event))
            ></textarea>
            <div class="reply__buttons">
                <button type="submit" class="button button--main">
                    {i18n.t(TextKey::SendRating)}
                </button>
                {reopen.map(|ticket| view! { <OpenTicket ticket /> }.into_any())}
            </div>
        </form>
    }
}

#[component]
fn Thanks(is_bad: bool, reopen: Option<TicketId>) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let thanks = if is_bad { TextKey::RateBadDone } else { TextKey::RateDone };
    view! {
        <div class="rate__done">
            <Picture icon=Icon::Check />
            <h3 class="rate__thanks" data-arrive="say" tabindex="-1">
                {i18n.t(thanks)}
            </h3>
            {reopen.map(|ticket| view! { <OpenTicket ticket /> }.into_any())}
        </div>
    }
}

/// The way to the ticket, where it can be reopened.
#[component]
fn OpenTicket(ticket: TicketId) -> impl IntoView {
    let Services { i18n, navigation, .. } = expect_context();
    view! {
        <button
            type="button"
            class="button"
            on:click=move |_| navigation.go(Screen::Ticket(ticket.clone()))
        >
            {i18n.t(TextKey::ReopenInstead)}
        </button>
    }
}

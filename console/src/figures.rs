//! How it goes: what waits, how fast the first reply comes, how satisfied customers are.

use helpnook_contract::agent::Figures;
use helpnook_contract::tickets::TicketStatus;
use leptos::prelude::*;

use crate::remote::Remote;
use crate::wording::{counted, length, percent, tickets_at};

/// The figures above the queue. A figure that was not measured says so.
#[component]
pub(crate) fn FiguresStrip(figures: Remote<Figures>) -> impl IntoView {
    let shown = Memo::new(move |_| figures.with(|figures| figures.map(words)));
    view! {
        <dl class="figures" aria-label="How it goes" aria-busy=move || shown.get().is_none().to_string()>
            {move || {
                shown
                    .get()
                    .unwrap_or_else(pending)
                    .into_iter()
                    .map(|figure| {
                        view! {
                            <div class="figures__one">
                                <dt>{figure.name}</dt>
                                <dd class="figures__value">{figure.value}</dd>
                                <dd class="figures__note">{figure.note}</dd>
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Figure {
    name: &'static str,
    value: String,
    note: String,
}

fn pending() -> Vec<Figure> {
    ["Waiting on us", "First reply", "Satisfaction"]
        .map(|name| Figure { name, value: "–".to_owned(), note: "Loading".to_owned() })
        .to_vec()
}

fn words(figures: &Figures) -> Vec<Figure> {
    let fresh = tickets_at(&figures.tickets, Some(TicketStatus::New));
    let open = tickets_at(&figures.tickets, Some(TicketStatus::Open));
    let reply = figures.first_response.map(|time| {
        (length(time.usual_minutes), ["9 of 10 within ", &length(time.nine_of_ten_minutes)].concat())
    });
    let csat = figures.csat.map(|share| {
        let ratings = counted(figures.ratings, "rating", "ratings");
        (percent(share), ["rated 4 or 5, of ", &ratings, " in 30 days"].concat())
    });
    let or_none = |measured: Option<(String, String)>, none: &str| {
        measured.unwrap_or_else(|| ("–".to_owned(), none.to_owned()))
    };
    let (reply_value, reply_note) = or_none(reply, "not measured in the last 30 days");
    let (csat_value, csat_note) = or_none(csat, "no ratings in the last 30 days");
    vec![
        Figure {
            name: "Waiting on us",
            value: (fresh + open).to_string(),
            note: format!("{fresh} new, {open} open"),
        },
        Figure { name: "First reply", value: reply_value, note: reply_note },
        Figure { name: "Satisfaction", value: csat_value, note: csat_note },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use helpnook_contract::agent::StatusCount;
    use helpnook_contract::site::ReplyTime;

    fn value_of(figures: &Figures, name: &str) -> (String, String) {
        let figure =
            words(figures).into_iter().find(|figure| figure.name == name).expect("the figure is shown");
        (figure.value, figure.note)
    }

    #[test]
    fn what_was_not_measured_is_not_made_up() {
        let deflection = Default::default();
        let figures =
            Figures { tickets: Vec::new(), first_response: None, ratings: 0, csat: None, deflection };
        assert_eq!(value_of(&figures, "First reply").0, "–");
        assert_eq!(value_of(&figures, "Satisfaction").1, "no ratings in the last 30 days");
    }

    #[test]
    fn new_and_open_tickets_wait_on_us() {
        let at = |status, count| StatusCount { status, count };
        let figures = Figures {
            tickets: vec![at(TicketStatus::New, 2), at(TicketStatus::Open, 3), at(TicketStatus::Solved, 40)],
            first_response: Some(ReplyTime { usual_minutes: 150, nine_of_ten_minutes: 1500 }),
            ratings: 1,
            csat: Some(1.0),
            deflection: Default::default(),
        };
        assert_eq!(value_of(&figures, "Waiting on us"), ("5".to_owned(), "2 new, 3 open".to_owned()));
        assert_eq!(value_of(&figures, "First reply"), ("3 h".to_owned(), "9 of 10 within 25 h".to_owned()));
        assert_eq!(value_of(&figures, "Satisfaction").1, "rated 4 or 5, of 1 rating in 30 days");
    }
}

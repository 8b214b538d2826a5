//! The statuses of a ticket in an agent's words.

use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::tickets::{Actor, TicketStatus};

/// Every status that a ticket can have, in the order in which it usually passes through them.
pub(crate) const ALL: [TicketStatus; 5] = [
    TicketStatus::New,
    TicketStatus::Open,
    TicketStatus::Waiting,
    TicketStatus::Solved,
    TicketStatus::Closed,
];

/// The word for the status in an address; none for a status that this console does not know.
pub(crate) fn code(status: TicketStatus) -> Option<&'static str> {
    match status {
        TicketStatus::New => Some("new"),
        TicketStatus::Open => Some("open"),
        TicketStatus::Waiting => Some("waiting"),
        TicketStatus::Solved => Some("solved"),
        TicketStatus::Closed => Some("closed"),
        TicketStatus::Unknown => None,
    }
}

/// The status that a word in an address stands for.
pub(crate) fn from_code(word: &str) -> Option<TicketStatus> {
    ALL.into_iter().find(|status| code(*status) == Some(word))
}

/// The status as it is shown.
pub(crate) fn label(status: TicketStatus) -> &'static str {
    match status {
        TicketStatus::New => "New",
        TicketStatus::Open => "Open",
        TicketStatus::Waiting => "Waiting",
        TicketStatus::Solved => "Solved",
        TicketStatus::Closed => "Closed",
        TicketStatus::Unknown => "Other",
    }
}

/// What the status means, for whoever does not know it yet.
pub(crate) fn meaning(status: TicketStatus) -> &'static str {
    match status {
        TicketStatus::New => "Nobody has looked yet.",
        TicketStatus::Open => "Waiting on us.",
        TicketStatus::Waiting => "Waiting on the customer.",
        TicketStatus::Solved => "Done. A reply reopens it.",
        TicketStatus::Closed => "Done for good. A new ticket follows up.",
        TicketStatus::Unknown => "A status that this console does not know yet.",
    }
}

/// What an empty queue of this status says.
pub(crate) fn nothing_here(status: Option<TicketStatus>) -> (&'static str, &'static str) {
    match status {
        None => ("No tickets yet", "When a customer sends a request, it appears here."),
        Some(TicketStatus::New) => ("Nothing new", "Every request has been looked at."),
        Some(TicketStatus::Open) => {
            ("Nothing is waiting on us", "Customers have an answer to all they asked.")
        }
        Some(TicketStatus::Waiting) => {
            ("Nothing is waiting on a customer", "Tickets come here once we replied.")
        }
        Some(TicketStatus::Solved) => {
            ("Nothing solved yet", "Tickets come here when an agent or the customer solves them.")
        }
        Some(_) => ("Nothing closed yet", "Tickets that are done for good come here."),
    }
}

/// The statuses that an agent may give to a ticket that stands at `now`, with the words of the button.
pub(crate) fn choices(now: TicketStatus) -> Vec<(AgentStatus, &'static str)> {
    let reopens = now == TicketStatus::Solved;
    let all = [
        (AgentStatus::Solved, "Solve"),
        (AgentStatus::Open, if reopens { "Reopen" } else { "Mark as open" }),
        (AgentStatus::Waiting, "Mark as waiting"),
        (AgentStatus::Closed, "Close for good"),
    ];
    if now == TicketStatus::Closed {
        return Vec::new();
    }
    all.into_iter().filter(|(status, _)| TicketStatus::from(*status) != now).collect()
}

/// Who did something, in the middle of a sentence.
pub(crate) fn doer(actor: Actor) -> &'static str {
    match actor {
        Actor::Customer => "by the customer",
        Actor::Agent => "by an agent",
        Actor::System => "by a rule",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_addresses_are_those_of_the_contract() {
        for status in ALL {
            let word = serde_json::to_value(status).expect("a status is JSON");
            assert_eq!(word.as_str(), code(status));
            assert_eq!(code(status).and_then(from_code), Some(status));
        }
    }

    #[test]
    fn the_status_a_ticket_has_is_no_choice() {
        for now in ALL {
            assert!(choices(now).iter().all(|(status, _)| TicketStatus::from(*status) != now));
        }
    }

    #[test]
    fn a_closed_ticket_stays_closed() {
        assert!(choices(TicketStatus::Closed).is_empty());
    }
}

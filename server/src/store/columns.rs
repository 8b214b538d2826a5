//! How enumerations stand in a column: the same words as in the contract's JSON.

use helpnook_contract::articles::BodyFormat;
use helpnook_contract::surveys::ResponseState;
use helpnook_contract::tickets::{Actor, TicketStatus};

pub(super) fn status_word(status: TicketStatus) -> &'static str {
    match status {
        TicketStatus::New => "new",
        TicketStatus::Open => "open",
        TicketStatus::Waiting => "waiting",
        TicketStatus::Solved => "solved",
        TicketStatus::Closed | TicketStatus::Unknown => "closed",
    }
}

pub(super) fn status(word: &str) -> TicketStatus {
    match word {
        "new" => TicketStatus::New,
        "open" => TicketStatus::Open,
        "waiting" => TicketStatus::Waiting,
        "solved" => TicketStatus::Solved,
        "closed" => TicketStatus::Closed,
        _ => TicketStatus::Unknown,
    }
}

pub(super) fn actor_word(actor: Actor) -> &'static str {
    match actor {
        Actor::Customer => "customer",
        Actor::Agent => "agent",
        Actor::System => "system",
    }
}

pub(super) fn actor(word: &str) -> Actor {
    match word {
        "customer" => Actor::Customer,
        "agent" => Actor::Agent,
        _ => Actor::System,
    }
}

pub(super) fn format_word(format: BodyFormat) -> &'static str {
    match format {
        BodyFormat::Markdown => "markdown",
        BodyFormat::Html => "html",
        BodyFormat::Text => "text",
    }
}

pub(super) fn format(word: &str) -> BodyFormat {
    match word {
        "markdown" => BodyFormat::Markdown,
        "html" => BodyFormat::Html,
        _ => BodyFormat::Text,
    }
}

pub(super) fn state_word(state: ResponseState) -> &'static str {
    match state {
        ResponseState::Partial => "partial",
        ResponseState::Complete => "complete",
        ResponseState::Dismissed => "dismissed",
    }
}

pub(super) fn state(word: &str) -> ResponseState {
    match word {
        "complete" => ResponseState::Complete,
        "dismissed" => ResponseState::Dismissed,
        _ => ResponseState::Partial,
    }
}

/// A list of strings as JSON.
pub(super) fn list_text(list: &[String]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}

/// A list of strings from JSON; empty when it is none.
pub(super) fn list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

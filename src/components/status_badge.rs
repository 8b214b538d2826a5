//! A ticket's status.

use helpnook_contract::tickets::TicketStatus;
use leptos::prelude::*;

use crate::i18n::TextKey;
use crate::services::Services;

/// A status in the customer's words.
pub fn status_text(status: TicketStatus) -> TextKey {
    match status {
        TicketStatus::New => TextKey::StatusNew,
        TicketStatus::Waiting => TextKey::StatusWaiting,
        TicketStatus::Solved => TextKey::StatusSolved,
        TicketStatus::Closed => TextKey::StatusClosed,
        TicketStatus::Open | TicketStatus::Unknown => TextKey::StatusOpen,
    }
}

/// A status as a small mark.
#[component]
pub(crate) fn StatusBadge(status: TicketStatus) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let class = match status {
        TicketStatus::Waiting => "badge badge--yours",
        TicketStatus::Solved | TicketStatus::Closed => "badge badge--done",
        _ => "badge",
    };
    view! { <span class=class>{i18n.t(status_text(status))}</span> }
}

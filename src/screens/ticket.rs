//! One ticket: its status, its thread, the reply, and whether it is solved.

mod forget;
mod news;
/// The reply form.
pub mod reply;
mod state;
/// The thread.
pub mod thread;
/// The views.
pub mod view;

pub use state::{FollowedTicket, TicketState};
pub(crate) use view::TicketView;

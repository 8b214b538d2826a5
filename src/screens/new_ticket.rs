//! Writing a request. Each field is checked as it is left; the draft is stored on the device with each keystroke.

mod prefill;
mod state;
/// The views.
pub mod view;

pub use state::NewTicketState;
pub(crate) use view::NewTicketView;

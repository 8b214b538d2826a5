//! One help article, the vote on it, and where to go from it.

mod state;
/// The views.
pub mod view;

pub use state::{ArticleState, Voting};
pub(crate) use view::ArticleView;

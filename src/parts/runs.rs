//! Text with what matched marked: nodes, never markup.

use helpnook_contract::articles::Run;

use crate::view::{View, el, many};

/// Draws runs of text.
pub fn runs(runs: Vec<Run>) -> View {
    many(
        runs.into_iter()
            .map(|run| if run.hit { el("mark").child(run.text).into() } else { View::from(run.text) }),
    )
}

//! A sentence that stands out, with a way on.

use crate::signal::Callback;

use super::icon::{Icon, icon};
use crate::view::{View, button, el};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// Something went well.
    Good,
    /// Something needs attention.
    Alert,
}

/// A sentence, and what can be done about it. It is for eyes; whoever shows one that comes by itself announces it too.
pub fn notice(tone: Tone, message: String, action: Option<(String, Callback<()>)>) -> View {
    let (class, picture) = match tone {
        Tone::Calm => ("notice", Icon::Clock),
        Tone::Good => ("notice notice--good", Icon::Check),
        Tone::Alert => ("notice notice--alert", Icon::Alert),
    };
    let way = action.map(|(label, run)| button("notice__action", move |_| run.run(())).child(label));
    el("div")
        .class(class)
        .child(icon(picture))
        .child(el("p").class("notice__text").child(message))
        .child(way)
        .into()
}

/// Something is on its way.
pub fn loading(message: String) -> View {
    el("p").class("loading").child(message).into()
}

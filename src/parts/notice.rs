//! A sentence that stands out, with a way on.

use crate::signal::Callback;

use super::icon::{Icon, icon};
use crate::view::{Element, View, button, el};

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

/// What should stand here did not come; `action` asks for it again.
pub fn failed(message: String, action: (String, Callback<()>)) -> View {
    gap(message, action).into()
}

/// The same where `action` may not help; `elsewhere` is what leads to a page that does: its label and its address. That page
/// opens beside this one, so that nothing typed here is lost.
pub fn dead_end(message: String, action: (String, Callback<()>), elsewhere: (String, String)) -> View {
    let (label, address) = elsewhere;
    let link = el("a")
        .class("back-link")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child(label);
    gap(message, action).child(link).into()
}

fn gap(message: String, (label, run): (String, Callback<()>)) -> Element {
    el("div")
        .class("empty")
        .child(el("p").class("empty__title").child(message))
        .child(button("button", move |_| run.run(())).child(label))
}

/// Something is on its way.
pub fn loading(message: String) -> View {
    el("p").class("loading").child(message).into()
}

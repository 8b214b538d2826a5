//! A scale to choose from: a group of radio buttons, drawn as stars.

use super::icon::{Icon, icon};
use super::read::Read;
use crate::browser::page;
use crate::text::digits;
use crate::view::{View, el, many};

/// A scale from 1 to `labels.len()`. `labels` name the steps, `ends` stand below the first and the last.
pub fn rating(
    question: String,
    labels: Vec<String>,
    ends: (String, String),
    chosen: Read<Option<u8>>,
    choose: impl Fn(u8) + Clone + 'static,
) -> View {
    // A name of its own each time: Chromium's Tab passes by radio buttons with the name of others that had the focus as
    // they were taken away.
    let name = ["helpnook-", &page::random_key()].concat();
    let steps = labels.into_iter().zip(1_u8..).map(|(label, score)| {
        let (best, is_chosen) = (chosen.clone(), chosen.clone());
        let class = move || match best() {
            Some(best) if score <= best => Some("rating__step rating__step--on"),
            _ => Some("rating__step"),
        };
        let choose = choose.clone();
        let input = el("input")
            .attr("type", "radio")
            .class("rating__input")
            .attr("name", name.clone())
            .attr("value", digits(score.into()))
            .is("checked", move || is_chosen() == Some(score))
            .on("change", move |_| choose(score));
        el("label")
            .live_attr("class", class)
            .attr("title", label.clone())
            .child(input)
            .child(icon(Icon::Star))
            .child(el("span").class("visually-hidden").child(label))
    });
    let ends = [el("span").child(ends.0), el("span").child(ends.1)];
    el("fieldset")
        .class("rating")
        .attr("role", "radiogroup")
        .child(el("legend").class("rating__question").child(question))
        .child(el("div").class("rating__steps").child(many(steps)))
        .child(el("div").class("rating__ends").attr("aria-hidden", "true").child(ends))
        .into()
}

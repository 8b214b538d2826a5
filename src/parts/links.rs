//! A list of links to go on.

use super::icon::{Icon, icon};
use crate::view::{Element, View, button, el, many};

/// A list of entries, each with a picture, a title and what happens when it is chosen. Titles in another language than
/// the panel's want its `lang`.
pub fn links<T: Clone + 'static>(
    picture: Icon,
    entries: Vec<(String, T)>,
    choose: impl Fn(T) + Copy + 'static,
) -> Element {
    let rows = entries
        .into_iter()
        .map(|(title, target)| row(picture, title, Box::new(move || choose(target.clone()))));
    el("ul").class("links").child(many(rows))
}

fn row(picture: Icon, title: String, choose: Box<dyn Fn()>) -> View {
    let link = button("link", move |_| choose())
        .child(icon(picture))
        .child(el("span").class("link__title").child(title))
        .child(icon(Icon::Next));
    el("li").child(link).into()
}

//! The button that opens the panel, where no loader draws one.

use super::icon::{Icon, icon};
use crate::view::{View, button, el};

/// Draws the launcher: a disclosure button.
pub fn launcher(label: String, is_open: impl Fn() -> bool + 'static, toggle: impl Fn() + 'static) -> View {
    button("launcher", move |_| toggle())
        .attr("aria-haspopup", "dialog")
        .state("aria-expanded", is_open)
        .child(icon(Icon::Help))
        .child(" ")
        .child(el("span").child(label))
        .into()
}

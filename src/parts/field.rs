//! A text field with its label, hint and error.

use crate::signal::Callback;

use super::read::Read;
use crate::browser::event;
use crate::view::{View, el};

/// What a field needs to be drawn. `name` ties label, hint and error together, so it is unique on a screen.
pub struct Field {
    /// Unique on the screen; also the name that autofill sees.
    pub name: &'static str,
    /// Above the field.
    pub label: String,
    /// Beside the label: `optional`, that it is locked, or nothing.
    pub hint: Read<String>,
    /// The HTML input type; empty for a text of several lines.
    pub kind: &'static str,
    /// The HTML autocomplete token.
    pub autocomplete: &'static str,
    /// The most characters; longer input is refused by the form, never cut.
    pub is_required: bool,
    /// What is in it.
    pub value: Read<String>,
    /// What is wrong with it; empty for nothing.
    pub error: Read<String>,
    /// Whether it is the page's to fill in: it is told and looks so.
    pub is_locked: Read<bool>,
    /// Whether it takes nothing now: what is typed would not come along.
    pub is_frozen: Read<bool>,
    /// Called with each change.
    pub on_input: Callback<String>,
    /// Called when the field is left.
    pub on_leave: Callback<()>,
}

/// Draws a field.
pub fn field(field: Field) -> View {
    let Field {
        name,
        label,
        hint,
        kind,
        autocomplete,
        is_required,
        value,
        error,
        is_locked,
        is_frozen,
        on_input,
        on_leave,
    } = field;
    let error_id = ["helpnook-", name, "-error"].concat();
    let id = ["helpnook-", name].concat();
    let wrong = || {
        let error = error.clone();
        move || !error().is_empty()
    };
    let (is_wrong, is_told) = (wrong(), wrong());
    let described = {
        let error_id = error_id.clone();
        move || is_told().then(|| error_id.clone())
    };
    let input = if kind.is_empty() {
        el("textarea").class("field__input field__input--tall").attr("rows", "5")
    } else {
        el("input").class("field__input").attr("type", kind).attr("autocomplete", autocomplete)
    };
    let input = input
        .attr("id", id.clone())
        .attr("name", name)
        .attr("aria-required", if is_required { "true" } else { "false" })
        .state("aria-invalid", is_wrong)
        .live_attr("aria-describedby", described)
        .value(move || value())
        .live_flag("data-locked", {
            let is_locked = is_locked.clone();
            move || is_locked()
        })
        .is("readOnly", move || is_frozen() || is_locked())
        .on("input", move |event| on_input.run(event::value(&event)))
        // A field that is taken away while it has the focus is left too, when nobody listens any more.
        .on("blur", move |_| {
            on_leave.try_run(());
        });
    let is_fine = {
        let is_wrong = wrong();
        move || !is_wrong()
    };
    let label = el("label")
        .class("field__label")
        .attr("for", id)
        .child(label)
        .child(" ")
        .child(el("span").class("field__hint").live(move || hint()));
    let told =
        el("p").class("field__error").attr("id", error_id).live_flag("hidden", is_fine).live(move || error());
    el("div").class("field").child(label).child(input).child(told).into()
}

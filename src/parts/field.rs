//! A text field with its label, hint and error.

use super::one::handler;
use leptos::prelude::*;

/// What a field needs to be drawn. `name` ties label, hint and error together, so it is unique on a screen.
pub struct Field {
    /// Unique on the screen; also the name that autofill sees.
    pub name: &'static str,
    /// Above the field.
    pub label: String,
    /// Beside the label: `optional`, or nothing.
    pub hint: String,
    /// The HTML input type; empty for a text of several lines.
    pub kind: &'static str,
    /// The HTML autocomplete token.
    pub autocomplete: &'static str,
    /// The most characters; longer input is refused by the form, never cut.
    pub is_required: bool,
    /// What is in it.
    pub value: Signal<String>,
    /// What is wrong with it; empty for nothing.
    pub error: Signal<String>,
    /// Whether it takes nothing now: what is typed would not come along.
    pub is_frozen: Signal<bool>,
    /// Called with each change.
    pub on_input: Callback<String>,
    /// Called when the field is left.
    pub on_leave: Callback<()>,
}

/// Draws a field.
pub fn field(field: Field) -> impl IntoView {
    let Field {
        name,
        label,
        hint,
        kind,
        autocomplete,
        is_required,
        value,
        error,
        is_frozen,
        on_input,
        on_leave,
    } = field;
    let error_id = ["helpnook-", name, "-error"].concat();
    let id = ["helpnook-", name].concat();
    let has_error = move || error.with(|error| !error.is_empty());
    let described = {
        let error_id = error_id.clone();
        move || has_error().then(|| error_id.clone())
    };
    let invalid = move || if has_error() { "true" } else { "false" };
    // A field that is taken away while it has the focus is left too, when nobody listens any more.
    let leave = move |_| {
        on_leave.try_run(());
    };
    let input = if kind.is_empty() {
        view! {
            <textarea
                class="field__input field__input--tall" id=id.clone() name=name rows="5"
                aria-required=is_required.to_string() aria-invalid=invalid aria-describedby=described
                prop:value=value prop:readOnly=is_frozen
                on:input=handler(move |event| on_input.run(event_target_value(&event)))
                on:blur=handler(leave)
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="field__input" id=id.clone() name=name type=kind autocomplete=autocomplete
                aria-required=is_required.to_string() aria-invalid=invalid aria-describedby=described
                prop:value=value prop:readOnly=is_frozen
                on:input=handler(move |event| on_input.run(event_target_value(&event)))
                on:blur=handler(leave)
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label} " " <span class="field__hint">{hint}</span>
            </label>
            {input}
            <p class="field__error" id=error_id hidden=move || !has_error()>{error}</p>
        </div>
    }
}

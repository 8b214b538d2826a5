//! A text field with its label, hint and error.

use leptos::prelude::*;

/// A text field. `name` ties label, hint and error together, so it is unique on a screen.
#[component]
pub(crate) fn Field(
    /// Unique on the screen; also the name that autofill sees.
    name: &'static str,
    /// Above the field.
    label: Signal<String>,
    /// Beside the label: that it is optional or locked, or nothing.
    #[prop(optional)]
    hint: Option<Signal<String>>,
    /// The HTML input type; empty for a text of several lines.
    kind: &'static str,
    /// The HTML autocomplete token.
    autocomplete: &'static str,
    /// True for a field that must not be empty.
    is_required: bool,
    /// The text in it.
    value: Signal<String>,
    /// The error in its text; empty for none.
    error: Signal<String>,
    /// True for a field that the page has filled and the customer cannot change.
    #[prop(optional)]
    is_locked: Option<Signal<bool>>,
    /// True while its text is being sent and it takes no input.
    is_frozen: Signal<bool>,
    /// Called with each change.
    on_input: Callback<String>,
    /// Called when the field loses the focus.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = ["helpnook-", name].concat();
    let error_id = [&id, "-error"].concat();
    let is_locked = move || is_locked.is_some_and(|is_locked| is_locked.get());
    let is_read_only = move || is_frozen.get() || is_locked();
    let is_invalid = move || !error.with(String::is_empty);
    let described_by = error_id.clone();
    let described_by = move || is_invalid().then(|| described_by.clone());
    let invalid = move || if is_invalid() { "true" } else { "false" };
    let required = if is_required { "true" } else { "false" };
    // A field that is removed while it has the focus fires `blur` after its owner was cleaned up.
    let on_blur = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.try_run(());
        }
    };
    let input = if kind.is_empty() {
        view! {
            <textarea
                class="field__input field__input--tall"
                rows="5"
                id=id.clone()
                name=name
                aria-required=required
                aria-invalid=move || invalid()
                aria-describedby=move || described_by()
                prop:value=move || value.get()
                data-locked=move || is_locked().then_some("")
                prop:readOnly=move || is_read_only()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=on_blur
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="field__input"
                type=kind
                autocomplete=autocomplete
                id=id.clone()
                name=name
                aria-required=required
                aria-invalid=move || invalid()
                aria-describedby=move || described_by()
                prop:value=move || value.get()
                data-locked=move || is_locked().then_some("")
                prop:readOnly=move || is_read_only()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=on_blur
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                " "
                <span class="field__hint">{hint}</span>
            </label>
            {input}
            <p class="field__error" id=error_id hidden=move || !is_invalid()>
                {error}
            </p>
        </div>
    }
}

//! What happened.

use wasm_bindgen::JsCast;
pub use web_sys::Event;

/// A key that was pressed, by its name, such as `Enter`. `None` while an input method composes: the keys are its own.
pub fn key(event: &Event) -> Option<String> {
    // Safari ends a composition before the key that ended it, and tells so by the key's code alone.
    const IN_COMPOSITION: u32 = 229;
    let event: &web_sys::KeyboardEvent = event.unchecked_ref();
    (!event.is_composing() && event.key_code() != IN_COMPOSITION).then(|| event.key())
}

/// What stands in the field on which something happened.
pub fn value(event: &Event) -> String {
    // Lists and fields of several lines have one just so.
    let field = event.target().map(|field| field.unchecked_into::<web_sys::HtmlInputElement>());
    field.map(|field| field.value()).unwrap_or_default()
}

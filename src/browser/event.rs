//! What happened.

use wasm_bindgen::JsCast;
pub use web_sys::Event;

/// A key that was pressed, by its name, such as `Enter`. `None` while an input method composes: the keys are its own.
pub fn key(event: &Event) -> Option<String> {
    let event: &web_sys::KeyboardEvent = event.unchecked_ref();
    (!event.is_composing()).then(|| event.key())
}

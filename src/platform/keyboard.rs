//! Keys.

use leptos::ev::KeyboardEvent;

/// The name of the pressed key, such as `Enter`. `None` while an input method composes: the keys are its own.
pub fn key(event: &KeyboardEvent) -> Option<String> {
    // Safari ends a composition before the key that ended it, and marks that key by its code alone.
    const IN_COMPOSITION: u32 = 229;
    (!event.is_composing() && event.key_code() != IN_COMPOSITION).then(|| event.key())
}

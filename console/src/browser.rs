//! What the browser keeps, shows and knows: storage, address, focus, time. The one place that names web-sys.
//!
//! Storage may be switched off or full: then nothing is kept, and the console works on without.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// Before every name that this console keeps, so that it finds its own things again.
const OURS: &str = "helpnook-console ";

/// The text kept under `name` until the tab is closed.
pub(crate) fn kept(name: &str) -> Option<String> {
    tab_storage()?.get_item(&ours(name)).ok().flatten()
}

/// Keeps `text` under `name` until the tab is closed.
pub(crate) fn keep(name: &str, text: &str) {
    if let Some(storage) = tab_storage() {
        // A full storage keeps what it had; there is nothing better to do with the rest.
        let _ = storage.set_item(&ours(name), text);
    }
}

/// Drops what is kept under `name`.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = tab_storage() {
        let _ = storage.remove_item(&ours(name));
    }
}

/// The names under which texts are kept in this tab.
pub(crate) fn kept_names() -> Vec<String> {
    let Some(storage) = tab_storage() else { return Vec::new() };
    (0..storage.length().unwrap_or(0))
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter_map(|name| name.strip_prefix(OURS).map(str::to_owned))
        .collect()
}

/// The text kept under `name` on this device.
pub(crate) fn kept_on_device(name: &str) -> Option<String> {
    device_storage()?.get_item(&ours(name)).ok().flatten()
}

/// Keeps `text` under `name` on this device, or drops it.
pub(crate) fn keep_on_device(name: &str, text: Option<&str>) {
    if let Some(storage) = device_storage() {
        let _ = match text {
            Some(text) => storage.set_item(&ours(name), text),
            None => storage.remove_item(&ours(name)),
        };
    }
}

/// The part of the address from `#` on.
pub(crate) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to another screen; back leads here again.
pub(crate) fn go(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// The name of the tab.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Moves the focus to the element with this id, if there is one.
pub(crate) fn focus(id: &str) {
    let element =
        document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Shows the page from its top.
pub(crate) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Whether anybody can see the page.
pub(crate) fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Asks a question that is answered by yes or no.
pub(crate) fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// How many seconds ago an RFC 3339 time was; none for what is no time.
pub(crate) fn age(time: &str) -> Option<i64> {
    let then = js_sys::Date::parse(time);
    then.is_finite().then(|| ((js_sys::Date::now() - then) / 1000.0) as i64)
}

/// An RFC 3339 time as the agent's language writes it.
pub(crate) fn local_time(time: &str) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(time));
    if !date.get_time().is_finite() {
        return time.to_owned();
    }
    let style = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&style, &"dateStyle".into(), &"medium".into());
    let _ = js_sys::Reflect::set(&style, &"timeStyle".into(), &"short".into());
    date.to_locale_string("default", &style).into()
}

/// The English name of a language: `German` for `de`; the code where there is none.
pub(crate) fn language_name(code: &str) -> String {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"type".into(), &"language".into());
    let names = js_sys::Intl::DisplayNames::new(&js_sys::Array::of1(&"en".into()), &options);
    // Called by hand, because a code that is no language throws and the binding would not catch it.
    js_sys::Reflect::get(&names, &"of".into())
        .and_then(|of| of.dyn_into::<js_sys::Function>())
        .and_then(|of| of.call1(&names, &code.into()))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| code.to_owned())
}

/// Hands a file to the agent under `name`.
///
/// # Errors
/// When the browser has no room for it.
pub(crate) fn save_file(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    // Without a type of its own the browser saves the file and never opens it as a page of this origin.
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

fn ours(name: &str) -> String {
    [OURS, name].concat()
}

fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn device_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The element without what was in it.
pub(crate) fn emptied(element: web_sys::Element) -> Option<web_sys::HtmlElement> {
    element.set_text_content(None);
    element.dyn_into().ok()
}

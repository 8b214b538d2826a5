//! The page, the device, randomness.

pub use helpnook_client::random_key;
use helpnook_contract::tickets::PageContext;

/// Now, in milliseconds since 1970.
#[cfg(target_arch = "wasm32")]
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Now, in milliseconds since 1970.
#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> f64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |age| age.as_secs_f64() * 1000.0)
}

/// Where the customer is: the address without query and fragment, which may hold secrets.
#[cfg(target_arch = "wasm32")]
pub fn context(language: &str) -> Option<PageContext> {
    let window = web_sys::window()?;
    let location = window.location();
    let url = [location.origin().ok()?, location.pathname().ok()?].concat();
    let title = window.document().map(|document| document.title()).filter(|title| !title.is_empty());
    Some(PageContext { url, title, language: Some(language.to_owned()) })
}

/// Where the customer is.
#[cfg(not(target_arch = "wasm32"))]
pub fn context(language: &str) -> Option<PageContext> {
    let url = "https://shop.example/cart".to_owned();
    Some(PageContext { url, title: Some("Cart".to_owned()), language: Some(language.to_owned()) })
}

/// The page's language: `lang` of `<html>`, else the browser's.
#[cfg(target_arch = "wasm32")]
pub fn language() -> String {
    let Some(window) = web_sys::window() else { return String::new() };
    let root = window.document().and_then(|document| document.document_element());
    let written = root.and_then(|root| root.get_attribute("lang")).filter(|lang| !lang.is_empty());
    written.or_else(|| window.navigator().language()).unwrap_or_default()
}

/// Natively the page speaks English.
#[cfg(not(target_arch = "wasm32"))]
pub fn language() -> String {
    "en".to_owned()
}

/// True for a text that the browser takes as a colour. Mixed with another, because `inherit` and its kind pass without being
/// one.
#[cfg(target_arch = "wasm32")]
pub fn is_color(text: &str) -> bool {
    use wasm_bindgen::JsCast;
    let document = web_sys::window().and_then(|window| window.document());
    let probe = document.and_then(|document| document.create_element("i").ok());
    let Some(style) = probe.map(|probe| probe.unchecked_into::<web_sys::HtmlElement>().style()) else {
        return false;
    };
    let _ = style.set_property("color", &["color-mix(in srgb,", text, ",red)"].concat());
    style.get_property_value("color").is_ok_and(|color| !color.is_empty())
}

/// Natively every text is one.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_color(_text: &str) -> bool {
    true
}

/// The page's whole address: for what stays in it. In a frame of its own that of the page around, without its query, as
/// the loader tells it (`loader/frame_guest.ts`).
#[cfg(target_arch = "wasm32")]
pub fn address() -> String {
    let Some(window) = web_sys::window() else { return String::new() };
    let root = window.document().and_then(|document| document.document_element());
    let around = root.and_then(|root| root.get_attribute("data-helpnook-page"));
    around.or_else(|| window.location().href().ok()).unwrap_or_default()
}

/// The page's whole address.
#[cfg(not(target_arch = "wasm32"))]
pub fn address() -> String {
    "https://shop.example/cart?token=secret".to_owned()
}

/// Whether the device has a network at all.
#[cfg(target_arch = "wasm32")]
pub fn is_online() -> bool {
    web_sys::window().is_some_and(|window| window.navigator().on_line())
}

/// Natively the network never leaves.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_online() -> bool {
    true
}

/// Whether the customer can see the page now: nothing is asked for behind their back.
#[cfg(target_arch = "wasm32")]
pub fn is_visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}

/// Whether the customer can see the page now.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_visible() -> bool {
    true
}

/// Whether the browser asks not to be followed (Global Privacy Control).
#[cfg(target_arch = "wasm32")]
pub fn declines_tracking() -> bool {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into());
    let asks =
        navigator.and_then(|navigator| js_sys::Reflect::get(&navigator, &"globalPrivacyControl".into()));
    asks.is_ok_and(|asks| asks.is_truthy())
}

/// Natively nobody asks.
#[cfg(not(target_arch = "wasm32"))]
pub fn declines_tracking() -> bool {
    false
}

/// Calls back on an event of the window, such as `online`, until the owner is cleaned up.
#[cfg(target_arch = "wasm32")]
pub fn when(event: &'static str, call: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&[(window.into(), event)], Box::new(call));
    }
}

/// Natively there is no window.
#[cfg(not(target_arch = "wasm32"))]
pub fn when(_event: &'static str, _call: impl Fn() + 'static) {}

/// Calls back whenever the page has another address without being loaded anew, until the owner is cleaned up. Where the
/// browser has no navigation API it tells only of going back, forward and to a fragment.
#[cfg(target_arch = "wasm32")]
pub fn when_moved(call: impl Fn() + 'static) {
    use wasm_bindgen::JsCast;
    let Some(window) = web_sys::window() else { return };
    let navigation = js_sys::Reflect::get(&window, &"navigation".into()).ok();
    let navigation = navigation.and_then(|it| it.dyn_into::<web_sys::EventTarget>().ok());
    let mut on: Vec<(web_sys::EventTarget, &str)> =
        vec![(window.clone().into(), "popstate"), (window.into(), "hashchange")];
    on.extend(navigation.map(|navigation| (navigation, "currententrychange")));
    listen(&on, Box::new(call));
}

/// Natively nobody goes anywhere.
#[cfg(not(target_arch = "wasm32"))]
pub fn when_moved(_call: impl Fn() + 'static) {}

#[cfg(target_arch = "wasm32")]
fn listen(on: &[(web_sys::EventTarget, &'static str)], call: Box<dyn Fn()>) {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;

    let listener = Closure::wrap(call);
    for (target, event) in on {
        let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    // A cleanup function has to be `Send`; a handle to the arena is.
    let kept = StoredValue::new_local(Some((on.to_vec(), listener)));
    on_cleanup(move || {
        if let Some((on, listener)) = kept.try_update_value(Option::take).flatten() {
            for (target, event) in on {
                let _ = target.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            }
        }
    });
}

/// One line for the site owner in the console.
#[cfg(target_arch = "wasm32")]
pub fn warn(line: &str) {
    web_sys::console::warn_1(&line.into());
}

#[cfg(not(target_arch = "wasm32"))]
pub use said::{said, warn};

#[cfg(not(target_arch = "wasm32"))]
mod said {
    use std::cell::RefCell;

    thread_local! {
        static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// One line for the site owner.
    pub fn warn(line: &str) {
        LINES.with_borrow_mut(|lines| lines.push(line.to_owned()));
    }

    /// The lines since this was last asked for.
    pub fn said() -> Vec<String> {
        LINES.take()
    }
}

/// An object for a browser's options that has nothing in it, not even what somebody wrote to `Object.prototype`.
#[cfg(target_arch = "wasm32")]
pub fn bare<T: wasm_bindgen::JsCast>() -> T {
    use wasm_bindgen::JsCast;
    helpnook_browser_json::bare_object().unchecked_into()
}

//! The page, the device, randomness.

use helpnook_contract::tickets::PageContext;

/// 128 random bits as 32 hexadecimal digits: an idempotency key.
#[cfg(target_arch = "wasm32")]
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    const HEX: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [HEX[usize::from(b >> 4)] as char, HEX[usize::from(b & 15)] as char]).collect()
}

/// Another key at each call.
#[cfg(not(target_arch = "wasm32"))]
pub fn random_key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{:032x}", NEXT.fetch_add(1, Ordering::Relaxed))
}

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
    use crate::signal::{Signal, on_cleanup};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;

    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(call);
    let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let listener = Signal::new(Some(listener));
    on_cleanup(move || {
        if let Some(listener) = listener.try_update(Option::take).flatten() {
            let _ = window.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    });
}

/// Natively there is no window.
#[cfg(not(target_arch = "wasm32"))]
pub fn when(_event: &'static str, _call: impl Fn() + 'static) {}

/// One line for the site owner in the console.
#[cfg(target_arch = "wasm32")]
pub fn warn(line: &str) {
    web_sys::console::warn_1(&line.into());
}

/// One line for the site owner.
#[cfg(not(target_arch = "wasm32"))]
pub fn warn(_line: &str) {}

//! Where the keyboard is.

/// Moves focus to the first node below `root` that a selector names.
#[cfg(target_arch = "wasm32")]
pub fn move_to(root: &web_sys::Element, selector: &str) {
    use wasm_bindgen::JsCast;
    if let Some(node) = root.query_selector(selector).ok().flatten() {
        let _ = node.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Scrolls the first node below `root` that a selector names into view, as little as needed.
#[cfg(target_arch = "wasm32")]
pub fn reveal(root: &web_sys::Element, selector: &str) {
    if let Some(node) = root.query_selector(selector).ok().flatten() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        node.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
    /// Natively there is no focus.
    pub fn move_to<T>(_root: &T, _selector: &str) {}

    /// Natively nothing scrolls.
    pub fn reveal<T>(_root: &T, _selector: &str) {}
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{move_to, reveal};

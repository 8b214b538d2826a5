//! Where the keyboard is.

/// Moves focus to the first node below `root` that a selector names.
#[cfg(target_arch = "wasm32")]
pub fn move_to(root: &web_sys::Element, selector: &str) {
    use wasm_bindgen::JsCast;
    if let Some(node) = root.query_selector(selector).ok().flatten() {
        let _ = node.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Moves focus to the beginning of a new screen: to the node below `root` that `start` names, or while there is
/// none to the `title`. On a screen that is not new focus moves only if it is on the title, or nowhere.
#[cfg(target_arch = "wasm32")]
pub fn settle(root: &web_sys::Element, title: &str, start: &str, is_new: bool) {
    use wasm_bindgen::JsCast;
    let Some(title) = root.query_selector(title).ok().flatten() else { return };
    let active =
        root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().and_then(|root| root.active_element());
    if is_new || active.is_none_or(|active| active == title) {
        let start = root.query_selector(start).ok().flatten().unwrap_or(title);
        let _ = start.unchecked_into::<web_sys::HtmlElement>().focus();
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

    /// Natively there is no focus.
    pub fn settle<T>(_root: &T, _title: &str, _start: &str, _is_new: bool) {}

    /// Natively nothing scrolls.
    pub fn reveal<T>(_root: &T, _selector: &str) {}
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{move_to, reveal, settle};

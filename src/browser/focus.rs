//! Where the keyboard is.

/// Moves focus to the first node below `root` that a selector names.
#[cfg(target_arch = "wasm32")]
pub fn move_to(root: &web_sys::Element, selector: &str) {
    use wasm_bindgen::JsCast;
    if let Some(node) = root.query_selector(selector).ok().flatten() {
        let _ = node.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Moves focus to the beginning of a new screen: to what is marked `data-focus`, or while there is nothing to the
/// title. On a screen that is not new focus moves only if it is on the title, or nowhere: to what is marked
/// `data-arrive`, as what has come in the place of something else.
#[cfg(target_arch = "wasm32")]
pub fn settle(root: &web_sys::Element, is_new: bool, is_opening: bool) {
    use wasm_bindgen::JsCast;
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    let Some(title) = find(".panel__title") else { return };
    let active =
        root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().and_then(|root| root.active_element());
    let is_loading = active.as_ref() == Some(&title);
    // A keyboard that is somewhere in the host's own page stays there, unless the panel was just opened from it.
    let document = root.owner_document();
    let is_elsewhere = active.is_none()
        && document
            .is_some_and(|document| document.active_element().is_some_and(|at| at.tag_name() != "BODY"));
    if is_elsewhere && !is_opening {
        return;
    }
    if is_new || is_loading || active.is_none() {
        let start = if is_new || is_loading { find("[data-focus]") } else { find("[data-arrive]") };
        let _ = start.unwrap_or(title).unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Whether a click was on a button, or on something in one.
#[cfg(target_arch = "wasm32")]
pub fn is_on_button(event: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("button").ok().flatten().is_some())
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
    pub fn settle<T>(_root: &T, _is_new: bool, _is_opening: bool) {}

    /// Natively nothing is clicked.
    pub fn is_on_button(_event: &web_sys::Event) -> bool {
        false
    }

    /// Natively nothing scrolls.
    pub fn reveal<T>(_root: &T, _selector: &str) {}
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{is_on_button, move_to, reveal, settle};

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
///
/// Gives the words of what has come and is marked `data-arrive="say"`, once, where the keyboard is elsewhere.
#[cfg(target_arch = "wasm32")]
pub fn settle(root: &web_sys::Element, is_new: bool, is_opening: bool) -> Option<String> {
    use wasm_bindgen::JsCast;
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    let title = find(".panel__title")?;
    let active = active(root);
    let is_loading = active.as_ref() == Some(&title);
    // A keyboard that is somewhere in the host's own page stays there, unless the panel was just opened from it.
    let document = root.owner_document();
    let is_elsewhere = active.is_none()
        && document
            .is_some_and(|document| document.active_element().is_some_and(|at| at.tag_name() != "BODY"));
    let news = find("[data-arrive=say]");
    if let Some(news) = &news {
        let _ = news.set_attribute("data-arrive", "");
    }
    let moves = is_new || is_loading || active.is_none();
    if !moves || (is_elsewhere && !is_opening) {
        return news.and_then(|news| news.text_content());
    }
    let arrived = || news.or_else(|| find("[data-arrive]"));
    let start = if is_new || is_loading { find("[data-focus]") } else { arrived() };
    let _ = start.unwrap_or(title).unchecked_into::<web_sys::HtmlElement>().focus();
    None
}

/// Moves the focus to the element below `root` whose attribute has a value, unless it has the focus.
#[cfg(target_arch = "wasm32")]
pub fn restore(root: &web_sys::Element, attribute: &str, value: &str) {
    use wasm_bindgen::JsCast;
    let Ok(all) = root.query_selector_all(&["[", attribute, "]"].concat()) else { return };
    let elements = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    let mut found = elements.filter(|element| element.get_attribute(attribute).as_deref() == Some(value));
    if let Some(element) = found.next().filter(|element| active(root).as_ref() != Some(element.as_ref())) {
        let _ = element.focus();
    }
}

/// The value of an attribute of the element that an event is about.
pub fn attribute_of_target(event: &web_sys::Event, attribute: &str) -> Option<String> {
    use wasm_bindgen::JsCast;
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.get_attribute(attribute)
}

/// Keeps the keyboard in `root`: from the last stop Tab leads to the first, Shift+Tab the other way.
#[cfg(target_arch = "wasm32")]
pub fn wrap(root: &web_sys::Element, event: &web_sys::Event) {
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlElement, Node};
    const STOPS: &str = "a[href], button, input, select, textarea, summary, [tabindex]";
    let Ok(all) = root.query_selector_all(STOPS) else { return };
    let stops = (0..all.length())
        .filter_map(|at| all.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|stop| stop.tab_index() >= 0 && stop.offset_parent().is_some());
    let stops: Vec<_> = stops.collect();
    let (Some(first), Some(last), Some(at)) = (stops.first(), stops.last(), active(root)) else { return };
    let at: Node = at.into();
    let is_back = event.unchecked_ref::<web_sys::KeyboardEvent>().shift_key();
    let (edge, other) = if is_back { (first, last) } else { (last, first) };
    let beyond = if is_back { Node::DOCUMENT_POSITION_FOLLOWING } else { Node::DOCUMENT_POSITION_PRECEDING };
    if at.is_same_node(Some(edge)) || at.compare_document_position(edge) & beyond != 0 {
        event.prevent_default();
        let _ = other.focus();
    }
}

/// The element in whose shadow root this one stands.
#[cfg(target_arch = "wasm32")]
pub fn host_of(node: &web_sys::Element) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    node.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|root| root.host())
}

/// Scrolls what has the focus into view.
#[cfg(target_arch = "wasm32")]
pub fn reveal_active(root: &web_sys::Element) {
    if let Some(at) = active(root) {
        show(&at);
    }
}

#[cfg(target_arch = "wasm32")]
fn active(root: &web_sys::Element) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok()?.active_element()
}

#[cfg(target_arch = "wasm32")]
fn show(node: &web_sys::Element) {
    let options: web_sys::ScrollIntoViewOptions = crate::platform::page::bare();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    node.scroll_into_view_with_scroll_into_view_options(&options);
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
        show(&node);
    }
}

/// Scrolls what is around a node, as a selector names it, back to its beginning.
#[cfg(target_arch = "wasm32")]
pub fn back_to_top(node: &web_sys::Element, selector: &str) {
    if let Some(around) = node.closest(selector).ok().flatten() {
        around.set_scroll_top(0);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
    /// Natively there is no focus.
    pub fn move_to<T>(_root: &T, _selector: &str) {}

    /// Natively there is no focus.
    pub fn settle<T>(_root: &T, _is_new: bool, _is_opening: bool) -> Option<String> {
        None
    }

    /// Natively there is no focus.
    pub fn restore<T>(_root: &T, _attribute: &str, _value: &str) {}

    /// Natively there is no focus.
    pub fn wrap<T>(_root: &T, _event: &web_sys::Event) {}

    /// Natively nothing is clicked.
    pub fn is_on_button(_event: &web_sys::Event) -> bool {
        false
    }

    /// Natively nothing scrolls.
    pub fn reveal<T>(_root: &T, _selector: &str) {}

    /// Natively nothing scrolls.
    pub fn back_to_top<T>(_node: &T, _selector: &str) {}
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{back_to_top, is_on_button, move_to, restore, reveal, settle, wrap};

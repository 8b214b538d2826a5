//! Where the panel covers the whole page, as on phones: whether it does, what an on-screen keyboard leaves of it, and
//! that the keyboard stays in it. Nothing in the host's page is changed for that; listening ends when the panel closes.

/// Follows one open panel, until it is dropped.
#[cfg(target_arch = "wasm32")]
pub struct CoveringPanel(Vec<(web_sys::EventTarget, &'static str, Listener)>);

#[cfg(target_arch = "wasm32")]
type Listener = wasm_bindgen::closure::Closure<dyn Fn(web_sys::Event)>;

/// Natively there is no window.
#[cfg(not(target_arch = "wasm32"))]
pub struct CoveringPanel;

#[cfg(not(target_arch = "wasm32"))]
impl CoveringPanel {
    /// Natively nothing is covered.
    pub fn follow(_panel: web_sys::Element, _covers: leptos::prelude::RwSignal<bool>) -> Self {
        Self
    }
}

#[cfg(target_arch = "wasm32")]
mod window {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Element, Event, EventTarget, HtmlElement, Node, VisualViewport, Window};

    use super::CoveringPanel;
    use crate::i18n::digits;
    use crate::platform::focus;

    /// Where the panel covers the page: the same as in `style/panel.css`.
    const COVERING: &str = "(width < 480px)";

    /// What an on-screen keyboard takes at least, in CSS pixels; browsers' own bars take less.
    const KEYBOARD: f64 = 120.0;

    /// Beyond this the customer has zoomed in by hand, and looks at a part of the panel because they want to.
    const ZOOMED: f64 = 1.05;

    impl CoveringPanel {
        /// Keeps `covers` true while `panel` covers the page, and the panel in what is seen of the page.
        pub fn follow(panel: Element, covers: RwSignal<bool>) -> Self {
            let mut cover = Self(Vec::new());
            let (Some(window), Ok(panel)) = (web_sys::window(), panel.dyn_into::<HtmlElement>()) else {
                return cover;
            };
            fit(&window, &panel, covers);
            let fitted = panel.clone();
            let of = window.clone();
            let refit = move |_: Event| fit(&of, &fitted, covers);
            cover.listen(&window, "resize", refit.clone());
            if let Some(seen) = window.visual_viewport() {
                cover.listen(&seen, "resize", refit.clone());
                cover.listen(&seen, "scroll", refit);
            }
            // Tab stays in by itself; this is for a keyboard that comes back from the browser's own bars.
            let stay = move |event: Event| {
                if covers.try_get_untracked() == Some(true) {
                    take_back(&panel, &event);
                }
            };
            if let Some(document) = window.document() {
                cover.listen(&document, "focusin", stay);
            }
            cover
        }

        fn listen(&mut self, target: &EventTarget, event: &'static str, call: impl Fn(Event) + 'static) {
            let closure = Closure::<dyn Fn(Event)>::new(call);
            let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
            self.0.push((target.clone(), event, closure));
        }
    }

    impl Drop for CoveringPanel {
        fn drop(&mut self) {
            for (target, event, closure) in &self.0 {
                let _ = target.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
            }
        }
    }

    fn fit(window: &Window, panel: &HtmlElement, covers: RwSignal<bool>) {
        // In a frame of its own the panel fills the frame; whether that covers the page the loader tells.
        let is_framed = focus::host_of(panel).filter(|host| host.has_attribute("data-framed"));
        let is_covering = match is_framed {
            Some(host) => host.has_attribute("data-covers"),
            None => window.match_media(COVERING).ok().flatten().is_some_and(|query| query.matches()),
        };
        if covers.try_get_untracked().is_some_and(|before| before != is_covering) {
            covers.set(is_covering);
        }
        let style = panel.style();
        match window.visual_viewport().filter(|seen| is_covering && has_keyboard(window, seen)) {
            Some(seen) => {
                let _ = style.set_property("--seen-top", &pixels(seen.offset_top()));
                let _ = style.set_property("--seen-height", &pixels(seen.height()));
                let _ = panel.set_attribute("data-keyboard", "");
                focus::reveal_active(panel);
            }
            None => {
                let _ = style.remove_property("--seen-top");
                let _ = style.remove_property("--seen-height");
                let _ = panel.remove_attribute("data-keyboard");
            }
        }
    }

    fn has_keyboard(window: &Window, seen: &VisualViewport) -> bool {
        let whole = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        seen.scale() < ZOOMED && whole - seen.height() > KEYBOARD
    }

    fn pixels(length: f64) -> String {
        [&digits((length + 0.5) as u32), "px"].concat()
    }

    fn take_back(panel: &HtmlElement, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let is_in = focus::host_of(panel).is_some_and(|host| host.contains(target.as_ref()));
        if !is_in && panel.offset_height() > 0 {
            focus::move_to(panel, ".panel__title");
        }
    }
}

//! The widget as a component of a Leptos app.

use leptos::prelude::*;

use crate::host::options::Options;

/// The widget in a Leptos app: launcher and panel, in a shadow root of their own.
///
/// ```
/// use helpnook::{Options, SupportWidget};
/// use leptos::prelude::*;
///
/// #[component]
/// fn Shop() -> impl IntoView {
///     let options = Options { backend: "https://help.example.com".into(), ..Options::default() };
///     view! {
///         <main>"Our shop"</main>
///         <SupportWidget options />
///     }
/// }
/// ```
#[component]
pub fn SupportWidget(
    /// The settings; the backend's address is the one that matters.
    options: Options,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    #[cfg(target_arch = "wasm32")]
    follow(place, options);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = options;
    view! { <div node_ref=place></div> }
}

/// Keeps a widget in an element as long as the component lives.
#[cfg(target_arch = "wasm32")]
fn follow(place: NodeRef<leptos::html::Div>, options: Options) {
    use crate::mount::instance::{attach, unmount};
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    let held = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            let host: HtmlElement = element.unchecked_into();
            held.set_value(Some(host.clone()));
            let options = options.clone();
            leptos::task::spawn_local(async move { attach(&host, options, None).await });
        }
    });
    on_cleanup(move || {
        if let Some(host) = held.try_get_value().flatten() {
            unmount(&host);
        }
    });
}

//! The exports: what the loader calls, and the component for Leptos apps.

use leptos::prelude::*;

use crate::options::Options;

#[cfg(target_arch = "wasm32")]
mod instance;
#[cfg(target_arch = "wasm32")]
pub use instance::{command, mount, unmount};

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
    instance::follow(place, options);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = options;
    view! { <div node_ref=place></div> }
}

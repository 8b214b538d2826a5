//! The widget in the component's element, in a browser.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::handle::SupportHandle;
use crate::host::events::Event;
use crate::host::options::Options;
use crate::mount::instance::{attach, unmount, widget_of, with_owner};

/// Keeps a widget in the element as long as the component lives.
pub(super) fn mount_into(
    element: NodeRef<Div>,
    handle: SupportHandle,
    options: impl Fn() -> Options + 'static,
    listener: Callback<Event>,
) {
    let host = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let element: HtmlElement = element.unchecked_into();
        host.set_value(Some(element.clone()));
        let options = options();
        spawn_local(async move {
            attach(&element, options, None, Some(listener)).await;
            with_owner(&element, |widget, owner| handle.mount(widget, owner));
        });
    });
    on_cleanup(move || {
        if let Some(element) = host.try_get_value().flatten() {
            widget_of(&element).into_iter().for_each(|widget| handle.unmount(widget));
            unmount(&element);
        }
    });
}

//! The app on a server: `cargo test -p helpnook-example-leptos --no-default-features --features ssr`. Only this test names
//! the feature, so that no other build of the workspace gets it.
#![cfg(feature = "ssr")]

use helpnook::{SupportHandle, SupportWidget, Theme};
use helpnook_example_leptos::App;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

#[test]
fn the_widget_is_its_empty_element() {
    let html = render(|| {
        let handle = SupportHandle::new();
        // Nothing runs it here.
        handle.open();
        view! {
            <SupportWidget
                backend="https://help.example"
                language="de"
                theme=Theme::Dark
                color="teal"
                handle
                on_opened=|()| unreachable!("no panel is opened on a server")
            />
        }
    });
    assert_eq!(html, "<div></div>");
}

#[test]
fn an_inline_widget_is_its_empty_element_with_what_the_app_puts_on_it() {
    let html = render(
        || view! { <SupportWidget backend="https://help.example" inline=true attr:class="help-box" /> },
    );
    assert_eq!(html, r#"<div class="help-box"></div>"#);
}

#[test]
fn each_page_of_the_app_has_its_place() {
    for (path, places) in [("/", 1), ("/help", 2)] {
        let html = render(|| {
            provide_context(RequestUrl::new(path));
            view! { <App backend="https://help.example" /> }
        });
        assert_eq!(html.matches("<div").count(), places, "{html}");
        assert_eq!(html.matches("></div>").count(), places, "{html}");
    }
}

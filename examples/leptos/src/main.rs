//! Starts the app: in a browser, or, built with the feature `ssr`, prints what a server would send for a path.

use helpnook_example_leptos::App;
use leptos::prelude::*;

#[cfg(not(feature = "ssr"))]
fn main() {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    // The page names the backend, so that the built app fits any.
    let backend =
        find("meta[name=backend]").and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    let start = || view! { <App backend /> };
    if find("body > header").is_some() {
        leptos::mount::hydrate_body(start);
    } else {
        leptos::mount::mount_to_body(start);
    }
}

#[cfg(feature = "ssr")]
fn main() {
    let [path, backend] = <[String; 2]>::try_from(std::env::args().skip(1).collect::<Vec<_>>())
        .expect("a path and the backend's address");
    let html = Owner::new().with(|| {
        provide_context(leptos_router::location::RequestUrl::new(&path));
        view! { <App backend /> }.to_html()
    });
    #[expect(clippy::print_stdout, reason = "the page is the result")]
    {
        print!("{html}");
    }
}

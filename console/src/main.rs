//! The console: the page where agents answer tickets and write help articles, served at `/console`.
//!
//! From the outside in: [`app`] frames the screens and shows the one that [`screen`] reads from the
//! address; every screen is one panel (queue, ticket, articles, editor); panels run the contract's calls
//! through the [`session`] and hold what came back in a [`remote`]. What was typed and not sent is kept in
//! the tab ([`drafts`]), and a retry of a write carries the key of the first try ([`helpnook_client::Attempt`]).
//!
//! Only [`api`] makes calls and only [`browser`] the page; no panel names another panel.

#![expect(unreachable_pub, reason = "the component macro writes public property builders")]

mod app;
mod screen;

mod api;
mod browser;
mod drafts;
mod failure;
mod remote;
mod session;

mod sign_in;

mod figures;
mod queue;
mod status;

mod composer;
mod facts;
mod thread;
mod ticket;

mod article_filter;
mod articles;

mod article_form;
mod article_id;
mod editor;
mod sheet;
mod writing;

mod parts;
mod wording;

fn main() {
    // The page shows a line of its own until the console is there.
    let root = leptos::prelude::document().get_element_by_id("console");
    if let Some(root) = root.and_then(browser::emptied) {
        leptos::mount::mount_to(root, app::App).forget();
    }
}

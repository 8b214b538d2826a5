//! Helpnook: the widget that a site owner pastes into any page.
//!
//! # Map
//! One direction: an event calls a state's verb, the verb makes a call or a search, what comes back
//! is a [`remote::Remote`], and the view draws it. Five concepts carry everything:
//! `Endpoint` (a call described once, in the contract crate), [`api::Transport`] (how it travels),
//! [`remote::Remote`] (what has come back), [`screen::Screen`] (where the customer is), and a panel
//! (state and view in one file).
//!
//! # Invariants
//! - Only `api/fetch.rs` talks to the network; only `browser/`, `mount.rs` and `events.rs` name browser types.
//! - Nothing that a backend or a host page says reaches the DOM as markup: articles become allow-listed
//!   nodes ([`safe_html`]), everything else is text.
//! - What a customer types is on the device before it is on its way ([`draft`], [`outbox`]).
//! - Words that people read stand in [`text`] alone.
//! - A panel knows no other panel: it goes by [`screen::Screen`] and ids.
//! - Everything but the edges runs natively, so that tests need no browser.

/// Runs the contract's calls over a transport.
pub mod api;
/// Makes the states and places the panels.
pub mod app;
/// The browser, and what stands in for it natively.
pub mod browser;
/// Code that is fetched when it is needed.
pub mod chunk;
/// What a page may tell the widget, parsed once.
pub mod command;
/// Everything that panels are given.
pub mod desk;
/// What is being typed, kept.
pub mod draft;
/// What the host may hear.
pub mod events;
/// Help articles: the index on the device, or the server's search.
pub mod faq;
/// Articles that a site suggests for the page.
pub mod for_page;
/// Values as JSON, by the browser where there is one.
pub mod json;
/// The keys to this device's tickets.
pub mod keyring;
/// What was searched and what answered it.
pub mod ledger;
/// The exports: mount, command, unmount; and the component for Leptos apps.
pub mod mount;
/// What a host page may set, parsed once.
pub mod options;
/// Writes that must not be lost.
pub mod outbox;
/// One screen each: state and view.
pub mod panels;
/// Views that know no domain word.
pub mod parts;
/// What has come back.
pub mod remote;
/// Where the customer is.
pub mod screen;
/// What this device keeps for one backend.
pub mod shelf;
/// What changes, and who hears of it.
pub mod signal;
/// The site: asked once, remembered for when the backend is away.
pub mod site;
/// The survey that is due.
pub mod survey;
/// The words, in the customer's language.
pub mod text;
/// This device's tickets: where they stand, which have news.
pub mod tickets;
/// What is drawn, as data.
pub mod view;

/// An article's markup as allow-listed nodes.
pub use helpnook_safe_html as safe_html;
#[cfg(feature = "component")]
pub use mount::SupportWidget;
pub use options::Options;

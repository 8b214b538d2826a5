//! The browser, and its native stand-in for tests: the same functions with the same promises.

/// An article's nodes in the page.
pub mod article_nodes;
/// Files that a customer picks, pastes, drops or saves.
pub mod files;
/// The keyboard focus.
pub mod focus;
/// Numbers, dates and plurals as a language writes them.
pub mod intl;
/// Keys.
pub mod keyboard;
/// The page, the device, randomness.
pub mod page;
/// Local storage.
pub mod storage;
/// Style sheets of a widget.
#[cfg(target_arch = "wasm32")]
pub mod style;
/// Waiting.
pub mod timer;
/// The panel where it covers the whole page.
pub mod viewport;

//! The browser, and for native tests what stands in for it: same functions, same promises.

/// Where the panel covers the whole page.
pub mod cover;
/// Views as nodes.
#[cfg(target_arch = "wasm32")]
pub mod draw;
/// What happened.
pub mod event;
/// Files that a customer picks or saves.
pub mod file;
/// Where the keyboard is.
pub mod focus;
/// Numbers, dates and plurals as a language writes them.
pub mod intl;
/// An article in the page.
pub mod nodes;
/// The page, the device, randomness.
pub mod page;
/// Where something was drawn.
pub mod place;
/// What survives a reload.
pub mod storage;
/// Style sheets of a widget.
#[cfg(target_arch = "wasm32")]
pub mod style;
/// Waiting.
pub mod timer;

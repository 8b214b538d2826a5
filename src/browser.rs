//! The browser, and for native tests what stands in for it: same functions, same promises.

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
/// What survives a reload.
pub mod storage;
/// Waiting.
pub mod timer;

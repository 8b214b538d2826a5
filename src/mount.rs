//! The exports: what the loader calls, and the component for Leptos apps.

/// The component for Leptos apps.
#[cfg(feature = "component")]
pub mod component;
#[cfg(target_arch = "wasm32")]
mod instance;

#[cfg(feature = "component")]
pub use component::SupportWidget;
#[cfg(target_arch = "wasm32")]
pub use instance::{command, explain, mount, unmount};

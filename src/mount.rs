//! The exports: what the loader calls, and the component for Leptos apps.

#[cfg(target_arch = "wasm32")]
mod calls;
/// The component for Leptos apps.
#[cfg(feature = "component")]
pub mod component;
#[cfg(target_arch = "wasm32")]
mod instance;

#[cfg(target_arch = "wasm32")]
pub use calls::{command, explain, prepare};
#[cfg(feature = "component")]
pub use component::SupportWidget;
#[cfg(target_arch = "wasm32")]
pub use instance::{close, logout, mount, open, toggle, unmount};

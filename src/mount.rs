//! The exports that the loader calls. A Leptos app with the component has none of them: they need the feature `csr`.

#[cfg(target_arch = "wasm32")]
mod calls;
#[cfg(target_arch = "wasm32")]
pub(crate) mod instance;

#[cfg(target_arch = "wasm32")]
pub use calls::{command, explain, prepare};
#[cfg(target_arch = "wasm32")]
pub use instance::{close, logout, mount, open, toggle, unmount};

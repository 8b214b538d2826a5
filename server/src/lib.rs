//! The bundled Helpnook backend.

/// What an operator may set.
pub mod config;
/// The built widget and console.
pub mod site_files;

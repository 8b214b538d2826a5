//! The bundled Helpnook backend.

/// What an operator may set.
pub mod config;

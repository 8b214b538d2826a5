//! Helpnook: the customer self-service widget that a site owner pastes into any page, as a Leptos app.
//!
//! # Map
//! `mount` (the wasm exports) and `component` (for Leptos apps) make a [`widget::Widget`]: it provides the services as
//! contexts and draws the [`panel`], whose router draws one of the `screens`. A screen has a state, which runs without a
//! browser, and views over it. Data flows one way: an event handler calls a state's method, the method makes a call or a
//! search, the answer is set into a signal, and the view follows the signal.
//!
//! # Layers
//! - `platform`: the browser (storage, timers, focus, files, Intl), each with a native stand-in for tests.
//! - `i18n`: the messages in the customer's language.
//! - `host`: the host page's side: options, commands, events, the explanation for the site owner.
//! - `state`: what a widget knows, without views.
//! - `components`: views that know no screen.
//! - `screens`: one screen each.
//!
//! # Invariants
//! - Only the transport of `helpnook-client` makes requests; only `platform`, `mount` and `component` name browser types beyond events.
//! - Nothing that a backend or a host page says reaches the DOM as markup: articles become allow-listed
//!   nodes, everything else is text.
//! - Everything a customer types is stored on the device before it is sent ([`state::drafts`], [`state::pending_writes`]).
//! - Texts that people read stand in [`i18n`] alone.
//! - A screen names no other screen: it navigates by [`state::navigation::Screen`] and ids.
//! - A task of the widget ends with the widget ([`state::tasks`]).

/// Code that is fetched when it is needed.
pub mod chunks;
/// `SupportWidget`, for Leptos apps.
pub mod component;
/// Views that know no screen.
pub mod components;
/// The host page's side.
pub mod host;
/// The messages, in the customer's language.
pub mod i18n;
/// The exports that the loader calls.
pub mod mount;
/// The panel around the screens.
pub mod panel;
/// The browser, and its native stand-in.
pub mod platform;
/// Effects and memos, compiled once.
mod reactive;
/// The answer to a call, and why there may be none.
pub mod remote;
/// One screen each: state and views.
pub mod screens;
/// The services of one widget, a context for its views.
pub mod services;
/// The states and services of a widget, without views.
pub mod state;
/// One widget: its states, and what a host page can do with it.
pub mod widget;

pub use component::SupportWidget;
pub use component::handle::SupportHandle;
pub use component::listeners::Searched;
pub use host::command::{Context, Identity, Prefill, Target};
pub use host::events::{Event, Trouble};
pub use host::options::{Position, Theme};
pub use state::suggested_articles::Rule;

//! The states and services of a widget, without views. Each service is a struct of signals, cheap to copy, provided as a context by
//! [`crate::widget::Widget`] and taken with `expect_context`.

/// Messages for screen readers.
pub mod announcer;
/// Help articles: the index on the device, or the server's search.
pub mod articles;
/// Files beside a message.
pub mod attachments;
/// The backend, and the customer's session with it.
pub mod backend;
/// How far a pending write is.
pub mod delivery;
/// Storage on the device, for one backend.
pub mod device_storage;
/// Texts that are being written, stored with each keystroke.
pub mod drafts;
/// Where the keyboard focus goes when content arrives.
pub mod focus;
/// Where the customer is.
pub mod navigation;
/// The page that the widget stands in, as a request names it.
pub mod page_info;
/// Writes that the backend has not acknowledged yet.
pub mod pending_writes;
/// Searches and what answered them, for the backend's statistics.
pub mod search_analytics;
/// The site: fetched at each start, stored for when the backend is unreachable.
pub mod site;
/// Articles that the host page suggests.
pub mod suggested_articles;
/// The survey that is due.
pub mod survey;
/// Tasks that end with the widget.
pub mod tasks;
/// The keys to this device's tickets.
pub mod ticket_keys;
/// The customer's tickets: their status, and which have unread replies.
pub mod tickets;

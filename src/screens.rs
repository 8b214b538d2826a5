//! One screen each: a state that runs without a browser, and the views over it.

/// One help article.
pub mod article;
/// Search, popular articles, categories, news.
pub mod home;
/// Writing a request.
pub mod new_ticket;
/// The survey about a solved ticket.
pub mod survey;
/// One ticket with its thread.
pub mod ticket;
/// A request that was sent, or waits to be sent.
pub mod ticket_sent;
/// The customer's tickets.
pub mod tickets;

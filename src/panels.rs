//! One screen each: a state that runs without a browser, and the view over it.

/// One help article.
pub mod article;
/// Files beside a message.
pub mod attach;
/// Writing a request.
pub mod compose;
/// Search, popular articles, categories, news.
pub mod home;
/// How it went.
pub mod rate;
/// One request with its thread.
pub mod request;
/// The requests of this device.
pub mod requests;
/// A request that was handed over.
pub mod sent;

//! What the server says of itself, on its error output: text for people or one JSON object a line.
//!
//! What is said of a request is [`crate::request_log`]'s matter. Never logged: addresses of callers, query strings,
//! bodies, headers, ids of tickets; so the log holds no personal data.

use std::io::IsTerminal;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{LogConfig, LogLevel};

/// Starts logging, once for the whole program; a second start changes nothing.
pub fn start(config: LogConfig) {
    let level = match config.level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    };
    // Libraries tell what statements and headers hold, so from them only what is wrong.
    let levels =
        Targets::new().with_default(level.min(LevelFilter::WARN)).with_target("helpnook_server", level);
    let registry = tracing_subscriber::registry().with(levels);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let started = if config.json {
        registry.with(lines.json().flatten_event(true).with_span_list(false)).try_init()
    } else {
        registry.with(lines.with_ansi(std::io::stderr().is_terminal())).try_init()
    };
    // Only a subscriber that is there already is in the way: tests start several servers.
    let _ = started;
}

//! The widget's states against the real server in one process: no socket, no browser, no clock that runs by itself.

mod article;
mod commands;
mod compose;
mod events;
mod files;
mod finding;
mod handle;
mod late;
mod leaving;
mod logout;
mod mutated;
mod outbox;
mod request;
mod search;
mod session;
mod session_end;
mod site;
mod storage;
mod support;
mod survey;
mod tickets;

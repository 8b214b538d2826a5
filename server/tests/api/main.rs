//! The API as its callers see it: the real router, in process, over a fresh database and a clock that stands still.

mod articles;
mod attachments;
mod cors;
mod description;
mod figures;
mod help;
mod help_files;
mod help_form;
mod idempotency;
mod identity;
mod limits;
mod log;
mod problems;
mod queue;
mod reasons;
mod restart;
mod search;
mod sessions;
mod signing;
mod status;
mod strangers;
mod support;
mod surveys;
mod tickets;

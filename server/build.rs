//! Embeds files; see below.
fn main() {}

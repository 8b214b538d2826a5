//! Hostile index files, as they come and with lengths and checksums made to fit: `cargo +nightly fuzz run file`.
#![no_main]

use std::sync::LazyLock;

use helpnook_search::build;
use libfuzzer_sys::fuzz_target;

mod ask;
mod seal;

/// The first bytes of a sound file of the version that is built.
static HEAD: LazyLock<Vec<u8>> = LazyLock::new(|| build("en", &[]).expect("no articles, no fault"));

fuzz_target!(|bytes: &[u8]| {
    seal::open_and_ask(bytes.to_vec());
    if let Some((&[low, high], body)) = bytes.split_first_chunk() {
        let ranking = usize::from(u16::from_le_bytes([low, high])).min(body.len());
        let (ranking, text) = body.split_at(ranking);
        seal::open_and_ask(seal::sealed(&HEAD, ranking, text));
    }
});

//! Hostile index files, as they come and with lengths and checksums made to fit: `cargo +nightly fuzz run file`.
#![no_main]

use helpnook_search::{Index, Query};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ask(bytes.to_vec());
    if let Some((&[low, high], body)) = bytes.split_first_chunk() {
        let ranking = usize::from(u16::from_le_bytes([low, high])).min(body.len());
        let (ranking, text) = body.split_at(ranking);
        let mut file = b"HNKS\x01\0\0\0".to_vec();
        for number in [ranking.len() as u32, text.len() as u32, sum(ranking), sum(text)] {
            file.extend_from_slice(&number.to_le_bytes());
        }
        file.extend_from_slice(body);
        ask(file);
    }
});

fn ask(file: Vec<u8>) {
    let Ok(index) = Index::open(file) else { return };
    for text in ["", "passwort ", "log-in zurück", "返品し", "a", "lieferzeitt"] {
        index.search(&Query { text, category: None, limit: 3 });
        index.suggest(text, 3);
        index.did_you_mean(text);
    }
    index.popular(3);
    for category in index.categories() {
        index.entries_in(&category.name);
    }
    index.entry("a");
}

/// The file's checksum.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (sum ^ (sum >> 32)) as u32
}

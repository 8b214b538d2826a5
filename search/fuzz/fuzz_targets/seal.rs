//! The seal that a changed file needs to be believed. Shared by the targets.

use helpnook_search::Index;

use crate::ask;

/// Opens bytes and, if that goes well, asks a few questions of every kind.
pub fn open_and_ask(file: Vec<u8>) {
    let Ok(index) = Index::open(file) else { return };
    for text in ["", "passwort ", "log-in zurück", "返品し", "a", "lieferzeitt", "e-1042 2.4"] {
        ask::everything(&index, text);
    }
}

/// An index file of these parts with lengths and checksums that fit; `head` is the start of a sound file.
pub fn sealed(head: &[u8], ranking: &[u8], text: &[u8]) -> Vec<u8> {
    let mut file = head.get(..8).unwrap_or_default().to_vec();
    for number in [ranking.len() as u32, text.len() as u32, sum(ranking), sum(text)] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    file.extend_from_slice(ranking);
    file.extend_from_slice(text);
    file
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

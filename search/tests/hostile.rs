//! Broken, foreign and hostile files and searches: a typed error or an answer, and never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use helpnook_search::{FILE_VERSION, Index, IndexError, Query, SourceArticle, build};

fn file() -> Vec<u8> {
    let article = |id, title, body| SourceArticle {
        id,
        title,
        headings: &["Before you start"],
        body,
        category: "Account",
        tags: &["help"],
        prior: 1.0,
    };
    let articles = [
        article("a", "Passwort vergessen", "Wählen Sie „Passwort vergessen“ und öffnen Sie den Link."),
        article("b", "返品する方法", "商品が届いてから30日以内に返品できます。"),
        article("c", "Log-in with E-1042", "It's the wi-fi."),
    ];
    build("de", &articles).unwrap()
}

/// The same bytes with lengths and checksums made to fit, so that what lies behind them is reached.
fn resealed(mut bytes: Vec<u8>, ranking: usize) -> Vec<u8> {
    let (head, body) = bytes.split_at_mut(24);
    let ranking = ranking.min(body.len());
    let (first, second) = body.split_at(ranking);
    for (at, number) in
        [(8, first.len() as u32), (12, second.len() as u32), (16, sum(first)), (20, sum(second))]
    {
        head[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

/// The file's checksum, written down a second time on purpose: it is part of the layout.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (sum ^ (sum >> 32)) as u32
}

fn use_everything(index: &Index) {
    for text in ["passwrot log-in 返品", ""] {
        index.search(&Query { text, category: Some("Account"), limit: 3 });
    }
    index.suggest("e-1042 öffnet pass", 3);
    index.popular(3);
    index.entries_in("Account");
    index.categories();
    index.entry("a");
}

#[test]
fn other_bytes_are_foreign() {
    for bytes in [&b""[..], b"H", b"<!doctype html>", b"HNKT\x01\0\0\0", &[0; 100]] {
        assert_eq!(Index::open(bytes.to_vec()).unwrap_err(), IndexError::Foreign);
    }
}

#[test]
fn older_and_newer_versions_say_which() {
    let of_version = |version| {
        let mut bytes = file();
        bytes[4] = version;
        Index::open(bytes).unwrap_err()
    };
    assert_eq!(file()[4], FILE_VERSION);
    for found in 0..FILE_VERSION {
        assert_eq!(of_version(found), IndexError::Older { found });
    }
    for found in FILE_VERSION + 1..=u8::MAX {
        assert_eq!(of_version(found), IndexError::Newer { found });
    }
}

#[test]
fn each_kind_of_broken_file_is_told_apart() {
    let whole = file();
    let says = |bytes: Vec<u8>| Index::open(bytes).unwrap_err().to_string();
    let with = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    let kinds = [
        says(b"<!doctype html>".to_vec()),
        says(with(4, FILE_VERSION - 1)),
        says(with(4, FILE_VERSION + 1)),
        says(whole[..whole.len() - 1].to_vec()),
        says(with(whole.len() - 1, 0xFF)),
        says(with(5, 1)),
    ];
    for (number, kind) in kinds.iter().enumerate() {
        assert!(!kinds[..number].contains(kind), "{kind}");
    }
}

#[test]
fn every_truncation_is_an_error() {
    let whole = file();
    for length in 0..whole.len() {
        let error = Index::open(whole[..length].to_vec()).unwrap_err();
        assert!(matches!(error, IndexError::Foreign | IndexError::Length), "{length}: {error}");
    }
    let mut longer = whole;
    longer.push(0);
    assert_eq!(Index::open(longer).unwrap_err(), IndexError::Length);
}

#[test]
fn every_changed_byte_is_an_error() {
    let whole = file();
    for at in 0..whole.len() {
        for change in [1, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            assert!(Index::open(bytes).is_err(), "byte {at}");
        }
    }
}

#[test]
fn a_file_that_lies_under_a_right_checksum_does_no_harm() {
    let whole = file();
    let ranking = u32::from_le_bytes(whole[8..12].try_into().unwrap()) as usize;
    assert!(Index::open(resealed(whole.clone(), ranking)).is_ok());
    for at in 24..whole.len() {
        for value in [0, 0x7F, 0xFF, whole[at].wrapping_add(1)] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            if let Ok(index) = Index::open(resealed(bytes, ranking)) {
                use_everything(&index);
            }
        }
        let mut shorter = whole.clone();
        shorter.remove(at);
        if let Ok(index) =
            Index::open(resealed(shorter, if at < 24 + ranking { ranking - 1 } else { ranking }))
        {
            use_everything(&index);
        }
    }
}

#[test]
fn hostile_searches_are_answered() {
    let index = Index::open(file()).unwrap();
    let page = "Ich habe mein Passwort vergessen und finde den Link nicht. ".repeat(2_000);
    let long_word = "a".repeat(100_000);
    let pairs = "返品".repeat(20_000);
    for text in [&page, &long_word, &pairs, "\u{301}\u{301}", "'-'-'", "\0\u{feff}\u{202e}", "ﾞﾞ", "-a-", "a'"]
    {
        index.search(&Query { text, category: None, limit: usize::MAX });
        index.suggest(text, usize::MAX);
    }
    assert_eq!(index.search(&Query { text: &page, category: None, limit: 1 })[0].id, "a");
}

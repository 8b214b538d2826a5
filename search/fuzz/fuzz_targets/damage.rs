//! A sound index file with a few bytes changed, put in and taken out, sealed anew: reaches what lies behind the first
//! checks of a file. `cargo +nightly fuzz run damage`.
#![no_main]

use std::sync::LazyLock;

use helpnook_search::{Extras, LearnedQuery, SourceArticle, Synonym, build_with, parts};
use libfuzzer_sys::fuzz_target;

mod ask;
mod seal;

static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let article = |id, title, body, category| SourceArticle {
        id,
        title,
        headings: &["Before you start", "注意事項"],
        body,
        category,
        tags: &["help"],
        prior: 1.0,
    };
    let articles = [
        article(
            "a",
            "Passwort vergessen",
            "Wählen Sie „Passwort vergessen“ und öffnen Sie den Link.",
            "Konto",
        ),
        article("b", "商品を返品する方法", "商品が届いてから30日以内にアカウントで返品できます。", ""),
        article(
            "c",
            "Log-in with E-1042",
            "It's the wi-fi. L'adresse de livraison, c++ and 2.4.1.",
            "Account",
        ),
        article(
            "d",
            "Lieferzeit und Rechnungsadresse",
            "Die Lieferzeit beträgt zwei bis drei Tage.",
            "Konto",
        ),
    ];
    let extras = Extras {
        synonyms: &[Synonym { from: "kennwort", to: "passwort", both_ways: true }],
        learned: &[LearnedQuery { query: "komme nicht rein", article: "a", people: 7 }],
    };
    ["de", "en", "ja"].iter().filter_map(|tag| build_with(tag, &articles, &extras).ok()).collect()
});

/// Which file, and what is done to it: where, what (0 change, 1 put in, 2 take out), which byte.
type Damage = (u8, Vec<(u16, u8, u8)>);

fuzz_target!(|damage: Damage| {
    let (which, changes) = damage;
    let Some(file) = FILES.get(usize::from(which) % FILES.len()) else { return };
    let Ok((ranking, text)) = parts(file) else { return };
    let (mut ranking, mut text) = (ranking.to_vec(), text.to_vec());
    for (at, what, byte) in changes.into_iter().take(32) {
        let part = if usize::from(at) % (ranking.len() + text.len()) < ranking.len() {
            &mut ranking
        } else {
            &mut text
        };
        if part.is_empty() {
            continue;
        }
        let at = usize::from(at) % part.len();
        match what % 4 {
            1 => part.insert(at, byte),
            2 => drop(part.remove(at)),
            _ => part[at] = byte,
        }
    }
    seal::open_and_ask(seal::sealed(file, &ranking, &text));
});

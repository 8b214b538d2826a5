//! Hostile searches of a sound index: `cargo +nightly fuzz run question`.
#![no_main]

use std::sync::LazyLock;

use helpnook_search::{Index, Query, SourceArticle, build};
use libfuzzer_sys::fuzz_target;

static INDEXES: LazyLock<Vec<Index>> = LazyLock::new(|| {
    let article = |id, title, body| SourceArticle {
        id,
        title,
        headings: &["Before you start", "注意事項"],
        body,
        category: "Account",
        tags: &["help"],
        prior: 1.0,
    };
    let articles = [
        article("a", "Passwort vergessen", "Wählen Sie „Passwort vergessen“ und öffnen Sie den Link."),
        article("b", "商品を返品する方法", "商品が届いてから30日以内にアカウントで返品できます。"),
        article("c", "Log-in with E-1042", "It's the wi-fi. L'adresse de livraison, c++ and 2.4.1."),
        article(
            "d",
            "Lieferzeit und Rechnungsadresse",
            "Ώρα παράδοσης. Ёлка. 배송은 얼마나 걸리나요? ｶﾞｽ ขอบคุณ",
        ),
    ];
    ["de", "en", "ja"].iter().filter_map(|tag| Index::open(build(tag, &articles).ok()?).ok()).collect()
});

fuzz_target!(|text: &str| {
    for index in INDEXES.iter() {
        for hit in index.search(&Query { text, category: None, limit: 5 }) {
            let title: String = hit.title.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(index.entry(&hit.id).map(|entry| entry.title), Some(title));
            assert!(hit.score.is_finite());
        }
        index.suggest(text, 5);
        index.did_you_mean(text);
        index.explain(&Query { text, category: None, limit: 5 }, "a");
    }
});

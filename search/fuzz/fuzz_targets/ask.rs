//! Every way to ask an index. Shared by the targets.

use helpnook_search::{Index, Query};

/// Asks an index everything that can be asked.
pub fn everything(index: &Index, text: &str) {
    let first = index.search(&Query { text, category: None, limit: 3 });
    index.suggest(text, 3);
    index.did_you_mean(text);
    index.categories_near(text, 3);
    index.popular(3);
    for category in index.categories().iter().take(3) {
        index.entries_in(&category.name);
        index.search(&Query { text, category: Some(&category.name), limit: 3 });
    }
    for id in first.iter().map(|hit| hit.id.as_str()).chain(["a"]) {
        index.entry(id);
        index.explain(&Query { text, category: None, limit: 3 }, id);
    }
}

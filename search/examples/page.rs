//! What a page carries of the search, with nothing beside it: opens an index and asks it everything that the widget asks.
//! `cargo xtask bench search` compiles it for the browser to count its bytes. It is not meant to be run.

use std::hint::black_box;

use helpnook_search::{Index, Query};

fn main() {
    // The compiler cannot know what comes out of a black box, so it keeps all the code.
    let (file, text) = (black_box(Vec::new()), black_box(String::new()));
    let Ok(index) = Index::open(file) else { return };
    black_box(index.search(&Query { text: &text, category: Some(&text), limit: 8 }));
    black_box(index.suggest(&text, 3));
    black_box(index.did_you_mean(&text));
    black_box(index.categories_near(&text, 3));
    black_box(index.popular(5));
    black_box(index.categories());
    black_box(index.entries_in(&text));
    black_box(index.entry(&text));
}

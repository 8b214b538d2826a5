//! `page` without the search: what a page carries anyway to hold texts, to print a number and to fail. `cargo xtask bench search`
//! takes its bytes off those of `page`. It is not meant to be run.

use std::hint::black_box;

fn main() {
    let (file, text): (Vec<u8>, String) = (black_box(Vec::new()), black_box(String::new()));
    let byte = file.get(black_box(0)).copied().unwrap_or(file[black_box(1)]);
    black_box(format!("{text}{byte}"));
}

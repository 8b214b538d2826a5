//! wasm-opt: the same code in fewer bytes.

use crate::places::Places;
use crate::steps::{Outcome, run};
use std::path::Path;

/// What rustc and wasm-bindgen use beyond the first version of WebAssembly: wasm-opt asks for the list.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Beside `-Oz`, options that save about a kilobyte of brotli each, measured on the console, which is a Leptos app of
/// 200 kB: `--low-memory-unused` 0.9 kB (the linker puts nothing into the first kilobyte of memory, so addresses fold into
/// loads and stores), `--flatten --rereloop` 1.9 kB (control flow is laid out anew). A second `-Oz`, `--converge`,
/// `--dealign`, `--ignore-implicit-traps` and `--reorder-functions-by-name` save less than half a kilobyte each.
const SMALLER: [&str; 4] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz"];

/// Optimizes a wasm file; gives its new content.
pub(crate) fn optimize(places: &Places, wasm: &Path) -> Outcome<Vec<u8>> {
    let to = wasm.with_extension("small");
    let mut opt = places.command("wasm-opt");
    opt.arg(wasm).args(FEATURES).args(SMALLER);
    opt.args(["--strip-debug", "--strip-producers", "--strip-target-features", "-o"]).arg(&to);
    run(&mut opt)?;
    std::fs::read(&to).map_err(|e| format!("{}: {e}", to.display()))
}

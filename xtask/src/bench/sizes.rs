//! Bytes in brotli: of index files, and of what a page carries of the engine.

use crate::places::Places;
use crate::steps::{Outcome, Progress, read_from, run};
use std::path::{Path, PathBuf};

/// The bytes of a file or a folder in brotli.
pub(super) fn brotli(places: &Places, path: &Path) -> Outcome<u64> {
    let said = read_from(places.command("node").args(["xtask/bench.mjs", "brotli"]).arg(path))?;
    said.parse().map_err(|e| format!("{}: `{said}`: {e}", path.display()))
}

/// A line on how large the engine is in a page: the example `page` (every call of the widget) less the example `blank` (the
/// same program without the search).
pub(super) fn engine_in_wasm(places: &Places, progress: &Progress) -> Outcome<String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut cargo = places.command("cargo");
    cargo.args(["build", "-p", "helpnook-search", "--no-default-features", "--profile", "web"]);
    cargo.args(["--target", TARGET, "--example", "page", "--example", "blank"]);
    progress.step("the engine alone", "to count its bytes in a page", || run(&mut cargo))?;
    let made = |name: &str| places.target.join(TARGET).join("web/examples").join(format!("{name}.wasm"));
    let (page, was_smaller) = optimised(places, &made("page"))?;
    let (blank, _) = optimised(places, &made("blank"))?;
    let (page, blank) = (brotli(places, &page)?, brotli(places, &blank)?);
    let note = if was_smaller { "" } else { " (without wasm-opt, which `cargo xtask tools` installs)" };
    Ok(format!(
        "The engine in a page: {} bytes of wasm in brotli{note}; {page} with {blank} that any program has.",
        page.saturating_sub(blank)
    ))
}

/// The wasm after wasm-opt, where that is installed: the widget's wasm goes through it too.
fn optimised(places: &Places, wasm: &Path) -> Outcome<(PathBuf, bool)> {
    let smaller = wasm.with_extension("opt.wasm");
    let mut tool = places.command("wasm-opt");
    tool.args(["-Oz", "--all-features"]).arg(wasm).arg("-o").arg(&smaller);
    if read_from(places.command("wasm-opt").arg("--version")).is_err() {
        return Ok((wasm.to_owned(), false));
    }
    run(&mut tool).map(|()| (smaller, true))
}

//! The widget compiled for the browser: cargo, then the cut into parts, then wasm-bindgen, then wasm-opt. Skipped when
//! no input changed. Trunk, which packs the console, cannot cut.

use crate::minify::minify_style;
use crate::pack::{SHARED, fetch, versions};
use crate::parts::{LINK, cut, served_name};
use crate::places::{Places, WASM_SPLIT, read};
use crate::shorten::{shorten, shrink};
use crate::site::{copy_folder, empty};
use crate::stamp::Stamp;
use crate::steps::{Outcome, Progress, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of its output folder and of its stamp.
pub(crate) const WIDGET: &str = "widget";
const INPUTS: [&str; 6] = ["build.rs", "src", "style", "public/text", "loader/parts.js", "xtask/src"];

/// Compiles the widget unless its output is fresh; says whether it had to. In the output folder lie `helpnook.js`
/// with the scripts that it imports, `helpnook.wasm` and, in `parts/`, the later parts as they are served.
pub(crate) fn compile(places: &Places, progress: &Progress) -> Outcome<bool> {
    let inputs: Vec<&str> = SHARED.iter().chain(&INPUTS).copied().collect();
    let output = places.packed(WIDGET);
    let stamp =
        Stamp::of(places, WIDGET, &inputs, &[versions(places)?, vec![WASM_SPLIT.to_owned()]].concat())?;
    if stamp.is_fresh(&output) {
        progress.tell("widget: nothing changed");
        return Ok(false);
    }
    fetch(places, progress)?;
    stamp.clear();
    progress.step(WIDGET, "what customers load, compiled for the browser, small first", || {
        let linked = build(places)?;
        let draft = places.target.join("parts");
        empty(&draft)?;
        empty(&output)?;
        finish(places, &linked, &draft, &output)
    })?;
    stamp.keep()?;
    Ok(true)
}

/// The standard library is compiled along, for size and with panics that trap at once: in a page nobody reads what a
/// panic says, and without it the wasm is a tenth smaller. A stable cargo and rustc do this when they are told that they may.
pub(crate) const LIBRARY: [&str; 4] =
    ["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"];
const TRAPS: &str =
    "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options', '-Cpanic=immediate-abort']";

fn build(places: &Places) -> Outcome<PathBuf> {
    let style = places.target.join("style");
    minify_style(places, &style)?;
    let mut cargo = places.command("cargo");
    cargo.env("HELPNOOK_STYLE", style).env("RUSTC_BOOTSTRAP", "1");
    cargo.args(["rustc", "--offline", "--package", "helpnook", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--profile", "web", "--target", "wasm32-unknown-unknown"]).args(LIBRARY);
    cargo.args(["--config", TRAPS, "--no-default-features", "--features", "chunks"]);
    // The cut follows what refers to what, which the linker knows and forgets unless it is told not to.
    run(cargo.args(["--", "-C", "link-arg=--emit-relocs"]))?;
    Ok(places.target.join("wasm32-unknown-unknown/web/helpnook.wasm"))
}

fn finish(places: &Places, linked: &Path, draft: &Path, output: &Path) -> Outcome<()> {
    let parts = cut(places, linked, draft)?;
    let bound = draft.join("bound");
    // The parts and the first wasm call each other through the linker's table.
    run(places
        .command("wasm-bindgen")
        .arg(&parts.main)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir"])
        .arg(&bound))?;
    let glue = bound.join("helpnook.js");
    let wasm = bound.join("helpnook_bg.wasm");
    let names = shorten(places, &wasm, &glue, &output.join("helpnook.wasm"))?;
    copy_folder(&bound, output, |file| file == glue || file.starts_with(bound.join("snippets")))?;
    let mut small = BTreeMap::new();
    for file in parts.files() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = shrink(places, file)?;
        write(&output.join("parts").join(served_name(&stem, &content)), &content)?;
        small.insert(stem, content);
    }
    let template = read(&places.root.join("loader/parts.js"))?;
    write(&output.join(LINK), parts.script(&template, |old| names.export(old), &small)?.as_bytes())
}

fn write(file: &Path, content: &[u8]) -> Outcome<()> {
    let dir = file.parent().ok_or_else(|| format!("{} lies in no folder", file.display()))?;
    std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(file, content))
        .map_err(|e| format!("{}: {e}", file.display()))
}

//! The widget compiled for the browser, for release: cargo, wasm-split-cli, wasm-bindgen, wasm-opt. Skipped when no input
//! changed. Trunk, which packs the console and the widget under development, cannot split.

use crate::library::Library;
use crate::minify::minify_style;
use crate::optimize::optimize;
use crate::pack::{SHARED, fetch, versions};
use crate::places::{Places, WASM_SPLIT, read};
use crate::short_names::shorten;
use crate::site::{copy_folder, empty};
use crate::split::{LINK, served_name, split};
use crate::stamp::Stamp;
use crate::steps::{Outcome, Progress, run};
use std::path::{Path, PathBuf};

/// The name of its output folder and of its stamp.
pub(crate) const WIDGET: &str = "widget";
/// wasm-bindgen's names with the short ones, as esbuild's `--mangle-cache` takes them.
pub(crate) const NAMES: &str = "names.json";
const INPUTS: [&str; 5] = ["build.rs", "src", "style", "public/text", "xtask/src"];

/// Compiles the widget unless its output is fresh; says whether it had to. In the output folder lie `helpnook.js`
/// with the scripts that it imports, `helpnook.wasm`, [`NAMES`] and, in `chunks/`, the later chunks as they are served.
pub(crate) fn compile(places: &Places, progress: &Progress) -> Outcome<bool> {
    let output = places.packed(WIDGET);
    let library = Library::choose(places, progress);
    let unchanged = || progress.tell("widget: nothing changed");
    if stamp(places, library)?.is_fresh(&output) {
        unchanged();
        return Ok(false);
    }
    fetch(places, progress)?;
    let library = library.fetch(places, progress);
    let stamp = stamp(places, library)?;
    if stamp.is_fresh(&output) {
        unchanged();
        return Ok(false);
    }
    stamp.clear();
    progress.step(WIDGET, "what customers load, compiled for the browser, small first", || {
        let linked = build(places, library)?;
        let draft = places.target.join("split");
        empty(&draft)?;
        empty(&output)?;
        finish(places, &linked, &draft, &output)
    })?;
    stamp.keep()?;
    Ok(true)
}

fn stamp(places: &Places, library: Library) -> Outcome<Stamp> {
    let inputs: Vec<&str> = SHARED.iter().chain(&INPUTS).copied().collect();
    let mut versions = versions(places)?;
    versions.extend([WASM_SPLIT.to_owned(), format!("{library:?}")]);
    Stamp::of(places, WIDGET, &inputs, &versions)
}

fn build(places: &Places, library: Library) -> Outcome<PathBuf> {
    let style = places.target.join("style");
    minify_style(places, &style)?;
    let mut cargo = places.command("cargo");
    cargo.env("HELPNOOK_STYLE", style);
    cargo.args(["rustc", "--offline", "--package", "helpnook", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--profile", "web", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--no-default-features", "--features", "chunks"]);
    library.apply(&mut cargo);
    // wasm-split-cli follows which function refers to which: the linker keeps that if it is told to.
    cargo.args(["--", "-C", "link-arg=--emit-relocs"]);
    // 64 KiB of stack instead of 1 MB of memory in a page; unoptimised code, and an app with the component, need more.
    cargo.args(["-C", "link-arg=-zstack-size=65536"]);
    run(&mut cargo).map_err(|reason| library.explain(reason))?;
    Ok(places.target.join("wasm32-unknown-unknown/web/helpnook.wasm"))
}

fn finish(places: &Places, linked: &Path, draft: &Path, output: &Path) -> Outcome<()> {
    let pieces = split(places, linked, draft)?;
    let bound = draft.join("bound");
    // The chunks and the first wasm call each other through the linker's table.
    run(places
        .command("wasm-bindgen")
        .arg(&pieces.main)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--omit-default-module-path"])
        .arg("--out-dir")
        .arg(&bound))?;
    let small = optimize(places, &bound.join("helpnook_bg.wasm"))?;
    let (wasm, names) = shorten(&small, &read(&bound.join("helpnook.js"))?)?;
    write(&output.join("helpnook.wasm"), &wasm)?;
    write(&output.join(NAMES), serde_json::json!(names).to_string().as_bytes())?;
    copy_folder(&bound, output, |file| file.extension().is_none_or(|end| end != "wasm" && end != "small"))?;
    let mut served = Vec::new();
    for file in &pieces.chunks {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = optimize(places, file)?;
        let name = served_name(&stem, &content);
        write(&output.join("chunks").join(&name), &content)?;
        served.push((stem, name));
    }
    write(&output.join(LINK), pieces.script(&served)?.as_bytes())
}

fn write(file: &Path, content: &[u8]) -> Outcome<()> {
    let dir = file.parent().ok_or_else(|| format!("{} lies in no folder", file.display()))?;
    std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(file, content))
        .map_err(|e| format!("{}: {e}", file.display()))
}

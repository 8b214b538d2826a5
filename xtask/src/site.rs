//! The site folder, as the server and a CDN serve it:
//!
//! - `index.html`: the demo page
//! - `embed.js`, `frame.js`, `element.js`, `frame.html` and the rest of `public/`: fixed addresses
//! - `assets/text/<language>-<hash>.json`: the words of each language, to be cached for good
//! - `assets/helpnook-<hash>.js`, `assets/helpnook-<hash>_bg.wasm`: the widget, to be cached for good
//! - `assets/panel-<hash>.js`, `frame-guest-…`, `doctor-…`: what the loader loads, the same
//! - `console/`: the agents' page
//!
//! It is laid out beside the old one and takes its place at the end, so a server that runs never serves a half.

use crate::languages::Languages;
use crate::loader::Loader;
use crate::minify::{bundle_glue, minify_folder, move_inline_scripts, unfilled};
use crate::pack::{CONSOLE, pack};
use crate::places::{Places, read};
use crate::stamp::{Stamp, content_hash, files_under};
use crate::steps::{Outcome, Progress, run};
use crate::widget::{self, WIDGET};
use std::path::{Path, PathBuf};

/// Builds what changed and gives the site folder.
pub(crate) fn build(places: &Places, progress: &Progress) -> Outcome<PathBuf> {
    let is_new_widget = widget::compile(places, progress)?;
    let is_new_console = pack(places, progress, &CONSOLE)?;
    let site = places.site();
    let stamp = Stamp::of(places, "site", &["index.html", "public", "loader", "style", "xtask"], &[])?;
    if !is_new_widget && !is_new_console && stamp.is_fresh(&site) {
        progress.tell("site: nothing changed");
        return Ok(site);
    }
    stamp.clear();
    progress.step("site", "lays out what is served; makes it small and compresses it", || {
        let draft = places.target.join("site.new");
        empty(&draft)?;
        lay_out(places, &draft)?;
        // Brotli and gzip at their smallest, so that nobody compresses per request.
        run(places.command("node").args(["xtask/compress.mjs", "beside"]).arg(&draft))?;
        if site.exists() {
            std::fs::remove_dir_all(&site).map_err(|e| format!("{}: {e}", site.display()))?;
        }
        std::fs::rename(&draft, &site).map_err(|e| format!("{}: {e}", site.display()))
    })?;
    stamp.keep()?;
    Ok(site)
}

fn lay_out(places: &Places, draft: &Path) -> Outcome<()> {
    copy_folder(&places.root.join("public"), draft, |_| true)?;
    copy_folder(&places.packed(CONSOLE.name), &draft.join("console"), |_| true)?;
    write(&draft.join("index.html"), without_trunk(&read(&places.root.join("index.html"))?))?;
    let (glue, wasm) = lay_out_widget(places, &draft.join("assets"))?;
    let languages = Languages::read(places)?;
    for (address, content) in languages.files() {
        write(&draft.join(address), content)?;
    }
    let loader = Loader::make(places, &languages, &glue, &wasm)?;
    write(&draft.join("embed.js"), loader.embed)?;
    write(&draft.join("frame.js"), loader.frame)?;
    write(&draft.join("element.js"), loader.element)?;
    write(&draft.join("frame.html"), loader.page)?;
    for asset in loader.assets {
        write(&draft.join(asset.address), asset.content)?;
    }
    move_start_script(&draft.join("console"))?;
    let small = ["assets", "embed.js", "frame.js", "element.js"].map(|name| draft.join(name));
    minify_folder(places, draft, &small)?;
    refuse_unfilled(draft)
}

/// The demo page without the lines by which Trunk builds it for development.
fn without_trunk(page: &str) -> String {
    page.split_inclusive('\n').filter(|line| !line.contains("data-trunk")).collect()
}

/// Lays out the widget's files, each under a name made of its final content; gives the addresses of glue and wasm.
fn lay_out_widget(places: &Places, assets: &Path) -> Outcome<(String, String)> {
    let packed = places.packed(WIDGET);
    let wasm = packed.join("helpnook.wasm");
    let wasm = std::fs::read(&wasm).map_err(|e| format!("{}: {e}", wasm.display()))?;
    let wasm_name = format!("helpnook-{}_bg.wasm", content_hash(&wasm));
    let glue = bundle_glue(places, &packed)?;
    let glue_name = format!("helpnook-{}.js", content_hash(glue.as_bytes()));
    write(&assets.join(&wasm_name), wasm)?;
    write(&assets.join(&glue_name), glue)?;
    copy_folder(&packed.join("chunks"), assets, |_| true)?;
    Ok((format!("assets/{glue_name}"), format!("assets/{wasm_name}")))
}

/// Trunk starts the console by an inline script; as a file it passes the server's content policy.
fn move_start_script(console: &Path) -> Outcome<()> {
    let page = console.join("index.html");
    let name = |script: &str| format!("start-{}.js", content_hash(script.as_bytes()));
    let moved = move_inline_scripts(&read(&page)?, |script| format!("/console/{}", name(script)));
    for script in &moved.scripts {
        write(&console.join(name(script)), script)?;
    }
    write(&page, moved.html)
}

fn refuse_unfilled(site: &Path) -> Outcome<()> {
    for file in files_under(site)?.iter().filter(|f| is_named(f, "", ".js") || is_named(f, "", ".html")) {
        if let Some(place) = unfilled(&read(file)?) {
            return Err(format!("{}: {place} was not filled in", file.display()));
        }
    }
    Ok(())
}

fn is_named(file: &Path, prefix: &str, suffix: &str) -> bool {
    file.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with(prefix) && name.ends_with(suffix)
    })
}

/// Makes `dir` an empty folder.
pub(crate) fn empty(dir: &Path) -> Outcome<()> {
    if dir.exists() {
        std::fs::remove_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    }
    std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))
}

/// Copies the files of a folder that `is_wanted` takes, with their sub-folders.
pub(crate) fn copy_folder(from: &Path, to: &Path, is_wanted: impl Fn(&Path) -> bool) -> Outcome<()> {
    for file in files_under(from)?.iter().filter(|file| is_wanted(file)) {
        let content = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        write(&to.join(file.strip_prefix(from).unwrap_or(file)), content)?;
    }
    Ok(())
}

fn write(file: &Path, content: impl AsRef<[u8]>) -> Outcome<()> {
    let dir = file.parent().ok_or_else(|| format!("{} lies in no folder", file.display()))?;
    std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(file, content))
        .map_err(|e| format!("{}: {e}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[&str]) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("xtask-site-{name}-{}", std::process::id()));
        empty(&dir).expect("an empty folder");
        for file in files {
            write(&dir.join(file), format!("content of {file}")).expect("written");
        }
        dir
    }

    #[test]
    fn the_demo_page_is_served_without_what_trunk_reads() {
        let page = "<head>\n  <link data-trunk rel=\"rust\" />\n  <title>Shop</title>\n</head>\n";
        assert_eq!(without_trunk(page), "<head>\n  <title>Shop</title>\n</head>\n");
    }

    #[test]
    fn a_placeholder_that_was_forgotten_stops_the_build() {
        let dir = folder("unfilled", &["index.html"]);
        assert_eq!(refuse_unfilled(&dir), Ok(()));
        write(&dir.join("console/boot.js"), "import '__HELPNOOK_GLUE__'").expect("written");
        let reason = refuse_unfilled(&dir).expect_err("one was forgotten");
        assert!(reason.contains("boot.js: __HELPNOOK_GLUE__"), "{reason}");
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}

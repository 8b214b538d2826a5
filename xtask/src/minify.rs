//! Scripts and style sheets on their way into the site: addresses filled in, made small by esbuild, inline
//! scripts moved into files.

use crate::places::Places;
use crate::short_names::PROPERTIES;
use crate::split::FETCHER;
use crate::stamp::files_under;
use crate::steps::{Outcome, read_from, read_with, run};
use crate::widget::NAMES;
use std::path::{Path, PathBuf};

/// Fills each of the places (its name in the source, and what belongs there) into the source of `file`.
///
/// Errors: a place that the source lacks, or one that nobody fills.
pub(crate) fn fill(file: &str, source: &str, places: &[(&str, &str)]) -> Outcome<String> {
    let mut filled = source.to_owned();
    for (place, content) in places {
        if !filled.contains(place) {
            return Err(format!("{file} has no {place}: what it stands for would not be found"));
        }
        filled = filled.replace(place, content);
    }
    match unfilled(&filled) {
        None => Ok(filled),
        Some(place) => Err(format!("{file} asks for {place}, which is not known here")),
    }
}

/// The first placeholder (`__HELPNOOK_…__` with capital letters between) that is left in a text.
pub(crate) fn unfilled(text: &str) -> Option<&str> {
    const START: &str = "__HELPNOOK_";
    text.match_indices(START).find_map(|(at, _)| {
        let name = &text[at + START.len()..];
        let length = name.find(|c: char| !c.is_ascii_uppercase())?;
        let end = at + START.len() + length;
        (length > 0 && text[end..].starts_with("__")).then(|| &text[at..end + 2])
    })
}

/// A page whose inline module scripts (Trunk writes one) have become files, so that a policy without inline
/// scripts holds.
pub(crate) struct WithoutInline {
    pub(crate) html: String,
    /// The scripts taken out, in order; the n-th one is loaded from `address(n, script)`.
    pub(crate) scripts: Vec<String>,
}

/// Takes each inline `<script type="module">` out of a page and puts a reference in its place.
pub(crate) fn move_inline_scripts(html: &str, address: impl Fn(&str) -> String) -> WithoutInline {
    const OPEN: &str = "<script type=\"module\">";
    const CLOSE: &str = "</script>";
    let (mut done, mut rest, mut scripts) = (String::new(), html, Vec::new());
    while let Some(at) = rest.find(OPEN) {
        let body = &rest[at + OPEN.len()..];
        let Some(end) = body.find(CLOSE) else { break };
        let script = body[..end].trim().to_owned();
        done.push_str(&rest[..at]);
        done.push_str(&format!("<script type=\"module\" src=\"{}\">{CLOSE}", address(&script)));
        scripts.push(script);
        rest = &body[end + CLOSE.len()..];
    }
    done.push_str(rest);
    WithoutInline { html: done, scripts }
}

/// The widget's JavaScript as one small module: wasm-bindgen's, the snippets it imports, and what loads the chunks. `packed` is
/// the widget's folder.
pub(crate) fn bundle_glue(places: &Places, packed: &Path) -> Outcome<String> {
    // esbuild writes the list anew, with names that it made up itself.
    let names = places.target.join("names.draft.json");
    std::fs::copy(packed.join(NAMES), &names).map_err(|e| format!("{}: {e}", names.display()))?;
    let mut esbuild = places.command("esbuild");
    esbuild.arg(packed.join("helpnook.js"));
    esbuild.args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=warning"]);
    esbuild.arg(format!("--alias:{FETCHER}={}", places.root.join("loader/chunks.ts").display()));
    esbuild.arg(format!("--mangle-props={PROPERTIES}")).arg(format!("--mangle-cache={}", names.display()));
    // wasm-bindgen lists a module once for each thing that is imported from it.
    read_from(esbuild.arg("--log-override:duplicate-object-key=silent"))
}

/// Makes the widget's sheets small, one by one, into the folder `to`.
pub(crate) fn minify_style(places: &Places, to: &Path) -> Outcome<()> {
    let sheets = files_under(&places.root.join("style"))?;
    let mut esbuild = places.command("esbuild");
    esbuild.args(sheets).args(["--minify", "--charset=utf8", "--log-level=warning", "--outbase=style"]);
    run(esbuild.arg(format!("--outdir={}", to.display())))
}

/// A text made small; `flags` say what it is and for whom.
pub(crate) fn minify(places: &Places, text: &str, flags: &[&str]) -> Outcome<String> {
    let draft = places.target.join("minify.draft");
    std::fs::write(&draft, text).map_err(|e| format!("{}: {e}", draft.display()))?;
    let input = std::fs::File::open(&draft).map_err(|e| format!("{}: {e}", draft.display()))?;
    let mut esbuild = places.command("esbuild");
    esbuild.args(["--minify", "--log-level=warning"]).args(flags);
    read_with(&mut esbuild, input)
}

/// Makes every script and style sheet under `dir` small, in its place, but for those under or at `done`.
pub(crate) fn minify_folder(places: &Places, dir: &Path, done: &[PathBuf]) -> Outcome<()> {
    let is_small_later = |file: &Path| {
        let name = file.to_string_lossy();
        (name.ends_with(".js") || name.ends_with(".css")) && !done.iter().any(|done| file.starts_with(done))
    };
    let files: Vec<_> = files_under(dir)?.into_iter().filter(|file| is_small_later(file)).collect();
    if files.is_empty() {
        return Ok(());
    }
    let mut esbuild = places.command("esbuild");
    esbuild.args(&files).args(["--minify", "--charset=utf8", "--allow-overwrite", "--log-level=warning"]);
    // Trunk names images and fonts by addresses that only the served site knows.
    esbuild.arg(format!("--outdir={}", dir.display())).arg(format!("--outbase={}", dir.display()));
    run(&mut esbuild)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_is_left_empty() {
        let source = "load('__HELPNOOK_GLUE__', '__HELPNOOK_WASM__'); again('__HELPNOOK_GLUE__')";
        let places = [("__HELPNOOK_GLUE__", "assets/a-1.js"), ("__HELPNOOK_WASM__", "assets/a-1_bg.wasm")];
        let filled = fill("page_mode.ts", source, &places).expect("filled");
        assert_eq!(filled, "load('assets/a-1.js', 'assets/a-1_bg.wasm'); again('assets/a-1.js')");
    }

    #[test]
    fn words_about_placeholders_are_none() {
        assert_eq!(
            unfilled("the build fills in the __HELPNOOK_…__ names, __HELPNOOK_ and __HELPNOOK__"),
            None
        );
        assert_eq!(unfilled("a __HELPNOOK_… is __HELPNOOK_GLUE__"), Some("__HELPNOOK_GLUE__"));
    }

    #[test]
    fn a_missing_or_unknown_place_is_named() {
        let missing = fill("page_mode.ts", "load('__HELPNOOK_GLUE__')", &[("__HELPNOOK_WASM__", "w")]);
        assert!(missing.is_err_and(|reason| reason.starts_with("page_mode.ts has no __HELPNOOK_WASM__")));
        let unknown =
            fill("page_mode.ts", "'__HELPNOOK_GLUE__' '__HELPNOOK_FONT__'", &[("__HELPNOOK_GLUE__", "g")]);
        assert!(unknown.is_err_and(|reason| reason.starts_with("page_mode.ts asks for __HELPNOOK_FONT__,")));
    }

    #[test]
    fn inline_module_scripts_become_references_in_their_place() {
        let html = "<head>\n<script type=\"module\">\nimport a from './a.js';\n</script></head><body><p>x</p></body>";
        let moved = move_inline_scripts(html, |script| format!("/console/start-{}.js", script.len()));
        assert_eq!(moved.scripts, ["import a from './a.js';"]);
        assert_eq!(
            moved.html,
            "<head>\n<script type=\"module\" src=\"/console/start-23.js\"></script></head><body><p>x</p></body>"
        );
    }

    #[test]
    fn scripts_with_an_address_stay_as_they_are() {
        let html = "<script type=\"module\" src=\"/a.js\"></script><script async src=\"/embed.js\"></script>";
        let moved = move_inline_scripts(html, |_| "never".to_owned());
        assert_eq!(moved.html, html);
        assert!(moved.scripts.is_empty());
    }
}

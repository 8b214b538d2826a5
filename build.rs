//! Notes which languages there are words for: one file each in `public/text/`, named by its language tag. Whoever
//! adds a file there adds the language; nothing else knows a list. And makes one style sheet of those that travel
//! together.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The sheets by where they travel, in the order of their rules. Those of the panel's frame come from the loader, which
/// draws it first: `SKELETON_SHEETS` in `xtask/src/loader.rs`. The others come with the code that draws what they are for.
const SKELETON: [&str; 4] = ["tokens", "base", "panel", "screens/search"];
const START: [&str; 5] =
    ["screens/home", "components/button", "components/links", "components/notice", "components/tab_bar"];
const ARTICLE: [&str; 1] = ["screens/article"];
const REQUESTS: [&str; 5] =
    ["screens/new_ticket", "screens/tickets", "screens/ticket", "screens/survey", "components/field"];
/// What only the component draws.
const COMPONENT: [&str; 1] = ["components/component"];

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo names the folder for what is generated");
    let out = Path::new(&out);
    std::fs::write(out.join("languages.rs"), languages()).expect("written");
    let has = |feature: &str| std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    // The loader brings the sheets of the panel's frame and draws the launcher itself.
    let (component, skeleton): (&[&str], &[&str]) =
        if has("CHUNKS") { (&[], &[]) } else { (&COMPONENT, &SKELETON) };
    let start = [component, skeleton, &START].concat();
    for (name, sheets) in [("start", &start[..]), ("article", &ARTICLE), ("requests", &REQUESTS)] {
        std::fs::write(out.join(name).with_extension("css"), style(sheets)).expect("written");
    }
}

/// Sheets as one: those that `cargo xtask build` has made small, else as they are written.
fn style(sheets: &[&str]) -> String {
    const SMALL: &str = "HELPNOOK_STYLE";
    println!("cargo:rerun-if-env-changed={SMALL}");
    let written = || Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let folder = std::env::var_os(SMALL).map_or_else(written, PathBuf::from);
    println!("cargo:rerun-if-changed={}", folder.display());
    let read = |sheet: &&str| {
        let path = folder.join(sheet).with_extension("css");
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    sheets.iter().map(read).collect()
}

fn languages() -> String {
    const FOLDER: &str = "public/text";
    println!("cargo:rerun-if-changed={FOLDER}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let entries = std::fs::read_dir(&folder).expect("public/text is a folder");
    let paths = entries.map(|entry| entry.expect("an entry of public/text").path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    let languages: Vec<(String, String)> = files.iter().map(|file| (tag(file), content_hash(file))).collect();
    format!("&{languages:?}")
}

fn tag(file: &Path) -> String {
    file.file_stem().and_then(|stem| stem.to_str()).expect("a language tag").to_owned()
}

/// As `cargo xtask build` names the file: see `content_hash` in `xtask/src/stamp.rs`.
fn content_hash(file: &Path) -> String {
    let content = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut hasher = DefaultHasher::new();
    content[..].hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

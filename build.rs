//! Notes which languages there are words for: one file each in `public/text/`, named by its language tag. Whoever
//! adds a file there adds the language; nothing else knows a list.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    const FOLDER: &str = "public/text";
    println!("cargo:rerun-if-changed={FOLDER}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let entries = std::fs::read_dir(&folder).expect("public/text is a folder");
    let paths = entries.map(|entry| entry.expect("an entry of public/text").path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    let languages: Vec<(String, String)> = files.iter().map(|file| (tag(file), content_hash(file))).collect();
    let out = std::env::var("OUT_DIR").expect("cargo names the folder for what is generated");
    std::fs::write(Path::new(&out).join("languages.rs"), format!("&{languages:?}")).expect("written");
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

//! Puts files into the program: always the demo shop's articles and the texts of the help pages, the built site with the
//! feature `embed-site`.
//!
//! Written out as a table of `include_bytes!` rather than with an embedding crate: that is all such a crate would do
//! here, debug builds stay the same as release builds, and cargo builds anew exactly when a file changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    embed(&here.join("demo/faq"), &out.join("demo_files.rs"))?;
    // The help pages say with the widget's words what the widget says too.
    embed(&here.join("../public/text"), &out.join("shared_texts.rs"))?;
    embed(&here.join("text"), &out.join("page_texts.rs"))?;

    println!("cargo::rerun-if-env-changed=HELPNOOK_SITE_DIR");
    if env::var_os("CARGO_FEATURE_EMBED_SITE").is_some() {
        let site = env::var_os("HELPNOOK_SITE_DIR")
            .ok_or("the feature `embed-site` needs HELPNOOK_SITE_DIR: the folder of the built site")?;
        let site = here.join("..").join(site).canonicalize()?;
        if !site.join("index.html").is_file() {
            return Err(format!("{} holds no index.html: it is no built site", site.display()).into());
        }
        embed(&site, &out.join("site_files.rs"))?;
    }
    Ok(())
}

/// Writes a table of a folder's files, `[(name with slashes, content), …]` sorted by name.
fn embed(folder: &Path, table: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    let mut files = Vec::new();
    for path in paths {
        let name = path.strip_prefix(folder).map_err(io::Error::other)?;
        let name: Vec<String> = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        files.push((name.join("/"), path));
    }
    files.sort();
    let mut text = String::from("&[\n");
    for (name, path) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    ({name:?}, include_bytes!({path:?}) as &[u8]),");
    }
    text.push_str("]\n");
    fs::write(table, text)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

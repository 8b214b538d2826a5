//! wasm-split-cli: cuts the wasm, at the functions marked `wasm_split`, into what every customer loads and the chunks that
//! come when a screen needs them. What two chunks share becomes a file of its own.
//!
//! The JavaScript that it writes knows which files a chunk needs, and stays as it is; it only fetches them by
//! `loader/chunks.ts`, under the names by which they are served.

use crate::places::{Places, read};
use crate::stamp::{content_hash, files_under};
use crate::steps::{Outcome, run};
use std::path::{Path, PathBuf};

/// The name of the JavaScript that the wasm imports its loaders from.
pub(crate) const LINK: &str = "__wasm_split.js";

/// The name by which that JavaScript imports `loader/chunks.ts`.
pub(crate) const FETCHER: &str = "helpnook-chunks";

/// The wasm in its pieces.
pub(crate) struct Split {
    /// What is loaded first, for wasm-bindgen.
    pub(crate) main: PathBuf,
    /// The files of all chunks.
    pub(crate) chunks: Vec<PathBuf>,
    link: String,
}

/// Cuts what the linker wrote, into the folder `to`.
pub(crate) fn split(places: &Places, linked: &Path, to: &Path) -> Outcome<Split> {
    let mut cli = places.command("wasm-split-cli");
    cli.arg(linked).arg(to).args(["--target", "web", "--out-name", "helpnook"]).env("RUST_LOG", "error");
    run(&mut cli)?;
    let main = to.join("helpnook.wasm");
    let is_chunk = |file: &PathBuf| *file != main && file.extension().is_some_and(|end| end == "wasm");
    let chunks = files_under(to)?.into_iter().filter(is_chunk).collect();
    Ok(Split { chunks, link: read(&to.join(LINK))?, main })
}

impl Split {
    /// The JavaScript that loads the chunks; `served` has the name of each file without its ending, and the name under
    /// which it is served.
    pub(crate) fn script(&self, served: &[(String, String)]) -> Outcome<String> {
        let mut script = self.link.clone();
        for (stem, name) in served {
            let written = format!("\"./{stem}.wasm\"");
            if script.matches(&written).count() != 1 {
                return Err(format!("wasm-split-cli's JavaScript does not name {written} once"));
            }
            script = script.replace(&written, &format!("\"./{name}\""));
        }
        // What a module imports takes the place of the browser's own.
        Ok(format!("import {{ fetch, WebAssembly, console }} from {FETCHER:?};\n{script}"))
    }
}

/// The name under which a chunk's file is served: `split_article` becomes `chunk-article-….wasm`.
pub(crate) fn served_name(stem: &str, content: &[u8]) -> String {
    let name = stem.strip_prefix("split_").or_else(|| stem.strip_prefix("chunk_")).unwrap_or(stem);
    format!("chunk-{name}-{}.wasm", content_hash(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = r#"const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL("./chunk_3.wasm", import.meta.url));
}, []);
export const __wasm_split_load_read = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_read.wasm", import.meta.url));
}, [__chunk_3]));
"#;

    fn served(stems: &[&str]) -> Vec<(String, String)> {
        stems.iter().map(|stem| ((*stem).to_owned(), served_name(stem, stem.as_bytes()))).collect()
    }

    #[test]
    fn the_script_fetches_the_files_as_they_are_served() {
        let split = Split { main: PathBuf::new(), chunks: Vec::new(), link: WRITTEN.to_owned() };
        let served = served(&["chunk_3", "split_read"]);
        assert!(served[0].1.starts_with("chunk-3-") && served[1].1.starts_with("chunk-read-"), "{served:?}");
        let script = split.script(&served).expect("both are there");
        assert!(script.contains(&format!("new URL(\"./{}\",", served[1].1)), "{script}");
        assert!(script.starts_with("import { fetch,"), "{script}");
    }

    #[test]
    fn a_file_that_the_script_does_not_name_stops_the_build() {
        let split = Split { main: PathBuf::new(), chunks: Vec::new(), link: WRITTEN.to_owned() };
        let reason = split.script(&served(&["chunk_4"])).expect_err("there is no such file");
        assert!(reason.contains("./chunk_4.wasm"), "{reason}");
    }
}

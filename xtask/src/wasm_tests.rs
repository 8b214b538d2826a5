//! The tests of code that only wasm has: cargo compiles the `#[wasm_bindgen_test]`s of some crates, wasm-bindgen makes a module
//! of each test file, and `tests/browser/wasm.test.mjs` runs them in a browser.

use crate::places::Places;
use crate::site::empty;
use crate::steps::{Outcome, Progress, read_from, run};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The crates with tests in wasm, each in files of its folder `tests`.
const PACKAGES: [&str; 2] = ["helpnook-browser-json", "helpnook-client"];

/// Builds the tests; gives the folder in which each test file has a folder with `tests.js` and `tests_bg.wasm`.
pub(crate) fn build(places: &Places, progress: &Progress) -> Outcome<PathBuf> {
    let folder = places.target.join("wasm-tests");
    progress.step("wasm tests", "what only wasm has, for a browser", || {
        let mut cargo = places.command("cargo");
        cargo.args(["test", "--no-run", "--quiet", "--target", "wasm32-unknown-unknown"]);
        cargo.args(["--test", "*", "--message-format", "json"]);
        cargo.args(PACKAGES.iter().flat_map(|package| ["--package", package]));
        empty(&folder)?;
        for program in programs(&read_from(&mut cargo)?)? {
            let mut bindgen = places.command("wasm-bindgen");
            bindgen.arg(&program).args([
                "--target",
                "web",
                "--no-typescript",
                "--out-name",
                "tests",
                "--out-dir",
            ]);
            run(bindgen.arg(folder.join(name_of(&program))))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// The test programs that cargo has written, by what it says of them: one JSON object a line.
fn programs(said: &str) -> Outcome<Vec<PathBuf>> {
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let tests = messages.filter(|message| message["profile"]["test"] == true);
    let programs: Vec<PathBuf> =
        tests.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).collect();
    if programs.is_empty() { Err("cargo names no test program".to_owned()) } else { Ok(programs) }
}

/// The test file of a program: `replies` of `replies-93631966e0c1ffc7.wasm`.
fn name_of(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    stem.rsplit_once('-').map_or(stem.clone(), |(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_those_of_tests() {
        let said = r#"{"reason":"compiler-artifact","profile":{"test":false},"executable":null}
{"reason":"compiler-artifact","profile":{"test":true},"executable":"/t/replies-9a.wasm"}
{"reason":"build-finished","success":true}"#;
        let programs = programs(said).expect("there is one");
        assert_eq!(programs, [PathBuf::from("/t/replies-9a.wasm")]);
        assert_eq!(name_of(&programs[0]), "replies");
    }

    #[test]
    fn no_program_is_a_fault() {
        assert!(programs("{\"reason\":\"build-finished\"}").is_err());
    }
}

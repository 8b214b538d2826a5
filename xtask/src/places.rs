//! Where things lie: the checkout, the target folder, the site, the tools cache; and which tool versions go
//! with this checkout.

use crate::steps::Outcome;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk is pinned: its output folder is read by `site`, and that layout is not promised between versions.
pub(crate) const TRUNK: &str = "0.21.14";
/// wasm-split-cli is pinned: what it writes is read by `parts`, and goes with `wasm_split_helpers` in `Cargo.toml`.
pub(crate) const WASM_SPLIT: &str = "0.2.4";
/// Schemathesis is pinned: what it checks grows with each version.
pub(crate) const SCHEMATHESIS: &str = "4.32.5";

/// Where the parts of the checkout and of the tools cache lie; all paths are absolute.
pub(crate) struct Places {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) cache: PathBuf,
}

impl Places {
    /// Finds the checkout that `cargo xtask` was called in and the tools cache of this user.
    pub(crate) fn find() -> Outcome<Places> {
        let manifest =
            std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&manifest).parent().ok_or("xtask lies in no folder")?.to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(dir).map_err(|e| format!("CARGO_TARGET_DIR: {e}"))?,
            None => root.join("target"),
        };
        let cache = match (std::env::var_os("HELPNOOK_TOOLS"), std::env::home_dir()) {
            (Some(dir), _) => std::path::absolute(dir).map_err(|e| format!("HELPNOOK_TOOLS: {e}"))?,
            (None, Some(home)) => home.join(".cache/helpnook"),
            (None, None) => {
                return Err("there is no home folder: set HELPNOOK_TOOLS to a folder for tools".into());
            }
        };
        Ok(Places { root, target, cache })
    }

    /// The folder that the server serves and a CDN would take.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// What was made of `widget` or `console`.
    pub(crate) fn packed(&self, name: &str) -> PathBuf {
        self.target.join("trunk").join(name)
    }

    /// Tools that cargo installed (Trunk, wasm-bindgen).
    pub(crate) fn cargo_tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// Tools that npm installed (wasm-opt, esbuild).
    pub(crate) fn npm_tools(&self) -> PathBuf {
        self.cache.join("npm")
    }

    /// The Python environment of the API tests.
    pub(crate) fn venv(&self) -> PathBuf {
        self.cache.join("venv")
    }

    /// The server program of a cargo profile's output folder (`debug` or `release`).
    pub(crate) fn server_program(&self, profile: &str) -> PathBuf {
        self.program(profile, "helpnook-server")
    }

    /// A program of the workspace in a cargo profile's output folder.
    pub(crate) fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A command run in the checkout that finds our pinned tools before the machine's own.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.search_path());
        command
    }

    fn search_path(&self) -> OsString {
        let ours = [self.cargo_tools().join("bin"), self.npm_tools().join("node_modules/.bin")];
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&theirs))).unwrap_or(theirs)
    }

    /// The wasm-bindgen version of `Cargo.lock`; the program of that name must have the very same one.
    pub(crate) fn wasm_bindgen_version(&self) -> Outcome<String> {
        locked_version(&read(&self.root.join("Cargo.lock"))?, "wasm-bindgen")
    }
}

/// A text file's content, or an error that names the file.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn locked_version(lock: &str, package: &str) -> Outcome<String> {
    let lock: toml::Table = lock.parse().map_err(|e| format!("Cargo.lock: {e}"))?;
    let packages = lock.get("package").and_then(|p| p.as_array()).ok_or("Cargo.lock lists no packages")?;
    packages
        .iter()
        .find(|entry| entry.get("name").and_then(|n| n.as_str()) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock has no package `{package}`"))
}

/// Whether `program` is found on the PATH, and where.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-shared"
        version = "0.2.99"
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
    "#;

    #[test]
    fn locked_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Ok("0.2.130".to_owned()));
    }

    #[test]
    fn a_package_that_is_not_locked_is_named() {
        assert!(locked_version(LOCK, "leptos").expect_err("not locked").contains("`leptos`"));
    }
}

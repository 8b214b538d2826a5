//! The tools that a user may install: each is checked by its version and installed into the tools cache when
//! it is missing or another one. Nothing here downloads a prebuilt program by itself: cargo, npm, pip and rustup do.

use crate::administrator;
use crate::library;
use crate::places::{Places, SCHEMATHESIS, TRUNK, WASM_SPLIT, on_path, read};
use crate::steps::{Outcome, Progress, read_from, run};
use std::env::consts::EXE_EXTENSION;
use std::path::Path;
use std::process::Command;

/// What a command is about to do, and so which tools it needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Need {
    /// Build the widget and the console for the browser.
    Web,
    /// Run the browser tests.
    Browser,
    /// Run the API tests.
    Api,
}

/// Makes every tool for `needs` ready; takes well under a second when all are there.
pub(crate) fn ready(places: &Places, progress: &Progress, needs: &[Need]) -> Outcome<()> {
    administrator::provide(places, progress, needs)?;
    if needs.contains(&Need::Web) {
        wasm_target(places, progress)?;
        library::provide_source(places, progress)?;
        let trunk = CargoTool {
            program: "trunk",
            package: "trunk",
            version: TRUNK.to_owned(),
            options: &[],
            why: "packs widget and console for the browser",
        };
        let bindgen = CargoTool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: places.wasm_bindgen_version()?,
            // Without its test runner, which brings a web server and a TLS library to compile.
            options: &["--no-default-features", "--bin", "wasm-bindgen"],
            why: "writes the JavaScript around the wasm, in the very version of Cargo.lock",
        };
        let cutter = CargoTool {
            program: "wasm-split-cli",
            package: "wasm_split_cli_support",
            version: WASM_SPLIT.to_owned(),
            options: &["--features", "build-binary"],
            why: "cuts the widget's wasm into what is loaded first and what comes later",
        };
        trunk.provide(places, progress)?;
        cutter.provide(places, progress)?;
        bindgen.provide(places, progress)?;
        npm_tools(places, progress)?;
    }
    if needs.contains(&Need::Api) {
        schemathesis(places, progress)?;
    }
    progress.tell(&format!("tools: all there ({})", places.cache.display()));
    Ok(())
}

fn wasm_target(places: &Places, progress: &Progress) -> Outcome<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut ask = places.command("rustc");
    let libraries = read_from(ask.args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        return Err(format!(
            "Rust's standard library for {TARGET} is missing and there is no rustup to add it: \
             install rustup (https://rustup.rs), or the package of your system that holds this target"
        ));
    }
    progress.step("Rust for wasm", "the widget and the console are compiled for the browser", || {
        run(places.command("rustup").args(["target", "add", TARGET]))
    })
}

/// A program that cargo builds from its published source.
struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: String,
    options: &'static [&'static str],
    why: &'static str,
}

impl CargoTool {
    /// Installs the program unless it says that it is of this version already.
    fn provide(&self, places: &Places, progress: &Progress) -> Outcome<()> {
        let CargoTool { program, version, why, .. } = self;
        if self.is_installed(places) {
            return Ok(());
        }
        progress.step(
            &format!("{program} {version}"),
            &format!("{why} (built once, some minutes)"),
            || {
                // A lock file may name crates that cannot be had or no longer build; then cargo picks others.
                run(self.install(places).arg("--locked")).or_else(|reason| {
                    progress.tell(&format!("{reason}; once more without the package's own lock file"));
                    run(&mut self.install(places))
                })
            },
        )?;
        if self.is_installed(places) {
            return Ok(());
        }
        Err(format!("`{program}` is not of version {version} after that was installed"))
    }

    /// Whether the program says that it is of this version, or cargo says so of one that does not know.
    fn is_installed(&self, places: &Places) -> bool {
        let said = read_from(places.command(self.program).arg("--version")).unwrap_or_default();
        let list = read(&places.cargo_tools().join(".crates.toml")).unwrap_or_default();
        let is_listed = list.contains(&format!("\"{} {} (", self.package, self.version));
        let program = places.cargo_tools().join("bin").join(self.program).with_extension(EXE_EXTENSION);
        has_version(&said, &self.version) || (is_listed && program.is_file())
    }

    fn install(&self, places: &Places) -> Command {
        let mut install = places.command("cargo");
        install.args(["install", self.package, "--version", &self.version]).args(self.options);
        install.args(["--force", "--root"]).arg(places.cargo_tools());
        // Quick to build rather than quick to run: each of these tools works for a second or two.
        install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env_remove("CARGO_TARGET_DIR");
        install
    }
}

/// Whether what a program says of itself (`trunk 0.21.14`) is this version.
fn has_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
}

fn npm_tools(places: &Places, progress: &Progress) -> Outcome<()> {
    let why = "wasm-opt makes the wasm smaller, esbuild the scripts and style sheets";
    let wanted = places.root.join("xtask");
    let dir = places.npm_tools();
    let is_there =
        dir.join("node_modules/.bin/esbuild").exists() && dir.join("node_modules/.bin/wasm-opt").exists();
    if is_there && is_npm_in_step(&wanted, &dir) {
        return Ok(());
    }
    progress.step("wasm-opt and esbuild", why, || {
        std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        for name in ["package.json", "package-lock.json"] {
            copy(&wanted.join(name), &dir.join(name))?;
        }
        npm_ci(places, &dir)
    })
}

/// Installs exactly what a folder's `package-lock.json` names; nothing of a package is run on the way.
pub(crate) fn npm_ci(places: &Places, dir: &Path) -> Outcome<()> {
    let mut npm = places.command("npm");
    npm.current_dir(dir).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(&mut npm)?;
    copy(&dir.join("package-lock.json"), &dir.join("node_modules").join(NPM_STAMP))
}

/// Whether the `node_modules` in `dir` were installed from the lock file in `wanted`.
pub(crate) fn is_npm_in_step(wanted: &Path, dir: &Path) -> bool {
    let locked = std::fs::read(wanted.join("package-lock.json")).ok();
    locked.is_some() && locked == std::fs::read(dir.join("node_modules").join(NPM_STAMP)).ok()
}

/// A copy of the lock file that was installed: npm's own `.package-lock.json` leaves out what we compare.
const NPM_STAMP: &str = ".installed-package-lock.json";

fn schemathesis(places: &Places, progress: &Progress) -> Outcome<()> {
    let venv = places.venv();
    let mut ask = Command::new(venv.join("bin/schemathesis"));
    let said = read_from(ask.arg("--version")).unwrap_or_default();
    if said.ends_with(SCHEMATHESIS) {
        return Ok(());
    }
    progress.step(
        &format!("schemathesis {SCHEMATHESIS}"),
        "tests the API against its own description",
        || {
            run(places.command("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
            let mut pip = Command::new(venv.join("bin/pip"));
            run(pip
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .arg(format!("schemathesis=={SCHEMATHESIS}")))
        },
    )
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    let content = read(from)?;
    std::fs::write(to, content).map_err(|e| format!("{}: {e}", to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_the_second_word_and_no_prefix_of_another() {
        assert!(has_version("trunk 0.21.14", "0.21.14"));
        assert!(has_version("wasm-bindgen 0.2.130 (abcdef)", "0.2.130"));
        assert!(!has_version("trunk 0.21.14-beta.1", "0.21.14"));
        assert!(!has_version("trunk 0.21.140", "0.21.14"));
        assert!(!has_version("", "0.21.14"));
    }

    #[test]
    fn node_modules_of_another_lock_file_are_out_of_step() {
        let dir = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("node_modules")).expect("a temporary folder");
        assert!(!is_npm_in_step(&dir, &dir), "there is no lock file at all");
        std::fs::write(dir.join("package-lock.json"), "one").expect("written");
        assert!(!is_npm_in_step(&dir, &dir), "nothing was installed yet");
        std::fs::write(dir.join("node_modules").join(NPM_STAMP), "one").expect("written");
        assert!(is_npm_in_step(&dir, &dir));
        std::fs::write(dir.join("package-lock.json"), "two").expect("written");
        assert!(!is_npm_in_step(&dir, &dir), "the lock file moved on");
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}

//! What only an administrator may install: checked first, all at once, each named with its reason and the
//! exact command. Root on a Debian-like system runs that command itself.

use crate::places::{Places, on_path};
use crate::steps::{Outcome, Progress, read_from, run};
use crate::tools::Need;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that has what we use (`node --test` with named files and a reporter).
const NODE: u32 = 20;

/// One missing thing: what is wrong, what it is for, and the Debian packages that bring it.
#[derive(Debug, PartialEq)]
struct Missing {
    what: String,
    why: &'static str,
    packages: &'static str,
}

/// Makes sure that the administrator's tools for `needs` are there.
///
/// Errors: what is still missing, with the command that brings it.
pub(crate) fn provide(places: &Places, progress: &Progress, needs: &[Need]) -> Outcome<()> {
    let missing = look(places, needs);
    if missing.is_empty() {
        return Ok(());
    }
    let packages = packages_of(&missing);
    if !is_debian_root() {
        return Err(refusal(&missing, &packages));
    }
    for one in &missing {
        progress.tell(&format!("{} ({})", one.what, one.why));
    }
    progress.step(
        &format!("apt-get install {}", packages.join(" ")),
        "installed by the system's packages",
        || {
            run(Command::new("apt-get").args(["-q", "update"]))?;
            let mut install = Command::new("apt-get");
            install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-q", "-y"]).args(&packages);
            run(&mut install)
        },
    )?;
    let missing = look(places, needs);
    if missing.is_empty() { Ok(()) } else { Err(refusal(&missing, &packages_of(&missing))) }
}

/// The browser that the browser tests drive: `CHROMIUM`, or the first known name on the PATH.
pub(crate) fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(program) => Some(PathBuf::from(program)).filter(|file| file.is_file()),
        None => ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| on_path(name)),
    }
}

/// The stock Firefox that some browser tests drive: `FIREFOX`, or the first known name on the PATH.
pub(crate) fn firefox() -> Option<PathBuf> {
    match std::env::var_os("FIREFOX") {
        Some(program) => Some(PathBuf::from(program)).filter(|file| file.is_file()),
        None => ["firefox-esr", "firefox"].iter().find_map(|name| on_path(name)),
    }
}

fn look(places: &Places, needs: &[Need]) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut lacks =
        |what: &str, why, packages| missing.push(Missing { what: what.to_owned(), why, packages });
    if ["cc", "gcc", "clang"].iter().all(|name| on_path(name).is_none()) {
        lacks("no C compiler", "links every Rust program and builds SQLite", "build-essential");
    }
    if needs.iter().any(|need| matches!(need, Need::Web | Need::Browser)) {
        let why = "optimises the wasm, shrinks the scripts, runs the browser tests";
        match read_from(places.command("node").arg("--version")).ok().as_deref().map(node_major) {
            Some(Some(major)) if major >= NODE => {}
            Some(Some(major)) => {
                lacks(&format!("Node {major} is too old, {NODE} or newer is needed"), why, "nodejs")
            }
            _ => lacks("no Node", why, "nodejs"),
        }
        if on_path("npm").is_none() {
            lacks("no npm", "installs the wasm optimiser and the script minifier", "npm");
        }
    }
    if needs.contains(&Need::Browser) && chromium().is_none() {
        let named =
            std::env::var("CHROMIUM").map(|file| format!("no Chromium at {file}, which CHROMIUM names"));
        lacks(named.as_deref().unwrap_or("no Chromium"), "is driven by the browser tests", "chromium");
    }
    if needs.contains(&Need::Browser) && firefox().is_none() {
        lacks("no Firefox", "is driven by the browser tests", "firefox-esr");
    }
    if needs.contains(&Need::Api) {
        let mut python = places.command("python3");
        if read_from(python.args(["-c", "import venv, ensurepip"])).is_err() {
            lacks("no Python 3 with venv", "runs schemathesis, which tests the API", "python3 python3-venv");
        }
    }
    missing
}

fn packages_of(missing: &[Missing]) -> Vec<&'static str> {
    missing.iter().flat_map(|one| one.packages.split(' ')).collect()
}

fn refusal(missing: &[Missing], packages: &[&str]) -> String {
    let list: String = missing.iter().map(|one| format!("  - {}: it {}\n", one.what, one.why)).collect();
    format!(
        "an administrator must install something first:\n{list}\nOn Debian or Ubuntu:\n\n  \
         sudo apt-get update && sudo apt-get install -y {}\n\n\
         (a newer Node than the system's: https://nodejs.org/en/download)",
        packages.join(" ")
    )
}

fn is_debian_root() -> bool {
    let is_root = read_from(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    is_root && Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some()
}

/// The 20 of `v20.20.2`.
fn node_major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_major_reads_what_node_prints() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("v8.1.0"), Some(8));
        assert_eq!(node_major("node: not found"), None);
    }

    #[test]
    fn refusal_names_each_thing_its_reason_and_the_command() {
        let missing = [
            Missing { what: "no npm".into(), why: "installs tools", packages: "npm" },
            Missing { what: "no Python 3".into(), why: "tests the API", packages: "python3 python3-venv" },
        ];
        let text = refusal(&missing, &packages_of(&missing));
        assert!(text.contains("no npm: it installs tools"), "{text}");
        assert!(text.contains("sudo apt-get install -y npm python3 python3-venv\n"), "{text}");
    }
}

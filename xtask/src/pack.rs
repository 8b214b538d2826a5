//! Trunk's part: the console compiled for the browser, into a folder of its own. Skipped when no input of it changed.

use crate::places::{Places, TRUNK};
use crate::stamp::Stamp;
use crate::steps::{Outcome, Progress, read_from, run};
use std::process::Command;

/// What Trunk packs: where its `index.html` lies and what decides the result.
pub(crate) struct Page {
    /// The name of the output folder, of the stamp and in messages.
    pub(crate) name: &'static str,
    folder: &'static str,
    public_url: &'static str,
    why: &'static str,
    inputs: &'static [&'static str],
}

/// What every page is made of.
pub(crate) const SHARED: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    ".cargo",
    "xtask/package-lock.json",
    "contract",
    "browser_json",
    "client",
    "articles",
    "search",
];

/// The agents' page.
pub(crate) const CONSOLE: Page = Page {
    name: "console",
    folder: "console",
    public_url: "/console/",
    why: "what agents work in, compiled for the browser",
    inputs: &["console"],
};

/// The example for Leptos: quick to build, with all checks on.
pub(crate) const EXAMPLE: Page = Page {
    name: "example_leptos",
    folder: "examples/leptos",
    public_url: "/",
    why: "the widget as a component, which the browser tests drive",
    inputs: &["build.rs", "src", "style", "public/text", "examples/leptos"],
};

/// Packs the page unless its output is fresh; says whether it had to.
pub(crate) fn pack(places: &Places, progress: &Progress, page: &Page) -> Outcome<bool> {
    let inputs: Vec<&str> = SHARED.iter().chain(page.inputs).copied().collect();
    let output = places.packed(page.name);
    let stamp = Stamp::of(places, page.name, &inputs, &versions(places)?)?;
    if stamp.is_fresh(&output) {
        progress.tell(&format!("{}: nothing changed", page.name));
        return Ok(false);
    }
    fetch(places, progress)?;
    stamp.clear();
    progress.step(page.name, page.why, || {
        // A snippet of an older build must not slip in.
        let _ = std::fs::remove_dir_all(places.target.join("wasm-bindgen"));
        let mut trunk = places.command("trunk");
        trunk.current_dir(places.root.join(page.folder));
        trunk.args(["build", "--skip-version-check", "--public-url", page.public_url, "--dist"]).arg(&output);
        run(without_trunk_settings(&mut trunk))
    })?;
    stamp.keep()?;
    Ok(true)
}

/// Trunk reads these two as settings of its own; CI and terminals set them to other values than it knows.
pub(crate) fn without_trunk_settings(trunk: &mut Command) -> &mut Command {
    trunk.env_remove("NO_COLOR").env_remove("TRUNK_BUILD_RELEASE")
}

/// Trunk is told to work offline, lest it fetches programs by itself; so the crates must be there before.
pub(crate) fn fetch(places: &Places, progress: &Progress) -> Outcome<()> {
    let host = host_of(&read_from(places.command("rustc").arg("-vV"))?)?;
    progress.step("crates", "downloaded once, before the builds that work offline", || {
        let mut fetch = places.command("cargo");
        run(fetch.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown", "--target", &host]))
    })
}

pub(crate) fn versions(places: &Places) -> Outcome<Vec<String>> {
    Ok(vec![TRUNK.to_owned(), read_from(places.command("rustc").arg("-vV"))?])
}

/// The host's target triple in what `rustc -vV` prints.
fn host_of(said: &str) -> Outcome<String> {
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "`rustc -vV` names no host".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_is_read_from_what_rustc_says() {
        let said =
            "rustc 1.95.0 (abc 2026-01-01)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0";
        assert_eq!(host_of(said).as_deref(), Ok("x86_64-unknown-linux-gnu"));
        assert!(host_of("rustc 1.95.0").is_err());
    }
}

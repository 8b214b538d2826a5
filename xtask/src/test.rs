//! `cargo xtask test`: the tests of all crates, the browser tests and the API tests, one after the other even
//! when one fails; a closing line sums them up.

use crate::administrator::{chromium, firefox};
use crate::api_test;
use crate::pack::{EXAMPLE, pack};
use crate::places::{Places, on_path};
use crate::site;
use crate::stamp::files_under;
use crate::steps::{Outcome, Progress, follow, run};
use crate::tally::{self, Tally};
use crate::tools::{self, Need, is_npm_in_step, npm_ci};
use crate::wasm_tests;
use std::process::ExitCode;

/// The parts in the order they run: the cheapest first.
const PARTS: [&str; 3] = ["rust", "browser", "api"];
/// The example for Leptos as it runs on a server. The browser takes over what a server has drawn only if both were compiled
/// with or without `erase_components`, and `.cargo/config.toml` has it for the browser.
const ON_SERVER: [&str; 7] = [
    "--config",
    "build.rustflags=['--cfg', 'erase_components']",
    "-p",
    "helpnook-example-leptos",
    "--no-default-features",
    "--features",
    "ssr",
];

/// Runs the named parts (all when none is named); `passed_on` goes to the runner of the one that is named.
pub(crate) fn test(
    places: &Places,
    progress: &Progress,
    named: &[&str],
    passed_on: &[String],
) -> Outcome<ExitCode> {
    let parts = choose(named, passed_on)?;
    let mut all = Tally::default();
    for part in parts {
        let outcome = match part {
            "rust" => rust(places, progress, passed_on),
            "browser" => browser(places, progress, passed_on),
            _ => api_test::api(places, progress, passed_on),
        };
        let tally = outcome.unwrap_or_else(|reason| {
            progress.tell(&format!("{part}: {reason}"));
            Tally::BROKEN
        });
        progress.tell(&format!("{part}: {} passed, {} failed", tally.passed, tally.failed));
        all += tally;
    }
    println!("{} passed, {} failed", all.passed, all.failed);
    Ok(if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn choose<'a>(named: &[&'a str], passed_on: &[String]) -> Outcome<Vec<&'a str>> {
    if let Some(unknown) = named.iter().find(|part| !PARTS.contains(part)) {
        return Err(format!("there is no part `{unknown}`: the parts are {}", PARTS.join(", ")));
    }
    if named.len() != 1 && !passed_on.is_empty() {
        return Err("arguments for a test runner need exactly one part: rust, browser or api".to_owned());
    }
    Ok(if named.is_empty() { PARTS.to_vec() } else { named.to_vec() })
}

fn rust(places: &Places, progress: &Progress, passed_on: &[String]) -> Outcome<Tally> {
    tools::ready(places, progress, &[])?;
    let mut cargo = places.command("cargo");
    let has_nextest = on_path("cargo-nextest").is_some();
    if has_nextest {
        cargo.args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests=pass"]).args(passed_on);
    } else {
        cargo.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]).args(passed_on);
    }
    cargo.env("CARGO_TERM_COLOR", "never").env("NEXTEST_STATUS_LEVEL", "fail");
    let tests = progress.step("Rust tests", "pure functions, panel states, the router in process", || {
        let run = follow(&mut cargo)?;
        Ok(Tally::of(&run, if has_nextest { tally::nextest } else { tally::cargo_test }))
    })?;
    let mut all = tests.not_empty();
    if passed_on.is_empty() {
        all += progress.step("examples", "the code in the documentation compiles and runs", || {
            let mut cargo = places.command("cargo");
            cargo.args(["test", "--workspace", "--doc", "--no-fail-fast"]).env("CARGO_TERM_COLOR", "never");
            Ok(Tally::of(&follow(&mut cargo)?, tally::cargo_test))
        })?;
        // By itself, so that no other crate is compiled with Leptos' mode for servers.
        all +=
            progress.step("server rendering", "the widget as a component of an app on a server", || {
                let mut cargo = places.command("cargo");
                cargo.args(["test", "--test", "server"]).args(ON_SERVER).env("CARGO_TERM_COLOR", "never");
                Ok(Tally::of(&follow(&mut cargo)?, tally::cargo_test).not_empty())
            })?;
    }
    Ok(all)
}

fn browser(places: &Places, progress: &Progress, passed_on: &[String]) -> Outcome<Tally> {
    let dir = places.root.join("tests/browser");
    let is_test = |file: &String| file.ends_with(".test.mjs");
    let names = files_under(&dir)?.into_iter().map(|file| file.display().to_string());
    let tests: Vec<String> = names.filter(is_test).collect();
    if tests.is_empty() {
        return Err(format!("{} holds no *.test.mjs", dir.display()));
    }
    tools::ready(places, progress, &[Need::Web, Need::Browser])?;
    let site = site::build(places, progress)?;
    build_server(places, progress)?;
    let wasm_tests = wasm_tests::build(places, progress)?;
    pack(places, progress, &EXAMPLE)?;
    progress.step("example on a server", "draws the pages that the browser takes over", || {
        run(places.command("cargo").arg("build").args(ON_SERVER))
    })?;
    if dir.join("package-lock.json").exists() && !is_npm_in_step(&dir, &dir) {
        progress.step("npm ci", "what the browser tests use", || npm_ci(places, &dir))?;
    }
    let chromium = chromium().ok_or("there is no Chromium")?;
    let firefox = firefox().ok_or("there is no Firefox")?;
    // Two at a time: each test file has a browser and a server of its own. A test that fails has failed: there is no second
    // try, which would hide a race.
    progress.step("browser tests", "whole journeys in a real browser, against the real server", || {
        let mut node = places.command("node");
        node.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]).args(passed_on).args(&tests);
        node.env("HELPNOOK_SERVER", places.server_program("debug")).env("HELPNOOK_SITE", &site);
        node.env("HELPNOOK_WASM_TESTS", &wasm_tests);
        node.env("HELPNOOK_EXAMPLE_APP", places.packed(EXAMPLE.name));
        node.env("HELPNOOK_EXAMPLE_SERVER", places.program("debug", "helpnook-example-leptos"));
        node.env("CHROMIUM", &chromium).env("FIREFOX", &firefox).env_remove("HELPNOOK_TOOLS");
        Ok(Tally::of(&follow(&mut node)?, tally::node).not_empty())
    })
}

/// The server as the browser and API tests start it: quick to build, with all its checks on.
pub(crate) fn build_server(places: &Places, progress: &Progress) -> Outcome<()> {
    progress.step("server", "the tests start it, unoptimised", || {
        run(places.command("cargo").args(["build", "-p", "helpnook-server"]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_every_part_in_order() {
        assert_eq!(choose(&[], &[]), Ok(vec!["rust", "browser", "api"]));
        assert_eq!(choose(&["api"], &["--max-examples".to_owned()]), Ok(vec!["api"]));
    }

    #[test]
    fn an_unknown_part_is_refused_with_those_that_are() {
        let reason = choose(&["rust", "speed"], &[]).expect_err("there is no such part");
        assert!(reason.contains("`speed`") && reason.contains("rust, browser, api"), "{reason}");
    }

    #[test]
    fn arguments_without_one_part_are_refused() {
        assert!(choose(&[], &["--nocapture".to_owned()]).is_err());
    }
}

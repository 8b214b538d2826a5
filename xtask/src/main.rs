//! The commands of this repository: `cargo xtask serve`, `test`, `dist` and their parts.
//!
//! Reading order: `places` (where things lie), `steps` (how a step is run and told), `administrator` and
//! `tools` (what must be on the machine), `stamp` (has an input changed?), `widget` with `library`, `split`,
//! `optimize` and `short_names`, `pack` (the console), `minify` and `site` (the folder that is served), then one file per command: `serve`, `dev`, `test` with `api_test` and `tally`,
//! `dist`, `size`, `bench`.
//!
//! Nothing is written outside the tools cache, the target folder, `dist/`, `data/` and `node_modules`.
//! A Rust that is too old never gets here: cargo compares it with `rust-version` first.
#![expect(clippy::print_stdout, reason = "what a command prints on its standard output is its result")]

mod administrator;
mod api_test;
mod bench;
mod calls;
mod dev;
mod dist;
mod languages;
mod library;
mod loader;
mod minify;
mod optimize;
mod pack;
mod places;
mod serve;
mod short_names;
mod site;
mod size;
mod split;
mod stamp;
mod steps;
mod tally;
mod test;
mod tools;
mod wasm_tests;
mod widget;

use places::Places;
use std::process::ExitCode;
use steps::{Outcome, Progress};
use tools::Need;

const HELP: &str = "\
Usage: cargo xtask <command>

  serve [-- ARGS]    build what changed and start the demo on http://127.0.0.1:8787;
                     ARGS go to `helpnook-server serve` (e.g. -- --listen 127.0.0.1:9000)
  dev [-- ARGS]      the development loop on http://127.0.0.1:8080: `trunk serve` with ARGS, and a server
  test [PART] [-- ARGS]
                     run all tests, or one PART: rust, browser, api; ARGS go to that part's runner
  dist               fill dist/: the server with the site inside it, and the static files for a CDN
  build              only build the site folder (target/site)
  size [--json]      bytes of every shipped file, held against size-budget.toml
  bench search [--set DIR]… [--synthetic N] [--harness DIR [--peers NAME,…]]
                     how well, fast and small the search is, natively and in wasm: one table.
                     A set is a folder with articles.json, queries.json, queries_typo.json and
                     queries_prefix.json; without any, 10501 synthetic articles (speed and size).
                     Peers are run by a harness: engines.json and its adapters, npm installed
  tools              only check and install what the other commands need
  help               this text

Surroundings:
  HELPNOOK_TOOLS     folder of the tools that are installed on the way (default ~/.cache/helpnook)
  HELPNOOK_STABLE    if it is set the widget is built without unstable flags of the Rust toolchain; it is larger then
  CHROMIUM           the browser for the browser tests (default: chromium on the PATH)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("\nerror: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Outcome<ExitCode> {
    let (own, passed_on) = split_at_dashes(args);
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    if own.is_empty() || own.iter().any(|arg| matches!(*arg, "help" | "--help" | "-h")) {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let places = Places::find()?;
    let progress = Progress::start();
    match own.as_slice() {
        ["serve"] => serve::serve(&places, &progress, passed_on).map(|()| ExitCode::SUCCESS),
        ["dev"] => dev::dev(&places, &progress, passed_on).map(|()| ExitCode::SUCCESS),
        ["test", parts @ ..] => test::test(&places, &progress, parts, passed_on),
        ["dist"] => dist::dist(&places, &progress).map(|()| ExitCode::SUCCESS),
        ["build"] => build(&places, &progress).map(|()| ExitCode::SUCCESS),
        ["size"] => size::size(&places, &progress, false),
        ["size", "--json"] => size::size(&places, &progress, true),
        ["bench", "search", wish @ ..] => bench::search(&places, &progress, wish).map(|()| ExitCode::SUCCESS),
        ["tools"] => tools::ready(&places, &progress, &[Need::Web, Need::Browser, Need::Api])
            .map(|()| ExitCode::SUCCESS),
        _ => Err(format!("`{}` is not a command here\n\n{HELP}", own.join(" "))),
    }
}

fn build(places: &Places, progress: &Progress) -> Outcome<()> {
    tools::ready(places, progress, &[Need::Web])?;
    let site = site::build(places, progress)?;
    println!("{}", site.display());
    Ok(())
}

/// What stands before a `--` is ours, what stands after it goes on to the program that is started.
fn split_at_dashes(args: &[String]) -> (&[String], &[String]) {
    match args.iter().position(|arg| arg == "--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => (args, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_dashes_is_passed_on() {
        let args: Vec<String> = ["serve", "--", "--listen", "x"].map(String::from).to_vec();
        let (own, passed_on) = split_at_dashes(&args);
        assert_eq!(own, ["serve"]);
        assert_eq!(passed_on, ["--listen", "x"]);
    }

    #[test]
    fn an_unknown_command_is_refused_by_name() {
        let refusal = dispatch(&["polish".to_owned()]).expect_err("no such command");
        assert!(refusal.contains("`polish`"), "{refusal}");
    }
}

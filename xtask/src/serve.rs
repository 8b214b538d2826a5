//! `cargo xtask serve`: from a fresh clone to a demo in the browser.

use crate::places::Places;
use crate::site;
use crate::steps::{Outcome, Progress, run};
use crate::tools::{self, Need};
use std::process::Command;

/// Builds what changed and becomes the server; returns only if that fails.
pub(crate) fn serve(places: &Places, progress: &Progress, passed_on: &[String]) -> Outcome<()> {
    tools::ready(places, progress, &[Need::Web])?;
    let site = site::build(places, progress)?;
    progress.step("server", "serves the API, the demo shop, the widget and the console", || {
        run(places.command("cargo").args(["build", "--release", "-p", "helpnook-server"]))
    })?;
    let data = places.root.join("data");
    let defaults = [
        ("--listen", "127.0.0.1:8787".to_owned()),
        ("--data", data.display().to_string()),
        ("--site-dir", site.display().to_string()),
    ];
    let args = server_args(&defaults, passed_on);
    progress.tell(&format!("starting: helpnook-server {}", args.join(" ")));
    let mut server = Command::new(places.server_program("release"));
    become_server(server.args(args).env_remove("HELPNOOK_TOOLS"))
}

/// The server's arguments: our own choices, but for those that the caller makes.
fn server_args(defaults: &[(&str, String)], passed_on: &[String]) -> Vec<String> {
    let is_given = |flag: &str| passed_on.iter().any(|arg| arg.split('=').next() == Some(flag));
    let mut args = vec!["serve".to_owned()];
    if !is_given("--demo") {
        args.push("--demo".to_owned());
    }
    for (flag, value) in defaults.iter().filter(|(flag, _)| !is_given(flag)) {
        args.extend([(*flag).to_owned(), value.clone()]);
    }
    args.extend_from_slice(passed_on);
    args
}

/// Replaces this process, so that Ctrl-C and a stop signal reach the server itself and it ends in good order.
#[cfg(unix)]
fn become_server(server: &mut Command) -> Outcome<()> {
    use std::os::unix::process::CommandExt;
    let reason = server.exec();
    Err(format!("{} could not be started: {reason}", server.get_program().display()))
}

#[cfg(not(unix))]
fn become_server(server: &mut Command) -> Outcome<()> {
    let status = server.status().map_err(|e| format!("the server could not be started: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("the server ended with {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULTS: [(&str, String); 1] = [("--listen", String::new())];

    #[test]
    fn the_callers_choice_replaces_ours() {
        let given: Vec<String> = ["--listen=127.0.0.1:9000"].map(String::from).to_vec();
        assert_eq!(server_args(&DEFAULTS, &given), ["serve", "--demo", "--listen=127.0.0.1:9000"]);
        let given: Vec<String> = ["--listen", "127.0.0.1:9000", "--demo"].map(String::from).to_vec();
        assert_eq!(server_args(&DEFAULTS, &given), ["serve", "--listen", "127.0.0.1:9000", "--demo"]);
    }

    #[test]
    fn without_a_choice_the_demo_is_served() {
        let defaults = [("--listen", "127.0.0.1:8787".to_owned())];
        assert_eq!(server_args(&defaults, &[]), ["serve", "--demo", "--listen", "127.0.0.1:8787"]);
    }
}

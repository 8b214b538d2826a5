//! `cargo xtask dev`: the development loop. Trunk compiles the widget as it is, serves the demo page and reloads it on
//! change; a server beside it answers the API.

use crate::pack::{fetch, without_trunk_settings};
use crate::places::Places;
use crate::steps::{Outcome, Progress, run};
use crate::test::build_server;
use crate::tools::{self, Need};
use std::process::{Child, Command};

/// Where Trunk passes the API's calls on to: see `Trunk.toml`.
const SERVER: &str = "127.0.0.1:8787";

/// Runs both until Trunk ends; `passed_on` goes to `trunk serve`.
pub(crate) fn dev(places: &Places, progress: &Progress, passed_on: &[String]) -> Outcome<()> {
    tools::ready(places, progress, &[Need::Web])?;
    fetch(places, progress)?;
    build_server(places, progress)?;
    let data = places.root.join("data");
    let mut server = Command::new(places.server_program("debug"));
    server.args(["serve", "--demo", "--listen", SERVER, "--data"]).arg(data).env_remove("HELPNOOK_TOOLS");
    // For the console, where it was built once.
    if places.site().is_dir() {
        server.arg("--site-dir").arg(places.site());
    }
    let _server = Running(server.spawn().map_err(|e| format!("the server could not be started: {e}"))?);
    let mut trunk = places.command("trunk");
    run(without_trunk_settings(trunk.args(["serve", "--skip-version-check"]).args(passed_on)))
}

/// Ends with the loop.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Ctrl-C has reached it already, as everything that the terminal runs.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

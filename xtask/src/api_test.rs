//! The API tests: schemathesis reads `/openapi.json` from a running server and calls every operation with
//! inputs good and bad, a bounded number of times.
//!
//! `server/tests/schemathesis/hooks.py` and `schemathesis.toml` are used where they exist. The hooks find the
//! server by `HELPNOOK_BASE`, its program by `HELPNOOK_SERVER` and its data folder by `HELPNOOK_DATA`; they sign customers in by
//! `IDENTITY_SECRET`.

use crate::places::{Places, read};
use crate::site::empty;
use crate::steps::{Outcome, Progress, follow};
use crate::tally::{self, Tally};
use crate::test::build_server;
use crate::tools::{self, Need};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How many inputs each operation gets: enough to meet each kind of bad input, few enough for every submission.
const EXAMPLES: &str = "25";
/// How long a server may take to answer for the first time; a debug build on a busy machine included.
const START_LIMIT: Duration = Duration::from_secs(60);

/// What the hooks sign a customer by.
const IDENTITY_SECRET: &str = "of this test alone, on this machine alone";

/// The same as the server's setting.
fn identity_keys() -> String {
    format!("[{{ kid = 'test', algorithm = 'HS256', secret = '{IDENTITY_SECRET}' }}]")
}

/// Starts a server on fresh data, lets schemathesis at it, stops it.
pub(crate) fn api(places: &Places, progress: &Progress, passed_on: &[String]) -> Outcome<Tally> {
    tools::ready(places, progress, &[Need::Api])?;
    build_server(places, progress)?;
    let dir = places.target.join("api-test");
    empty(&dir)?;
    let data = dir.join("data");
    let program = places.server_program("debug");
    let server = Running::start(&program, &data, &dir.join("server.log"))?;
    let base = format!("http://{}", server.address);
    let report = dir.join("report.xml");
    let hooks = places.root.join("server/tests/schemathesis");

    let mut schemathesis = Command::new(places.venv().join("bin/schemathesis"));
    // It leaves examples and caches where it runs.
    schemathesis.current_dir(&dir).env("HELPNOOK_BASE", &base).env("HELPNOOK_DATA", &data);
    schemathesis.env("IDENTITY_SECRET", IDENTITY_SECRET);
    schemathesis.env("HELPNOOK_SERVER", &program).env("PYTHONDONTWRITEBYTECODE", "1");
    if hooks.join("hooks.py").exists() {
        schemathesis.env("SCHEMATHESIS_HOOKS", hooks.join("hooks.py"));
    }
    schemathesis.arg("--no-color");
    if hooks.join("schemathesis.toml").exists() {
        schemathesis.arg("--config-file").arg(hooks.join("schemathesis.toml"));
    }
    schemathesis.args(["run", &format!("{base}/openapi.json"), "--checks", "all"]);
    // The same inputs in every run: a red run is red for everybody, until it is mended.
    schemathesis.args(["--max-examples", EXAMPLES, "--generation-deterministic"]);
    schemathesis.args(["--report", "junit", "--report-junit-path"]).arg(&report).args(passed_on);

    progress.step("API tests", "every operation is called with good and bad inputs", || {
        let run = follow(&mut schemathesis)?;
        let report = read(&report).unwrap_or_default();
        Ok(Tally::of(&run, |_| tally::junit(&report)).not_empty())
    })
}

/// A server that runs for as long as this value lives.
struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    fn start(program: &Path, data: &Path, log: &Path) -> Outcome<Running> {
        let address = free_address()?;
        let file = std::fs::File::create(log).map_err(|e| format!("{}: {e}", log.display()))?;
        let errors = file.try_clone().map_err(|e| format!("{}: {e}", log.display()))?;
        let child = Command::new(program)
            .args(["serve", "--demo", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .env_remove("HELPNOOK_TOOLS")
            .env("HELPNOOK_IDENTITY_KEYS", identity_keys())
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        let mut server = Running { child, address };
        server
            .wait_until_healthy()
            .map_err(|reason| format!("{reason}; it said:\n{}", read(log).unwrap_or_default().trim_end()))?;
        Ok(server)
    }

    /// Asks `/healthz` until it answers: nothing else tells from outside that a server listens.
    fn wait_until_healthy(&mut self) -> Outcome<()> {
        let began = Instant::now();
        while began.elapsed() < START_LIMIT {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended with {status} before it answered"));
            }
            if is_healthy(self.address) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("the server did not answer on http://{}/healthz in {START_LIMIT:?}", self.address))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone after this.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that is free now. The server could print one it chose, but its output is for people.
fn free_address() -> Outcome<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|e| format!("no free port: {e}"))
}

fn is_healthy(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200 "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that gives one answer, whatever it is asked.
    fn answering(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a caller");
            let mut request = Vec::new();
            // To its very end: closing a connection with something unread resets it, and the answer is lost.
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).expect("a whole request");
                request.extend(byte);
            }
            assert!(request.starts_with(b"GET /healthz HTTP/1.1\r\n"));
            stream.write_all(answer.as_bytes()).expect("answered");
        });
        address
    }

    #[test]
    fn only_a_server_that_says_200_is_healthy() {
        assert!(is_healthy(answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")));
        assert!(!is_healthy(answering("HTTP/1.1 503 Service Unavailable\r\n\r\n")));
        assert!(!is_healthy(free_address().expect("a port where nobody listens")));
    }

    #[cfg(unix)]
    #[test]
    fn a_server_that_ends_at_once_is_told_with_what_it_said() {
        let dir = std::env::temp_dir().join(format!("xtask-api-{}", std::process::id()));
        empty(&dir).expect("an empty folder");
        // `echo` ends at once, whatever it is told to serve.
        let reason = Running::start(Path::new("/bin/echo"), &dir.join("data"), &dir.join("log")).err();
        let reason = reason.expect("echo is no server");
        assert!(reason.contains("before it answered") && reason.contains("serve --demo"), "{reason}");
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}

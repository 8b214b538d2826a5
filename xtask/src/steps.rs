//! How a step is run and told: what, why, and how long it took. Progress goes to standard error, so that
//! standard output holds results alone.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a step gives, or the reason it failed, told to the person at the keyboard.
pub(crate) type Outcome<T> = Result<T, String>;

/// The clock of one `cargo xtask` call.
pub(crate) struct Progress {
    started: Instant,
}

impl Progress {
    /// Starts the clock.
    pub(crate) fn start() -> Progress {
        Progress { started: Instant::now() }
    }

    /// Prints one line with the seconds since the start.
    pub(crate) fn tell(&self, line: &str) {
        eprintln!("[{:>4} s] {line}", self.started.elapsed().as_secs());
    }

    /// Runs one step that takes noticeable time: says what and why before, how long after.
    pub(crate) fn step<T>(&self, what: &str, why: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let began = Instant::now();
        self.tell(&format!("{what}: {why}"));
        let outcome = work();
        let verdict = if outcome.is_ok() { "done" } else { "FAILED" };
        self.tell(&format!("{what}: {verdict} in {:.1} s", began.elapsed().as_secs_f64()));
        outcome
    }
}

/// Runs a command to its end; its output is shown on standard error. It gets no standard input.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::from(std::io::stderr()))
        .status()
        .map_err(|e| format!("{} could not be started: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", shown(command))) }
}

/// Runs a command to its end and gives its standard output, trimmed.
pub(crate) fn read_from(command: &mut Command) -> Outcome<String> {
    read_with(command, Stdio::null())
}

/// The same for a command that reads from `input`.
pub(crate) fn read_with(command: &mut Command, input: impl Into<Stdio>) -> Outcome<String> {
    let output =
        command.stdin(input).output().map_err(|e| format!("{} could not be started: {e}", shown(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} ended with {}\n{}", shown(command), output.status, said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a followed command printed on both streams, and whether it ended well.
pub(crate) struct Followed {
    pub(crate) lines: Vec<String>,
    pub(crate) is_success: bool,
}

/// Runs a command to its end, showing each line as it comes and keeping it.
pub(crate) fn follow(command: &mut Command) -> Outcome<Followed> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{} could not be started: {e}", shown(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let lines = std::thread::scope(|scope| {
        let errors = scope.spawn(|| err.map(show_and_keep).unwrap_or_default());
        let mut lines = out.map(show_and_keep).unwrap_or_default();
        lines.extend(errors.join().unwrap_or_default());
        lines
    });
    let status = child.wait().map_err(|e| format!("{}: {e}", shown(command)))?;
    Ok(Followed { lines, is_success: status.success() })
}

fn show_and_keep(stream: impl Read) -> Vec<String> {
    let mut lines = Vec::new();
    // Bytes rather than `lines()`: a test may print what is not UTF-8, and its neighbours still count.
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        // A closed standard error is no reason to stop the tests.
        let _ = writeln!(std::io::stderr(), "{line}");
        lines.push(line);
    }
    lines
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    format!("`{}`", words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_is_named_with_its_arguments() {
        let reason =
            run(Command::new("cargo").arg("no-such-command")).expect_err("cargo knows no such command");
        assert!(reason.contains("`cargo no-such-command`"), "{reason}");
    }

    #[test]
    fn followed_lines_are_kept_from_both_streams() {
        let followed = follow(Command::new("cargo").arg("--version")).expect("cargo is there");
        assert!(followed.is_success);
        assert!(followed.lines.iter().any(|line| line.starts_with("cargo ")));
        let followed = follow(Command::new("cargo").arg("no-such-command")).expect("cargo is there");
        assert!(!followed.is_success);
        assert!(followed.lines.iter().any(|line| line.contains("no-such-command")));
    }
}

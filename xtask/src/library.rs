//! Rust's standard library in the widget. It is compiled along, for size and with panics that trap at once (in a page no
//! person reads the message of a panic): the wasm is a tenth smaller. A stable toolchain does this when it is told that it
//! may use unstable flags. Where it refuses them, or the library's source is missing, the library comes as rustup ships it.

use crate::places::{Places, on_path};
use crate::steps::{Outcome, Progress, read_from, run};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
/// Allows a stable toolchain the flags below.
const ALLOW: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
const BUILD: [&str; 4] = ["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"];
const TRAP: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];
/// The variable by which a person asks for the library as it is shipped.
pub(crate) const PLAIN: &str = "HELPNOOK_STABLE";

/// Which standard library the widget is linked with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Library {
    /// Compiled along.
    Compiled,
    /// As rustup installs it for the target.
    Shipped,
}

impl Library {
    /// Chooses by what the toolchain can do; says in one line why the library is not compiled.
    pub(crate) fn choose(places: &Places, progress: &Progress) -> Library {
        let refusal = if is_plain() {
            Some(format!("{PLAIN} is set"))
        } else if !has_source(places) {
            Some("its source is missing (`rustup component add rust-src`)".to_owned())
        } else {
            refusal(&mut places.command("rustc"), ALLOW.1)
        };
        refusal.map_or(Library::Compiled, |reason| Library::shipped(progress, &reason))
    }

    fn shipped(progress: &Progress, reason: &str) -> Library {
        progress.tell(&format!(
            "Rust's standard library is not compiled for size, so the widget is larger: {reason}"
        ));
        Library::Shipped
    }

    /// Downloads the crates that the library is made of; where that fails it comes as it is shipped.
    pub(crate) fn fetch(self, places: &Places, progress: &Progress) -> Library {
        if self == Library::Shipped {
            return self;
        }
        let mut cargo = places.command("cargo");
        cargo.env(ALLOW.0, ALLOW.1).arg("fetch").args(BUILD).args(["--quiet", "--target", TARGET]);
        match read_from(&mut cargo) {
            Ok(_) => self,
            Err(reason) => Library::shipped(progress, &reason),
        }
    }

    /// The reason why a build failed, with the way around the unstable flags.
    pub(crate) fn explain(self, reason: String) -> String {
        match self {
            Library::Compiled => format!("{reason}\n{PLAIN}=1 builds without unstable flags"),
            Library::Shipped => reason,
        }
    }

    /// What a `cargo rustc` for the widget is told.
    pub(crate) fn apply(self, cargo: &mut Command) {
        if self == Library::Compiled {
            let flags = TRAP.map(|flag| format!("'{flag}'")).join(", ");
            cargo.env(ALLOW.0, ALLOW.1).args(BUILD);
            cargo.args(["--config", &format!("target.{TARGET}.rustflags=[{flags}]")]);
        }
    }
}

/// Adds the library's source where rustup is there to do it.
pub(crate) fn provide_source(places: &Places, progress: &Progress) -> Outcome<()> {
    if is_plain() || has_source(places) || on_path("rustup").is_none() {
        return Ok(());
    }
    progress.step("Rust's library source", "what the widget needs of it is compiled along, for size", || {
        run(places.command("rustup").args(["component", "add", "rust-src"]))
    })
}

fn is_plain() -> bool {
    std::env::var_os(PLAIN).is_some_and(|value| !value.is_empty() && value != "0")
}

fn has_source(places: &Places) -> bool {
    let sysroot = read_from(places.command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
}

/// The first line of what the compiler says against the flags, if it refuses them.
fn refusal(rustc: &mut Command, allow: &str) -> Option<String> {
    let said =
        read_from(rustc.env(ALLOW.0, allow).args(TRAP).args(["--target", TARGET, "--print", "cfg"])).err()?;
    let error = said.lines().find(|line| line.starts_with("error")).unwrap_or(&said);
    Some(format!("the compiler refuses {}: {error}", TRAP.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_that_keeps_to_stable_flags_refuses_in_one_line() {
        let reason = refusal(&mut Command::new("rustc"), "-1").expect("it refuses");
        assert!(reason.contains("-Cpanic=immediate-abort") && reason.lines().count() == 1, "{reason}");
    }

    #[test]
    fn the_shipped_library_needs_no_unstable_flag() {
        let mut cargo = Command::new("cargo");
        Library::Shipped.apply(&mut cargo);
        assert_eq!(cargo.get_args().count() + cargo.get_envs().count(), 0);
        Library::Compiled.apply(&mut cargo);
        let args: Vec<_> = cargo.get_args().map(|arg| arg.to_string_lossy()).collect();
        assert!(args.contains(&"build-std=std,panic_abort".into()), "{args:?}");
        let flags =
            "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options', '-Cpanic=immediate-abort']";
        assert!(args.contains(&flags.into()), "{args:?}");
    }
}

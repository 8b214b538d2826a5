//! `cargo xtask dist`: what goes to a server and to a CDN, in `dist/`.
//!
//! - `helpnook-server`: serves everything by itself, the site is inside it
//! - `site/`: the same files for a CDN, each with a `.br` and a `.gz` beside it where that is smaller

use crate::places::Places;
use crate::site::{self, copy_folder, empty};
use crate::stamp::files_under;
use crate::steps::{Outcome, Progress, run};
use crate::tools::{self, Need};
use std::path::Path;

/// Fills `dist/` anew and prints what is in it.
pub(crate) fn dist(places: &Places, progress: &Progress) -> Outcome<()> {
    tools::ready(places, progress, &[Need::Web])?;
    let site = site::build(places, progress)?;
    let dist = places.root.join("dist");
    empty(&dist)?;
    copy_folder(&site, &dist.join("site"), |_| true)?;
    progress.step("server", "for production, with the site inside", || {
        let mut cargo = places.command("cargo");
        cargo.args(["build", "--release", "-p", "helpnook-server", "--features", "embed-site"]);
        run(cargo.env("HELPNOOK_SITE_DIR", dist.join("site")))
    })?;
    let program = places.server_program("release");
    let name = program.file_name().ok_or("the server has a file name")?;
    for file in [program.clone(), places.root.join("LICENSE-MIT"), places.root.join("LICENSE-APACHE")] {
        let to = dist.join(file.file_name().unwrap_or(name));
        // `fs::copy` keeps the program executable.
        std::fs::copy(&file, to).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    print!("{}", listing(&dist)?);
    Ok(())
}

/// Every file of a folder with its bytes, compressed twins on the line of their original.
fn listing(dist: &Path) -> Outcome<String> {
    let mut text = format!("{}\n", dist.display());
    let bytes = |file: &Path| file.metadata().map(|m| m.len()).ok();
    let twin = |file: &Path, end: &str| bytes(Path::new(&format!("{}{end}", file.display())));
    for file in files_under(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        let is_twin =
            [".br", ".gz"].iter().any(|end| name.strip_suffix(end).is_some_and(|n| dist.join(n).exists()));
        if is_twin {
            continue;
        }
        text += &format!("{:>12}  {name}", bytes(&file).unwrap_or(0));
        for end in [".br", ".gz"] {
            if let Some(bytes) = twin(&file, end) {
                text += &format!("  {end} {bytes}");
            }
        }
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_twins_stand_beside_their_original() {
        let dir = std::env::temp_dir().join(format!("xtask-dist-{}", std::process::id()));
        empty(&dir).expect("an empty folder");
        for (name, content) in [("embed.js", "12345"), ("embed.js.br", "123"), ("alone.gz", "1")] {
            std::fs::write(dir.join(name), content).expect("written");
        }
        let text = listing(&dir).expect("listed");
        let lines: Vec<&str> = text.lines().skip(1).map(str::trim_start).collect();
        assert_eq!(lines, ["1  alone.gz", "5  embed.js  .br 3"]);
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}

//! `cargo xtask bench search`: how well, how fast and how small the search is, natively and in wasm, on test sets and beside
//! other engines. One table on standard output.
//!
//! A set is a folder with `articles.json` ([{id, title, body, category, locale}]) and `queries.json`, `queries_typo.json` and
//! `queries_prefix.json` ([{query, relevant: [ids]}]). None is checked in: real ones may not be given away. Without a
//! folder a synthetic one is made, the same every time, for speed and size alone.

mod engines;
mod score;
mod sizes;
mod synthetic;
mod table;

use crate::places::Places;
use crate::steps::{Outcome, Progress};
use engines::{Engine, Measured};
use std::path::{Path, PathBuf};

/// How many articles a synthetic set has: as many as the largest set that engines were compared on.
const SYNTHETIC: usize = 10_501;

/// What was asked for.
#[derive(Debug, Default, PartialEq)]
struct Wish {
    sets: Vec<PathBuf>,
    synthetic: Option<usize>,
    harness: Option<PathBuf>,
    peers: Vec<String>,
}

/// Runs everything and prints the table.
pub(crate) fn search(places: &Places, progress: &Progress, args: &[&str]) -> Outcome<()> {
    let wish = Wish::read(args)?;
    let ours = engines::build(places, progress)?;
    let mut sets = wish.sets.clone();
    if let Some(articles) = wish.synthetic {
        let folder = places.target.join("bench").join(format!("synthetic-{articles}"));
        progress.step("synthetic set", &format!("{articles} articles, the same every time"), || {
            synthetic::write(&folder, articles)
        })?;
        sets.push(folder);
    }
    let peers = match &wish.harness {
        Some(harness) => engines::peers(harness, &wish.peers)?,
        None => Vec::new(),
    };
    let mut rows = Vec::new();
    for set in &sets {
        rows.extend(measure(places, progress, set, &ours, &peers)?);
    }
    print!("{}", table::markdown(&rows));
    println!("\n{}", sizes::engine_in_wasm(places, progress)?);
    Ok(())
}

/// One set on every engine. What the wasm finds must be what the native program finds.
fn measure(
    places: &Places,
    progress: &Progress,
    set: &Path,
    ours: &[Engine],
    peers: &[Engine],
) -> Outcome<Vec<Measured>> {
    let name = set.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut rows: Vec<Measured> = Vec::new();
    for engine in ours.iter().chain(peers) {
        let row = progress.step(&format!("{} on {name}", engine.name), "three kinds of queries", || {
            engine.measure(places, set)
        })?;
        rows.push(row);
    }
    if let [native, wasm, ..] = rows.as_slice()
        && ours.len() > 1
        && native.found != wasm.found
    {
        return Err(format!("{name}: {} and {} find different articles", native.engine, wasm.engine));
    }
    Ok(rows)
}

impl Wish {
    fn read(args: &[&str]) -> Outcome<Wish> {
        let mut wish = Wish::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value =
                || args.next().copied().ok_or_else(|| format!("{arg} needs a value; see `cargo xtask help`"));
            match *arg {
                "--set" | "--sets" => wish.sets.extend(value()?.split(',').map(PathBuf::from)),
                "--harness" => wish.harness = Some(PathBuf::from(value()?)),
                "--peers" => wish.peers.extend(value()?.split(',').map(str::to_owned)),
                "--synthetic" => {
                    let count = value()?;
                    let articles = count.parse().ok().filter(|articles| (1..=1_000_000).contains(articles));
                    wish.synthetic = Some(
                        articles.ok_or_else(|| format!("--synthetic {count}: give a number of articles"))?,
                    );
                }
                _ => return Err(format!("`{arg}` is not known to `bench search`; see `cargo xtask help`")),
            }
        }
        if wish.sets.is_empty() && wish.synthetic.is_none() {
            wish.synthetic = Some(SYNTHETIC);
        }
        if wish.harness.is_none() && !wish.peers.is_empty() {
            return Err("--peers needs --harness, the folder with their adapters and `engines.json`".into());
        }
        for set in &mut wish.sets {
            *set = std::path::absolute(&set).map_err(|e| format!("{}: {e}", set.display()))?;
            if !set.join("articles.json").is_file() {
                return Err(format!("{} is no set: it has no articles.json", set.display()));
            }
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_set_a_synthetic_one_is_made() {
        let wish = Wish::read(&[]).expect("nothing is fine");
        assert_eq!((wish.synthetic, wish.sets.len()), (Some(10_501), 0));
        assert_eq!(Wish::read(&["--synthetic", "50"]).expect("a number").synthetic, Some(50));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (args, named) in [
            (&["--quick"][..], "`--quick`"),
            (&["--set"], "--set needs a value"),
            (&["--set", "/no/such/folder"], "has no articles.json"),
            (&["--peers", "lunr"], "--peers needs --harness"),
            (&["--synthetic", "many"], "--synthetic many"),
        ] {
            let refusal = Wish::read(args).expect_err(named);
            assert!(refusal.contains(named), "{refusal}");
        }
    }
}

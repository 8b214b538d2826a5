//! `cargo xtask size`: the bytes of every shipped file, raw, gzip and brotli, held against `size-budget.toml`.

use crate::places::{Places, read};
use crate::site;
use crate::steps::{Outcome, Progress, read_from};
use crate::tools::{self, Need};
use std::process::ExitCode;

/// The three ways a file's bytes are counted, in the order of `Shipped::bytes`.
const WAYS: [&str; 3] = ["raw", "gzip", "brotli"];

/// A file of the site: its path in it, and its bytes raw, gzip -9 and brotli -q11.
#[derive(Debug, PartialEq)]
struct Shipped {
    path: String,
    bytes: [u64; 3],
}

/// One line of the budget: the files it speaks of and the most bytes they may have together.
#[derive(Debug, PartialEq)]
struct Budget {
    name: String,
    paths: Vec<String>,
    limits: [Option<u64>; 3],
}

/// Prints the table (or JSON) and fails when a budget is exceeded.
pub(crate) fn size(places: &Places, progress: &Progress, is_json: bool) -> Outcome<ExitCode> {
    tools::ready(places, progress, &[Need::Web])?;
    let site = site::build(places, progress)?;
    let measured = read_from(places.command("node").args(["xtask/compress.mjs", "measure"]).arg(site))?;
    let files: Vec<Shipped> = measured.lines().map(shipped).collect::<Outcome<_>>()?;
    let budgets = budgets(&read(&places.root.join("size-budget.toml"))?)?;
    let excesses: Vec<String> = budgets.iter().flat_map(|budget| excesses(budget, &files)).collect();
    if is_json {
        println!("{}", json(&files, &excesses));
    } else {
        print!("{}{}", table(&files), sums(&budgets, &files));
    }
    for excess in &excesses {
        eprintln!("over budget: {excess}");
    }
    Ok(if excesses.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn shipped(line: &str) -> Outcome<Shipped> {
    let parts: Vec<&str> = line.split('\t').collect();
    let number = |text: &str| text.parse().map_err(|e| format!("`{line}`: {e}"));
    match parts.as_slice() {
        [path, raw, gzip, brotli] => {
            Ok(Shipped { path: (*path).to_owned(), bytes: [number(raw)?, number(gzip)?, number(brotli)?] })
        }
        _ => Err(format!("`{line}` is no line of a measure")),
    }
}

/// Reads the budget; a word that it does not know is an error, for it would limit nothing.
fn budgets(text: &str) -> Outcome<Vec<Budget>> {
    let table: toml::Table = text.parse().map_err(|e| format!("size-budget.toml: {e}"))?;
    table
        .into_iter()
        .map(|(name, value)| {
            let wrong = |what: &str| format!("size-budget.toml: {name}: {what}");
            let entry = value.as_table().ok_or_else(|| wrong("must be a table"))?;
            let mut budget = Budget { name: name.clone(), paths: Vec::new(), limits: [None; 3] };
            for (key, value) in entry {
                if key == "paths" {
                    let paths = value.as_array().into_iter().flatten().filter_map(|path| path.as_str());
                    budget.paths = paths.map(str::to_owned).collect();
                } else if let Some(way) = WAYS.iter().position(|way| way == key) {
                    let limit = value.as_integer().and_then(|n| u64::try_from(n).ok());
                    budget.limits[way] =
                        Some(limit.ok_or_else(|| wrong(&format!("{key} must be a number of bytes")))?);
                } else {
                    return Err(wrong(&format!("`{key}` is unknown; known are paths, {}", WAYS.join(", "))));
                }
            }
            if budget.paths.is_empty() || budget.limits == [None; 3] {
                return Err(wrong("needs `paths` (a list) and at least one of raw, gzip, brotli"));
            }
            Ok(budget)
        })
        .collect()
}

/// What is wrong with a budget: a limit that is exceeded, or a path that no file has.
fn excesses(budget: &Budget, files: &[Shipped]) -> Vec<String> {
    let is_missing = |path: &&String| !files.iter().any(|file| is_match(path, &file.path));
    let mut wrong: Vec<String> = budget
        .paths
        .iter()
        .filter(is_missing)
        .map(|path| format!("{}: no file is `{path}`", budget.name))
        .collect();
    let sum = sum(budget, files);
    for ((way, limit), bytes) in WAYS.iter().zip(budget.limits).zip(sum) {
        if let Some(limit) = limit.filter(|limit| bytes > *limit) {
            let over = bytes - limit;
            wrong.push(format!("{} has {bytes} bytes {way}, {over} more than {limit}", budget.name));
        }
    }
    wrong
}

fn sum(budget: &Budget, files: &[Shipped]) -> [u64; 3] {
    let is_meant = |file: &&Shipped| budget.paths.iter().any(|path| is_match(path, &file.path));
    files
        .iter()
        .filter(is_meant)
        .fold([0; 3], |sum, file| std::array::from_fn(|way| sum[way] + file.bytes[way]))
}

/// Whether a path fits a pattern with at most one `*`, which stands for a hash: it spans no folder.
fn is_match(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => {
            let between = path.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            between.is_some_and(|hash| !hash.is_empty() && !hash.contains(['/', '_', '.']))
        }
    }
}

fn table(files: &[Shipped]) -> String {
    let mut text = format!("{:>9} {:>9} {:>9}  file\n", WAYS[0], WAYS[1], WAYS[2]);
    for Shipped { path, bytes: [raw, gzip, brotli] } in files {
        text += &format!("{raw:>9} {gzip:>9} {brotli:>9}  {path}\n");
    }
    text
}

/// Each budget with what it has come to: `brotli 1200 of 1500`.
fn sums(budgets: &[Budget], files: &[Shipped]) -> String {
    let mut text = String::from("\nbudget\n");
    for budget in budgets {
        let limits = WAYS.iter().zip(budget.limits).zip(sum(budget, files));
        let parts: Vec<String> = limits
            .filter_map(|((way, limit), bytes)| limit.map(|limit| format!("{way} {bytes} of {limit}")))
            .collect();
        text += &format!("  {}: {}\n", budget.name, parts.join(", "));
    }
    text
}

fn json(files: &[Shipped], excesses: &[String]) -> serde_json::Value {
    let files: Vec<_> = files
        .iter()
        .map(|Shipped { path, bytes: [raw, gzip, brotli] }| {
            serde_json::json!({ "path": path, "raw": raw, "gzip": gzip, "brotli": brotli })
        })
        .collect();
    serde_json::json!({ "files": files, "over_budget": excesses })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Shipped> {
        let lines = [
            "embed.js\t3000\t1300\t1200",
            "assets/helpnook-0a1b.js\t20000\t5000\t4000",
            "assets/helpnook-9f_bg.wasm\t300000\t100000\t80000",
        ];
        lines.iter().map(|line| shipped(line).expect("a line of the measure")).collect()
    }

    fn only(text: &str) -> Budget {
        budgets(text).expect("a budget").remove(0)
    }

    #[test]
    fn an_excess_names_the_file_and_by_how_much() {
        let budget = only("[embed]\npaths = ['embed.js']\nraw = 3000\nbrotli = 1150");
        assert_eq!(excesses(&budget, &files()), ["embed has 1200 bytes brotli, 50 more than 1150"]);
    }

    #[test]
    fn several_files_are_held_against_one_sum() {
        let budget =
            only("[panel]\npaths = ['assets/helpnook-*.js', 'assets/helpnook-*_bg.wasm']\nbrotli = 84000");
        assert_eq!(excesses(&budget, &files()), [""; 0]);
        let budget =
            only("[panel]\npaths = ['assets/helpnook-*.js', 'assets/helpnook-*_bg.wasm']\nbrotli = 83999");
        assert_eq!(excesses(&budget, &files()), ["panel has 84000 bytes brotli, 1 more than 83999"]);
    }

    #[test]
    fn a_budget_for_no_file_is_an_excess() {
        let budget = only("[font]\npaths = ['font.woff2']\nraw = 1");
        assert_eq!(excesses(&budget, &files()), ["font: no file is `font.woff2`"]);
    }

    #[test]
    fn a_star_is_one_hash() {
        assert!(is_match("assets/helpnook-*.js", "assets/helpnook-0a1b.js"));
        assert!(!is_match("assets/helpnook-*.js", "assets/helpnook-.js"));
        assert!(!is_match("console/*.js", "console/snippets/inline.js"));
        assert!(!is_match("embed.js", "embed.js.map"));
    }

    #[test]
    fn a_budget_with_a_wrong_word_or_no_limit_is_refused() {
        for (text, word) in [
            ("[a]\npaths = ['x']\nbrottli = 1", "`brottli`"),
            ("[a]\npaths = ['x']", "at least one"),
            ("[a]\nraw = 1", "`paths`"),
            ("[a]\npaths = ['x']\nraw = -1", "raw must be"),
        ] {
            let reason = budgets(text).expect_err("refused");
            assert!(reason.contains(word), "{reason}");
        }
    }

    #[test]
    fn json_has_each_file_and_each_excess() {
        let text = json(&files()[..1], &["embed has too many".to_owned()]).to_string();
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["files"][0]["brotli"], 1200);
        assert_eq!(value["over_budget"][0], "embed has too many");
    }
}

//! The engines: ours as a native program and in wasm, and others by the adapters of a harness. Each is a command that takes
//! `articles.json queries.json` and prints JSON lines: `{"build_ms"}`, perhaps with `load_ms`, then `{"ids","micros"}` for each query.

use super::score::{Score, mean, quantile, score};
use super::sizes::brotli;
use crate::places::{Places, read};
use crate::steps::{Outcome, Progress, read_from, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The three kinds of queries: plain, with one slip, with the last word cut.
const KINDS: [&str; 3] = ["queries.json", "queries_typo.json", "queries_prefix.json"];

/// An engine and how it is started.
#[derive(Debug)]
pub(super) struct Engine {
    pub(super) name: String,
    start: Start,
}

#[derive(Debug)]
enum Start {
    Native(PathBuf),
    Wasm(PathBuf),
    Peer { harness: PathBuf, command: String },
}

/// One engine on one set.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) set: String,
    pub(super) articles: usize,
    pub(super) engine: String,
    /// Plain, with a slip, cut.
    pub(super) scores: [Score; 3],
    /// Of the plain queries, in milliseconds of processor time: half of them, and 99 of 100, are as quick.
    pub(super) times: [f64; 2],
    pub(super) build_ms: Option<f64>,
    pub(super) load_ms: Option<f64>,
    /// Brotli bytes of the index, and of what it shows.
    pub(super) bytes: Option<(u64, u64)>,
    /// The ids of every query, to be compared.
    pub(super) found: Vec<Vec<String>>,
}

/// Builds ours twice: with the profile of a native program, and with the profile of what a page loads.
pub(super) fn build(places: &Places, progress: &Progress) -> Outcome<Vec<Engine>> {
    const TARGET: &str = "wasm32-wasip1";
    let cargo = |args: &[&str]| {
        run(places.command("cargo").args(["build", "-p", "helpnook-search", "--example", "rank"]).args(args))
    };
    progress.step("native", "with cargo's profile `release`", || cargo(&["--release"]))?;
    let mut ask = places.command("rustc");
    let libraries = read_from(ask.args(["--print", "target-libdir", "--target", TARGET]))?;
    if !Path::new(&libraries).is_dir() {
        progress.step("Rust for WASI", "wasm that Node can run without a page", || {
            run(places.command("rustup").args(["target", "add", TARGET]))
        })?;
    }
    progress.step("wasm", "with the widget's own profile `web`", || {
        cargo(&["--profile", "web", "--target", TARGET])
    })?;
    let native = format!("release/examples/rank{}", std::env::consts::EXE_SUFFIX);
    let wasm = format!("{TARGET}/web/examples/rank.wasm");
    let engine = |name: &str, start| Engine { name: name.to_owned(), start };
    Ok(vec![
        engine("helpnook, native", Start::Native(places.target.join(native))),
        engine("helpnook, wasm", Start::Wasm(places.target.join(wasm))),
    ])
}

/// Others, of those that the harness's `engines.json` names; all of them when none is picked.
pub(super) fn peers(harness: &Path, picked: &[String]) -> Outcome<Vec<Engine>> {
    let file = harness.join("engines.json");
    let known: Value = parsed(&read(&file)?, &file)?;
    let known = known.as_object().ok_or_else(|| format!("{}: is no object", file.display()))?;
    if !harness.join("node_modules").is_dir() {
        return Err(format!(
            "{0} has no node_modules: run `npm install` in it, or in a copy",
            harness.display()
        ));
    }
    let names: Vec<&String> =
        if picked.is_empty() { known.keys().collect() } else { picked.iter().collect() };
    let peer = |name: &String| {
        let command = known.get(name).and_then(Value::as_str).ok_or_else(|| {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            format!("{} names no engine `{name}`; it names {}", file.display(), names.join(", "))
        })?;
        let harness = std::path::absolute(harness).map_err(|e| format!("{}: {e}", harness.display()))?;
        Ok(Engine { name: name.clone(), start: Start::Peer { harness, command: command.to_owned() } })
    };
    names.into_iter().map(peer).collect()
}

impl Engine {
    /// Asks all queries of a set.
    pub(super) fn measure(&self, places: &Places, set: &Path) -> Outcome<Measured> {
        let articles_file = set.join("articles.json");
        let articles = list(&articles_file)?.len();
        let folder = places.target.join("bench").join("index");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let index = folder.join("ranking");
        let mut measured = Measured {
            set: set.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            articles,
            engine: self.name.clone(),
            scores: Default::default(),
            times: [0.0; 2],
            build_ms: None,
            load_ms: None,
            bytes: None,
            found: Vec::new(),
        };
        for (kind, name) in KINDS.into_iter().enumerate() {
            let file = set.join(name);
            let queries = list(&file)?;
            let mut command = self.command(places, &articles_file, &file);
            command.env("BENCH_CPU", "1");
            if kind == 0 {
                command.env("BENCH_INDEX_OUT", &index);
            }
            let answers = Answers::read(&read_from(&mut command)?, &file, queries.len())?;
            measured.scores[kind] = answers.score(&queries, &file)?;
            if kind == 0 {
                measured.times = [0.5, 0.99].map(|share| quantile(&answers.micros, share) / 1e3);
                (measured.build_ms, measured.load_ms) = (answers.build_ms, answers.load_ms);
            }
            measured.found.extend(answers.ids);
        }
        if index.exists() {
            let text = index.with_extension("text");
            let shown = if text.exists() { brotli(places, &text)? } else { 0 };
            measured.bytes = Some((brotli(places, &index)?, shown));
        }
        Ok(measured)
    }

    fn command(&self, places: &Places, articles: &Path, queries: &Path) -> Command {
        match &self.start {
            Start::Native(program) => {
                let mut command = Command::new(program);
                command.arg(articles).arg(queries);
                command
            }
            Start::Wasm(file) => {
                let mut command = places.command("node");
                command
                    .args(["--no-warnings", "xtask/bench.mjs", "rank"])
                    .arg(file)
                    .arg(articles)
                    .arg(queries);
                command
            }
            Start::Peer { harness, command: line } => {
                let mut command = Command::new("sh");
                command.current_dir(harness).args(["-c", &format!("{line} \"$1\" \"$2\""), "sh"]);
                command.arg(articles).arg(queries);
                command
            }
        }
    }
}

/// What an engine printed.
#[derive(Debug, Default, PartialEq)]
struct Answers {
    build_ms: Option<f64>,
    load_ms: Option<f64>,
    ids: Vec<Vec<String>>,
    micros: Vec<f64>,
}

impl Answers {
    fn read(printed: &str, file: &Path, wanted: usize) -> Outcome<Answers> {
        let mut answers = Answers::default();
        for line in printed.lines().filter(|line| line.starts_with('{')) {
            let line = parsed(line, file)?;
            if let Some(ids) = line["ids"].as_array() {
                answers.ids.push(ids.iter().map(plain).collect());
                answers.micros.push(line["micros"].as_f64().unwrap_or(0.0));
            } else if line.get("build_ms").is_some() {
                answers.build_ms = line["build_ms"].as_f64();
                answers.load_ms = line["load_ms"].as_f64();
            }
        }
        if answers.ids.len() != wanted {
            return Err(format!("{}: {} answers to {wanted} queries", file.display(), answers.ids.len()));
        }
        Ok(answers)
    }

    fn score(&self, queries: &[Value], file: &Path) -> Outcome<Score> {
        let mut scores = Vec::new();
        for (number, (query, ids)) in queries.iter().zip(&self.ids).enumerate() {
            let relevant: Vec<String> =
                query["relevant"].as_array().into_iter().flatten().map(plain).collect();
            let score = score(ids, &relevant);
            scores.push(score.ok_or_else(|| {
                format!("{}: query {} names no relevant article", file.display(), number + 1)
            })?);
        }
        Ok(mean(&scores))
    }
}

fn list(file: &Path) -> Outcome<Vec<Value>> {
    match parsed(&read(file)?, file)? {
        Value::Array(items) => Ok(items),
        _ => Err(format!("{}: is no list", file.display())),
    }
}

fn parsed(text: &str, file: &Path) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|e| format!("{}: {e}", file.display()))
}

/// An id as a text: in some sets they are numbers.
fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PRINTED: &str = "Node says something\n{\"build_ms\":12.5,\"load_ms\":0.5}\n\
        {\"query\":\"a\",\"ids\":[\"1\",2],\"micros\":40.0}\n{\"query\":\"b\",\"ids\":[],\"micros\":60}\n";

    #[test]
    fn answers_are_read_and_scored_in_their_order() {
        let file = Path::new("queries.json");
        let answers = Answers::read(PRINTED, file, 2).expect("two answers");
        assert_eq!((answers.build_ms, answers.load_ms), (Some(12.5), Some(0.5)));
        assert_eq!(
            (answers.ids[0].as_slice(), answers.micros[1]),
            (&["1".to_owned(), "2".to_owned()][..], 60.0)
        );
        let queries = [json!({"query": "a", "relevant": [1]}), json!({"query": "b", "relevant": ["7"]})];
        assert_eq!(answers.score(&queries, file).expect("scores"), Score { ndcg: 0.5, recall: 0.5 });
    }

    #[test]
    fn a_missing_answer_is_an_error_and_not_a_zero() {
        let refusal = Answers::read(PRINTED, Path::new("queries.json"), 3).expect_err("one is missing");
        assert_eq!(refusal, "queries.json: 2 answers to 3 queries");
    }
}

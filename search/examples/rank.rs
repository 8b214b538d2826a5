//! Ranks the queries of a test collection, for measuring:
//! `cargo run --release -p helpnook-search --example rank -- articles.json queries.json`
//!
//! Prints `{"build_ms":…,"load_ms":…}` and then, for each query in order, `{"query","ids","micros"}`. Times are processor
//! time where the system tells it, so that a busy machine does not count. With `BENCH_INDEX_OUT` set, writes there what
//! ranking needs of the index, and titles and passages beside it with the ending `.text`.
//! `cargo xtask bench search` runs this, as a native program and in wasm, beside other engines.

use std::io::Write;

use helpnook_search::{Index, Query, SourceArticle, build, parts};
use serde_json::{Value, json};

/// As many queries are asked before anything is timed, so that wasm is compiled by then.
const WARM_UP: usize = 40;
/// What takes less than this, in microseconds, is timed three times and its best time counts.
const QUICK: f64 = 10_000.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(articles), Some(queries)) = (paths.next(), paths.next()) else {
        return Err("usage: rank articles.json queries.json".into());
    };
    let articles: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(articles)?)?;
    let queries: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(queries)?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());

    let ids: Vec<String> = articles.iter().map(|article| plain(&article["id"])).collect();
    let sources: Vec<SourceArticle<'_>> =
        articles.iter().zip(&ids).map(|(article, id)| source(article, id)).collect();
    let language = articles.first().and_then(|article| article["locale"].as_str()).unwrap_or("en");
    let (file, build_micros) = timed(1, || build(language, &sources));
    let file = file?;
    // Once, as a page does: no part of the reader has run before, and in wasm none is compiled to its best.
    let mut bytes = file.clone();
    let (index, load_micros) = timed(1, || Index::open(std::mem::take(&mut bytes)));
    let index = index?;
    writeln!(out, "{}", json!({ "build_ms": build_micros / 1e3, "load_ms": load_micros / 1e3 }))?;
    if let Ok(path) = std::env::var("BENCH_INDEX_OUT") {
        let (ranking, text) = parts(&file)?;
        std::fs::write(&path, ranking)?;
        std::fs::write(format!("{path}.text"), text)?;
    }
    let ask = |query: &Value| {
        let text = query["query"].as_str().unwrap_or("");
        index.search(&Query { text, category: None, limit: 10 })
    };
    for query in queries.iter().take(WARM_UP) {
        ask(query);
    }
    for query in &queries {
        let (hits, micros) = timed(3, || ask(query));
        let ids: Vec<String> = hits.into_iter().map(|hit| hit.id).collect();
        writeln!(out, "{}", json!({ "query": query["query"], "ids": ids, "micros": micros }))?;
    }
    Ok(())
}

/// The best time of so many, in microseconds: it leaves out the moments when another program had the processor.
fn timed<T>(times: usize, mut work: impl FnMut() -> T) -> (T, f64) {
    let mut best = f64::INFINITY;
    let mut left = times;
    loop {
        let start = clock::micros();
        let done = work();
        best = best.min(clock::micros() - start);
        left -= 1;
        if left == 0 || best > QUICK {
            return (done, best);
        }
    }
}

/// Microseconds of processor time that this thread has had.
#[cfg(unix)]
mod clock {
    use rustix::time::{ClockId, clock_gettime};

    pub(super) fn micros() -> f64 {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
    }
}

/// Microseconds by the clock of the host. What runs the wasm in `cargo xtask bench` gives its processor time there.
#[cfg(not(unix))]
mod clock {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub(super) fn micros() -> f64 {
        START.elapsed().as_secs_f64() * 1e6
    }
}

fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn source<'a>(article: &'a Value, id: &'a str) -> SourceArticle<'a> {
    let text = |name: &str| article[name].as_str().unwrap_or("");
    SourceArticle {
        id,
        title: text("title"),
        headings: &[],
        body: text("body"),
        category: text("category"),
        tags: &[],
        prior: article["prior"].as_f64().unwrap_or(0.0) as f32,
    }
}

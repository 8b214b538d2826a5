//! Ranks the queries of a test collection, for measuring:
//! `cargo run --release -p helpnook-search --example rank -- articles.json queries.json`
//!
//! Prints `{"build_ms":…}` and then, for each query in order, `{"query","ids","micros"}`. With `BENCH_INDEX_OUT`
//! set, writes there what ranking needs of the index, and titles and passages beside it with the ending `.text`.

use std::io::Write;
use std::time::Instant;

use helpnook_search::{Index, Query, SourceArticle, build, parts};
use serde_json::{Value, json};

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
    let start = Instant::now();
    let file = build(language, &sources)?;
    writeln!(out, "{}", json!({ "build_ms": start.elapsed().as_secs_f64() * 1e3 }))?;
    if let Ok(path) = std::env::var("BENCH_INDEX_OUT") {
        let (ranking, text) = parts(&file)?;
        std::fs::write(&path, ranking)?;
        std::fs::write(format!("{path}.text"), text)?;
    }
    let index = Index::open(file)?;
    for query in &queries {
        let text = query["query"].as_str().unwrap_or("");
        let (mut best, mut ids) = (f64::INFINITY, Vec::new());
        // The machine may be shared: the best of three times leaves out the moments that others had it.
        for _ in 0..if std::env::var("ONCE").is_ok() { 1 } else { 3 } {
            let start = Instant::now();
            let hits = index.search(&Query { text, category: None, limit: 10 });
            best = best.min(start.elapsed().as_secs_f64() * 1e6);
            ids = hits.into_iter().map(|hit| hit.id).collect();
        }
        writeln!(out, "{}", json!({ "query": text, "ids": ids, "micros": best }))?;
    }
    Ok(())
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

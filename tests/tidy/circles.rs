//! The modules of the widget form no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::source::code_below;

/// The modules that are looked at one by one; of all others the whole is one module.
const OPENED: [&str; 5] = ["screens", "state", "components", "platform", "host"];

/// The module that a path belongs to: `state::drafts`, `widget`.
fn module_of(path: &[&str]) -> String {
    let depth = if path.first().is_some_and(|first| OPENED.contains(first)) { 2 } else { 1 };
    path[..path.len().min(depth)].join("::")
}

/// The paths after each `crate::` of a text; a group in braces gives a path for each of its names.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        let base: Vec<String> =
            rest[..end].split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let group = rest[end..].strip_prefix('{').and_then(|group| group.split_once('}'));
        match group {
            Some((names, _)) => found.extend(names.split(',').map(|name| {
                let first = name.trim().split("::").next().unwrap_or_default().to_owned();
                base.iter().cloned().chain([first]).collect()
            })),
            None => found.push(base),
        }
    }
    found
}

/// Which modules each module names.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let lines = code_below("src", &[]);
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.file != "src/lib.rs") {
        let file = line.file.trim_start_matches("src/").trim_end_matches(".rs");
        let text = texts.entry(module_of(&file.split('/').collect::<Vec<_>>())).or_default();
        text.push_str(&line.text);
        text.push(' ');
    }
    let known: BTreeSet<String> = texts.keys().cloned().collect();
    let named = |module: &str, text: &str| {
        let names = paths(text).into_iter().filter_map(|path| {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let of = |depth: usize| Some(module_of(&path[..depth])).filter(|name| known.contains(name));
            (1..=path.len()).rev().find_map(of)
        });
        names.filter(|name| name != module).collect()
    };
    texts.iter().map(|(module, text)| (module.clone(), named(module, text))).collect()
}

/// A way from a module back to itself.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>, start: &str) -> Option<Vec<String>> {
    let mut open = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop() {
        for next in graph.get(way.last()?).into_iter().flatten() {
            let mut way = way.clone();
            way.push(next.clone());
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                open.push(way);
            }
        }
    }
    None
}

#[test]
fn modules_form_no_circle() {
    let graph = graph();
    assert!(graph["widget"].contains("services") && graph["services"].contains("state::site"), "{graph:?}");
    let circles: Vec<_> = graph.keys().filter_map(|module| circle(&graph, module)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_is_found() {
    let name = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let graph = BTreeMap::from([
        ("a".to_owned(), name(&["b"])),
        ("b".to_owned(), name(&["c", "d"])),
        ("c".to_owned(), name(&["a"])),
    ]);
    assert_eq!(circle(&graph, "a").map(|way| way.concat()).as_deref(), Some("abca"));
    assert_eq!(circle(&graph, "d"), None);
}

//! The source tree as the rules read it.

use std::path::Path;

/// Folders that hold what was built or fetched.
const NOT_OURS: [&str; 5] = ["target", "node_modules", "dist", "data", ".git"];

/// A line of code: without comments, outside of unit tests.
pub(crate) struct Line {
    /// Its file, from the root of the repository.
    pub(crate) file: String,
    /// Its number, from 1.
    pub(crate) number: usize,
    /// What stands there, without the white space around it.
    pub(crate) text: String,
}

impl Line {
    /// Where it is and what it says.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}: {}", self.file, self.number, self.text)
    }
}

/// Fails with everything that breaks a rule.
pub(crate) fn shout(rule: &str, strays: impl Iterator<Item = String>) {
    let strays: Vec<_> = strays.collect();
    assert!(strays.is_empty(), "{rule}:\n  {}", strays.join("\n  "));
}

/// A file's content, by its path from the root.
pub(crate) fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files of these kinds below a folder, by their paths from the root. A rule that looks at nothing fails.
pub(crate) fn files(folder: &str, kinds: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = vec![root.join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries =
                std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path());
            open.extend(entries.filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                !(path.is_symlink() || path.is_dir() && NOT_OURS.contains(&name))
            }));
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| kinds.contains(&kind))
            || path.file_name().and_then(|name| name.to_str()).is_some_and(|name| kinds.contains(&name))
        {
            let name = path.strip_prefix(root).expect("below the root").to_str().expect("a plain name");
            found.push(name.to_owned());
        }
    }
    found.sort();
    assert!(!found.is_empty(), "there is nothing in {folder:?}");
    found
}

/// The lines of a text with their numbers, from 1.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// The code below a folder, or of one file, without the files that begin with one of `but`.
pub(crate) fn code_below(folder: &str, but: &[&str]) -> Vec<Line> {
    let mut lines = Vec::new();
    for file in files(folder, &["rs"]) {
        if but.iter().any(|start| file.starts_with(start)) {
            continue;
        }
        let text = read(&file);
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (number, line) in lines_of(code) {
            let text = line.split("// ").next().unwrap_or_default().trim();
            if !text.is_empty() && !text.starts_with("//") {
                lines.push(Line { file: file.clone(), number, text: text.to_owned() });
            }
        }
    }
    assert!(!lines.is_empty(), "there is no code in {folder:?}");
    lines
}

/// The names in a line of code; what stands in quotes names nothing.
pub(crate) fn words_of(line: &str) -> impl Iterator<Item = String> {
    let code: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let words: Vec<_> = code.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// The texts in quotes of a line, with what stands before and after each.
pub(crate) fn literals(line: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('"').map(|start| at + start) {
        let Some(end) = line[start + 1..].find('"').map(|end| start + 1 + end) else { break };
        found.push((line[..start].trim_end(), &line[start + 1..end], line[end + 1..].trim_start()));
        at = end + 1;
    }
    found
}

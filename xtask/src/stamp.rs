//! Has an input of a step changed since the step last went well? A stamp is a hash over the contents of all
//! inputs, kept beside the output; file times say too little after a fresh clone or a branch change.

use crate::places::Places;
use crate::steps::Outcome;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The state of a step's inputs, to be compared with that of the last good run.
pub(crate) struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    /// Hashes `inputs` (files or folders, relative to the checkout) and `versions` (what else decides).
    ///
    /// Inputs that do not exist count as absent: adding one later changes the stamp.
    pub(crate) fn of(places: &Places, name: &str, inputs: &[&str], versions: &[String]) -> Outcome<Stamp> {
        let mut hasher = DefaultHasher::new();
        versions.hash(&mut hasher);
        for input in inputs {
            hash_path(&places.root, &places.root.join(input), &mut hasher)?;
        }
        let file = places.target.join("stamps").join(name);
        Ok(Stamp { file, hash: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the last good run saw these very inputs and its `output` is still there.
    pub(crate) fn is_fresh(&self, output: &Path) -> bool {
        output.exists() && std::fs::read_to_string(&self.file).is_ok_and(|seen| seen == self.hash)
    }

    /// Forgets the last good run: its output is about to be replaced.
    pub(crate) fn clear(&self) {
        // A stamp that is not there is as clear as it gets.
        let _ = std::fs::remove_file(&self.file);
    }

    /// Notes that the step went well with these inputs.
    pub(crate) fn keep(&self) -> Outcome<()> {
        let dir = self.file.parent().ok_or("a stamp lies in a folder")?;
        std::fs::create_dir_all(dir)
            .and_then(|()| std::fs::write(&self.file, &self.hash))
            .map_err(|e| format!("{}: {e}", self.file.display()))
    }
}

/// All files under a folder (or the file itself), sorted, without what builds and editors leave behind.
pub(crate) fn files_under(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !(matches!(&*name, "target" | "node_modules") || name.ends_with('~') || name.ends_with(".swp")) {
            files.extend(files_under(&path)?);
        }
    }
    Ok(files)
}

/// The hash of a file's content as it stands in the file's name: the same content keeps its address.
pub(crate) fn content_hash(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn hash_path(root: &Path, path: &Path, hasher: &mut DefaultHasher) -> Outcome<()> {
    for file in files_under(path)? {
        let content = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        file.strip_prefix(root).unwrap_or(&file).hash(hasher);
        content.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout of two files in a temporary folder of its own.
    fn checkout(name: &str) -> Places {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("src/target")).expect("a temporary folder");
        std::fs::write(root.join("src/lib.rs"), "one").expect("written");
        std::fs::write(root.join("Cargo.lock"), "lock").expect("written");
        Places { target: root.join("target"), cache: root.join("cache"), root }
    }

    fn stamp(places: &Places) -> Stamp {
        Stamp::of(places, "widget", &["src", "Cargo.lock", "style"], &["trunk 1".to_owned()]).expect("hashed")
    }

    #[test]
    fn a_kept_stamp_is_fresh_until_an_input_changes() {
        let places = checkout("input");
        let output = places.root.join("src");
        assert!(!stamp(&places).is_fresh(&output), "nothing was kept yet");
        stamp(&places).keep().expect("kept");
        assert!(stamp(&places).is_fresh(&output));
        std::fs::write(places.root.join("src/target/junk"), "junk").expect("written");
        assert!(stamp(&places).is_fresh(&output), "what a build leaves behind is no input");
        std::fs::write(places.root.join("src/lib.rs"), "two").expect("written");
        assert!(!stamp(&places).is_fresh(&output));
        std::fs::remove_dir_all(&places.root).expect("removed");
    }

    #[test]
    fn a_new_file_a_moved_file_and_a_lost_output_make_it_stale() {
        let places = checkout("file");
        let output = places.root.join("src");
        stamp(&places).keep().expect("kept");
        assert!(!stamp(&places).is_fresh(&places.root.join("lost")));
        std::fs::create_dir(places.root.join("style")).expect("made");
        std::fs::write(places.root.join("style/a.css"), "").expect("written");
        assert!(!stamp(&places).is_fresh(&output), "a new file");
        stamp(&places).keep().expect("kept");
        std::fs::rename(places.root.join("style/a.css"), places.root.join("style/b.css")).expect("moved");
        assert!(!stamp(&places).is_fresh(&output), "a moved file");
        std::fs::remove_dir_all(&places.root).expect("removed");
    }
}

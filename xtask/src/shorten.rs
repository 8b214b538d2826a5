//! wasm-opt's part: small code, and short names by which the wasm and its JavaScript know each other.
//! wasm-bindgen's are long (`__wbg_createElement_de4a31ed2fb252be`), there are hundreds, and nothing but these two files reads them.

use crate::places::{Places, read};
use crate::steps::{Outcome, read_from, run};
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// What rustc and wasm-bindgen use beyond the first wasm; wasm-opt wants it said.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// The one module that all imports come from afterwards, as wasm-opt names it.
const MODULE: &str = "a";

/// Makes the wasm that wasm-bindgen wrote small, into `to`, and shortens the names in it and in its JavaScript.
pub(crate) fn shorten(places: &Places, wasm: &Path, glue: &Path, to: &Path) -> Outcome<Names> {
    let small = wasm.with_extension("small");
    run(optimizer(places, wasm).arg("-o").arg(&small))?;
    let mut opt = places.command("wasm-opt");
    opt.arg(&small).args(FEATURES).args(["--minify-imports-and-exports-and-modules", "-o"]).arg(to);
    let names = Names::read(&read_from(&mut opt)?)?;
    std::fs::write(glue, names.fill(&read(glue)?)?).map_err(|e| format!("{}: {e}", glue.display()))?;
    Ok(names)
}

/// A part's wasm made small.
pub(crate) fn shrink(places: &Places, wasm: &Path) -> Outcome<Vec<u8>> {
    let to = wasm.with_extension("small");
    run(optimizer(places, wasm).arg("-o").arg(&to))?;
    std::fs::read(&to).map_err(|e| format!("{}: {e}", to.display()))
}

/// Measured together, in brotli: 1.6 % less than `-Oz --converge` alone. Flat code is laid out anew; the linker puts nothing
/// into the first kilobyte of memory; nothing here counts on a load that traps; alignment is a hint that engines ignore; and
/// functions of one name lie side by side, where brotli finds that they are alike.
const SMALLER: [&str; 9] = [
    "--low-memory-unused",
    "--ignore-implicit-traps",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--dealign",
    "--reorder-functions-by-name",
];

fn optimizer(places: &Places, wasm: &Path) -> Command {
    let mut opt = places.command("wasm-opt");
    opt.arg(wasm).args(FEATURES).args(SMALLER);
    opt.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    opt
}

/// What wasm-opt says it renamed.
pub(crate) struct Names {
    /// Module, old and new name of each import.
    imports: Vec<[String; 3]>,
    /// Old and new name of each export.
    exports: Vec<[String; 2]>,
}

impl Names {
    fn read(said: &str) -> Outcome<Names> {
        let all: serde_json::Value =
            serde_json::from_str(said).map_err(|e| format!("wasm-opt's list of new names: {e}"))?;
        let imports = serde_json::from_value(all["imports"].clone());
        let exports = serde_json::from_value(all["exports"].clone());
        match (imports, exports) {
            (Ok(imports), Ok(exports)) => Ok(Names { imports, exports }),
            (Err(e), _) | (_, Err(e)) => Err(format!("wasm-opt's list of new names: {e}")),
        }
    }

    /// What an export is called by now.
    pub(crate) fn export(&self, old: &str) -> String {
        self.exports.iter().find(|[was, _]| was == old).map_or(old, |[_, new]| new).to_owned()
    }

    /// wasm-bindgen's JavaScript with the new names.
    ///
    /// Errors: an old name that is not where wasm-bindgen 0.2 writes it.
    fn fill(&self, glue: &str) -> Outcome<String> {
        let mut glue = glue.to_owned();
        let mut others = String::new();
        for [module, old, new] in &self.imports {
            if module.ends_with("_bg.js") {
                put(&mut glue, &format!("        {old}: function("), &format!("        {new}: function("))?;
            } else {
                // A script of ours: it is imported as a whole, under a name that stands in the list of modules.
                let object = object_of(&glue, module)?;
                others.push_str(&format!(" {new}: {object}.{old},"));
            }
        }
        let mut glue = self.fill_exports(&glue);
        let others_of = |line: &&str| {
            !self
                .imports
                .iter()
                .any(|[m, ..]| !m.ends_with("_bg.js") && line.starts_with(&format!("        \"{m}\": ")))
        };
        glue = glue.lines().filter(others_of).collect::<Vec<_>>().join("\n");
        let bound = self.imports.iter().find(|[module, ..]| module.ends_with("_bg.js"));
        let [module, ..] = bound.ok_or("the wasm imports nothing of wasm-bindgen's")?;
        let object = object_of(&glue, module)?;
        put(
            &mut glue,
            &format!("\"{module}\": {object},"),
            &format!("\"{MODULE}\": {{ ...{object},{others} }},"),
        )?;
        Ok(glue)
    }

    /// The exports stand after `wasm.`; those that only a host without JavaScript would read stand nowhere.
    fn fill_exports(&self, glue: &str) -> String {
        let new_names: HashMap<&str, &str> =
            self.exports.iter().map(|[old, new]| (old.as_str(), new.as_str())).collect();
        let mut pieces = glue.split("wasm.");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_at(end_of_name(piece));
            filled.push_str("wasm.");
            filled.push_str(new_names.get(name).copied().unwrap_or(name));
            filled.push_str(rest);
        }
        filled
    }
}

/// Where the name at the beginning of a text ends.
fn end_of_name(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$').unwrap_or(text.len())
}

/// The variable that holds what a module gives, from the list of modules.
fn object_of(glue: &str, module: &str) -> Outcome<String> {
    let entry = format!("\"{module}\": ");
    let at = glue.find(&entry).ok_or_else(|| format!("the glue does not name {module}"))?;
    let rest = &glue[at + entry.len()..];
    Ok(rest[..end_of_name(rest)].to_owned())
}

fn put(text: &mut String, old: &str, new: &str) -> Outcome<()> {
    if text.matches(old).count() != 1 {
        return Err(format!("`{old}` does not stand once in the glue; has wasm-bindgen changed?"));
    }
    *text = text.replacen(old, new, 1);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = r#"{"imports": [["./w_bg.js", "__wbg_now_1f", "b"], ["./snippets/l.mjs", "nearest", "c"]],
        "exports": [["memory", "d"], ["mount", "e"]]}"#;
    const GLUE: &str = r#"import * as import1 from "./snippets/l.mjs"
export function mount(host) { return wasm.mount(host); }
    const import0 = {
        __proto__: null,
        __wbg_now_1f: function() { return new DataView(wasm.memory.buffer); },
    };
    return {
        __proto__: null,
        "./w_bg.js": import0,
        "./snippets/l.mjs": import1,
    };"#;

    #[test]
    fn both_files_know_the_new_names_and_what_pages_call_stays() {
        let names = Names::read(SAID).expect("read");
        let glue = names.fill(GLUE).expect("filled");
        assert!(glue.contains("        b: function() { return new DataView(wasm.d.buffer); }"), "{glue}");
        assert!(glue.contains("export function mount(host) { return wasm.e(host); }"), "{glue}");
        assert!(glue.contains(r#""a": { ...import0, c: import1.nearest, },"#), "{glue}");
    }

    #[test]
    fn a_name_that_is_not_found_stops_the_build() {
        let names = Names::read(SAID).expect("read");
        let reason = names.fill(&GLUE.replace("__wbg_now_1f", "__wbg_now_2a")).expect_err("not there");
        assert!(reason.contains("__wbg_now_1f"), "{reason}");
        assert!(Names::read("no list").is_err());
    }
}

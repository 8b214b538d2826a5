//! Short names for what the wasm and its JavaScript take from each other. wasm-bindgen's are long
//! (`__wbg_createElement_de4a31ed2fb252be`), there are hundreds, and only these two files read them: 4.8 kB of brotli.
//!
//! In the wasm they are changed here; in the JavaScript esbuild changes them, as properties to be mangled, by the same list.

use crate::steps::Outcome;
use std::collections::BTreeMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser};

/// How the names begin that belong to wasm-bindgen alone. Nothing else in its JavaScript begins so, and esbuild takes
/// the same beginnings: [`PROPERTIES`].
const BEGINNINGS: [&str; 3] = ["__wb", "__externref_", "wasm_bindgen_"];
/// [`BEGINNINGS`] as esbuild's `--mangle-props` takes them.
pub(crate) const PROPERTIES: &str = "^(__wb|__externref_|wasm_bindgen_)";

/// New names by the old ones.
pub(crate) type Names = BTreeMap<String, String>;

/// The wasm with short names, and what they stand for. `glue` is its JavaScript, with the names as they were.
///
/// Errors: an import that the JavaScript does not name; it would only be missed in the browser.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Outcome<(Vec<u8>, Names)> {
    let mut shortener = Shortener::default();
    let mut module = Module::new();
    shortener
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|e| format!("the wasm cannot be read: {e}"))?;
    let is_missing = |name: &&String| shortener.names.contains_key(*name) && !glue.contains(name.as_str());
    match shortener.imports.iter().find(is_missing) {
        None => Ok((module.finish(), shortener.names)),
        Some(name) => Err(format!("wasm-bindgen's JavaScript does not name {name}, which the wasm imports")),
    }
}

#[derive(Default)]
struct Shortener {
    names: Names,
    /// The imports, by their old names.
    imports: Vec<String>,
}

impl Shortener {
    fn short<'a>(&'a mut self, name: &'a str) -> &'a str {
        if !BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            return name;
        }
        let next = letters(self.names.len());
        self.names.entry(name.to_owned()).or_insert(next)
    }
}

impl Reencode for Shortener {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            imports.import(import.module, self.short(import.name), kind);
            self.imports.push(import.name.to_owned());
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let name = self.short(export.name).to_owned();
        utils::parse_export(self, exports, Export { name: &name, ..export })
    }
}

/// `a`, `b`, … `Z`, `aa`, …: the n-th of them.
fn letters(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, GlobalType, ValType};

    fn wasm() -> Vec<u8> {
        let number = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
        let mut imports = ImportSection::new();
        imports.import("./w_bg.js", "__wbg_now_1f", EntityType::Global(number));
        imports.import("./__wasm_split.js", "__wasm_split_load_article", EntityType::Global(number));
        let mut exports = ExportSection::new();
        exports.export("mount", ExportKind::Global, 0);
        exports.export("__wbindgen_malloc", ExportKind::Global, 1);
        let mut module = Module::new();
        module.section(&imports).section(&exports);
        module.finish()
    }

    fn names_in(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for part in Parser::new(0).parse_all(wasm) {
            match part.expect("wasm") {
                wasmparser::Payload::ImportSection(section) => {
                    names.extend(
                        section.into_imports().map(|import| import.expect("an import").name.to_owned()),
                    );
                }
                wasmparser::Payload::ExportSection(section) => {
                    names
                        .extend(section.into_iter().map(|export| export.expect("an export").name.to_owned()));
                }
                _ => {}
            }
        }
        names
    }

    const GLUE: &str = "{ __wbg_now_1f: () => 1 }";

    #[test]
    fn only_the_names_of_wasm_bindgen_become_short() {
        let (short, names) = shorten(&wasm(), GLUE).expect("wasm");
        assert_eq!(names_in(&short), ["a", "__wasm_split_load_article", "mount", "b"]);
        assert_eq!(names["__wbg_now_1f"], "a");
        assert_eq!(names["__wbindgen_malloc"], "b");
    }

    #[test]
    fn esbuild_takes_the_same_names() {
        assert_eq!(PROPERTIES, format!("^({})", BEGINNINGS.join("|")));
    }

    #[test]
    fn an_import_that_the_javascript_lacks_stops_the_build() {
        let reason = shorten(&wasm(), "{ __wbg_now_2a: () => 1 }").expect_err("one is missing");
        assert!(reason.contains("__wbg_now_1f"), "{reason}");
        assert!(shorten(b"no wasm", GLUE).is_err());
    }

    #[test]
    fn names_do_not_repeat() {
        let all: std::collections::BTreeSet<String> = (0..6000).map(letters).collect();
        assert_eq!(all.len(), 6000);
        assert_eq!([letters(0), letters(51), letters(52), letters(2756)], ["a", "Z", "aa", "aaa"]);
    }
}

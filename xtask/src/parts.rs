//! The wasm cut into what every customer loads and the parts that come when a screen needs them.
//!
//! wasm-split-cli does the cutting, at the functions marked `wasm_split`, in what the linker wrote; what two parts
//! share becomes a file of its own. Its JavaScript is replaced by `loader/parts.js`.

use crate::places::{Places, read};
use crate::stamp::{content_hash, files_under};
use crate::steps::{Outcome, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the JavaScript that the wasm imports its loaders from.
pub(crate) const LINK: &str = "__wasm_split.js";

/// What the cutting gave.
pub(crate) struct Parts {
    /// The wasm that is loaded first, for wasm-bindgen.
    pub(crate) main: PathBuf,
    files: Vec<PathBuf>,
    /// Which of the files, without their endings, each part needs.
    needs: BTreeMap<String, Vec<String>>,
    /// What the parts take from the first wasm.
    shared: Vec<String>,
}

/// Cuts what the linker wrote, into the folder `to`.
pub(crate) fn cut(places: &Places, linked: &Path, to: &Path) -> Outcome<Parts> {
    let mut cli = places.command("wasm-split-cli");
    run(cli
        .arg(linked)
        .arg(to)
        .args(["--target", "web", "--out-name", "helpnook"])
        .env("RUST_LOG", "error"))?;
    let link = read(&to.join(LINK))?;
    let main = to.join("helpnook.wasm");
    let files =
        files_under(to)?.into_iter().filter(|f| *f != main && f.extension().is_some_and(|e| e == "wasm"));
    Ok(Parts { files: files.collect(), needs: needs(&link)?, shared: shared(&link)?, main })
}

impl Parts {
    /// The files of all parts.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The JavaScript that loads them. `name` says what an export of the first wasm is called by now; `small` are
    /// the files' contents, as they are served under [`served_name`].
    pub(crate) fn script(
        &self,
        template: &str,
        name: impl Fn(&str) -> String,
        small: &BTreeMap<String, Vec<u8>>,
    ) -> Outcome<String> {
        let mut script = template.to_owned();
        let mut served = BTreeMap::new();
        for (part, files) in &self.needs {
            let addresses: Vec<String> = files
                .iter()
                .map(|file| small.get(file).map(|content| served_name(file, content)))
                .collect::<Option<_>>()
                .ok_or_else(|| format!("the part {part} needs a file that was not cut"))?;
            served.insert(part, addresses);
            script.push_str(&format!("\nexport const __wasm_split_load_{part} = loader(\"{part}\");"));
        }
        let shared: Vec<String> = self.shared.iter().map(|old| format!("{old}: all.{}", name(old))).collect();
        let served = serde_json::to_string(&served).map_err(|e| e.to_string())?;
        script = script.replace("__HELPNOOK_PARTS__", &served);
        Ok(script.replace("__HELPNOOK_SHARED__", &format!("{{ {} }}", shared.join(", "))))
    }
}

/// The name under which a part's file is served.
pub(crate) fn served_name(file: &str, content: &[u8]) -> String {
    format!("part-{}-{}.wasm", file.trim_start_matches("split_").replace('_', "-"), content_hash(content))
}

/// What stands in `const { a, b, } = initSync(`.
fn shared(link: &str) -> Outcome<Vec<String>> {
    let names = link.split_once("const {").and_then(|(_, rest)| rest.split_once("} = initSync("));
    let (names, _) = names.ok_or("wasm-split-cli's JavaScript does not say what the parts share")?;
    Ok(names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// What stands in `export const __wasm_split_load_x = …("./split_x.wasm", …)…, [__chunk_1, __chunk_2]))`.
fn needs(link: &str) -> Outcome<BTreeMap<String, Vec<String>>> {
    const START: &str = "export const __wasm_split_load_";
    let mut needs = BTreeMap::new();
    for loader in link.split(START).skip(1) {
        let (part, rest) = loader.split_once(" = ").ok_or("wasm-split-cli names a part in a new way")?;
        let files = rest.rsplit_once("[").and_then(|(_, list)| list.split_once(']'));
        let (files, _) = files.ok_or("wasm-split-cli lists what a part needs in a new way")?;
        let chunks = files.split(',').filter_map(|name| name.trim().strip_prefix("__"));
        let mut files: Vec<String> = chunks.map(str::to_owned).collect();
        let own = format!("split_{part}");
        if rest.contains(&format!("./{own}.wasm")) {
            files.push(own);
        }
        needs.insert(part.to_owned(), files);
    }
    if needs.is_empty() { Err("wasm-split-cli cut nothing".to_owned()) } else { Ok(needs) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = r#"const { table, memory,  } = initSync(undefined, undefined);
/* read, write */
const __chunk_3 = makeLoad(() => { fetch(new URL("./chunk_3.wasm", import.meta.url)); }, []);
export const __wasm_split_load_write = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_3]));
export const __wasm_split_load_read = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_read.wasm", import.meta.url));
}
, [__chunk_3]));
"#;

    #[test]
    fn what_a_part_needs_is_read_from_what_the_tool_wrote() {
        let needs = needs(WRITTEN).expect("read");
        assert_eq!(needs["read"], ["chunk_3", "split_read"]);
        assert_eq!(needs["write"], ["chunk_3"]);
        assert_eq!(shared(WRITTEN), Ok(vec!["table".to_owned(), "memory".to_owned()]));
        assert!(super::needs("nothing").is_err());
    }

    #[test]
    fn the_script_names_the_files_as_they_are_served() {
        let parts = Parts {
            main: PathBuf::new(),
            files: Vec::new(),
            needs: needs(WRITTEN).expect("read"),
            shared: shared(WRITTEN).expect("read"),
        };
        let small: BTreeMap<_, _> =
            ["chunk_3", "split_read"].map(|file| (file.to_owned(), file.as_bytes().to_vec())).into();
        let template = "const files = __HELPNOOK_PARTS__; shared = __HELPNOOK_SHARED__;";
        let script = parts.script(template, |old| old[..1].to_owned(), &small).expect("all are there");
        let read = served_name("split_read", b"split_read");
        assert!(read.starts_with("part-read-"), "{read}");
        assert!(script.contains(&format!("\"{read}\"]")), "{script}");
        assert!(script.contains("shared = { table: all.t, memory: all.m };"), "{script}");
        assert!(script.contains("export const __wasm_split_load_write = loader(\"write\");"), "{script}");
        assert!(parts.script(template, str::to_owned, &BTreeMap::new()).is_err());
    }
}

//! The loader on its way into the site: `loader/boot.ts` is stage one, small to the last byte; each stage after it becomes
//! one file whose name holds the hash of its content. Every stage bears the names of those after it.

use crate::languages::Languages;
use crate::minify::{fill, minify};
use crate::places::{Places, read};
use crate::stamp::content_hash;
use crate::steps::{Outcome, read_from};
use std::path::Path;

/// A page in another encoding reads the loader in that encoding, and an old browser should be able to read it.
const FIRST: [&str; 4] =
    ["--loader=ts", "--charset=ascii", "--target=es2018", "--supported:dynamic-import=true"];

/// What a site's loader is made of, beside its own sources. The widget has those of `style/` from the loader alone: they are
/// `SKELETON` in `build.rs`.
const SKELETON_SHEETS: [&str; 5] = [
    "style/tokens.css",
    "style/base.css",
    "style/panel.css",
    "style/screens/search.css",
    "loader/skeleton.css",
];

/// A file of the site that is cached for good: its address in the site, and what is in it.
pub(crate) struct Asset {
    pub(crate) address: String,
    pub(crate) content: String,
}

/// The loader's files.
pub(crate) struct Loader {
    /// `embed.js`, as it is served.
    pub(crate) first: String,
    /// `frame.js`, as it is served.
    pub(crate) alone: String,
    /// `element.js`, as it is served.
    pub(crate) element: String,
    /// `frame.html`, as it is served.
    pub(crate) page: String,
    /// What they load.
    pub(crate) assets: Vec<Asset>,
}

impl Loader {
    /// Makes the loader for a widget whose glue and wasm have these addresses in the site.
    pub(crate) fn make(places: &Places, languages: &Languages, glue: &str, wasm: &str) -> Outcome<Loader> {
        let version = [("__HELPNOOK_VERSION__", env!("CARGO_PKG_VERSION"))];
        let doctor = bundle(places, "loader/doctor/main.ts")?;
        let doctor = asset("doctor", fill("loader/doctor/main.ts", &doctor, &version)?);
        let style = style(places)?;
        let names = [
            ("\"__HELPNOOK_STYLE__\"", style.as_str()),
            ("__HELPNOOK_DOCTOR__", &doctor.address),
            ("__HELPNOOK_GLUE__", glue),
            ("__HELPNOOK_WASM__", wasm),
        ];
        let page_mode = "loader/page_mode.ts";
        let page_mode =
            asset("page-mode", fill(page_mode, &languages.fill(&bundle(places, page_mode)?), &names)?);
        let guest = "loader/frame_guest.ts";
        let guest = asset("frame-guest", fill(guest, &languages.fill(&bundle(places, guest)?), &names)?);
        let first = languages.fill(&read(&places.root.join("loader/boot.ts"))?);
        let alone = alone(places, languages, &first, &doctor.address)?;
        let first = fill("loader/boot.ts", &first, &[("__HELPNOOK_STAGE__", &page_mode.address)])?;
        let first = minify(places, &first, &FIRST)?;
        let element = languages.fill(&read(&places.root.join("loader/element.ts"))?);
        let element = fill("loader/element.ts", &element, &[("__HELPNOOK_STAGE__", &page_mode.address)])?;
        let element = minify(places, &element, &["--loader=ts", "--format=esm", "--charset=utf8"])?;
        let page = read(&places.root.join("public/frame.html"))?;
        let page = fill("frame.html", &page, &[("__HELPNOOK_GUEST__", &guest.address)])?;
        Ok(Loader { first, alone, element, page, assets: vec![doctor, page_mode, guest] })
    }
}

/// Stage one with a second one in it, for pages whose policy names one script and no other.
fn alone(places: &Places, languages: &Languages, first: &str, doctor: &str) -> Outcome<String> {
    const LOADED: &str = r#"import(new URL("__HELPNOOK_STAGE__", script.src))"#;
    let first = fill("loader/boot.ts", first, &[(LOADED, "Promise.resolve(two)")])?;
    let draft = places.target.join("frame.draft.ts");
    let entry = places.root.join("loader/frame_mode.ts");
    std::fs::write(&draft, format!("import * as two from {:?};\n{first}", entry.display().to_string()))
        .map_err(|e| format!("{}: {e}", draft.display()))?;
    let mut esbuild = places.command("esbuild");
    esbuild.arg(&draft).args(["--bundle", "--format=iife", "--log-level=warning"]);
    let bundled = languages.fill(&read_from(&mut esbuild)?);
    minify(places, &fill("loader/frame_mode.ts", &bundled, &[("__HELPNOOK_DOCTOR__", doctor)])?, &FIRST)
}

fn asset(name: &str, content: String) -> Asset {
    // Eight digits tell the versions of one file apart, and the first stage carries one of these names.
    let hash = &content_hash(content.as_bytes())[..8];
    Asset { address: format!("assets/{name}-{hash}.js"), content }
}

/// A source and all that it imports, as one small module.
fn bundle(places: &Places, entry: &str) -> Outcome<String> {
    let mut esbuild = places.command("esbuild");
    esbuild.arg(places.root.join(entry));
    esbuild.args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=warning"]);
    read_from(&mut esbuild)
}

/// The sheets of the panel's frame as a JavaScript string.
fn style(places: &Places) -> Outcome<String> {
    let sheets: Vec<String> = SKELETON_SHEETS
        .iter()
        .map(|sheet| read(&places.root.join(Path::new(sheet))))
        .collect::<Outcome<_>>()?;
    let small = minify(places, &sheets.concat(), &["--loader=css", "--charset=utf8"])?;
    Ok(serde_json::Value::from(small.trim()).to_string())
}

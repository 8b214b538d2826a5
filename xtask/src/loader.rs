//! The loader on its way into the site. `loader/boot.ts` is stage one, small to the last byte; the files that it loads
//! become one file each, whose name holds the hash of its content. Every stage bears the names of those after it.

use crate::calls::Calls;
use crate::languages::Languages;
use crate::minify::{fill, minify};
use crate::places::{Places, read};
use crate::stamp::content_hash;
use crate::steps::{Outcome, read_from};
use std::path::Path;

/// A page in another encoding reads the script in that encoding, and an old browser should be able to read it.
const BOOT: [&str; 4] =
    ["--loader=js", "--charset=ascii", "--target=es2018", "--supported:dynamic-import=true"];
/// Stage one alone. Its source is one function that is called; it needs no other around it, since it imports only constants.
const EMBED: [&str; 2] = ["--define:__HELPNOOK_IS_FRAME__=false", "--format=esm"];
/// Stage one and its stage two, for pages whose policy names one script and no other; without the code that loads stage two.
const FRAME: [&str; 3] = ["--define:__HELPNOOK_IS_FRAME__=true", "--format=iife", "--minify-syntax"];
/// A module is UTF-8 in every page.
const MODULE: [&str; 3] = ["--format=esm", "--minify", "--charset=utf8"];

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
    pub(crate) embed: String,
    /// `frame.js`, as it is served.
    pub(crate) frame: String,
    /// `element.js`, as it is served.
    pub(crate) element: String,
    /// `frame.html`, as it is served.
    pub(crate) page: String,
    /// The files that they load.
    pub(crate) assets: Vec<Asset>,
}

impl Loader {
    /// Makes the loader for a widget whose glue and wasm have these addresses in the site.
    pub(crate) fn make(places: &Places, languages: &Languages, glue: &str, wasm: &str) -> Outcome<Loader> {
        let sources = Sources { places, languages, calls: &Calls::read(places)? };
        let version = ("__HELPNOOK_VERSION__", env!("CARGO_PKG_VERSION"));
        let doctor = asset("doctor", sources.module("loader/doctor/main.ts", &[version])?);
        let doctor_name = ("__HELPNOOK_DOCTOR__", doctor.address.as_str());
        let style = style(places)?;
        let names = [
            ("\"__HELPNOOK_STYLE__\"", style.as_str()),
            doctor_name,
            ("__HELPNOOK_GLUE__", glue),
            ("__HELPNOOK_WASM__", wasm),
        ];
        let panel = asset("panel", sources.module("loader/page_mode.ts", &names)?);
        let guest = asset("frame-guest", sources.module("loader/frame_guest.ts", &names)?);
        let stage = ("__HELPNOOK_STAGE__", panel.address.as_str());
        let embed = sources.boot(&EMBED, stage)?;
        let frame = sources.boot(&FRAME, doctor_name)?;
        let element = sources.module("loader/element.ts", &[stage])?;
        let page = read(&places.root.join("public/frame.html"))?;
        let page = fill("frame.html", &page, &[("__HELPNOOK_GUEST__", &guest.address)])?;
        if !(embed.starts_with("(()=>{") && embed.ends_with("})();")) {
            return Err(
                "loader/boot.ts: something stands outside of its function and would become global".to_owned()
            );
        }
        Ok(Loader { embed, frame, element, page, assets: vec![doctor, panel, guest] })
    }
}

/// The sources of the loader, and what the build fills into them.
struct Sources<'a> {
    places: &'a Places,
    languages: &'a Languages,
    calls: &'a Calls,
}

impl Sources<'_> {
    /// A source and all that it imports, as one small module.
    fn module(&self, entry: &str, names: &[(&str, &str)]) -> Outcome<String> {
        self.bundle(entry, &MODULE, names)
    }

    /// Stage one as a script, not a module.
    fn boot(&self, flags: &[&str], name: (&str, &str)) -> Outcome<String> {
        minify(self.places, &self.bundle("loader/boot.ts", &[flags, &BOOT[1..]].concat(), &[name])?, &BOOT)
    }

    /// A source and all that it imports as one script, with the names filled in.
    fn bundle(&self, entry: &str, flags: &[&str], names: &[(&str, &str)]) -> Outcome<String> {
        let mut esbuild = self.places.command("esbuild");
        esbuild.arg(self.places.root.join(entry)).args(["--bundle", "--log-level=warning"]);
        // `loader/tsconfig.json` is for the checks of the types alone.
        esbuild.arg("--tsconfig-raw={}").args(flags);
        fill(entry, &self.calls.fill(&self.languages.fill(&read_from(&mut esbuild)?)), names)
    }
}

fn asset(name: &str, content: String) -> Asset {
    // Eight digits tell the versions of one file apart, and the first stage carries one of these names.
    let hash = &content_hash(content.as_bytes())[..8];
    Asset { address: format!("assets/{name}-{hash}.js"), content }
}

/// The style sheets of the skeleton as a JavaScript string.
fn style(places: &Places) -> Outcome<String> {
    let sheets: Vec<String> = SKELETON_SHEETS
        .iter()
        .map(|sheet| read(&places.root.join(Path::new(sheet))))
        .collect::<Outcome<_>>()?;
    let small = minify(places, &sheets.concat(), &["--loader=css", "--charset=utf8"])?;
    Ok(serde_json::Value::from(small.trim()).to_string())
}

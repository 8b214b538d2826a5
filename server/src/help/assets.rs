//! The pages' style sheet, with the tokens of the widget and the site's colour; the script of the page that says "sent"; icons.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::address::PathOf;
use crate::secret::sha256;
use crate::state::AppState;

/// The theming API, written for an element in a page of others.
const TOKENS: &str = include_str!("../../../style/tokens.css");
const SHEETS: [&str; 2] = [include_str!("../../help/help.css"), include_str!("../../help/reading.css")];
const KEEP: &str = include_str!("../../help/keep.js");
const ICON: &str = include_str!("../../../public/icons/favicon.svg");

/// `GET /help/assets/{name}`. The names bear a hash of the content, so the content never changes; under another hash, such
/// as that of the version before, it is to be asked for anew.
pub(super) async fn get_asset(State(state): State<AppState>, PathOf(name): PathOf<String>) -> Response {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let (kind, content) = match (stem.split('-').next().unwrap_or_default(), ending) {
        ("help", "css") => ("text/css; charset=utf-8", sheet(&state)),
        ("keep", "js") => ("text/javascript; charset=utf-8", KEEP.to_owned()),
        ("icon", "svg") => ("image/svg+xml", ICON.to_owned()),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let is_current = stem.split_once('-').is_some_and(|(_, hash)| hash == hash_of(&content));
    let keep = if is_current { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], content).into_response()
}

/// The address of the style sheet.
pub(super) fn style_sheet(state: &AppState) -> String {
    named("help", &sheet(state), "css")
}

/// The address of the script that hands a request's key to the widget.
pub(super) fn keep_script() -> String {
    named("keep", KEEP, "js")
}

/// The address of the icon in a browser's tab.
pub(super) fn icon() -> String {
    named("icon", ICON, "svg")
}

/// A magnifier.
pub(super) fn icon_search() -> Markup {
    html! {
        svg.icon viewBox="0 0 24 24" aria-hidden="true" { circle cx="11" cy="11" r="6.5" {} path d="m16 16 4.5 4.5" {} }
    }
}

fn sheet(state: &AppState) -> String {
    let accent = state.config.site.accent.as_deref();
    let brand = accent.map(|colour| [":root{--helpnook-accent:", colour, "}\n"].concat()).unwrap_or_default();
    let [page, reading] = SHEETS;
    [&TOKENS.replace(":host", ":root"), &brand, page, reading].concat()
}

fn named(stem: &str, content: &str, ending: &str) -> String {
    ["/help/assets/", stem, "-", &hash_of(content), ".", ending].concat()
}

fn hash_of(content: &str) -> String {
    sha256(&[content.as_bytes()]).chars().take(16).collect()
}

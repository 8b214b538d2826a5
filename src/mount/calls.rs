//! What a page tells a widget beyond opening and closing it: read and done by code that is fetched at the first such
//! call.

use wasm_bindgen::prelude::*;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

use super::instance::app_of;
use crate::app::App;
use crate::browser::page;
use crate::chunk::{Away, now};
use crate::command::Command;
use crate::json::{self, Given};

/// Makes [`command`] and [`explain`] ready; `false` if their code did not come.
#[wasm_bindgen]
pub async fn prepare() -> bool {
    fetch_page().await.is_ok()
}

/// Tells a widget what to do: see [`Command`]. What cannot be used is named in the console, also where no widget is
/// mounted on `host`.
#[wasm_bindgen]
pub fn command(host: &HtmlElement, name: String, detail: JsValue) {
    now(heed(app_of(host), Call::Command { name, detail }));
}

/// How a mounted widget stands, and why: see [`crate::app::Explanation`]. `undefined` where none is mounted.
#[wasm_bindgen]
pub fn explain(host: &HtmlElement) -> JsValue {
    now(heed(app_of(host), Call::Explain)).unwrap_or(JsValue::UNDEFINED)
}

enum Call {
    Command { name: String, detail: JsValue },
    Explain,
}

#[cfg_attr(feature = "chunks", wasm_split(page, fallible, preload(fetch_page)))]
fn heed(app: Option<App>, call: Call) -> Result<JsValue, Away> {
    let answer = match call {
        Call::Command { name, detail } => {
            let (command, line) = Command::parse(&name, &Given::from_value(&detail));
            line.into_iter().for_each(|line| page::warn(&line));
            if let (Some(app), Some(command)) = (app, command) {
                app.obey(command);
            }
            None
        }
        Call::Explain => app.and_then(|app| json::to_value(&app.explain())),
    };
    Ok(answer.unwrap_or(JsValue::UNDEFINED))
}

#[cfg(not(feature = "chunks"))]
async fn fetch_page() -> Result<(), Away> {
    Ok(())
}

//! What a page tells a widget beyond opening and closing it: read and done by code that is fetched at the first such
//! call.

use wasm_bindgen::prelude::*;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

use super::instance::widget_of;
use crate::chunks::{LoadError, call_loaded};
use crate::host::command::Command;
use crate::platform::page;
use crate::widget::Widget;
use helpnook_browser_json::{self as json, Given};

/// Makes [`command`] and [`explain`] ready; `false` if their code did not come.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub async fn prepare() -> bool {
    fetch_page().await.is_ok()
}

/// Tells a widget what to do: see [`Command`]. What cannot be used is named in the console, also where no widget is
/// mounted on `host`.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn command(host: &HtmlElement, name: String, detail: JsValue) {
    call_loaded(run(widget_of(host), PageCall::Command { name, detail }));
}

/// How a mounted widget stands, and why: see [`crate::widget::Explanation`]. `undefined` where none is mounted.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn explain(host: &HtmlElement) -> JsValue {
    call_loaded(run(widget_of(host), PageCall::Explain)).unwrap_or(JsValue::UNDEFINED)
}

enum PageCall {
    Command { name: String, detail: JsValue },
    Explain,
}

#[cfg_attr(feature = "chunks", wasm_split(page, fallible, preload(fetch_page)))]
fn run(widget: Option<Widget>, call: PageCall) -> Result<JsValue, LoadError> {
    let answer = match call {
        PageCall::Command { name, detail } => {
            let (command, line) = Command::parse(&name, &Given::from_value(&detail));
            line.into_iter().for_each(|line| page::warn(&line));
            if let (Some(widget), Some(command)) = (widget, command) {
                widget.run(command);
            }
            None
        }
        PageCall::Explain => widget.and_then(|widget| json::to_value(&widget.explain())),
    };
    Ok(answer.unwrap_or(JsValue::UNDEFINED))
}

#[cfg(not(feature = "chunks"))]
async fn fetch_page() -> Result<(), LoadError> {
    Ok(())
}

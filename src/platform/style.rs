//! The style sheets of a widget, in its shadow root: constructed ones, which every policy of a page lets be.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

thread_local! {
    /// Which widget wears what, by name.
    static WORN: RefCell<Vec<(HtmlElement, &'static str, CssStyleSheet)>> = const { RefCell::new(Vec::new()) };
}

/// Gives the widget of `host` a sheet, after those that it has; once for each name. `None` where the browser has none to give.
pub fn adopt(host: &HtmlElement, name: &'static str, css: &str) -> Option<()> {
    let is_worn = WORN.with_borrow(|all| all.iter().any(|(of, worn, _)| *worn == name && of == host));
    if is_worn {
        return Some(());
    }
    let root = host.shadow_root()?;
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(css).ok()?;
    put(&root, &sheets(&root).concat(&Array::of1(&sheet)))?;
    WORN.with_borrow_mut(|all| all.push((host.clone(), name, sheet)));
    Some(())
}

/// Takes all of them off the widget of `host`; what others put there stays.
pub fn remove_all(host: &HtmlElement) {
    let gone: Vec<_> = WORN.with_borrow_mut(|all| all.extract_if(.., |(of, ..)| of == host).collect());
    if let Some(root) = host.shadow_root() {
        let is_ours = |one: &JsValue| gone.iter().any(|(.., sheet)| AsRef::<JsValue>::as_ref(sheet) == one);
        put(&root, &sheets(&root).filter(&mut |one, _, _| !is_ours(&one)));
    }
}

fn sheets(root: &ShadowRoot) -> Array {
    Reflect::get(root, &"adoptedStyleSheets".into())
        .ok()
        .map_or_else(Array::new, |sheets| Array::from(&sheets))
}

fn put(root: &ShadowRoot, sheets: &Array) -> Option<()> {
    Reflect::set(root, &"adoptedStyleSheets".into(), sheets).ok().map(|_| ())
}

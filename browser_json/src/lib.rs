//! JSON for code that runs in a page: the browser parses and writes the text, a small serde format reads and writes the
//! browser's values.
//!
//! A JSON library would bring a parser of its own into the page. `serde-wasm-bindgen` leaves parsing to the browser, but
//! reads a struct key by key, so that serde's derive adds a page of code for each type: the widget's first wasm is 13 kB
//! larger with it (brotli, measured). This format reads the fields that a type names, in their order, by `visit_seq`, so
//! that half of the derive is never linked, and its one error says nothing. It reads and writes what types by serde's
//! derive need that are sent as JSON: structs, lists, options, texts, numbers, and enums that are texts or have one key;
//! no maps, no `flatten`, no internally tagged enums.
//!
//! Replies and pages are hostile ground. Only an object's own properties are read, so that a prototype that a page has
//! changed adds nothing to a reply; written objects have no prototype. A value of any shape is read as a type or refused
//! with `None`: nothing panics. Unknown fields are ignored, and of two fields with one name the last counts.
//!
//! Natively the same functions work on `serde_json::Value`, for tests of the code that uses them. The tests of this crate
//! run in a browser.

use serde::{Serialize, de::DeserializeOwned};

mod given;
#[cfg(target_arch = "wasm32")]
mod read;
#[cfg(target_arch = "wasm32")]
mod write;

#[cfg(target_arch = "wasm32")]
mod inner {
    use super::*;

    /// A JSON value as the platform holds it.
    pub type Value = wasm_bindgen::JsValue;

    /// An empty object without a prototype: for options that are given to the browser, which would read what a page has
    /// put on the prototype of all objects.
    pub fn bare_object() -> js_sys::Object {
        js_sys::Object::create(wasm_bindgen::JsCast::unchecked_ref(&Value::NULL))
    }

    pub(super) fn null() -> Value {
        Value::NULL
    }

    pub(super) fn to_value<T: Serialize>(data: &T) -> Option<Value> {
        data.serialize(super::write::Writer).ok()
    }

    pub(super) fn from_value<T: DeserializeOwned>(value: Value) -> Option<T> {
        T::deserialize(super::read::Reader(value)).ok()
    }

    pub(super) fn to_text(value: &Value) -> Option<String> {
        js_sys::JSON::stringify(value).ok().map(String::from)
    }

    pub(super) fn parse(text: &str) -> Option<Value> {
        js_sys::JSON::parse(text).ok()
    }

    pub(super) fn value_of(object: &Value, key: &str) -> Option<Value> {
        super::read::own(object, key).filter(Value::is_object)
    }

    pub(super) fn text_of(object: &Value, key: &str) -> Option<String> {
        super::read::own(object, key)?.as_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod inner {
    use super::*;

    /// A JSON value as the platform holds it.
    pub type Value = serde_json::Value;

    pub(super) fn null() -> Value {
        Value::Null
    }

    pub(super) fn to_value<T: Serialize>(data: &T) -> Option<Value> {
        serde_json::to_value(data).ok()
    }

    pub(super) fn from_value<T: DeserializeOwned>(value: Value) -> Option<T> {
        serde_json::from_value(value).ok()
    }

    pub(super) fn to_text(value: &Value) -> Option<String> {
        serde_json::to_string(value).ok()
    }

    pub(super) fn parse(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    pub(super) fn value_of(object: &Value, key: &str) -> Option<Value> {
        object.get(key).filter(|value| value.is_object()).cloned()
    }

    pub(super) fn text_of(object: &Value, key: &str) -> Option<String> {
        object.get(key)?.as_str().map(str::to_owned)
    }
}

pub use given::Given;
pub use inner::Value;
#[cfg(target_arch = "wasm32")]
pub use inner::bare_object;

/// The value that stands for nothing.
pub fn null() -> Value {
    inner::null()
}

/// A value from data; `None` where JSON cannot hold it.
pub fn to_value<T: Serialize>(data: &T) -> Option<Value> {
    inner::to_value(data)
}

/// Data from a value; `None` where it has another shape.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Option<T> {
    inner::from_value(value)
}

/// A value as text.
pub fn value_to_text(value: &Value) -> Option<String> {
    inner::to_text(value)
}

/// A value from text; `None` where that is no JSON.
pub fn parse(text: &str) -> Option<Value> {
    inner::parse(text)
}

/// An object in an object, by its key.
pub fn value_of(object: &Value, key: &str) -> Option<Value> {
    inner::value_of(object, key)
}

/// A text in an object, by its key.
pub fn text_of(object: &Value, key: &str) -> Option<String> {
    inner::text_of(object, key)
}

/// Data as text.
pub fn to_text<T: Serialize>(data: &T) -> Option<String> {
    to_value(data).and_then(|value| value_to_text(&value))
}

/// Data from text; `None` where it is no JSON or has another shape.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    parse(text).and_then(from_value)
}

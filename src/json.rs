//! Values as JSON. In the browser this is the browser's own parser: a JSON library would weigh more
//! than all panels together.

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
        // An own property: what a page puts into every object is none of the file's.
        let object: &js_sys::Object = wasm_bindgen::JsCast::dyn_ref(object)?;
        if !js_sys::Object::has_own(object, &key.into()) {
            return None;
        }
        js_sys::Reflect::get(object, &key.into()).ok().filter(Value::is_object)
    }

    pub(super) fn text_of(object: &Value, key: &str) -> Option<String> {
        js_sys::Reflect::get(object, &key.into()).ok()?.as_string()
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

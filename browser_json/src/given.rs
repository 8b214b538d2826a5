//! A value that a page gave: of any shape, as far as a command can use it.

use super::Value;

/// A value whose shape is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Nothing: left out, null.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Given>),
    /// An object's own properties.
    Object(Vec<(String, Given)>),
    /// A function, or what lies too deep to be of use.
    Other,
}

/// So deep does any command look.
const DEPTH: u8 = 4;

impl Given {
    /// A platform's value.
    pub fn from_value(value: &Value) -> Self {
        read(value, DEPTH)
    }

    /// What to call it in a line for the site owner: a text in quotes, cut where it is long.
    pub fn name(&self) -> String {
        match self {
            Self::Nothing => "missing".to_owned(),
            Self::Flag(true) => "true".to_owned(),
            Self::Flag(false) => "false".to_owned(),
            Self::Number(_) => "a number".to_owned(),
            Self::Text(text) => {
                let short: String = text.chars().take(60).collect();
                ["\"", &short, if short.len() < text.len() { "…\"" } else { "\"" }].concat()
            }
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
            Self::Other => "of another kind".to_owned(),
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn read(value: &Value, depth: u8) -> Given {
    use js_sys::{Array, Object};
    use wasm_bindgen::JsCast;

    if value.is_null() || value.is_undefined() {
        Given::Nothing
    } else if let Some(text) = value.as_string() {
        Given::Text(text)
    } else if let Some(flag) = value.as_bool() {
        Given::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        Given::Number(number)
    } else if depth == 0 || value.is_function() || !value.is_object() {
        Given::Other
    } else if Array::is_array(value) {
        Given::List(Array::from(value).iter().map(|item| read(&item, depth - 1)).collect())
    } else {
        let entries = Object::entries(value.unchecked_ref());
        let entry = |entry: Value| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), read(&entry.get(1), depth - 1))
        };
        Given::Object(entries.iter().map(entry).collect())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn read(value: &Value, depth: u8) -> Given {
    match value {
        Value::Null => Given::Nothing,
        Value::Bool(flag) => Given::Flag(*flag),
        Value::Number(number) => Given::Number(number.as_f64().unwrap_or_default()),
        Value::String(text) => Given::Text(text.clone()),
        _ if depth == 0 => Given::Other,
        Value::Array(items) => Given::List(items.iter().map(|item| read(item, depth - 1)).collect()),
        Value::Object(entries) => Given::Object(
            entries.iter().map(|(name, value)| (name.clone(), read(value, depth - 1))).collect(),
        ),
    }
}

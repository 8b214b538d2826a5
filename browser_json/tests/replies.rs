//! Replies of every call, whole and mutated, read in a browser by the code that ships. What `serde_json` makes of the same
//! text is the measure: what it reads, the browser's values give alike.

#![cfg(target_arch = "wasm32")]

use std::fmt::Debug;

use helpnook_browser_json as json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "replies/mutation.rs"]
mod mutation;
#[path = "replies/samples.rs"]
mod samples;

use mutation::Chance;
use samples::{Visitor, each_reply};

wasm_bindgen_test_configure!(run_in_browser);

/// Reads a text as the browser's values and by `serde_json`; true where the latter reads it.
fn compare<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) -> bool {
    let here: Option<T> = json::from_text(text);
    // By a value, as a page reads it: of two fields with one name the last counts.
    let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
    let Ok(measure) = serde_json::from_value::<T>(value.clone()) else { return false };
    if has_list_for_struct(&serde_json::to_value(&measure).expect("JSON"), &value) {
        return false;
    }
    assert_eq!(here.as_ref(), Some(&measure), "{text}");
    true
}

/// `serde_json` takes a list for a struct, its items for the fields; the browser's values are read by their names alone.
fn has_list_for_struct(written: &Value, source: &Value) -> bool {
    match (written, source) {
        (Value::Object(_), Value::Array(_)) => true,
        (Value::Object(fields), Value::Object(source)) => fields
            .iter()
            .any(|(name, field)| source.get(name).is_some_and(|source| has_list_for_struct(field, source))),
        (Value::Array(items), Value::Array(source)) => {
            items.iter().zip(source).any(|(item, source)| has_list_for_struct(item, source))
        }
        _ => false,
    }
}

/// Reads and writes each sample as it is.
struct Whole(usize);

impl Visitor for Whole {
    fn reply<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, sample: &Value) {
        assert!(compare::<T>(&sample.to_string()), "{sample}");
        let reply: T = serde_json::from_value(sample.clone()).expect("a sample of the type");
        let text = json::to_text(&reply).expect("JSON");
        let written: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(written, serde_json::to_value(&reply).expect("JSON"));
        self.0 += 1;
    }
}

#[wasm_bindgen_test]
fn every_reply_is_read_and_written_as_serde_json_does() {
    let mut whole = Whole(0);
    each_reply(&mut whole);
    assert!(whole.0 > 25, "{} replies", whole.0);
}

/// Reads mutations of each sample.
struct Mutated {
    chance: Chance,
    each: usize,
    read: usize,
    refused: usize,
}

impl Visitor for Mutated {
    fn reply<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, sample: &Value) {
        for _ in 0..self.each {
            if compare::<T>(&self.chance.mutated(sample)) {
                self.read += 1;
            } else {
                self.refused += 1;
            }
        }
    }
}

#[wasm_bindgen_test]
fn ten_thousand_mutated_replies_are_read_alike_or_refused() {
    let mut whole = Whole(0);
    each_reply(&mut whole);
    let each = 10_000_usize.div_ceil(whole.0);
    let mut mutated = Mutated { chance: Chance::new(20_261_201), each, read: 0, refused: 0 };
    each_reply(&mut mutated);
    let Mutated { read, refused, .. } = mutated;
    assert!(read + refused >= 10_000, "{read} read and {refused} refused");
    // Both happen, so that both are compared.
    assert!(read > 1_000 && refused > 1_000, "{read} read and {refused} refused");
}

//! Mutations of a reply, the same ones in every run.

use serde_json::{Value, json};

/// A fixed sequence of choices (xorshift).
pub(crate) struct Chance(u64);

impl Chance {
    /// The sequence that begins with `seed`, which is not 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The text of a reply with something wrong in it, or with something that a newer backend may say.
    pub(crate) fn mutated(&mut self, sample: &Value) -> String {
        let mut value = sample.clone();
        for _ in 0..=self.below(2) {
            self.change(&mut value);
        }
        let text = value.to_string();
        if self.below(4) == 0 { self.garble(&text) } else { text }
    }

    /// Changes one place of a value: another kind of value, a field less, a field more.
    fn change(&mut self, value: &mut Value) {
        let mut all = Vec::new();
        places(value, String::new(), &mut all);
        let place = self.one_of(&all).clone();
        let Some(found) = value.pointer_mut(&place) else { return };
        match (self.below(3), found) {
            (0, Value::Object(fields)) => {
                let names: Vec<String> = fields.keys().cloned().collect();
                if !names.is_empty() {
                    fields.remove(self.one_of(&names));
                }
            }
            (1, Value::Object(fields)) => {
                let name = *self.one_of(&[
                    "of_a_newer_backend",
                    "__proto__",
                    "constructor",
                    "toJSON",
                    "length",
                    "0",
                    "",
                ]);
                fields.insert(name.to_owned(), self.junk());
            }
            (0, Value::Array(items)) if !items.is_empty() => {
                items.remove(self.below(items.len()));
            }
            (1, Value::Array(items)) => items.push(self.junk()),
            (_, found) => *found = self.junk(),
        }
    }

    fn junk(&mut self) -> Value {
        let all = [
            Value::Null,
            json!(true),
            json!(0),
            json!(-1),
            json!(7),
            json!(0.5),
            json!(-2.5),
            json!(4_294_967_296_u64),
            json!(1e300),
            json!(""),
            json!("of_a_newer_backend"),
            json!("\u{202e}<b>x</b>\0\u{2028}\\\"".repeat(200)),
            json!([]),
            json!([{}]),
            json!({}),
            json!({"a": {}}),
        ];
        self.one_of(&all).clone()
    }

    /// Takes a character out of a text, doubles it, or puts another one in its place.
    fn garble(&mut self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let at = self.below(letters.len());
        match self.below(3) {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, letters[at]),
            _ => {
                letters[at] = *self
                    .one_of(&['{', '}', '[', ']', '"', ',', ':', '\\', '-', '.', 'e', '0', '9', '\u{fffe}'])
            }
        }
        letters.into_iter().collect()
    }
}

/// Every place of a value, as a JSON pointer; the whole is the empty one.
fn places(value: &Value, at: String, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| {
            places(inner, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(number, inner)| places(inner, format!("{at}/{number}"), out));
        }
        _ => {}
    }
    out.push(at);
}

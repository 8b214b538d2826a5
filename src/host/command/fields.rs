//! The fields of what a page gave with a call: each is taken if it can be used, and named if not.

use helpnook_browser_json::Given;

/// The fields of one object, and what was wrong with them so far.
pub(super) struct Fields<'a> {
    of: &'a [(String, Given)],
    faults: Vec<String>,
}

impl<'a> Fields<'a> {
    /// The fields of a value; whatever is not among `allowed` is named.
    pub(super) fn open(given: &'a Given, allowed: &[&str]) -> Self {
        let (of, faults) = match given {
            Given::Object(of) => (of.as_slice(), Vec::new()),
            _ => (
                [].as_slice(),
                vec![fault(
                    "the argument",
                    &given.name(),
                    &["an object with ", &allowed.join(", ")].concat(),
                )],
            ),
        };
        let mut fields = Self { of, faults };
        for (name, _) in of.iter().filter(|(name, _)| !allowed.contains(&name.as_str())) {
            fields.refuse(name, "not known", &allowed.join(", "));
        }
        fields
    }

    /// Names something that cannot be used.
    pub(super) fn refuse(&mut self, name: &str, is: &str, allowed: &str) {
        self.faults.push(fault(name, is, allowed));
    }

    /// What was given under a name.
    pub(super) fn get(&self, name: &str) -> &'a Given {
        self.of.iter().find(|(known, _)| known == name).map_or(&Given::Nothing, |(_, value)| value)
    }

    /// A value that may be left out; `allowed` says in words what `parse` takes.
    pub(super) fn take<T>(
        &mut self,
        name: &str,
        allowed: &str,
        parse: impl FnOnce(&'a Given) -> Option<T>,
    ) -> Option<T> {
        let given = self.get(name);
        if *given == Given::Nothing {
            return None;
        }
        let taken = parse(given);
        if taken.is_none() {
            self.refuse(name, &given.name(), allowed);
        }
        taken
    }

    /// A text that may be left out; without the white space around it, and never empty.
    pub(super) fn text(&mut self, name: &str, allowed: &str) -> Option<&'a str> {
        self.take(name, allowed, text)
    }

    /// A value that must be there.
    pub(super) fn needed<T>(
        &mut self,
        name: &str,
        allowed: &str,
        parse: impl FnOnce(&'a Given) -> Option<T>,
    ) -> Option<T> {
        if *self.get(name) == Given::Nothing {
            self.refuse(name, "missing", allowed);
        }
        self.take(name, allowed, parse)
    }

    /// Adds what was wrong with fields further inside.
    pub(super) fn join(&mut self, inner: Fields<'_>) {
        self.faults.extend(inner.faults);
    }

    /// One line for the site owner; nothing where nothing was wrong.
    pub(super) fn line(self, command: &str) -> Option<String> {
        let faults = self.faults.join("; ");
        (!faults.is_empty()).then(|| ["helpnook: ", command, ": ", &faults, "."].concat())
    }
}

/// A text, without the white space around it; an empty one is none.
pub(super) fn text(given: &Given) -> Option<&str> {
    match given {
        Given::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// A list of texts; one that holds anything else is none.
pub(super) fn texts(given: &Given) -> Option<Vec<&str>> {
    match given {
        Given::List(items) => items.iter().map(text).collect(),
        _ => None,
    }
}

fn fault(name: &str, is: &str, allowed: &str) -> String {
    [name, " is ", is, "; allowed: ", allowed].concat()
}

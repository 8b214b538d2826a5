//! Makes a [`Config`] of its three sources. Flags win over variables, variables over the file; every fault of all
//! three is found before any is told.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Misplaced, Refusal, nearest};
use super::given::Given;
use super::settings::{SETTINGS, Setting};
use super::{Config, site, synonyms};

/// What the settings are made of.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// What counts where nothing else is set.
    pub base: Config,
    /// The file that was asked for. Without one, `helpnook.toml` in the working folder is read if it is there.
    pub file: Option<PathBuf>,
    /// The environment; only names that begin with `HELPNOOK_` are looked at.
    pub variables: Vec<(String, String)>,
    /// Settings on the command line: the key of the setting and its value.
    pub flags: Vec<(&'static str, String)>,
}

/// Settings that are complete and allowed.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// Which settings did not keep their default, and where each was set.
    pub places: Vec<(&'static str, String)>,
}

impl Loaded {
    /// Where a setting was set; `default` where it was not.
    pub fn place(&self, key: &str) -> &str {
        self.places.iter().rev().find(|(known, _)| *known == key).map_or("default", |(_, place)| place)
    }
}

/// Reads the sources.
///
/// # Errors
/// Everything that is wrong in any of them.
pub fn load(sources: Sources) -> Result<Loaded, Vec<Fault>> {
    let mut loader = Loader { config: sources.base, places: Vec::new(), faults: Vec::new() };
    match sources.file.as_deref() {
        Some(path) => loader.read_file(path),
        None if Path::new(FILE).exists() => loader.read_file(Path::new(FILE)),
        None => {}
    }
    loader.read_variables(sources.variables);
    for (key, value) in sources.flags {
        let place = format!("--{}", key.replace('_', "-"));
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) {
            loader.set(setting, &place, &|wrong| numbered(&place, wrong), &Given::Words(value));
        }
    }
    if loader.faults.is_empty() {
        let across = [
            ("site.categories", site::unnamed_categories(&loader.config)),
            ("search.synonyms", synonyms::foreign_synonyms(&loader.config)),
        ];
        for (key, faults) in across {
            let place =
                loader.places.iter().rev().find(|(set, _)| *set == key).map_or("default", |(_, at)| at);
            loader.faults.extend(faults.into_iter().map(|what| Fault::new(place, what)));
        }
    }
    if loader.faults.is_empty() {
        Ok(Loaded { config: loader.config, places: loader.places })
    } else {
        Err(loader.faults)
    }
}

const FILE: &str = "helpnook.toml";
const PREFIX: &str = "HELPNOOK_";

/// Variables that others set and that are nobody's mistake: those that Kubernetes gives every pod next to a service
/// called `helpnook`.
const NOT_OURS: &[&str] = &["HELPNOOK_PORT", "HELPNOOK_SERVICE_"];
/// Where this file is, which the command line takes; and what this repository's tools tell each other.
const TOOLS_OWN: &[&str] =
    &["HELPNOOK_CONFIG", "HELPNOOK_TOOLS", "HELPNOOK_SERVER", "HELPNOOK_SITE", "HELPNOOK_BASE"];

struct Loader {
    config: Config,
    places: Vec<(&'static str, String)>,
    faults: Vec<Fault>,
}

impl Loader {
    fn read_file(&mut self, path: &Path) {
        let name = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return self.faults.push(Fault::new(&name, format!("cannot be read: {error}"))),
        };
        let (document, errors) = DeTable::parse_recoverable(&text);
        for error in errors {
            let place = format!("{name}:{}", line_of(&text, error.span().map_or(0, |span| span.start)));
            self.faults.push(Fault::new(&place, format!("is not TOML: {}", error.message())));
        }
        self.read_table(document.get_ref(), "", &|at| format!("{name}:{}", line_of(&text, at)));
    }

    fn read_table(&mut self, table: &DeTable<'_>, path: &str, place: &dyn Fn(usize) -> String) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name =
                if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
            let at = place(key.span().start);
            let is_group = SETTINGS.iter().any(|setting| {
                setting.key.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'))
            });
            match (SETTINGS.iter().find(|setting| setting.key == name), value.get_ref()) {
                (Some(setting), value) => {
                    let inside =
                        |wrong: &Misplaced| place(start_of(wrong, value).unwrap_or(key.span().start));
                    self.set(setting, &at, &inside, &Given::from_toml(value));
                }
                (None, DeValue::Table(inner)) if is_group => self.read_table(inner, &name, place),
                (None, value) if is_group => {
                    // What was given may hold a key that belongs into the table.
                    let what =
                        format!("{name} is of the type {}; allowed: a table [{name}]", value.type_str());
                    self.faults.push(Fault::new(&at, what));
                }
                (None, _) => self.unknown(&at, &name, SETTINGS.iter().map(|setting| setting.key)),
            }
        }
    }

    /// `HELPNOOK_LOG_LEVEL`; two underscores where the file has a dot are as good.
    fn read_variables(&mut self, mut variables: Vec<(String, String)>) {
        variables.retain(|(name, _)| name.starts_with(PREFIX) && !TOOLS_OWN.contains(&name.as_str()));
        variables.retain(|(name, _)| !NOT_OURS.iter().any(|other| name.starts_with(other)));
        variables.sort();
        let known: Vec<String> = SETTINGS.iter().map(Setting::variable).collect();
        let mut seen: Vec<(String, String)> = Vec::new();
        for (name, value) in variables {
            let flat = name.replace("__", "_");
            let Some(at) = known.iter().position(|known| *known == flat) else {
                self.unknown(&name, &name, known.iter().map(String::as_str));
                continue;
            };
            if let Some((_, other)) = seen.iter().find(|(seen, _)| *seen == flat) {
                self.faults.push(Fault::new(
                    &name,
                    format!("sets {} again after {other}; keep one", SETTINGS[at].key),
                ));
                continue;
            }
            self.set(&SETTINGS[at], &name, &|wrong| numbered(&name, wrong), &Given::Words(value));
            seen.push((flat, name));
        }
    }

    /// Sets a setting, or says why not; `inside` tells where an entry of its table stands.
    fn set(
        &mut self,
        setting: &'static Setting,
        place: &str,
        inside: &dyn Fn(&Misplaced) -> String,
        given: &Given,
    ) {
        let key = setting.key;
        let what = match (setting.set)(&mut self.config, given) {
            Ok(()) => return self.places.push((key, place.to_owned())),
            Err(Refusal::Part(what)) => format!("{key}: {what}; allowed: {}", setting.allowed),
            Err(Refusal::Misplaced(wrong)) => {
                let allowed = setting.allowed;
                self.faults.extend(wrong.iter().map(|wrong| {
                    Fault::new(&inside(wrong), format!("{key}: {}; allowed: {allowed}", wrong.what))
                }));
                return;
            }
            Err(Refusal::Whole) => format!("{key} is {given}; allowed: {}", setting.allowed),
        };
        self.faults.push(Fault::new(place, what));
    }

    fn unknown<'a>(&mut self, place: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) {
        let what = match nearest(name, known.clone()) {
            Some(meant) => format!("{name} is not a setting; did you mean {meant}?"),
            None => format!("{name} is not a setting; allowed: {}", known.collect::<Vec<_>>().join(", ")),
        };
        self.faults.push(Fault::new(place, what));
    }
}

/// Where an entry of a setting's table begins in the file.
fn start_of(wrong: &Misplaced, value: &DeValue<'_>) -> Option<usize> {
    let table = match value {
        DeValue::Table(table) => table,
        DeValue::Array(items) => return items.get(wrong.item?).map(|item| item.span().start),
        _ => return None,
    };
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == wrong.key.as_str())?;
    match (value.get_ref(), wrong.item) {
        (DeValue::Array(items), Some(item)) => items.get(item).map(|item| item.span().start),
        _ => Some(key.span().start),
    }
}

/// The same for a value that has no lines.
fn numbered(place: &str, wrong: &Misplaced) -> String {
    match wrong.item {
        None => place.to_owned(),
        Some(item) if wrong.key.is_empty() => format!("{place}: entry {}", item + 1),
        Some(item) => format!("{place}: {}, line {}", wrong.key, item + 1),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

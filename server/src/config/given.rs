//! A value as it was given: with a type in a file, as bare words in a variable or behind a flag. Each reader returns
//! `None` when the value is of another kind.

use std::fmt;

use toml::de::DeValue;

/// A value before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// From a variable or flag: read as whatever the setting wants.
    Words(String),
    /// A string of a file.
    Text(String),
    /// A whole number of a file.
    Number(i64),
    /// `true` or `false` of a file.
    Switch(bool),
    /// A list of a file.
    List(Vec<Given>),
    /// A table of a file, in the order of its keys.
    Table(Vec<(String, Given)>),
    /// A date, a fraction, a number too large: nothing that a setting takes.
    Other(String),
}

impl Given {
    /// A value of a TOML document.
    pub(super) fn from_toml(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Self::Number(number),
                Err(_) => Self::Other(number.to_string()),
            },
            DeValue::Float(number) => Self::Other(number.to_string()),
            DeValue::Boolean(is_on) => Self::Switch(*is_on),
            DeValue::Datetime(time) => Self::Other(time.to_string()),
            DeValue::Array(items) => {
                Self::List(items.iter().map(|item| Self::from_toml(item.get_ref())).collect())
            }
            DeValue::Table(entries) => Self::Table(
                entries
                    .iter()
                    .map(|(key, value)| (key.get_ref().to_string(), Self::from_toml(value.get_ref())))
                    .collect(),
            ),
        }
    }

    /// A string without the white space around it.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Words(text) | Self::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// A whole number within `min..=max`. Words may group digits with `_` as TOML does.
    pub(super) fn number(&self, min: u64, max: u64) -> Option<u64> {
        let number = match self {
            Self::Words(text) => text.trim().replace('_', "").parse().ok()?,
            Self::Number(number) => u64::try_from(*number).ok()?,
            _ => return None,
        };
        (min..=max).contains(&number).then_some(number)
    }

    /// `true` or `false`.
    pub(super) fn switch(&self) -> Option<bool> {
        match self {
            Self::Words(text) => text.trim().parse().ok(),
            Self::Switch(is_on) => Some(*is_on),
            _ => None,
        }
    }

    /// Strings: a list of a file, or words with commas between them. Empty words are no entries.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Words(text) => {
                Some(text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect())
            }
            Self::List(items) => items.iter().map(Self::text).collect(),
            _ => None,
        }
    }

    /// A table of a file, or the same written as TOML in a variable.
    pub(super) fn table(&self) -> Option<Vec<(String, Given)>> {
        match self {
            Self::Words(text) => match Self::from_toml(DeValue::parse(text).ok()?.get_ref()) {
                Self::Table(entries) => Some(entries),
                _ => None,
            },
            Self::Table(entries) => Some(entries.clone()),
            _ => None,
        }
    }

    /// Tables: a list of them in a file, or the same written as TOML in a variable.
    pub(super) fn tables(&self) -> Option<Vec<Vec<(String, Given)>>> {
        let items = match self {
            Self::Words(text) => match Self::from_toml(DeValue::parse(text).ok()?.get_ref()) {
                Self::List(items) => items,
                _ => return None,
            },
            Self::List(items) => items.clone(),
            _ => return None,
        };
        let table = |item| if let Self::Table(entries) = item { Some(entries) } else { None };
        items.into_iter().map(table).collect()
    }
}

/// As TOML writes it, on one line.
impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(text) | Self::Text(text) => write!(f, "{text:?}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(is_on) => write!(f, "{is_on}"),
            Self::Other(text) => f.write_str(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Table(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                write!(f, "{{ {} }}", entries.join(", "))
            }
        }
    }
}

//! The settings that are lists or have a grammar of their own: languages, categories, origins, colours, media types.

use std::collections::BTreeMap;

use super::fault::Refusal;
use super::given::Given;
use super::language::canonical_language;
use super::{CategoryConfig, Config};

/// `site.languages`.
pub(super) fn set_languages(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let languages = each_once(given, |tag| canonical_language(tag).ok_or("is not a language tag"))?;
    if languages.is_empty() {
        return Err(Refusal::Whole);
    }
    config.site.languages = languages;
    Ok(())
}

/// `origins`.
pub(super) fn set_origins(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    config.origins = each_once(given, |text| origin(text).ok_or("is not an origin"))?;
    Ok(())
}

/// `limits.attachment_types`.
pub(super) fn set_attachment_types(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    config.limits.attachment_types = each_once(given, |text| match text.split_once('/') {
        Some((kind, name)) if is_name(kind) && is_name(name) => Ok(text.to_ascii_lowercase()),
        _ => Err("is not a media type"),
    })?;
    Ok(())
}

/// `site.accent`.
pub(super) fn set_accent(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let colour = given.text().ok_or(Refusal::Whole)?;
    let digits = colour.strip_prefix('#').ok_or(Refusal::Whole)?;
    if !matches!(digits.len(), 3 | 6) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Refusal::Whole);
    }
    config.site.accent = Some(colour.to_ascii_lowercase());
    Ok(())
}

/// `site.categories`.
pub(super) fn set_categories(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let mut categories: Vec<CategoryConfig> = Vec::new();
    for table in given.tables().ok_or(Refusal::Whole)? {
        let category = category(&table)?;
        if categories.iter().any(|other| other.id == category.id) {
            return Err(Refusal::Part(format!("the id {:?} stands there twice", category.id)));
        }
        categories.push(category);
    }
    config.site.categories = categories;
    Ok(())
}

/// `site.categories` as TOML.
pub(super) fn show_categories(config: &Config) -> String {
    let shown = |category: &CategoryConfig| {
        let names: Vec<String> =
            category.names.iter().map(|(language, name)| format!("{language} = {}", quoted(name))).collect();
        format!("{{ id = {}, names = {{ {} }} }}", quoted(&category.id), names.join(", "))
    };
    format!("[{}]", config.site.categories.iter().map(shown).collect::<Vec<_>>().join(", "))
}

/// What no single setting can know: categories have a name in the default language, wherever the two were set.
pub(super) fn unnamed_categories(config: &Config) -> Vec<String> {
    let Some(default) = config.site.languages.first() else { return Vec::new() };
    let unnamed = config.site.categories.iter().filter(|category| !category.names.contains_key(default));
    unnamed
        .map(|category| {
            format!(
                "site.categories: {:?} has no name in the site's default language {default}; \
                 add names.{default} to it",
                category.id
            )
        })
        .collect()
}

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn category(table: &[(String, Given)]) -> Result<CategoryConfig, Refusal> {
    let mut id = None;
    let mut names = BTreeMap::new();
    for (key, value) in table {
        match (key.as_str(), value) {
            ("id", value) => id = value.text().filter(|id| is_category_id(id)).map(str::to_owned),
            ("names", Given::Table(entries)) => {
                for (language, name) in entries {
                    let tag = canonical_language(language)
                        .ok_or_else(|| Refusal::Part(format!("{language:?} is not a language tag")))?;
                    let name = name
                        .text()
                        .filter(|name| !name.is_empty() && name.chars().count() <= 80)
                        .ok_or_else(|| {
                            Refusal::Part(format!("names.{language} is {name}, not 1 to 80 characters"))
                        })?;
                    names.insert(tag, name.to_owned());
                }
            }
            ("names", _) => return Err(Refusal::Part("names is not a table".to_owned())),
            _ => return Err(Refusal::Part(format!("{key:?} is no part of a category"))),
        }
    }
    let id = id.ok_or_else(|| Refusal::Part("a category has no id that is allowed".to_owned()))?;
    Ok(CategoryConfig { id, names })
}

fn is_category_id(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// `*`, or scheme, host and port as a browser writes them in `Origin`: lower case, no default port, no path.
fn origin(text: &str) -> Option<String> {
    if text == "*" {
        return Some(text.to_owned());
    }
    let text = text.to_ascii_lowercase();
    let (scheme, authority) = text.split_once("://")?;
    let default_port = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let (host, port) = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => (&authority[..colon], Some(&authority[colon + 1..])),
        _ => (authority, None),
    };
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && host.split('.').all(|label| {
                    !label.is_empty()
                        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
                })
        }
    };
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
    let origin = text.strip_suffix(default_port).unwrap_or(&text);
    (is_host && is_port).then(|| origin.to_owned())
}

/// Reads a list whose entries are checked one by one and may stand there once.
fn each_once(
    given: &Given,
    read: impl Fn(&str) -> Result<String, &'static str>,
) -> Result<Vec<String>, Refusal> {
    let mut taken: Vec<String> = Vec::new();
    for text in given.texts().ok_or(Refusal::Whole)? {
        let item = read(text).map_err(|why| Refusal::Part(format!("{text:?} {why}")))?;
        if taken.contains(&item) {
            return Err(Refusal::Part(format!("{text:?} stands there twice")));
        }
        taken.push(item);
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_a_browser_does() {
        assert_eq!(origin("https://Shop.example:443").as_deref(), Some("https://shop.example"));
        assert_eq!(origin("http://localhost:3000").as_deref(), Some("http://localhost:3000"));
        assert_eq!(origin("http://[::1]:8080").as_deref(), Some("http://[::1]:8080"));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for wrong in
            ["shop.example", "https://shop.example/", "ftp://x", "https://", "http://a:0", "http://a b"]
        {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }
}

//! Which addresses an article may point to.
//!
//! | written | link | image |
//! | --- | --- | --- |
//! | `https://host…` | kept | kept |
//! | `http://host…` | kept | only if the base is `http:` too |
//! | `mailto:`, `tel:` | kept, mail without other headers than subject and body | refused |
//! | `article:ID` | kept, without fragment | refused |
//! | `//host…` | with the base's scheme, `https:` without base | the same |
//! | `/path`, `path`, `?query` | resolved against an `https:` base | resolved against the base |
//! | `#fragment`, nothing | refused: articles have no ids | refused |
//! | any other scheme, backslash, user name, control or invisible character | refused | refused |
//!
//! What comes out starts with one of the schemes above, so no browser can read it as something else.

use super::part;

/// Longest address in bytes.
const LONGEST: usize = 2_048;

/// The address a link may go to.
pub(super) fn link(raw: &str, base: &str) -> Option<String> {
    let address = tidy(raw)?;
    let Some((scheme, rest)) = scheme(&address) else {
        return relative(&address, base, true);
    };
    match scheme.as_str() {
        "https" | "http" => web(&scheme, rest),
        "mailto" => mail(rest),
        "tel" => phone(rest),
        "article" => article(rest),
        _ => None,
    }
}

/// The address an image may come from.
pub(super) fn image(raw: &str, base: &str) -> Option<String> {
    let address = tidy(raw)?;
    let Some((scheme, rest)) = scheme(&address) else {
        return relative(&address, base, false);
    };
    match scheme.as_str() {
        "https" => web(&scheme, rest),
        "http" if base_scheme(base) == Some("http") => web(&scheme, rest),
        _ => None,
    }
}

/// Does what browsers do before they look for a scheme: trims, and takes tabs and line ends out. Refuses what
/// has no place in an address; quotes, angle brackets and spaces become escapes.
fn tidy(raw: &str) -> Option<String> {
    let raw = raw.trim_matches(|character| character <= ' ');
    if raw.is_empty() || raw.len() > LONGEST {
        return None;
    }
    let mut address = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '\t' | '\n' | '\r' => {}
            ' ' => address.push_str("%20"),
            '"' => address.push_str("%22"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '`' => address.push_str("%60"),
            // Invisible and direction-changing characters hide where a link leads.
            '\\'
            | '\0'..'\u{20}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}' => return None,
            other => address.push(other),
        }
    }
    Some(address)
}

/// Splits at a colon before any of `/?#`, whatever stands before it; the first half in lower case.
fn scheme(address: &str) -> Option<(String, &str)> {
    let end = address.find([':', '/', '?', '#'])?;
    if address.as_bytes().get(end) != Some(&b':') {
        return None;
    }
    Some((part(address, 0, end).to_ascii_lowercase(), part(address, end + 1, address.len())))
}

fn web(scheme: &str, rest: &str) -> Option<String> {
    let host = host(rest)?;
    let path = part(rest, 2 + host.len(), rest.len());
    Some([scheme, "://", host, path].concat())
}

/// The host and port in `//host:port/path`, if they are nothing but that.
fn host(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("//")?;
    let host = part(rest, 0, rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte) || byte >= 0x80;
    let has_name = host.bytes().next().is_some_and(|byte| byte != b':');
    (has_name && host.bytes().all(is_plain)).then_some(host)
}

/// `https` or `http` if `base` is such an address.
fn base_scheme(base: &str) -> Option<&'static str> {
    let (scheme, rest) = scheme(base)?;
    host(rest)?;
    match scheme.as_str() {
        "https" => Some("https"),
        "http" => Some("http"),
        _ => None,
    }
}

fn relative(address: &str, base: &str, is_link: bool) -> Option<String> {
    let known = base_scheme(base);
    if address.starts_with("//") {
        return web(known.unwrap_or("https"), address);
    }
    let known = known?;
    if address.starts_with('#') || (is_link && known != "https") {
        return None;
    }
    let base = part(base, 0, base.find(['?', '#']).unwrap_or(base.len()));
    let rest = part(base, known.len() + 1, base.len());
    let host = host(rest)?;
    let path = part(rest, 2 + host.len(), rest.len());
    let folder = match address.as_bytes().first() {
        Some(b'/') => "",
        Some(b'?') => path,
        _ => part(path, 0, path.rfind('/').map_or(0, |at| at + 1)),
    };
    let gap = if folder.is_empty() && !address.starts_with('/') { "/" } else { "" };
    Some([known, "://", host, folder, gap, address].concat())
}

/// An address with at most a subject and a body, which cannot smuggle in recipients or attachments.
fn mail(rest: &str) -> Option<String> {
    let rest = part(rest, 0, rest.find('#').unwrap_or(rest.len()));
    let (recipient, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.+-_'".contains(&byte) || byte >= 0x80;
    if !recipient.contains('@') || !recipient.bytes().all(is_plain) {
        return None;
    }
    let fields = query.split('&').all(|field| {
        let name = part(field, 0, field.find('=').unwrap_or(field.len()));
        name.eq_ignore_ascii_case("subject") || name.eq_ignore_ascii_case("body")
    });
    let lower = query.to_ascii_lowercase();
    if !fields || lower.contains("%0a") || lower.contains("%0d") {
        return Some(["mailto:", recipient].concat());
    }
    Some(["mailto:", recipient, "?", query].concat())
}

fn phone(rest: &str) -> Option<String> {
    let number = rest.replace("%20", "");
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+-.();=,".contains(&byte);
    let has_digit = number.bytes().any(|byte| byte.is_ascii_digit());
    (has_digit && number.bytes().all(is_plain)).then(|| ["tel:", &number].concat())
}

/// Another article of the same help centre, by its id.
fn article(rest: &str) -> Option<String> {
    let id = part(rest, 0, rest.find('#').unwrap_or(rest.len()));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    // The id becomes a segment of an address, where dots alone would climb.
    let has_name = id.bytes().any(|byte| byte != b'.');
    (has_name && id.len() <= 100 && id.bytes().all(is_plain)).then(|| ["article:", id].concat())
}

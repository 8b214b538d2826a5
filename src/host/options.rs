//! What a host page may set, parsed once. A value that is not allowed is named and replaced by its default.

/// Where the launcher and the panel stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// In the lower right corner.
    #[default]
    Right,
    /// In the lower left corner.
    Left,
}

/// Light, dark, or as the customer's system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The settings of one widget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The backend's address; empty for the page's own origin.
    pub backend: String,
    /// Where the widget's own files lie; empty for the backend's address.
    pub base: String,
    /// BCP 47; empty for English.
    pub language: String,
    /// The corner.
    pub position: Position,
    /// The colours.
    pub theme: Theme,
    /// The address of a file with the site's own words; empty for none. See [`crate::i18n::Text::replace`].
    pub text: String,
    /// The address of the hosted help page, for what cannot be shown here; empty for the backend's own.
    pub help: String,
    /// Whether the panel fills the element's box instead of floating: then it is always open.
    pub is_inline: bool,
    /// The accent, a CSS colour; empty for the style sheets'.
    pub color: String,
}

/// The settings as a page gives them: text, or nothing.
#[derive(Clone, Debug, Default)]
pub struct RawOptions {
    /// An http or https address, or a path on the page's origin.
    pub backend: Option<String>,
    /// The same, for the widget's own files.
    pub base: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// `right` or `left`.
    pub position: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: Option<String>,
    /// An http or https address, or a path on the page's origin.
    pub text: Option<String>,
    /// The same, for the hosted help page.
    pub help: Option<String>,
    /// `true` or `false`.
    pub inline: Option<String>,
}

impl Options {
    /// Where the widget's own files lie.
    pub fn files(&self) -> &str {
        if self.base.is_empty() { &self.backend } else { &self.base }
    }

    /// Where the hosted help page is.
    pub fn help_page(&self) -> String {
        if self.help.is_empty() { [&self.backend, "/help"].concat() } else { self.help.clone() }
    }

    /// Takes what is allowed, and names what is not: one sentence for each.
    pub fn parse(raw: RawOptions) -> (Self, Vec<String>) {
        let mut faults = Vec::new();
        let options = Self {
            backend: take(&mut faults, "backend", raw.backend, "an http(s) address or a path", address),
            base: take(&mut faults, "base", raw.base, "an http(s) address or a path", address),
            language: take(&mut faults, "language", raw.language, "a BCP 47 tag such as pt-BR", language),
            position: take(&mut faults, "position", raw.position, "right, left", position),
            theme: take(&mut faults, "theme", raw.theme, "auto, light, dark", theme),
            text: take(&mut faults, "text", raw.text, "an http(s) address or a path", address),
            // The loader has named what is wrong with it.
            help: raw.help.and_then(|help| address(&help)).unwrap_or_default(),
            color: String::new(),
            is_inline: take(&mut faults, "inline", raw.inline, "true, false", |text| text.parse().ok()),
        };
        (options, faults)
    }
}

fn take<T: Default>(
    faults: &mut Vec<String>,
    name: &str,
    given: Option<String>,
    allowed: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> T {
    let Some(given) = given.filter(|text| !text.trim().is_empty()) else { return T::default() };
    parse(given.trim()).unwrap_or_else(|| {
        faults.push(["helpnook: ", name, " is \"", &given, "\"; allowed: ", allowed, "."].concat());
        T::default()
    })
}

/// A corner by its name.
pub(crate) fn position(text: &str) -> Option<Position> {
    match text {
        "right" => Some(Position::Right),
        "left" => Some(Position::Left),
        _ => None,
    }
}

/// A theme by its name.
pub(crate) fn theme(text: &str) -> Option<Theme> {
    match text {
        "auto" => Some(Theme::Auto),
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

/// An http(s) address or a path, without a slash at its end.
pub(crate) fn address(text: &str) -> Option<String> {
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    (is_path || is_url).then(|| text.trim_end_matches('/').to_owned())
}

/// A language tag.
pub(crate) fn language(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let is_language = parts
        .next()
        .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_tag = is_language
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    is_tag.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_that_is_not_allowed_is_named_and_the_rest_holds() {
        let (options, faults) = Options::parse(RawOptions {
            backend: Some("https://help.example/".into()),
            position: Some("middle".into()),
            theme: Some("dark".into()),
            language: Some("not a language".into()),
            ..RawOptions::default()
        });
        assert_eq!(options.backend, "https://help.example");
        assert_eq!(options.theme, Theme::Dark);
        assert_eq!(options.position, Position::Right);
        assert_eq!(faults.len(), 2);
        assert!(
            faults[1].contains("position")
                && faults[1].contains("middle")
                && faults[1].contains("right, left")
        );
    }

    #[test]
    fn an_address_that_could_run_script_is_no_backend() {
        for bad in ["javascript:alert(1)", "//evil.example", "ftp://x", "data:text/html,x"] {
            let (options, faults) =
                Options::parse(RawOptions { backend: Some(bad.into()), ..RawOptions::default() });
            assert_eq!((options.backend.as_str(), faults.len()), ("", 1), "{bad}");
        }
    }
}
